import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration, Effect, Exit, Fiber, Logger, Option, References } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })
const slow = { takes: "1 hour" } as const

/** Every start is executed, and its answer lost. */
const deaf = (options: TestProvider.Options = {}) =>
  TestProvider.make("a", {
    ...options,
    fault: ({ operation }) => (operation === "start" ? { reason: down, executed: true } : undefined)
  })

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

describe("a start whose answer was lost", () => {
  it.effect("start adopts the task that was made, and tells a caller to whom it does not show up", () =>
    Effect.gen(function* () {
      const a = yield* deaf()
      assert.strictEqual((yield* Task.start(a, slow, { key: "order-7" })).ref.id, "a-1")
      assert.deepInclude(yield* a.calls, { start: 1 })
      const b = yield* deaf({ findableAfter: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.start(b, slow, { key: "order-7" })))
      yield* TestClock.adjust("29 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      const error = yield* Fiber.join(fiber)
      assert.isTrue(error._tag === "StartUnknown")
      if (error._tag === "StartUnknown") {
        assert.deepStrictEqual([error.key, error.request, DateTime.toEpochMillis(error.since)], ["order-7", slow, 0])
      }
      assert.deepInclude(yield* b.calls, { start: 1 })
    })
  )

  it.effect("start logs it when its caller was interrupted meanwhile, and only then", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ fiber, logLevel }) => {
        if (logLevel === "Error") logged.push(fiber.getRef(References.CurrentLogAnnotations))
      })
      const late = { latency: "10 seconds", findableAfter: "1 hour" } as const
      const begun = (provider: TestProvider.TestProvider) =>
        Effect.provide(Task.start(provider, slow, { key: "order-7", lookBack: 0 }), Logger.layer([logger]))
      const patient = yield* Effect.forkChild(Effect.flip(begun(yield* deaf(late))))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(patient)
      assert.deepStrictEqual(logged, [])
      const fiber = yield* Effect.forkChild(begun(yield* deaf(late)))
      yield* TestClock.adjust("5 seconds")
      const leaving = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(leaving)
      assert.deepStrictEqual(logged, [
        { "errand.provider": "a", "errand.since": "1970-01-01T00:01:00.000Z", "errand.key": "order-7" }
      ])
    })
  )

  it.effect("run looks for the task by its nonce, adopts it when it shows up, and goes on", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findableAfter: "8 seconds" })
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "1 minute", output: "found" }))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "found")
      const calls = yield* a.calls
      assert.strictEqual(calls.start, 1)
      assert.isAtMost(calls.find, 7)
    })
  )

  it.effect("1,000 runs with every first answer lost: 1,000 tasks, 1,000 outputs, each its own", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findableAfter: "3 seconds" })
      const inputs = Array.from({ length: 1000 }, (_, output) => ({ takes: "20 seconds", output }) as const)
      const fiber = yield* Effect.forkChild(
        Effect.forEach(inputs, (input) => Task.run(a, input), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(
        yield* Fiber.join(fiber),
        inputs.map(({ output }) => String(output))
      )
      assert.strictEqual((yield* a.tasks).length, 1000)
      assert.strictEqual((yield* a.calls).start, 1000)
    })
  )

  it.effect("a run that is interrupted meanwhile cancels the task as soon as it is found", () =>
    Effect.gen(function* () {
      for (let after = 0; after <= 14_000; after += 250) {
        const a = yield* deaf({ findableAfter: "6 seconds", latency: "2 seconds" })
        const fiber = yield* Effect.forkChild(Task.run(a, slow))
        yield* TestClock.adjust(after)
        const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust("40 seconds")
        assert.isDefined(stop.pollUnsafe())
        assert.isTrue(Exit.isFailure(fiber.pollUnsafe()!))
        assert.deepStrictEqual(yield* a.running, [], `interrupted after ${after} ms`)
      }
    })
  )

  it.effect("a task that never shows up is given up after the lag, and by a run that is left after cancelWithin", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findableAfter: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, slow, { lag: "20 seconds" })))
      yield* TestClock.adjust("19 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      const left = yield* Effect.forkChild(Task.run(a, slow, { cancelWithin: "7 seconds" }))
      yield* TestClock.adjust("10 seconds")
      const leaving = yield* Effect.forkChild(Fiber.interrupt(left))
      yield* TestClock.adjust("6 seconds")
      assert.isUndefined(leaving.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.isDefined(leaving.pollUnsafe())
    })
  )

  it.effect("run adopts by an equal input only what no other start can have made", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findsBy: "input", findableAfter: "5 seconds" })
      const alone = yield* Effect.forkChild(Task.run(a, { takes: "1 minute", output: "mine" }))
      const [left, right] = yield* Effect.forEach([1, 2], () => Effect.forkChild(Effect.flip(Task.start(a, slow))))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(alone), "mine")
      assert.deepStrictEqual(
        [(yield* Fiber.join(left!))._tag, (yield* Fiber.join(right!))._tag],
        ["StartUnknown", "StartUnknown"]
      )
      assert.deepInclude(yield* a.calls, { start: 3, cancel: 0 })
    })
  )

  it.effect("a search that fails is repeated", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) =>
          operation === "start"
            ? { reason: down, executed: true }
            : operation === "find" && nth < 4
              ? { reason: down }
              : undefined
      })
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "10 seconds", output: "found" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "found")
      assert.strictEqual((yield* a.calls).find, 4)
    })
  )

  it.effect("TestProvider finds by nonce or key or equal input, not before since, and not two", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { findsBy: "input", findableAfter: "2 seconds" })
      const since = DateTime.makeUnsafe(0)
      yield* a.start(slow, {})
      assert.isTrue(Option.isNone(yield* a.find(slow, { since })))
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(Option.getOrUndefined(yield* a.find({ takes: "1 hour" }, { since }))?.id, "a-1")
      assert.isTrue(Option.isNone(yield* a.find({ takes: "2 hours" }, { since })))
      const later = DateTime.addDuration(since, Duration.seconds(1))
      assert.isTrue(Option.isNone(yield* a.find(slow, { since: later })))
      yield* a.start(slow, {})
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* Effect.flip(a.find(slow, { since })))._tag, "StartUnknown")
    })
  )
})
