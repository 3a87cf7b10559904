import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const full = new ProviderError.ConcurrencyLimited({ message: "too many" })

const names = (a: TestProvider.TestProvider) =>
  Effect.map(a.started, (starts) => starts.map(({ input }) => (input as { output: number }).output))

/** The provider, and when each start was asked for, in milliseconds. */
const timed = (options: TestProvider.Options) =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const at: Array<number> = []
    const a = yield* TestProvider.make("a", {
      ...options,
      fault: (call) => {
        if (call.operation === "start") at.push(clock.currentTimeMillisUnsafe())
        return options.fault?.(call)
      }
    })
    return [a, at] as const
  })

describe("Slots", () => {
  it.effect("starts that find no room wait and are served in the order they came, one on trial at a time", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed({ concurrency: 2 })
      const fibers = yield* Effect.forEach(Array.from({ length: 12 }).keys(), (output) =>
        Effect.forkChild(Task.run(a, { takes: "10 seconds", output }))
      )
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* a.slots.waiting, 10)
      for (let i = 0; i < 300; i++) {
        yield* TestClock.adjust("1 second")
        assert.isAtMost((yield* a.running).length, 2)
      }
      const outputs = yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(
        outputs,
        Array.from({ length: 12 }, (_, i) => String(i))
      )
      assert.deepStrictEqual(
        yield* names(a),
        Array.from({ length: 12 }, (_, i) => i)
      )
      // Twelve that succeed, one refusal each at most before the queue forms, and a few trials for
      // each slot that comes free.
      assert.isAtMost(at.length, 12 + 12 + 5 * 5)
      assert.strictEqual(yield* a.slots.waiting, 0)
    })
  )

  it.effect("a full service is asked ever more rarely, by one start, however many wait", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed({ fault: ({ operation }) => (operation === "start" ? { reason: full } : undefined) })
      const fibers = yield* Effect.forEach(Array.from({ length: 50 }), () => Effect.forkChild(Task.start(a, {})))
      yield* TestClock.adjust("30 minutes")
      const trials = at.filter((time) => time > 0)
      assert.isAtMost(trials.length, 4 + (30 * 60) / 13)
      const gaps = trials.slice(1).map((time, i) => time - trials[i]!)
      assert.isTrue(
        gaps.every((gap) => gap >= 1800),
        JSON.stringify(gaps)
      )
      yield* Effect.forEach(fibers, Fiber.interrupt)
    })
  )

  it.effect("whoever comes later does not overtake those who wait", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { concurrency: 1 })
      yield* Task.start(a, { takes: "4.5 seconds", output: 0 })
      yield* Effect.forkChild(Task.start(a, { takes: "10 seconds", output: 1 }))
      // The task is over at 4.5 seconds, and the one who waits tries next at about 7.
      yield* TestClock.adjust("5 seconds")
      assert.deepStrictEqual(yield* a.running, [])
      yield* Effect.forkChild(Task.start(a, { takes: "10 seconds", output: 2 }))
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* names(a), [0, 1, 2])
    })
  )

  it.effect("waits for an hour by default, for queueWithin if given, and then fails with the refusal", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { concurrency: 1 })
      yield* Task.start(a, { takes: "Infinity" })
      const patient = yield* Effect.forkChild(Effect.flip(Task.start(a, {})))
      const brief = yield* Effect.forkChild(Effect.flip(Task.start(a, {}, { queueWithin: "90 seconds" })))
      const hasty = yield* Effect.forkChild(Effect.flip(Task.start(a, {}, { queueWithin: 0 })))
      yield* TestClock.adjust(0)
      assert.isDefined(hasty.pollUnsafe())
      yield* TestClock.adjust("89 seconds")
      assert.isUndefined(brief.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.isDefined(brief.pollUnsafe())
      yield* TestClock.adjust("58 minutes")
      assert.isUndefined(patient.pollUnsafe())
      yield* TestClock.adjust("1 minute")
      for (const fiber of [patient, brief, hasty]) {
        const error = yield* Fiber.join(fiber)
        assert.isTrue(error._tag === "ProviderError" && error.reason._tag === "ConcurrencyLimited")
      }
      assert.strictEqual(yield* a.slots.waiting, 0)
      assert.strictEqual((yield* a.tasks).length, 1)
    })
  )

  it.effect("Retry-After is honoured, and a wait that it would outlast ends at once", () =>
    Effect.gen(function* () {
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.seconds(100) })
      const [a, at] = yield* timed({
        fault: ({ nth, operation }) => (operation === "start" && nth === 1 ? { reason: limited } : undefined)
      })
      const fiber = yield* Effect.forkChild(Task.start(a, { takes: "1 second" }))
      yield* TestClock.adjust("1 second")
      const later = yield* Effect.forkChild(Effect.flip(Task.start(a, {}, { queueWithin: "50 seconds" })))
      yield* TestClock.adjust("50 seconds")
      assert.strictEqual((yield* Fiber.join(later))._tag, "ProviderError")
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(at, [0, 100_000])

      const [b] = yield* timed({ fault: () => ({ reason: limited }) })
      const short = yield* Effect.flip(Task.start(b, {}, { queueWithin: "99 seconds" }))
      assert.strictEqual(short._tag === "ProviderError" && short.reason, limited)
    })
  )

  it.effect("waiting can be interrupted, at the head of the queue and behind it, and the others go on", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { concurrency: 1, latency: "200 millis" })
      const fibers = yield* Effect.forEach(Array.from({ length: 6 }).keys(), (output) =>
        Effect.forkChild(Task.run(a, { takes: "20 seconds", output }))
      )
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual(yield* a.slots.waiting, 5)
      for (const nth of [1, 3]) {
        const stop = yield* Effect.forkChild(Fiber.interrupt(fibers[nth]!))
        yield* TestClock.adjust("1 second")
        assert.isDefined(stop.pollUnsafe(), "a start that waits holds nobody up")
      }
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(yield* names(a), [0, 2, 4, 5])
      assert.deepStrictEqual(yield* a.cancelled, [])
      for (const nth of [0, 2, 4, 5]) assert.strictEqual(yield* Fiber.join(fibers[nth]!), String(nth))
    })
  )

  it.effect("a run that is interrupted while its trial is in flight cancels what the trial started", () =>
    Effect.gen(function* () {
      for (let after = 0; after < 40_000; after += 500) {
        const a = yield* TestProvider.make("a", { concurrency: 1, latency: "3 seconds" })
        yield* Effect.forkChild(Task.start(a, { takes: "15 seconds" }))
        yield* TestClock.adjust("3 seconds")
        const fiber = yield* Effect.forkChild(Task.run(a, { takes: "1 hour" }))
        yield* TestClock.adjust(after)
        const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
        for (let i = 0; i < 100 && stop.pollUnsafe() === undefined; i++) yield* TestClock.adjust("1 second")
        yield* TestClock.adjust("30 seconds")
        assert.deepStrictEqual(yield* a.running, [], `after ${after}`)
        assert.strictEqual(yield* a.slots.waiting, 0)
      }
    })
  )

  it.effect("an error of another kind, and a lost answer, are the caller's own; the queue moves on", () =>
    Effect.gen(function* () {
      const { find: _, ...a } = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => {
          if (operation !== "start") return undefined
          if (nth <= 3) return { reason: full }
          if (nth === 4) return { reason: new ProviderError.OutOfCredit({ message: "402" }) }
          return nth === 5 ? { reason: new ProviderError.Unavailable({ message: "503" }), executed: true } : undefined
        }
      })
      const fibers = yield* Effect.forEach([1, 2, 3], (output) =>
        Effect.forkChild(Effect.result(Task.start(a, { output })))
      )
      yield* TestClock.adjust("1 minute")
      const [first, second, third] = yield* Effect.forEach(fibers, Fiber.join)
      assert.isTrue(first?._tag === "Failure" && first.failure._tag === "ProviderError")
      assert.isTrue(second?._tag === "Failure" && second.failure._tag === "StartUnknown")
      assert.strictEqual(third?._tag, "Success")
      assert.strictEqual((yield* a.calls).start, 6)
    })
  )

  it.effect(
    "whoever is next starts as soon as it hears that a task has ended, and not before the service allows it",
    () =>
      Effect.gen(function* () {
        const [a, at] = yield* timed({ concurrency: 1 })
        yield* Task.start(a, { takes: "1 minute" })
        const second = yield* Effect.forkChild(Task.start(a, { takes: "1 minute" }))
        const third = yield* Effect.forkChild(Task.start(a, {}, { queueWithin: "10 minutes" }))
        yield* TestClock.adjust("1 minute")
        const tries = at.length
        yield* a.slots.taskEnded
        yield* TestClock.adjust(1)
        assert.deepStrictEqual(at.slice(tries), [60_000])
        assert.isDefined(second.pollUnsafe())
        // A refusal elsewhere, which asks for time.
        yield* a.slots.rateLimited(100_000)
        yield* TestClock.adjust("1 minute")
        yield* a.slots.taskEnded
        yield* TestClock.adjust("39 seconds")
        assert.lengthOf(at, tries + 1)
        yield* TestClock.adjust("1 second")
        assert.isDefined(third.pollUnsafe())
      })
  )
})
