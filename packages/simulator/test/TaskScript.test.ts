import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { act, use } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const start = (simulator: Running, body: object = {}) =>
  Effect.map(use(simulator, "POST", "/tasks", { body: { task: "t", ...body } }), ({ json }): string => json.id)
const view = (simulator: Running, id: string) => Effect.map(use(simulator, "GET", `/tasks/${id}`), ({ json }) => json)
const outcome = (simulator: Running, body: object = {}) =>
  Effect.gen(function* () {
    const id = yield* start(simulator, body)
    yield* TestClock.adjust("1 minute")
    return yield* view(simulator, id)
  })

describe("a task without a script", () => {
  it.effect("queues for a second, takes four to six plausible steps in about ten, and finishes", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      for (let count = 0; count < 20; count += 1) yield* start(simulator)
      yield* TestClock.adjust("1 minute")
      for (const task of yield* simulator.tasks) {
        assert.strictEqual(task.status, "finished")
        assert.include([4, 5, 6], task.steps)
        assert.isAtLeast(task.endedAt ?? 0, 4_800)
        assert.isAtMost(task.endedAt ?? 0, 16_000)
        const steps = (yield* view(simulator, task.id)).steps
        assert.deepStrictEqual(
          steps.map((step: { number: number }) => step.number),
          steps.map((_: unknown, index: number) => index + 1)
        )
        for (const step of steps) for (const action of step.actions) assert.isObject(JSON.parse(action))
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("which script a task gets", () => {
  it.effect("scripts queue up, those for always come last, and matches are looked for in order", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ output: "always", times: "always" })
      yield* simulator.script({ output: "tea", match: { prompt: "tea" }, times: 2 })
      yield* simulator.script({ output: "first" })
      yield* simulator.script({ output: "second" })
      const outputs: Array<string> = []
      for (const task of ["buy tea", "x", "tea again", "more tea", "y"])
        outputs.push((yield* outcome(simulator, { task })).output)
      assert.deepStrictEqual(outputs, ["tea", "first", "tea", "second", "always"])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("by provider, workflow, metadata, and any condition", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ output: "act", match: { provider: "browseract" } })
      yield* simulator.script({ output: "workflow", match: { workflow: "w2" } })
      yield* simulator.script({ output: "metadata", match: { metadata: { team: "a" } } })
      yield* simulator.script({ output: "when", match: { when: (task) => task.prompt.length > 20 } })
      assert.strictEqual((yield* outcome(simulator, { metadata: { team: "b" } })).output, "Done: t")
      assert.strictEqual((yield* outcome(simulator, { metadata: { team: "a", more: "b" } })).output, "metadata")
      assert.strictEqual((yield* outcome(simulator, { task: "a rather long description" })).output, "when")
      for (const [workflow, output] of [
        ["w1", "act"],
        ["w2", "workflow"]
      ] as const) {
        const { json } = yield* act(simulator, "POST", "/run-task", { body: { workflow_id: workflow } })
        yield* TestClock.adjust("1 minute")
        assert.strictEqual(
          (yield* act(simulator, "GET", "/get-task", { query: { task_id: json.id } })).json.output.string,
          output
        )
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("what a task gives", () => {
  it.effect("a text as it stands, a value as JSON, a function of the start", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ output: "plain" })
      yield* simulator.script({ output: { a: [1] } })
      yield* simulator.script({ output: ({ prompt }) => ({ asked: prompt }) })
      assert.strictEqual((yield* outcome(simulator)).output, "plain")
      assert.strictEqual((yield* outcome(simulator)).output, '{"a":[1]}')
      assert.strictEqual((yield* outcome(simulator, { task: "q" })).output, '{"asked":"q"}')
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a value that an Effect Schema decodes, when its JSON Schema was asked for", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const Tea = Schema.Struct({
        name: Schema.NonEmptyString,
        price: Schema.Finite.check(Schema.isBetween({ minimum: 1, maximum: 9 })),
        count: Schema.Int,
        kind: Schema.Literals(["green", "black"]),
        shops: Schema.Array(Schema.Struct({ url: Schema.String, open: Schema.Boolean })),
        note: Schema.NullOr(Schema.String),
        best: Schema.optionalKey(Schema.String)
      })
      const document = Schema.toJsonSchemaDocument(Tea)
      const structuredOutput = JSON.stringify({ ...document.schema, $defs: document.definitions })
      const { output } = yield* outcome(simulator, { structuredOutput })
      const tea = yield* Schema.decodeUnknownEffect(Tea)(JSON.parse(output))
      assert.isAbove(tea.shops.length, 0)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("its own verdict always, the judge's only when asked for one", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ success: false, judge: { verdict: false, reasoning: "It did not look." }, times: 2 })
      const alone = yield* outcome(simulator)
      assert.deepStrictEqual([alone.isSuccess, alone.judgeVerdict, alone.judgement], [false, null, null])
      const judged = yield* outcome(simulator, { judge: true })
      assert.deepStrictEqual([judged.judgeVerdict, JSON.parse(judged.judgement).reasoning], [false, "It did not look."])
      yield* simulator.script({ success: null })
      assert.isNull((yield* outcome(simulator)).isSuccess)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("an end of any kind", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      for (const end of ["failed", "stopped", "never"] as const) yield* simulator.script({ end })
      const seen = []
      for (let count = 0; count < 3; count += 1) seen.push(yield* outcome(simulator))
      assert.deepStrictEqual(
        seen.map((task) => task.status),
        ["failed", "stopped", "started"]
      )
      assert.deepStrictEqual(
        seen.map((task) => [task.output, task.isSuccess]),
        [
          [null, null],
          [null, null],
          [null, null]
        ]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("screenshots that come late, and never", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        queued: 0,
        steps: [{ duration: 1000, screenshot: "2 seconds" }, { duration: 1000, screenshot: false }, { duration: 2000 }]
      })
      const id = yield* start(simulator)
      const shots = Effect.map(view(simulator, id), ({ steps }) =>
        steps.map((step: { screenshotUrl: unknown }) => step.screenshotUrl !== null)
      )
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* shots, [false, false])
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* shots, [true, false, true])
      const [first] = (yield* view(simulator, id)).steps
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* view(simulator, id)).steps[0].screenshotUrl, first.screenshotUrl)
      const image = yield* Effect.promise(() => fetch(first.screenshotUrl))
      assert.deepStrictEqual([image.status, image.headers.get("content-type")], [200, "image/png"])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("another word for its status, for a while", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ end: "never", words: [{ word: "reviewing", from: "2 seconds", until: "4 seconds" }] })
      const id = yield* start(simulator)
      const seen: Array<string> = []
      for (let count = 0; count < 3; count += 1) {
        seen.push((yield* use(simulator, "GET", `/tasks/${id}/status`)).json.status)
        yield* TestClock.adjust("2 seconds")
      }
      assert.deepStrictEqual(seen, ["created", "reviewing", "started"])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("nothing at all at first, as a service that lags", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ hidden: "2 seconds" })
      const id = yield* start(simulator)
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}`)).status, 404)
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}`)).status, 200)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("speed", () => {
  it.effect("divides every duration of a task, and no times of the clock", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: "1 second", running: "9 seconds" })
      const id = yield* start(simulator)
      yield* TestClock.adjust("1 second")
      const task = yield* view(simulator, id)
      assert.deepStrictEqual([task.status, task.finishedAt], ["finished", "1970-01-01T00:00:01.000"])
    }).pipe(Effect.provide(Simulator.layer({ speed: 10 })))
  )
})
