import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Slots, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

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

describe("what the queue knows", () => {
  it.effect("one queue can serve several providers of one account", () =>
    Effect.gen(function* () {
      const slots = Slots.make()
      const a = yield* TestProvider.make("a", { slots, concurrency: 0 })
      const b = yield* TestProvider.make("b", { slots })
      const first = yield* Effect.forkChild(Task.start(a, {}))
      yield* TestClock.adjust("100 millis")
      const second = yield* Effect.forkChild(Task.start(b, {}))
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* b.calls).start, 0)
      yield* Fiber.interrupt(first)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(second)
    })
  )

  it.effect("one pause is everybody's, and whoever asks is told how long it is", () =>
    Effect.gen(function* () {
      const pauses: Array<number> = []
      const slots = Slots.make({ onLimited: (pause) => Effect.sync(() => pauses.push(pause)) })
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.seconds(30) })
      const [a, at] = yield* timed({
        slots,
        latency: "1 second",
        fault: ({ nth, operation }) => (operation === "start" && nth <= 2 ? { reason: limited } : undefined)
      })
      const fibers = yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(Task.start(a, {})))
      yield* TestClock.adjust("30 seconds")
      assert.deepStrictEqual(pauses, [30_000, 30_000])
      const late = yield* Effect.forkChild(Task.start(a, {}))
      yield* TestClock.adjust("5 seconds")
      yield* Effect.forEach([...fibers, late], Fiber.join)
      assert.isTrue(at.slice(3).every((time) => time >= 31_000))
    })
  )

  it.effect("the limit is asked for once, when starts begin to wait, and saves what refusals would teach", () =>
    Effect.gen(function* () {
      let asked = 0
      const limit = Effect.delay(
        Effect.sync(() => {
          asked++
          return 25
        }),
        "100 millis"
      )
      const [a, at] = yield* timed({ slots: Slots.make({ limit }), concurrency: 25, latency: "1 second" })
      yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(Task.start(a, { takes: "10 minutes" })))
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(asked, 0)
      const queued = yield* Effect.forEach(Array.from({ length: 60 }), () =>
        Effect.forkChild(Task.start(a, { takes: "10 minutes" }))
      )
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(asked, 1)
      assert.lengthOf(yield* a.running, 25)
      // No more than the trials, which wait longer each time.
      assert.isAtMost(at.length, 25 + 4)
      yield* Effect.forkChild(Effect.forEach(queued, Fiber.interrupt))
      yield* TestClock.adjust("2 seconds")
    })
  )

  it.effect.each<readonly [string, Effect.Effect<number | undefined, unknown>]>([
    ["fails", Effect.fail("no")],
    ["dies", Effect.die("no")],
    ["never answers", Effect.never],
    ["tells nothing", Effect.succeed(undefined)],
    ["tells nonsense", Effect.succeed(-1)]
  ])("a limit that %s fails no start", ([, limit]) =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { slots: Slots.make({ limit }), concurrency: 2 })
      const fibers = yield* Effect.forEach(Array.from({ length: 20 }), () =>
        Effect.forkChild(Task.run(a, { takes: "1 second" }))
      )
      yield* TestClock.adjust("5 minutes")
      yield* Effect.forEach(fibers, Fiber.join)
      assert.lengthOf(yield* a.tasks, 20)
    })
  )

  it.effect("a start whose turn does not come in time says so, although none was refused", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: "1 minute", slots: Slots.make({ provider: "a" }) })
      yield* Effect.forEach(Array.from({ length: 20 }), () => Effect.forkChild(Task.start(a, {})))
      const hasty = yield* Effect.forkChild(Effect.flip(Task.start(a, {}, { queueWithin: "30 seconds" })))
      yield* TestClock.adjust("30 seconds")
      const error = yield* Fiber.join(hasty)
      assert(error._tag === "ProviderError" && error.reason._tag === "RateLimited")
      assert.include(error.message, "a: start failed: RateLimited: nothing was sent")
      assert.strictEqual((yield* a.calls).start, 10)
      yield* TestClock.adjust("3 minutes")
    })
  )

  it.effect(
    "the log has a line when starts begin to wait, ever rarer ones while they do, and one when it is over",
    () =>
      Effect.gen(function* () {
        const logged: Array<readonly [minutes: number, level: string, text: string, waiting: unknown]> = []
        const logger = Logger.make(({ date, fiber, logLevel, message }) => {
          const waiting = fiber.getRef(References.CurrentLogAnnotations)["errand.waiting"]
          logged.push([Math.round(date.getTime() / 60_000), logLevel, String(message), waiting])
        })
        const a = yield* TestProvider.make("a", { concurrency: 1 })
        yield* Task.start(a, { takes: "100 minutes" })
        const starts = Effect.forEach([1, 2, 3], () => Task.start(a, { takes: 0 }, { queueWithin: "3 hours" }), {
          concurrency: "unbounded"
        })
        const fiber = yield* Effect.forkChild(Effect.provide(starts, Logger.layer([logger])))
        yield* TestClock.adjust("3 hours")
        yield* Fiber.join(fiber)
        assert.deepStrictEqual(
          logged.map(([minutes, level, , waiting]) => [minutes, level, waiting]),
          [
            [0, "Info", 1],
            [1, "Warn", 3],
            [3, "Warn", 3],
            [7, "Warn", 3],
            [15, "Warn", 3],
            [31, "Warn", 3],
            [61, "Warn", 3],
            [91, "Warn", 3],
            [100, "Info", 0]
          ]
        )
        assert.deepStrictEqual(
          [0, 1].map((i) => logged[i]?.[2]),
          [
            "starts wait for room at the service: a: start failed: ConcurrencyLimited: 1 tasks run already",
            "starts have waited for room at the service for 1m: a: start failed: ConcurrencyLimited: 1 tasks run already"
          ]
        )
        assert.match(logged[8]?.[2] ?? "", /^no start waits for room at the service any more, after 1h 40m/)
      })
  )

  it.effect("the log says nothing of starts that wait for one another only", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const a = yield* TestProvider.make("a", { latency: "1 second" })
      const starts = Effect.forEach(Array.from({ length: 50 }), () => Task.start(a, {}), { concurrency: "unbounded" })
      const logger = Logger.make(({ message }) => void logged.push(message))
      const fiber = yield* Effect.forkChild(Effect.provide(starts, Logger.layer([logger])))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(logged, [])
    })
  )
})
