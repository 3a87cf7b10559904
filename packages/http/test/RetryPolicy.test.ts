import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import type { HttpError } from "../src/HttpError.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { answer, lost, scripted, settle } from "./support/memory.ts"
import { createTask, getTask, stopTask } from "./support/operations.ts"

const one = { path: { task_id: "1" } }
const start = { body: { task: "x" } }

/** Runs a call to its end in virtual time, and tells when each request left. */
const times = <A, E>(
  sent: ReadonlyArray<unknown>,
  call: Effect.Effect<A, E>,
  options: { readonly step?: Duration.Input; readonly steps?: number; readonly random?: number } = {}
) =>
  Effect.gen(function* () {
    const left: Array<number> = []
    const fiber = yield* Effect.forkChild(Effect.result(call))
    for (let step = 0; step < (options.steps ?? 400); step++) {
      yield* settle
      const now = yield* Clock.currentTimeMillis
      while (left.length < sent.length) left.push(now)
      if (fiber.pollUnsafe() !== undefined) break
      yield* TestClock.adjust(options.step ?? "50 millis")
    }
    return { left, result: yield* Fiber.join(fiber) }
  }).pipe(
    Effect.provideService(Random.Random, {
      nextDoubleUnsafe: () => options.random ?? 1,
      nextIntUnsafe: () => 1
    })
  )

const failure = (result: { readonly _tag: string }): HttpError<unknown> => {
  assert.strictEqual(result._tag, "Failure")
  return (result as { readonly failure: HttpError<unknown> } & typeof result).failure
}

describe("waiting", () => {
  it.effect("waits double up to the cap, and end after the last attempt", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      const retry = RetryPolicy.make({ attempts: 6, base: 100, cap: 400 })
      const { left, result } = yield* times(sent, http.call(getTask, one, { retry }))
      assert.deepStrictEqual(left, [0, 100, 300, 700, 1100, 1500])
      assert.strictEqual(failure(result).attempts, 6)
    })
  )

  it.effect("full jitter: a wait may be nothing at all", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      const retry = RetryPolicy.make({ attempts: 3, base: "1 second" })
      const { left } = yield* times(sent, http.call(getTask, one, { retry }), { random: 0 })
      assert.deepStrictEqual(left, [0, 0, 0])
    })
  )

  it.effect("Retry-After is honoured once: the larger of the two waits, not their sum", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([
        answer(429, {}, { "retry-after": "2" }),
        answer(503, {}, { "retry-after": "0" }),
        answer(200, { id: "1" })
      ])
      const retry = RetryPolicy.make({ base: "500 millis" })
      const { left } = yield* times(sent, http.call(getTask, one, { retry }))
      assert.deepStrictEqual(left, [0, 2000, 3000])
    })
  )

  it.effect("Retry-After as a date is measured with the clock of the program", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 22, 12, 0, 0))
      const { http, sent } = scripted([
        answer(503, {}, { "retry-after": "Sun, 22 Nov 2026 12:00:07 GMT" }),
        answer(200, { id: "1" })
      ])
      const { left } = yield* times(sent, http.call(getTask, one))
      assert.deepStrictEqual(
        left.map((time) => time - Date.UTC(2026, 10, 22, 12, 0, 0)),
        [0, 7000]
      )
    })
  )

  it.effect("a service that asks for more than the bound is not waited for, and the error says how long", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(429, {}, { "retry-after": "3600" })])
      const { left, result } = yield* times(sent, http.call(getTask, one))
      assert.deepStrictEqual(left, [0])
      assert.deepStrictEqual(failure(result).retryAfter, Duration.hours(1))
    })
  )

  it.effect("no wait begins that would end after the time for the whole call", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      const retry = RetryPolicy.make({ attempts: 100, base: 1000, cap: 1000, elapsed: 3500 })
      const { left } = yield* times(sent, http.call(getTask, one, { retry }))
      assert.deepStrictEqual(left, [0, 1000, 2000, 3000])
    })
  )

  it.effect("interruption during a wait ends the call, and nothing more is sent", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      const fiber = yield* Effect.forkChild(
        http.call(getTask, one, { retry: RetryPolicy.make({ base: "1 minute", cap: "1 minute" }) })
      )
      yield* settle
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("each attempt has a deadline of its own, on the clock of the program", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([() => new Promise<never>(() => {})], { timeout: "10 seconds" })
      const retry = RetryPolicy.make({ attempts: 2, base: 1000 })
      const { left, result } = yield* times(sent, http.call(getTask, one, { retry }), { step: "500 millis" })
      assert.deepStrictEqual(left, [0, 11_000])
      assert.strictEqual(failure(result).reason._tag, "Timeout")
      assert.deepStrictEqual(
        sent.map((request) => request.signal.aborted),
        [true, true]
      )
    })
  )
})

