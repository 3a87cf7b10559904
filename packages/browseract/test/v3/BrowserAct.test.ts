import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Option, Schema, Stream } from "effect"
import { TestClock } from "effect/testing"
import { BrowserAct, BrowserActError } from "@errand/browseract/v3"
import { BrowserAct as BrowserActV2 } from "@errand/browseract"
import { Task } from "@errand/core"
import { envelope, type Answer, canary } from "../support/service.ts"
import { provider } from "./support/service.ts"
import { agentsOf, everySecond, input, on, template } from "./support/simulated.ts"

const Price = Schema.Struct({ amount: Schema.Finite, currency: Schema.String })

describe("a bot's run as a task", () => {
  it.effect("goes to its typed output: one start, light looks, and one full look at the end", () =>
    on(
      { tasks: [{ queued: "1 second", running: "4 seconds", steps: 2, output: { amount: 799, currency: "EUR" } }] },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const task = yield* Task.start(browserAct, input, { output: Price })
          const outcome = yield* Task.await(task).pipe(everySecond)
          assert(outcome._tag === "Succeeded")
          assert.deepStrictEqual(outcome.output, { amount: 799, currency: "EUR" })
          assert.deepStrictEqual(outcome.cost, { credits: 10, final: true })
          assert.deepInclude(outcome.raw, { bot_id: "17", input: { product: "Pixel 9" } })
          assert.deepStrictEqual(
            [yield* simulator.count({ operation: "createRun" }), yield* simulator.count({ operation: "getRun" })],
            [1, 1]
          )
          assert.strictEqual((yield* simulator.requests)[0]?.path, "/browseract/v3/bots/17/runs")
        })
    )
  )

  it.effect("may be of a template, which the address names, too", () =>
    on({ tasks: [{ match: { workflow: "21" }, output: "5 USD" }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        assert.strictEqual(yield* Task.run(browserAct, template), "5 USD")
        const [first] = yield* simulator.requests
        assert.strictEqual(first?.path, "/browseract/v3/bots/templates/21/runs")
        const [task] = yield* simulator.tasks
        assert.deepStrictEqual(task?.start.body, { proxy_region: "DE", input: { product: "Pixel 9" } })
      })
    )
  )

  it.effect("has an output of any type, as it came or as JSON", () =>
    Effect.gen(function* () {
      for (const [given, output] of [
        ["text", "text"],
        [[1, { a: 2 }], '[1,{"a":2}]'],
        [799, "799"],
        [false, "false"],
        [null, null],
        [undefined, null]
      ]) {
        const { snapshot } = provider(() => ({ task_id: "1", status: "finished", output: given }))
        assert.strictEqual((yield* snapshot("1")).output, output)
      }
    })
  )

  it.effect("tells each step as it runs and again as it ends", () =>
    on({ tasks: [{ steps: [{ duration: "2 seconds" }, { duration: "2 seconds", fails: true }] }] }, (browserAct) =>
      Effect.gen(function* () {
        const steps = yield* Stream.runCollect(Task.steps(yield* Task.start(browserAct, input))).pipe(everySecond)
        assert.deepStrictEqual(
          steps.map(({ number, status }) => `${number} ${status}`),
          ["1 running", "1 succeeded", "2 running", "2 failed"]
        )
      })
    )
  )

  it.effect("that failed keeps its message and its cost, and one canceled elsewhere is nobody's", () =>
    on(
      { tasks: [{ end: "failed", steps: 2, failure: { code: 7, message: "no shop" } }, { end: "stopped" }] },
      (browserAct) =>
        Effect.gen(function* () {
          const failed = yield* Effect.flip(Task.run(browserAct, input))
          assert(failed._tag === "TaskFailed")
          assert.deepInclude(failed.outcome, { reason: "error", message: "no shop" })
          assert.deepStrictEqual(failed.outcome.cost, { credits: 10, final: true })
          const canceled = yield* Effect.flip(Task.run(browserAct, input))
          assert(canceled._tag === "TaskCancelled")
          assert.strictEqual(canceled.outcome.by, "unknown")
        })
    )
  )

  it.effect("leaves files: the output by format, and downloads that may come late", () =>
    on(
      { tasks: [{ output: { a: 1 }, files: [{ name: "a.csv", content: "a,b", transfer: "10 seconds" }] }] },
      (browserAct) =>
        Effect.gen(function* () {
          const task = yield* Task.start(browserAct, input)
          const { files } = yield* Task.await(task)
          assert.deepStrictEqual(
            files.map(({ name, state }) => [name, state]),
            [
              ["a.csv", "pending"],
              ["output.json", "ready"]
            ]
          )
          const [csv, json] = files
          assert(csv !== undefined && json !== undefined)
          const read = (file: typeof csv) => Stream.mkString(Stream.decodeText(Task.file(task, file)))
          assert.strictEqual(yield* read(json), '{"a":1}')
          const early = yield* Effect.flip(read(csv))
          assert.strictEqual(early.reason._tag, "Conflict")
          yield* Effect.sleep("10 seconds")
          assert.strictEqual(yield* read(csv), "a,b")
        })
    )
  )

  it.effect(
    "leaves files whose links expire: `expires_at` is in milliseconds, and else the one of all files counts",
    () =>
      Effect.gen(function* () {
        const now = 1_800_000_000_000
        yield* TestClock.setTime(now)
        const file = (more: object) => ({ guid: "f", file_name: "f", download_url: "https://files.test/f", ...more })
        const { snapshot } = provider(() => ({
          task_id: "1",
          status: "finished",
          files_expires_at: now,
          download_files: [
            file({ expires_at: now + 1 }),
            file({ expires_at: now }),
            file({}),
            file({ expires_at: now + 1, progress: 50 }),
            file({ expires_at: now + 1, error_message: "too large" })
          ],
          output_files: { csv: { file_name: "o.csv", download_url: "https://files.test/o" } }
        }))
        assert.deepStrictEqual(
          (yield* snapshot("1")).files.map(({ state }) => state),
          ["ready", "failed", "failed", "pending", "failed", "failed"]
        )
      })
  )

  it.effect("that is forgotten, or refused with HTTP 200, is told by the code", () =>
    Effect.gen(function* () {
      const refusals: ReadonlyArray<readonly [Answer, string]> = [
        [envelope(10112, 200), "NotFound"],
        [envelope(10118, 200), "ConcurrencyLimited"],
        [envelope(401, 200), "Unauthorized"],
        [envelope(99001, 500), "BadRequest"],
        [envelope(10020, 500), "Conflict"]
      ]
      for (const [answer, tag] of refusals) {
        const { requests, start } = provider(() => (answer instanceof Response ? answer.clone() : answer))
        const error = yield* Effect.flip(start(input, {}))
        assert(error._tag === "ProviderError")
        assert.deepStrictEqual([error.provider, error.reason._tag], ["browseract/v3", tag])
        assert.instanceOf(error.cause, BrowserActError)
        assert.lengthOf(requests, 1)
      }
    })
  )
})

