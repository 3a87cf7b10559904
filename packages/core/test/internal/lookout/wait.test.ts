/** Waits on one provider that differ in pace, clock or limits. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Duration, Effect, Fiber, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Lookout, Task } from "@errand/core"
import { Fleet, TestProvider } from "@errand/core/testing"
import { joins, looksOf, started, times } from "../../support/fleet.ts"

describe("an end that a handle has seen", () => {
  it.effect("is not asked for again", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "20 seconds", output: "ok", steps: [{ goal: "one" }] })
      const steps = yield* Effect.forkChild(Stream.runCollect(Task.steps(task)))
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(steps), 1)
      const before = yield* a.calls
      const join = yield* Effect.forkChild(Task.join(task))
      yield* Effect.yieldNow
      assert.strictEqual(yield* Fiber.join(join), "ok")
      assert.lengthOf(yield* Stream.runCollect(Task.steps(task)), 1)
      assert.deepStrictEqual(yield* a.calls, before)
      // Another handle has seen nothing.
      assert.strictEqual(yield* Task.join(Task.attach(a, task.ref)), "ok")
      assert.isAbove((yield* a.calls).snapshot, before.snapshot)
    })
  )
})

describe("waits that differ", () => {
  it.effect("each has its own pace, and its own clock", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const [task] = yield* started(fleet, ["1 hour"])
      const paced = (pace: Duration.Input) =>
        Effect.forkChild(Effect.provideService(Task.join(task!), Cadence.Cadence, Cadence.every(pace)))
      const looksIn = (time: Duration.Input) =>
        Effect.gen(function* () {
          const before = yield* looksOf(fleet)
          yield* TestClock.adjust(time)
          return (yield* looksOf(fleet)) - before
        })
      const slow = yield* paced("30 seconds")
      yield* TestClock.adjust("1 second")
      assert.isAtMost(yield* looksIn("5 minutes"), 11)
      const quick = yield* paced("2 seconds")
      const both = yield* looksIn("5 minutes")
      assert.isTrue(both >= 130 && both <= 165, String(both))
      yield* Fiber.interrupt(quick)
      assert.isAtMost(yield* looksIn("5 minutes"), 11)
      yield* Fiber.interrupt(slow)
    })
  )

  it.effect("two programs with clocks of their own may wait on one provider value", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const program = Effect.gen(function* () {
        const [task] = yield* started(fleet, ["20 seconds"])
        const fiber = yield* Effect.forkChild(Task.join(task!))
        return { fiber, task: task! }
      })
      const one = yield* Effect.provide(Layer.build(TestClock.layer()), Context.empty() as never)
      const two = yield* Effect.provide(Layer.build(TestClock.layer()), Context.empty() as never)
      const a = yield* Effect.provide(program, one)
      const b = yield* Effect.provide(program, two)
      yield* Effect.provide(TestClock.adjust("30 seconds"), two)
      assert.strictEqual(yield* Fiber.join(b.fiber), b.task.ref.id)
      assert.isUndefined(a.fiber.pollUnsafe())
      yield* Effect.provide(TestClock.adjust("30 seconds"), one)
      assert.strictEqual(yield* Fiber.join(a.fiber), a.task.ref.id)
    })
  )

  it.effect(
    "a provider without a look-out is waited for all the same, and asked nothing once the waits have ended",
    () =>
      Effect.gen(function* () {
        const { lookout: _, ...bare } = yield* Fleet.make("fleet")
        const task = yield* Effect.forkChild(Task.start(bare, { takes: "20 seconds" }))
        yield* TestClock.adjust("1 second")
        const handle = yield* Fiber.join(task)
        const left = yield* Effect.forkChild(Task.join(handle))
        const fiber = yield* Effect.forkChild(Task.join(handle))
        yield* TestClock.adjust("5 seconds")
        yield* Fiber.interrupt(left)
        yield* TestClock.adjust("25 seconds")
        assert.strictEqual(yield* Fiber.join(fiber), handle.ref.id)
      })
  )

  it.effect("a deadline holds though the service has asked for an hour of rest", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { perSecond: 1, retryAfter: "1 hour", list: false, startsPerSecond: 99 })
      const tasks = yield* started(fleet, times(10, "1 hour"))
      const fibers = yield* Effect.forEach(tasks, (task) =>
        Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      )
      yield* TestClock.adjust("76 seconds")
      for (const fiber of fibers) {
        assert.isDefined(fiber.pollUnsafe())
        assert.strictEqual((yield* Fiber.join(fiber))._tag, "WaitTimeout")
      }
    })
  )

  it.effect("neither a delay without a bound nor one of nothing hangs a wait, or heats it", () =>
    Effect.gen(function* () {
      const wait = (options: Lookout.Options, list: boolean) =>
        Effect.gen(function* () {
          const fleet = yield* Fleet.make("fleet", list ? {} : { list: false })
          const fiber = yield* joins(yield* started(fleet, times(5, "1 minute")))
          yield* TestClock.adjust("30 minutes")
          assert.isDefined(fiber.pollUnsafe(), JSON.stringify(options))
          assert.isAtMost(yield* looksOf(fleet), 5 * 400)
        }).pipe(Effect.provideService(Lookout.Options, options))
      for (const list of [true, false]) {
        yield* wait({ maxDetectionDelay: Duration.infinity }, list)
        yield* wait({ meanDelay: Duration.infinity }, list)
        yield* wait({ meanDelay: 0, maxDetectionDelay: 0, watchdog: 0 }, list)
        yield* wait({ parallel: 0 }, list)
      }
    })
  )
})
