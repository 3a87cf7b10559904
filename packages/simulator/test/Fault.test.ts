import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import type { Fault } from "@errand/simulator"
import { act, broken, send, use } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const create = { operation: "createTask" }
const started = (simulator: Running) =>
  Effect.map(use(simulator, "POST", "/tasks", { body: { task: "t" } }), (answer): string => answer.json.id)

describe("fault", () => {
  it.effect("status: 429 comes with Retry-After, or without, and executes nothing", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "status", status: 429, retryAfter: 7, match: create })
      yield* simulator.fault({ kind: "status", status: 429, match: create })
      const first = yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })
      assert.deepStrictEqual([first.status, first.headers.get("retry-after")], [429, "7"])
      assert.isString(first.json.detail)
      const second = yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })
      assert.deepStrictEqual([second.status, second.headers.get("retry-after")], [429, null])
      assert.deepStrictEqual(yield* simulator.tasks, [])
      assert.strictEqual((yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })).status, 202)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("status: any other, with a body of choice, and Retry-After as a date", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const date = "Thu, 01 Jan 1970 00:01:00 GMT"
      yield* simulator.fault({ kind: "status", status: 503, retryAfter: date, body: { oops: true } })
      const answer = yield* use(simulator, "GET", "/tasks")
      assert.deepStrictEqual(
        [answer.status, answer.headers.get("retry-after"), answer.json],
        [503, date, { oops: true }]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("status: the answer is lost after the task was created", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "status", status: 503, executed: true, match: create })
      const answer = yield* use(simulator, "POST", "/tasks", { body: { task: "lost", metadata: { key: "k1" } } })
      assert.strictEqual(answer.status, 503)
      const list = yield* use(simulator, "GET", "/tasks")
      assert.deepStrictEqual(
        list.json.items.map((item: { metadata: unknown }) => item.metadata),
        [{ key: "k1" }]
      )
      assert.strictEqual((yield* simulator.requests)[0]?.task, list.json.items[0].id)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("reset: before the request was executed there is no task, after it there is", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "reset", match: create })
      yield* simulator.fault({ kind: "reset", executed: true, match: create })
      const start = () => send(simulator, "browser-use", "POST", "/tasks", { body: { task: "t" } })
      assert.include(yield* broken(start), "ECONNRESET")
      assert.strictEqual((yield* simulator.tasks).length, 0)
      assert.include(yield* broken(start), "ECONNRESET")
      assert.strictEqual((yield* simulator.tasks).length, 1)
      assert.deepStrictEqual(
        (yield* simulator.requests).map(({ fault, status }) => [fault, status]),
        [
          ["reset", undefined],
          ["reset", undefined]
        ]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("hang before headers: nothing comes until the client goes away", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "hang" })
      const hung = yield* Effect.forkChild(
        Effect.tryPromise((signal) =>
          simulator.fetch(`${simulator.browserUse.baseUrl}/tasks`, {
            signal,
            headers: { "x-browser-use-api-key": "k" }
          })
        )
      )
      const result = yield* simulator.drive(Fiber.await(hung).pipe(Effect.timeoutOption("1 minute")))
      assert.strictEqual(result._tag, "None")
      assert.strictEqual(yield* simulator.inFlight, 1)
      yield* Fiber.interrupt(hung)
      yield* simulator.drive(Effect.sleep(1))
      assert.strictEqual(yield* simulator.inFlight, 0)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("hang in the body: headers and half of it come", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const id = yield* started(simulator)
      yield* simulator.fault({ kind: "hang", in: "body" })
      const response = yield* Effect.promise(() => send(simulator, "browser-use", "GET", `/tasks/${id}`))
      assert.strictEqual(response.status, 200)
      const reader = response.body?.getReader()
      const chunk = yield* Effect.promise(() => reader?.read() ?? Promise.reject(new Error("no body")))
      assert.isTrue(new TextDecoder().decode(chunk.value).startsWith('{"id"'))
      assert.isBelow(chunk.value?.length ?? 0, Number(response.headers.get("content-length")))
      const rest = yield* Effect.forkChild(
        Effect.promise(() => reader?.read().catch(() => "cut") ?? Promise.resolve("no body"))
      )
      const waited = yield* simulator.drive(Effect.timeoutOption(Fiber.await(rest), "1 minute"))
      assert.strictEqual(waited._tag, "None")
      yield* Effect.promise(() => reader?.cancel() ?? Promise.resolve())
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("cut: the connection breaks in the middle of the body", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "cut" })
      const response = yield* Effect.promise(() => send(simulator, "browser-use", "GET", "/tasks"))
      assert.strictEqual(response.status, 200)
      assert.include(yield* broken(() => response.text()), "terminated")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("truncated: a complete answer whose JSON is not", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "truncated" })
      const answer = yield* use(simulator, "GET", "/tasks")
      assert.strictEqual(answer.status, 200)
      assert.isTrue(answer.text.startsWith('{"items"'))
      assert.isUndefined(answer.json)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("html: a page on 200, or on 502", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "html" })
      yield* simulator.fault({ kind: "html", status: 502 })
      const first = yield* use(simulator, "GET", "/tasks")
      const second = yield* use(simulator, "GET", "/tasks")
      assert.deepStrictEqual([first.status, second.status], [200, 502])
      for (const answer of [first, second]) {
        assert.strictEqual(answer.headers.get("content-type"), "text/html")
        assert.include(answer.text, "<h1>")
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("garbage: bytes that are no JSON, though they are said to be", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "garbage" })
      yield* simulator.fault({ kind: "garbage", body: "null" })
      const answer = yield* use(simulator, "GET", "/tasks")
      assert.deepStrictEqual(
        [answer.status, answer.headers.get("content-type"), answer.json],
        [200, "application/json", undefined]
      )
      assert.strictEqual((yield* use(simulator, "GET", "/tasks")).text, "null")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("slow: the right answer, late by the clock", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "slow", delay: "10 seconds" })
      const begun = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
      const answer = yield* simulator.drive(use(simulator, "GET", "/tasks"))
      assert.strictEqual(answer.status, 200)
      assert.strictEqual((yield* Effect.clockWith((clock) => clock.currentTimeMillis)) - begun, 10_000)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("late: a task that was created is unknown for a while", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "late", delay: "3 seconds", match: create })
      const id = yield* started(simulator)
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}`)).status, 404)
      assert.deepStrictEqual((yield* use(simulator, "GET", "/tasks")).json.items, [])
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}`)).status, 200)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("word: a status that no spec knows, in views and in lists", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const id = yield* started(simulator)
      yield* simulator.fault({ kind: "word", word: "archived", times: 2 })
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}/status`)).json.status, "archived")
      assert.strictEqual((yield* use(simulator, "GET", "/tasks")).json.items[0].status, "archived")
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}/status`)).json.status, "created")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("envelope: BrowserAct refuses by code, with any HTTP status", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({
        kind: "envelope",
        code: 10118,
        message: "full",
        status: 200,
        match: { operation: "runTask" }
      })
      const answer = yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "w" } })
      assert.deepStrictEqual([answer.status, answer.json.code, answer.json.msg], [200, 10118, "full"])
      assert.deepStrictEqual(yield* simulator.tasks, [])
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("fault rules", () => {
  it.effect("an outage begins with the nth request and lasts for its time, however many requests come", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.fault({ kind: "status", status: 503, nth: 2, for: "3 minutes" })
      const ask = Effect.map(use(simulator, "GET", "/tasks"), ({ status }) => status)
      assert.strictEqual(yield* ask, 200)
      assert.deepStrictEqual([yield* ask, yield* ask], [503, 503])
      yield* TestClock.adjust("179 seconds")
      assert.strictEqual(yield* ask, 503)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* ask, 200)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  const kinds = (faults: ReadonlyArray<Fault>, seed: number) =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      for (let count = 0; count < 12; count += 1) yield* use(simulator, "GET", count % 2 === 0 ? "/tasks" : "/sessions")
      return (yield* simulator.requests).map((record) => record.status)
    }).pipe(Effect.provide(Layer.fresh(Simulator.layer({ seed, faults }))))

  it.effect("nth and times count matching requests only", () =>
    Effect.gen(function* () {
      const statuses = yield* kinds(
        [{ kind: "status", status: 500, nth: 2, times: 2, match: { operation: "listTasks" } }],
        1
      )
      assert.deepStrictEqual(statuses, [200, 200, 500, 200, 500, 200, 200, 200, 200, 200, 200, 200])
    })
  )

  it.effect("a probability follows from the seed", () =>
    Effect.gen(function* () {
      const faults: ReadonlyArray<Fault> = [{ kind: "status", status: 503, probability: 0.5 }]
      const first = yield* kinds(faults, 1)
      assert.deepStrictEqual(yield* kinds(faults, 1), first)
      assert.notDeepEqual(yield* kinds(faults, 2), first)
      assert.include(first, 503)
      assert.include(first, 200)
    })
  )

  it.effect("a fault for one task leaves the others alone", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const [one, other] = [yield* started(simulator), yield* started(simulator)]
      yield* simulator.fault({ kind: "status", status: 500, times: "always", match: { task: one } })
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${other}`)).status, 200)
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${one}`)).status, 500)
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${one}/status`)).status, 500)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