describe("a pause", () => {
  it.effect("is ended once: `paused` may be seen after a resume, and is no new question to those who watch", () =>
    on(
      {
        tasks: [{ steps: 4, running: "8 seconds", pauses: [{ after: 1 }, { after: 3 }], output: "done" }],
        browserActV3: { resuming: "3 seconds" }
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const task = yield* Task.start(browserAct, input)
          yield* Stream.runForEach(Task.watch(task), ({ liveUrl, status }) =>
            status.state === "input_required"
              ? Effect.andThen(
                  Effect.sync(() => assert.isDefined(liveUrl)),
                  Task.resume(task)
                )
              : Effect.void
          ).pipe(everySecond)
          assert.strictEqual(yield* Task.join(task), "done")
          assert.strictEqual(yield* simulator.count({ operation: "resumeRun" }), 2)
        })
    )
  )

  it.effect("of an agent is not for a caller to end: that does not compile, and else it is a conflict", () =>
    on(
      {
        tasks: [{ steps: 2, pauses: [{ after: 1 }] }],
        browserActV3: { bots: [{ id: "17", name: "Agent", type: "agent" }] }
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const agents = agentsOf(browserAct, simulator)
          const task = yield* Task.start(agents, input)
          assert.deepStrictEqual([agents.name, agents.kind], ["browseract/v3", "agent"])
          assert.notProperty(agents, "resume")
          // @ts-expect-error an agent cannot be resumed
          void (() => Task.resume(task))
          // @ts-expect-error a template is no agent
          void (() => Task.start(agents, template))
          yield* Task.watch(task).pipe(
            Stream.filter(({ status }) => status.state === "input_required"),
            Stream.runHead,
            Effect.map(Option.getOrThrow)
          )
          const error = yield* Effect.flip(browserAct.resume(task.ref.id))
          assert.strictEqual(error.reason._tag, "Conflict")
          assert.strictEqual(yield* Task.cancel(task), "requested")
        })
    )
  )
})

