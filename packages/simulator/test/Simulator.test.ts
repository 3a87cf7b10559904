import { assert, describe, it, layer } from "@effect/vitest"
import { Clock, Effect, Exit, Fiber, Layer, Scope } from "effect"
import type { Duration } from "effect"
import { TestClock } from "effect/testing"
import { connect } from "node:net"
import { Simulator } from "@errand/simulator"
import { act, broken, send, use } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const poll = (simulator: Running, id: string, every: Duration.Input) =>
  Effect.gen(function* () {
    while (true) {
      const { json } = yield* use(simulator, "GET", `/tasks/${id}/status`)
      if (json.status === "finished") return json.output as string
      yield* Effect.sleep(every)
    }
  })

const create = (simulator: Running) =>
  Effect.map(use(simulator, "POST", "/tasks", { body: { task: "t" } }), ({ json }): string => json.id)

describe("drive", () => {
  it.effect("runs a polling loop over real sockets in virtual time, the same way every time", () =>
    Effect.gen(function* () {
      const once = Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        const begun = yield* Clock.currentTimeMillis
        yield* simulator.script({ queued: "1 second", running: "8 seconds" })
        const output = yield* simulator.drive(
          Effect.flatMap(create(simulator), (id) => poll(simulator, id, "2 seconds"))
        )
        assert.strictEqual(output, "Done: t")
        return (yield* simulator.requests).map(({ at, operation }) => [operation, at - begun])
      })
      const expected = [["createTask", 0], ...[0, 2000, 4000, 6000, 8000, 10_000].map((at) => ["getTaskStatus", at])]
      for (let count = 0; count < 5; count += 1) {
        assert.deepStrictEqual(yield* once.pipe(Effect.provide(Layer.fresh(Simulator.layer()))), expected)
      }
    })
  )

  it.effect("keeps many loops in step with one another", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, running: "10 seconds", times: "always" })
      yield* simulator.drive(
        Effect.forEach(
          Array.from({ length: 20 }),
          () => Effect.flatMap(create(simulator), (id) => poll(simulator, id, "1 second")),
          { concurrency: "unbounded" }
        )
      )
      const polls = (yield* simulator.requests).filter((record) => record.operation === "getTaskStatus")
      assert.strictEqual(polls.length, 20 * 11)
      for (const task of yield* simulator.tasks) {
        const times = polls.filter((record) => record.task === task.id).map((record) => record.at)
        assert.deepStrictEqual(
          times,
          Array.from({ length: 11 }, (_, index) => index * 1000)
        )
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("does so too with a transport that is not counted", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const uncounted = { ...simulator, fetch: globalThis.fetch }
      yield* simulator.script({ queued: "1 second", running: "8 seconds", times: "always" })
      for (let count = 0; count < 5; count += 1) {
        const begun = yield* Clock.currentTimeMillis
        yield* simulator.drive(Effect.flatMap(create(uncounted), (id) => poll(uncounted, id, "2 seconds")))
        assert.strictEqual((yield* Clock.currentTimeMillis) - begun, 10_000)
      }
      assert.strictEqual(yield* simulator.count({ operation: "getTaskStatus" }), 30)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("lets deadlines pass while a request hangs, with a fetch that is not counted too", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "hang", times: 2 })
      const attempt = (fetch: typeof globalThis.fetch) =>
        Effect.tryPromise((signal) => fetch(`${simulator.browserUse.baseUrl}/tasks`, { signal })).pipe(
          Effect.timeoutOption("30 seconds")
        )
      for (const fetch of [simulator.fetch, globalThis.fetch]) {
        const begun = yield* Clock.currentTimeMillis
        const result = yield* simulator.drive(attempt(fetch))
        assert.strictEqual(result._tag, "None")
        assert.strictEqual((yield* Clock.currentTimeMillis) - begun, 30_000)
      }
      yield* simulator.drive(Effect.sleep(1))
      assert.strictEqual(yield* simulator.inFlight, 0)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("steps are as long as asked, and the default divides seconds", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.drive(Effect.sleep("700 millis"))
      assert.strictEqual(yield* Clock.currentTimeMillis, 750)
      yield* simulator.drive(Effect.sleep("700 millis"), { step: "1 minute" })
      assert.strictEqual(yield* Clock.currentTimeMillis, 60_750)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("hands errors and defects on, and dies when nothing ever happens", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual(yield* Effect.exit(simulator.drive(Effect.fail("no"))), Exit.fail("no"))
      const stuck = yield* Effect.exit(simulator.drive(Effect.never, { limit: "1 minute" }))
      assert.include(String(stuck), "not done after 1m")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.live("just runs the effect under any other clock", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.isString(yield* simulator.drive(create(simulator)))
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

layer(Simulator.layer())("a simulator that tests share", (it) => {
  it.effect("is driven by the clock of the first", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.strictEqual(
        yield* simulator.drive(Effect.flatMap(create(simulator), (id) => poll(simulator, id, "2 seconds"))),
        "Done: t"
      )
    })
  )
  it.effect("and of the second", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.strictEqual(
        yield* simulator.drive(Effect.flatMap(create(simulator), (id) => poll(simulator, id, "2 seconds"))),
        "Done: t"
      )
    })
  )
})