describe("what is repeated", () => {
  const attempts = (script: () => Response | Promise<Response>) =>
    Effect.gen(function* () {
      const retry = RetryPolicy.make({ attempts: 2, base: 0 })
      const counts: Array<number> = []
      const one = scripted([script])
      yield* Effect.exit(one.http.call(getTask, { path: { task_id: "1" } }, { retry }))
      counts.push(one.sent.length)
      const two = scripted([script])
      yield* Effect.exit(two.http.call(stopTask, { query: { task_id: "1" } }, { retry }))
      counts.push(two.sent.length)
      const three = scripted([script])
      yield* Effect.exit(three.http.call(createTask, start, { retry }))
      counts.push(three.sent.length)
      return counts
    })

  it.live.each<readonly [string, () => Response | Promise<Response>, ReadonlyArray<number>]>([
    ["408", answer(408), [2, 2, 1]],
    ["425", answer(425), [2, 2, 2]],
    ["429", answer(429), [2, 2, 2]],
    ["500", answer(500), [2, 2, 1]],
    ["501", answer(501), [1, 1, 1]],
    ["502", answer(502), [2, 2, 1]],
    ["503", answer(503), [2, 2, 1]],
    ["504", answer(504), [2, 2, 1]],
    ["400", answer(400), [1, 1, 1]],
    ["401", answer(401), [1, 1, 1]],
    ["404", answer(404), [1, 1, 1]],
    ["200 with HTML", () => new Response("<html>"), [1, 1, 1]],
    ["a refused connection", lost("ECONNREFUSED"), [2, 2, 2]],
    ["an unknown host", lost("ENOTFOUND"), [2, 2, 2]],
    ["a resolver that is busy", lost("EAI_AGAIN"), [2, 2, 2]],
    ["a connection that did not come about in time", lost("UND_ERR_CONNECT_TIMEOUT"), [2, 2, 2]],
    ["a reset connection", lost("ECONNRESET"), [2, 2, 1]],
    ["a closed connection", lost("UND_ERR_SOCKET"), [2, 2, 1]],
    ["a broken pipe", lost("EPIPE"), [2, 2, 1]],
    ["an unknown failure", lost("EWHATEVER"), [2, 2, 1]]
  ])("%s: safe, idempotent, neither", ([, script, expected]) =>
    Effect.map(attempts(script), (counts) => assert.deepStrictEqual(counts, expected))
  )

  it.live("several addresses: connecting failed only if it failed at each", () =>
    Effect.gen(function* () {
      const both = (second: string) => () => {
        const errors = ["ECONNREFUSED", second].map((code) => Object.assign(new Error(code), { code }))
        return Promise.reject<Response>(new TypeError("fetch failed", { cause: new AggregateError(errors) }))
      }
      const retry = RetryPolicy.none
      const refused = yield* Effect.flip(scripted([both("EHOSTUNREACH")]).http.call(createTask, start, { retry }))
      const unclear = yield* Effect.flip(scripted([both("ECONNRESET")]).http.call(createTask, start, { retry }))
      assert.deepStrictEqual([refused.executed, unclear.executed], ["no", "maybe"])
    })
  )

  it.live("a route that is lost under a connection that stands may have carried the request", () =>
    Effect.gen(function* () {
      const during = (syscall: string) => () => {
        const cause = Object.assign(new Error(`${syscall} EHOSTUNREACH`), { code: "EHOSTUNREACH", syscall })
        return Promise.reject<Response>(new TypeError("fetch failed", { cause }))
      }
      const retry = RetryPolicy.make({ attempts: 2, base: 0 })
      const counts = yield* Effect.forEach(["connect", "read", "write"], (syscall) => {
        const { http, sent } = scripted([during(syscall)])
        return Effect.as(Effect.exit(http.call(createTask, start, { retry })), sent).pipe(
          Effect.map(({ length }) => length)
        )
      })
      assert.deepStrictEqual(counts, [2, 1, 1])
    })
  )

  it.live("the policy can be replaced for a part of a program", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      yield* Effect.exit(http.call(getTask, one)).pipe(Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none))
      assert.strictEqual(sent.length, 1)
    })
  )

  it.live("a policy may judge errors by itself", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(404), answer(404), answer(200, { id: "1", status: "started" })])
      const retry = RetryPolicy.make({ base: 0, retryable: (error) => error.status === 404 })
      assert.strictEqual((yield* http.call(getTask, one, { retry })).id, "1")
      assert.strictEqual(sent.length, 3)
    })
  )
})

describe("the budget", () => {
  it.effect("in an outage, repetitions stay a fraction of the calls", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      const retry = RetryPolicy.make({ attempts: 4, base: 0, budget: { capacity: 10, perSecond: 0, perCall: 0.1 } })
      yield* Effect.forEach(Array.from({ length: 200 }), () => Effect.exit(http.call(getTask, one, { retry })))
      // 200 calls, 10 tokens at the beginning, and one for every tenth call after the first.
      assert.isAtLeast(sent.length, 228)
      assert.isAtMost(sent.length, 230)
    })
  )

  it.effect("tokens come back with time, up to a full bucket", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(503)])
      const retry = RetryPolicy.make({ attempts: 100, base: 0, budget: { capacity: 5, perSecond: 1, perCall: 0 } })
      const call = Effect.exit(http.call(getTask, one, { retry }))
      yield* call
      assert.strictEqual(sent.length, 6)
      yield* TestClock.adjust("3 seconds")
      yield* call
      assert.strictEqual(sent.length, 6 + 4)
      yield* TestClock.adjust("1 hour")
      yield* call
      assert.strictEqual(sent.length, 10 + 6)
    })
  )

  it.effect("clients do not share it", () =>
    Effect.gen(function* () {
      const retry = RetryPolicy.make({ attempts: 2, base: 0, budget: { capacity: 1, perSecond: 0, perCall: 0 } })
      const a = scripted([answer(503)])
      const b = scripted([answer(503)])
      for (const { http } of [a, a, b]) yield* Effect.exit(http.call(getTask, one, { retry }))
      assert.deepStrictEqual([a.sent.length, b.sent.length], [3, 2])
    })
  )
})
