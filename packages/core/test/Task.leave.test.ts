import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Exit, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"

const slow = { takes: "1 hour" } as const

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

/** Turns the clock step by step until the fiber is done. */
const settle = <A, E>(fiber: Fiber.Fiber<A, E>, step: Duration.Input = "1 second") =>
  Effect.gen(function* () {
    for (let i = 0; i < 400 && fiber.pollUnsafe() === undefined; i++) yield* TestClock.adjust(step)
    assert.isDefined(fiber.pollUnsafe(), "the fiber hangs")
  })

describe("a run that is left", () => {
  it.effect("interruption at any moment of its life leaves nothing running", () =>
    Effect.gen(function* () {
      const step = rounds({ few: 750, many: 250 })
      const seen = { none: 0, cancelled: 0, over: 0 }
      for (let after = 0; after <= 46_000; after += step) {
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
      assert.isTrue(seen.cancelled > 25_000 / step && seen.over > 2500 / step && seen.none > 0, JSON.stringify(seen))
    })
  )

  it.effect("interruption at any moment of a run that gives up leaves nothing running, also while it cancels", () =>
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
    })
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
          prepare: 0,
          discard: 0,
          start: 1,
          find: 0,
          list: 0,
          status: 1,
          snapshot: 0,
          cancel: 1,
          resume: 0,
          answer: 0,
          events: 0,
          file: 0
        })
        yield* settle(stop)
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

  it.effect("whatever the network does, and whenever it is left: nothing runs on, or the log says what", () =>
    Effect.gen(function* () {
      const ways = { over: 0, cancelled: 0, logged: 0, overBeforeCancel: 0 }
      const numRuns = rounds({ few: 150, many: 400 })
      for (const sample of fc.sample(trouble, { numRuns, seed: 7 })) {
        const { faults, interruptedAt, latency, script } = sample
        const logged: Array<unknown> = []
        const logger = Logger.make(({ fiber }) => {
          const ref = fiber.getRef(References.CurrentLogAnnotations)["errand.ref"]
          // Lines about a service that does not answer have no ref.
          if (ref !== undefined) logged.push(ref)
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
        ways.over > 0.05 * numRuns &&
          ways.cancelled > rounds({ few: 25, many: 90 }) &&
          ways.logged > 0.0125 * numRuns &&
          ways.overBeforeCancel > 0.05 * numRuns,
        JSON.stringify(ways)
      )
    })
  )
})

const kind = fc.constantFrom("fine", "fine", "refused", "lost")

const trouble = fc.record({
  latency: fc.nat(4000),
  interruptedAt: fc.nat(90_000),
  // Seven for the looks, in turn, then one for each cancel; without end the cancel cannot be
  // delivered.
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