describe("a simulator", () => {
  it.effect("gives the same answers for the same seed and requests, and others for another seed", () =>
    Effect.gen(function* () {
      const transcript = (seed: number) =>
        Effect.gen(function* () {
          const simulator = yield* Simulator.Simulator
          const structuredOutput = '{"type":"array","items":{"type":"number"}}'
          const created = yield* use(simulator, "POST", "/tasks", { body: { task: "t", structuredOutput } })
          const answers = [created, yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "w" } })]
          yield* simulator.drive(Effect.sleep("1 minute"))
          answers.push(yield* use(simulator, "GET", `/tasks/${created.json.id}`))
          answers.push(yield* act(simulator, "GET", "/list-tasks"))
          answers.push(yield* act(simulator, "GET", "/list-workflows"))
          const { origin } = new URL(simulator.browserUse.baseUrl)
          return answers.map(({ headers, text }) => [headers.get("x-request-id"), text.replaceAll(origin, "")])
        }).pipe(Effect.provide(Simulator.layer({ seed })), Effect.provide(TestClock.layer()))
      const first = yield* transcript(1)
      assert.deepStrictEqual(yield* transcript(1), first)
      for (const [index, answer] of (yield* transcript(2)).entries()) assert.notDeepEqual(answer, first[index])
    })
  )

  it.effect("counts what reached it, by provider, operation, task and status", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const id = yield* create(simulator)
      yield* use(simulator, "GET", `/tasks/${id}`)
      yield* use(simulator, "GET", "/tasks/00000000-0000-4000-8000-000000000000")
      yield* act(simulator, "GET", "/list-tasks")
      yield* use(simulator, "GET", "/nowhere")
      assert.strictEqual(yield* simulator.count(), 5)
      assert.strictEqual(yield* simulator.count({ provider: "browseract" }), 1)
      assert.strictEqual(yield* simulator.count({ operation: "getTask" }), 2)
      assert.strictEqual(yield* simulator.count({ operation: "getTask", status: 200 }), 1)
      assert.strictEqual(yield* simulator.count({ task: id }), 2)
      assert.deepStrictEqual(
        (yield* simulator.requests).map((record) => [record.number, record.method, record.operation]),
        [
          [1, "POST", "createTask"],
          [2, "GET", "getTask"],
          [3, "GET", "getTask"],
          [4, "GET", "listTasks"],
          [5, "GET", undefined]
        ]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("lets a page of another origin in", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const preflight = yield* Effect.promise(() =>
        send(simulator, "browser-use", "OPTIONS", "/tasks", { key: undefined })
      )
      assert.deepStrictEqual([preflight.status, preflight.headers.get("access-control-allow-origin")], [204, "*"])
      assert.strictEqual(yield* simulator.count(), 0)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("answers 400 to what is no request, and 500 with the reason when a script throws, and goes on", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { host, hostname, port } = new URL(simulator.browserUse.baseUrl)
      const raw = yield* Effect.callback<string>((resume) => {
        const socket = connect(Number(port), hostname, () => socket.write(`GET // HTTP/1.1\r\nHost: ${host}\r\n\r\n`))
        socket.once("data", (data) => {
          socket.destroy()
          resume(Effect.succeed(String(data)))
        })
      })
      assert.match(raw, /^HTTP\/1.1 400/)
      yield* simulator.script({
        output: () => {
          throw new Error("no idea")
        }
      })
      const answer = yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })
      assert.strictEqual(answer.status, 500)
      assert.include(answer.json.detail, "no idea")
      assert.isString(yield* create(simulator))
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.live("ends with its scope, requests that hang and all", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const simulator = yield* Scope.provide(
        Simulator.make({ faults: [{ kind: "hang" }, { kind: "slow", delay: "1 hour" }] }),
        scope
      )
      const hung = yield* Effect.forkChild(broken(() => send(simulator, "browser-use", "GET", "/tasks")))
      const slow = yield* Effect.forkChild(broken(() => send(simulator, "browser-use", "GET", "/tasks")))
      while ((yield* simulator.requests).length < 2) yield* Effect.yieldNow
      yield* Scope.close(scope, Exit.void)
      assert.notInclude(yield* Fiber.join(hung), "it worked")
      assert.notInclude(yield* Fiber.join(slow), "it worked")
      assert.include(yield* broken(() => fetch(simulator.browserUse.baseUrl)), "ECONNREFUSED")
    })
  )
})

describe("a speed that makes no sense", () => {
  it.effect.each([NaN, 0, -1, Infinity])("is a defect that names the option: %d", (speed) =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(Effect.scoped(Simulator.make({ speed })))
      assert.include(String(exit), `the option speed is ${speed}, and must be a finite number above zero`)
    })
  )
})
