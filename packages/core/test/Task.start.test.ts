import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration, Effect, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })
const slow = { takes: "1 hour" } as const

describe("Task.start", () => {
  it.effect("a service that was not reached is tried again; what is left between two tries sends no other", () =>
    Effect.gen(function* () {
      const away = new ProviderError.Unavailable({ message: "refused", retryAfter: Duration.seconds(8) })
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "start" && nth !== 2 ? { reason: away } : undefined)
      })
      const patient = yield* Effect.forkChild(Task.start(a, slow))
      yield* TestClock.adjust("8 seconds")
      assert.strictEqual((yield* Fiber.join(patient)).ref.id, "a-1")
      const left = yield* Effect.forkChild(Effect.timeoutOption(Task.run(a, slow), "1 second"))
      yield* TestClock.adjust("1 second")
      assert.isTrue(Option.isNone(yield* Fiber.join(left)))
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* a.calls).start, 3)
    })
  )

  it.effect("a service that asks for more than a minute is not waited for: the caller hears it at once", () =>
    Effect.gen(function* () {
      for (const [seconds, starts] of [
        [60, 2],
        [61, 1]
      ] as const) {
        const away = new ProviderError.Unavailable({ message: "maintenance", retryAfter: Duration.seconds(seconds) })
        const a = yield* TestProvider.make("a", {
          fault: ({ nth, operation }) => (operation === "start" && nth === 1 ? { reason: away } : undefined)
        })
        const fiber = yield* Effect.forkChild(Effect.result(Task.start(a, slow)))
        yield* TestClock.adjust(0)
        assert.strictEqual(fiber.pollUnsafe() === undefined, starts > 1)
        yield* TestClock.adjust("1 minute")
        const answer = yield* Fiber.join(fiber)
        assert.strictEqual(answer._tag, starts > 1 ? "Success" : "Failure")
        if (answer._tag === "Failure") assert.deepInclude(answer.failure, { _tag: "ProviderError", reason: away })
        assert.strictEqual((yield* a.calls).start, starts)
      }
    })
  )

  it.effect("each start has a nonce of its own, and the time at which it was asked for", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* TestClock.adjust("1 minute")
      yield* Effect.forEach(Array.from({ length: 200 }), () => Task.start(a, slow))
      const starts = yield* a.started
      assert.strictEqual(new Set(starts.map(({ nonce }) => nonce)).size, 200)
      assert.isTrue(starts.every(({ nonce = "" }) => /^[0-9a-z-]{20,64}$/.test(nonce)))
      assert.isTrue(starts.every(({ since }) => since !== undefined && DateTime.toEpochMillis(since) === 60_000))
      yield* Task.start(a, slow, { key: "order-7" })
      assert.deepInclude((yield* a.started).at(-1), { key: "order-7", nonce: "order-7" })
    })
  )

  it.effect("a key starts once: a later start adopts the task, whatever the input, also when it is over", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* TestClock.adjust("1 hour")
      const first = yield* Task.start(a, { takes: "1 minute", output: "once" }, { key: "order-7" })
      yield* TestClock.adjust("1 hour")
      const again = yield* Task.start(a, slow, { key: "order-7" })
      assert.deepStrictEqual(again.ref, first.ref)
      assert.strictEqual(yield* Task.join(again), "once")
      yield* Task.start(a, slow, { key: "order-8" })
      assert.deepInclude(yield* a.calls, { start: 2, find: 3 })
    })
  )

  it.effect("a key is looked for as far back as lookBack says, a day by default", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, slow, { key: "k" })
      yield* TestClock.adjust("25 hours")
      assert.strictEqual((yield* Task.start(a, slow, { key: "k", lookBack: "2 days" })).ref.id, ref.id)
      assert.notStrictEqual((yield* Task.start(a, slow, { key: "k" })).ref.id, ref.id)
    })
  )

  it.effect(
    "a lookBack of zero looks for nothing: who has a store that knows every key needs no walk through the list",
    () =>
      Effect.gen(function* () {
        const a = yield* TestProvider.make("a")
        yield* Task.start(a, slow, { key: "k", lookBack: 0 })
        assert.deepInclude(yield* a.calls, { start: 1, find: 0 })
      })
  )

  it.effect("what cannot be looked up is not started: the error of the search is the start's", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "find" ? { reason: down } : undefined)
      })
      const error = yield* Effect.flip(Task.start(a, slow, { key: "k" }))
      assert.strictEqual(error._tag, "ProviderError")
      assert.strictEqual((yield* a.calls).start, 0)
    })
  )

  it.effect("an equal input is no proof: where only that can be found, a key does not adopt", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      yield* Task.start(a, slow, { key: "k1" })
      yield* Task.start(a, slow, { key: "k2" })
      assert.deepInclude(yield* a.calls, { start: 2, find: 0 })
    })
  )

  it.effect("a search is interrupted at once, and nothing is started after it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: "10 seconds" })
      for (const begin of [Task.start(a, slow, { key: "k" }), Task.run(a, slow, { key: "k" })]) {
        const fiber = yield* Effect.forkChild(begin)
        yield* TestClock.adjust("6 seconds")
        yield* Fiber.interrupt(fiber)
        yield* TestClock.adjust("1 minute")
      }
      assert.deepInclude(yield* a.calls, { start: 0, find: 2 })
    })
  )

  it.effect("the task that an earlier start made counts its age from then", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* Task.start(a, slow, { key: "k" })
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* Task.start(a, slow, { key: "k" })).ref.startedAt, "1970-01-01T00:00:00.000Z")
    })
  )
})
