import { assert, describe, it } from "@effect/vitest"
import { Cause, Duration, Effect, Exit, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { TaskRef } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const slow = { takes: "1 hour" } as const

const fast = { takes: "20 seconds", output: "fast" } as const

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

describe("Task.run", () => {
  it.effect("gives the output and cancels nothing when all is well", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Task.run(a, fast))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "fast")
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("race: the loser is cancelled remotely", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const b = yield* TestProvider.make("b")
      const race = yield* Effect.forkChild(Effect.race(Task.run(a, slow), Task.run(b, fast)))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(race), "fast")
      assert.deepStrictEqual(yield* a.running, [])
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
      assert.deepStrictEqual(yield* b.cancelled, [])
    })
  )

  it.effect("timeout: the task is cancelled before the timeout is reported", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: "1 second" })
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.timeout(Task.run(a, slow), "5 minutes")))
      yield* TestClock.adjust("5 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      // One request looks whether the task is over, the next one cancels it.
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "TimeoutError")
      assert.deepStrictEqual(yield* a.running, [])
    })
  )

  it.effect("nothing is started by an effect that was interrupted before it began", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Effect.andThen(Effect.sleep("1 second"), Task.run(a, slow)))
      yield* TestClock.adjust("999 millis")
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* a.calls).start, 0)
    })
  )

  it.effect("a defect in the wait cancels", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const exit = yield* Effect.exit(Task.run({ ...a, status: () => Effect.die(new Error("bug")) }, slow))
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.deepStrictEqual(yield* a.running, [])
    })
  )

  it.effect("a task that ended badly is over: nothing is cancelled", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, { takes: "5 seconds", ends: "error" })))
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "TaskFailed")
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("a start that fails has nothing to cancel, and a start whose answer was lost says so", () =>
    Effect.gen(function* () {
      for (const executed of [false, true]) {
        const a = yield* TestProvider.make("a", {
          findsBy: "input",
          findableAfter: "1 hour",
          fault: ({ operation }) => (operation === "start" ? { reason: down, executed } : undefined)
        })
        const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, slow, { key: "order-7" })))
        yield* TestClock.adjust("1 minute")
        const error = yield* Fiber.join(fiber)
        assert.strictEqual(error._tag, executed ? "StartUnknown" : "ProviderError")
        if (error._tag === "StartUnknown") assert.strictEqual(error.key, "order-7")
        assert.strictEqual((yield* a.calls).cancel, 0)
      }
    })
  )

  it.effect("a start whose answer was lost is logged, since whoever lost a race tells its error to nobody", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ fiber, logLevel }) => {
        if (logLevel === "Error") logged.push(fiber.getRef(References.CurrentLogAnnotations))
      })
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        findableAfter: "1 hour",
        latency: "30 seconds",
        fault: ({ operation }) => (operation === "start" ? { reason: down, executed: true } : undefined)
      })
      const b = yield* TestProvider.make("b")
      const race = yield* Effect.race(Task.run(a, slow, { key: "order-7" }), Task.run(b, fast)).pipe(
        Effect.provide(Logger.layer([logger])),
        Effect.forkChild
      )
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(race), "fast")
      assert.deepStrictEqual(logged, [
        // When the time to leave is over, and when the answer has come after all.
        { "errand.provider": "a", "errand.key": "order-7" },
        { "errand.provider": "a", "errand.since": "1970-01-01T00:00:00.000Z", "errand.key": "order-7" }
      ])
    })
  )

  it.effect("onStart is told the ref before the first look, and its caller's task is still owned", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const told: Array<unknown> = []
      const onStart = (ref: TaskRef.TaskRef) =>
        Effect.flatMap(a.calls, ({ status }) =>
          Effect.andThen(
            Effect.sync(() => told.push([ref.id, status])),
            Effect.sleep("1 hour")
          )
        )
      const fiber = yield* Effect.forkChild(Task.run(a, slow, { onStart }))
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(told, [["a-1", 0]])
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(yield* a.running, [])
    })
  )

  it.effect(
    "a bug in what the caller brought cancels: onStart that throws; a duration that is none starts nothing",
    () =>
      Effect.gen(function* () {
        const a = yield* TestProvider.make("a")
        const bug = () => {
          throw new Error("bug")
        }
        const given: ReadonlyArray<Task.RunOptions<unknown>> = [{ onStart: bug }, { onStart: () => Effect.die("bug") }]
        for (const options of given) {
          const exit = yield* Effect.exit(Task.run(a, slow, options))
          assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
          assert.deepStrictEqual(yield* a.running, [])
        }
        assert.lengthOf(yield* a.tasks, 2)
        for (const options of [{ within: "soon" as "1 second" }, { cancelWithin: "soon" as "1 second" }]) {
          const error = yield* Effect.flip(Task.run(a, slow, options))
          assert.isTrue(error._tag === "ProviderError" && error.reason._tag === "BadRequest")
        }
        assert.lengthOf(yield* a.tasks, 2)
      })
  )

  it.effect("fifty at ten a time: all outputs in order, never more than ten running", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const inputs = Array.from({ length: 50 }, (_, i) => ({ takes: Duration.seconds(1 + (i % 7)), output: { i } }))
      const fiber = yield* Effect.forkChild(Effect.forEach(inputs, (input) => Task.run(a, input), { concurrency: 10 }))
      let most = 0
      for (let i = 0; i < 200 && fiber.pollUnsafe() === undefined; i++) {
        most = Math.max(most, (yield* a.running).length)
        yield* TestClock.adjust("250 millis")
      }
      assert.deepStrictEqual(
        yield* Fiber.join(fiber),
        inputs.map(({ output }) => JSON.stringify(output))
      )
      assert.strictEqual(most, 10)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("500 millis")))
  )
})