describe("a cancel", () => {
  it.effect("of a run that has ended meanwhile is already over, whatever status the code comes with", () =>
    Effect.gen(function* () {
      for (const status of [200, 400, 500]) {
        const { cancel, requests } = provider(() => envelope(10121, status))
        assert.strictEqual(yield* cancel("1"), "already-over")
        assert.lengthOf(requests, 1)
      }
    })
  )

  it.effect("stops a run that its caller leaves", () =>
    on({ tasks: [{ end: "never" }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        yield* Effect.exit(Task.run(browserAct, input).pipe(Effect.timeout("1 minute")))
        assert.deepStrictEqual(
          (yield* simulator.tasks).map(({ status }) => status),
          ["canceled"]
        )
      })
    )
  )
})

describe("many runs", () => {
  it.effect("are read from the list, a hundred to a page, and each result by itself", () =>
    Effect.gen(function* () {
      const items = [
        { task_id: "1", status: "running", credit: 5 },
        { task_id: "2", status: "failed", task_failure_info: { code: 7, message: "no shop" } },
        { status: "running" },
        null
      ]
      const { list, pageMax, requests } = provider(() => ({ items, total_count: 4 }))
      const found = yield* list({ page: 2, limit: pageMax, since: DateTime.makeUnsafe("2026-03-01T08:00:00Z") })
      assert.deepStrictEqual(found, [
        {
          id: "1",
          status: { state: "working", phase: "running", native: "running" },
          cost: { credits: 5, final: false }
        },
        { id: "2", status: { state: "failed", reason: "error", message: "no shop", native: "failed" } }
      ])
      assert.strictEqual(requests[0]?.url.search, "?created_at_from=2026-03-01T08%3A00%3A00.000Z&page=2&limit=100")
    })
  )

  it.effect("of both versions and of agents share one queue of starts", () =>
    on({ tasks: [{ running: "1 minute", times: "always" }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const { apiKey, browserAct: place, fetch } = simulator
        const v2 = BrowserActV2.make({ apiKey, baseUrl: place.baseUrl, fetch })
        const v3 = BrowserAct.make({ apiKey, baseUrl: place.baseUrl, fetch, shareWith: v2 })
        assert.strictEqual(v3.slots, v2.slots)
        assert.strictEqual(agentsOf(browserAct, simulator).slots, browserAct.slots)
        assert.notStrictEqual(v3.lookout, v2.lookout)
        const one = yield* Task.start(v2, { workflow_id: "17" })
        const other = yield* Task.start(v3, input)
        assert.lengthOf(yield* Effect.all([Task.join(one), Task.join(other)], { concurrency: 2 }), 2)
      })
    )
  )
})

describe("the provider", () => {
  it("is told from v2 by its name, and shows no key", () => {
    const [v2, v3] = [BrowserActV2.make({ apiKey: canary }), BrowserAct.make({ apiKey: canary })]
    assert.deepStrictEqual(
      [v2.name, v3.name, v2.kind, v3.kind],
      ["browseract/v2", "browseract/v3", "workflow", "workflow"]
    )
    assert.notInclude(JSON.stringify(v3), canary)
  })
})
