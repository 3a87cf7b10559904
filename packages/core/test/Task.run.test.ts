import { assert, describe, it } from "@effect/vitest"
import { Cause, Clock, Duration, Effect, Exit, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { TaskRef } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const slow = { takes: "1 hour" } as const
const fast = { takes: "20 seconds", output: "fast" } as const
const down = new ProviderError.Unavailable({ message: "503", status: 503 })

/** Turns the clock step by step until the fiber is done. */
const settle = <A, E>(fiber: Fiber.Fiber<A, E>, step: Duration.Input = "1 second") =>
  Effect.gen(function* () {
    for (let i = 0; i < 400 && fiber.pollUnsafe() === undefined; i++) yield* TestClock.adjust(step)
    assert.isDefined(fiber.pollUnsafe(), "the fiber hangs")
  })

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

  it.effect(
    "interruption at any moment of its life leaves nothing running",
    () =>
      Effect.gen(function* () {
        const seen = { none: 0, cancelled: 0, over: 0 }
        for (let after = 0; after <= 46_000; after += 250) {
          const a = yield* TestProvider.make("a", { latency: "3 seconds" })
          const fiber = yield* Effect.forkChild(Task.run(a, { takes: "30 seconds", cancelTakes: "2 seconds" }))
          yield* TestClock.adjust(after)
          const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
          yield* settle(stop)
          yield* TestClock.adjust("2 seconds")
          assert.deepStrictEqual(yield* a.running, [], `interrupted after ${after} ms`)
          const exit = fiber.pollUnsafe()!
          if (Exit.isSuccess(exit)) seen.over++
          else if ((yield* a.cancelled).length === 1) seen.cancelled++
          else seen.none++
        }
        // The sweep met every phase: before anything was cancelled, in the middle, and after the end.
        assert.isTrue(seen.cancelled > 100 && seen.over > 10 && seen.none > 0, JSON.stringify(seen))
      }),
    60_000
  )

  it.effect(
    "interruption at any moment of a run that gives up leaves nothing running, also while it cancels",
    () =>
      Effect.gen(function* () {
        for (let after = 0; after <= 40_000; after += 500) {
          const a = yield* TestProvider.make("a", { latency: "3 seconds" })
          const fiber = yield* Effect.forkChild(
            Task.run(a, { takes: "1 hour", cancelTakes: "4 seconds" }, { within: "15 seconds" })
          )
          yield* TestClock.adjust(after)
          const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
          yield* settle(stop)
          yield* TestClock.adjust("4 seconds")
          assert.deepStrictEqual(yield* a.running, [], `interrupted after ${after} ms`)
          assert.strictEqual((yield* a.cancelled).length, (yield* a.tasks).length)
        }
      }),
    60_000
  )

  it.effect("a scope that closes around a forked run cancels its task before it is closed", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: "1 second" })
      const scoped = Effect.scoped(
        Effect.andThen(Effect.forkScoped(Task.run(a, slow), { startImmediately: true }), Effect.sleep("1 minute"))
      )
      const fiber = yield* Effect.forkChild(Effect.andThen(scoped, a.running))
      yield* TestClock.adjust("1 minute")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* Fiber.join(fiber), [])
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
    })
  )

  it.effect(
    "a task whose start is in flight when the caller is interrupted is cancelled as soon as its id is known",
    () =>
      Effect.gen(function* () {
        const a = yield* TestProvider.make("a", { latency: "10 seconds" })
        const fiber = yield* Effect.forkChild(Task.run(a, slow))
        yield* TestClock.adjust("6 seconds")
        const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust("4 seconds")
        // The look before the cancel takes too long here, and is not waited for.
        yield* TestClock.adjust("3 seconds")
        assert.deepStrictEqual(yield* a.calls, {
          start: 1,
          find: 0,
          status: 1,
          snapshot: 0,
          cancel: 1,
          resume: 0,
          file: 0
        })
        yield* settle(stop)
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

  it.effect("a wait given up cancels: within, stall, and an error that is final", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const status = { state: "working", phase: "unrecognised", native: "pondering" } as const
      const refused = new ProviderError.ProviderError({
        provider: "a",
        operation: "status",
        reason: new ProviderError.Unauthorized({ message: "401" })
      })
      const given: ReadonlyArray<ReturnType<typeof Task.run>> = [
        Task.run(a, slow, { within: "2 minutes" }),
        Task.run(a, { ...slow, statuses: [{ at: 0, status }] }, { unrecognisedFor: "2 minutes" }),
        Task.run({ ...a, status: () => Effect.fail(refused) }, slow)
      ]
      const tags: Array<string> = []
      for (const run of given) {
        const fiber = yield* Effect.forkChild(Effect.flip(run))
        yield* TestClock.adjust("3 minutes")
        tags.push((yield* Fiber.join(fiber))._tag)
      }
      assert.deepStrictEqual(tags, ["WaitTimeout", "TaskStalled", "ProviderError"])
      assert.deepStrictEqual(yield* a.running, [])
      assert.deepStrictEqual(yield* a.cancelled, ["a-1", "a-2", "a-3"])
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

  it.effect("a cancel is repeated while the service fails, and Retry-After is honoured", () =>
    Effect.gen(function* () {
      const at: Array<number> = []
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.seconds(7) })
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) =>
          operation !== "cancel"
            ? undefined
            : nth === 1
              ? { reason: down }
              : nth === 2
                ? { reason: limited }
                : undefined
      })
      const clock = yield* Clock.Clock
      const counted = { ...a, cancel: (id: string) => (at.push(clock.currentTimeMillisUnsafe()), a.cancel(id)) }
      const fiber = yield* Effect.forkChild(Task.run(counted, slow))
      yield* TestClock.adjust("1 minute")
      const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* settle(stop, "50 millis")
      assert.deepStrictEqual(at, [60_000, 60_250, 67_250])
      assert.deepStrictEqual(yield* a.running, [])
    })
  )

  it.effect("a cancel that cannot be delivered ends within its bound and is logged with the ref", () =>
    Effect.gen(function* () {
      for (const fault of [{}, { reason: down }, { reason: new ProviderError.Forbidden({ message: "403" }) }]) {
        const logged: Array<unknown> = []
        const logger = Logger.make(({ fiber, logLevel }) => {
          logged.push([logLevel, fiber.getRef(References.CurrentLogAnnotations)["errand.ref"]])
        })
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (operation === "cancel" ? fault : undefined)
        })
        const fiber = yield* Task.run(a, slow, { cancelWithin: "10 seconds" }).pipe(
          Effect.provide(Logger.layer([logger])),
          Effect.forkChild
        )
        yield* TestClock.adjust("1 minute")
        const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust("10 seconds")
        assert.isDefined(stop.pollUnsafe())
        assert.strictEqual(logged.length, 1)
        const [level, ref] = logged[0] as [string, string]
        assert.strictEqual(level, "Error")
        assert.include(ref, `"id":"a-1"`)
      }
    })
  )

  it.effect("a cancel that meets 404 right after the start is repeated", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Task.run(a, { ...slow, hiddenFor: "2 seconds" }))
      yield* TestClock.adjust("500 millis")
      const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* settle(stop, "100 millis")
      assert.deepStrictEqual(yield* a.running, [])
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

  it.effect(
    "whatever the network does, and whenever it is left: nothing runs on, or the log says what",
    () =>
      Effect.gen(function* () {
        const ways = { over: 0, cancelled: 0, logged: 0, overBeforeCancel: 0 }
        for (const sample of fc.sample(trouble, { numRuns: 400, seed: 7 })) {
          const { faults, interruptedAt, latency, script } = sample
          const logged: Array<unknown> = []
          const logger = Logger.make(({ fiber }) => {
            logged.push(fiber.getRef(References.CurrentLogAnnotations)["errand.ref"])
          })
          const a = yield* TestProvider.make("a", {
            latency,
            fault: ({ nth, operation }) => {
              const kind = operation === "start" ? undefined : faults[operation === "cancel" ? nth + 7 : nth % 7]
              if (kind === "lost") return { reason: down, executed: true }
              return kind === "refused" ? { reason: down } : undefined
            }
          })
          const fiber = yield* Task.run(a, script, { within: "20 minutes" }).pipe(
            Effect.provide(Logger.layer([logger])),
            Effect.forkChild
          )
          yield* TestClock.adjust(interruptedAt)
          const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
          yield* settle(stop, "5 seconds")
          yield* TestClock.adjust("10 seconds")
          const exit = fiber.pollUnsafe()!
          const running = yield* a.running
          if (Exit.isSuccess(exit)) ways.over++
          else if (logged.length > 0) ways.logged++
          else if ((yield* a.cancelled).length > 0) ways.cancelled++
          else ways.overBeforeCancel++
          assert.isTrue(running.length === 0 || logged.length === 1, JSON.stringify(sample))
        }
        assert.isTrue(
          ways.over > 20 && ways.cancelled > 90 && ways.logged > 5 && ways.overBeforeCancel > 20,
          JSON.stringify(ways)
        )
      }),
    60_000
  )
})

const kind = fc.constantFrom("fine", "fine", "refused", "lost")
const trouble = fc.record({
  latency: fc.nat(4000),
  interruptedAt: fc.nat(90_000),
  // Seven for the looks, in turn, then one for each cancel; without end the cancel cannot be delivered.
  faults: fc
    .tuple(
      fc.array(kind, { minLength: 7, maxLength: 7 }),
      fc.oneof(fc.array(kind, { maxLength: 3 }), fc.constant(Array.from({ length: 200 }, () => "refused")))
    )
    .map(([looks, cancels]) => [...looks, "fine", ...cancels]),
  script: fc.record({
    takes: fc.integer({ min: 1000, max: 120_000 }),
    cancelTakes: fc.nat(5000),
    hiddenFor: fc.nat(5000)
  })
})
