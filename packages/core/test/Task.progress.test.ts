import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Clock, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task, TaskError } from "@errand/core"
import type { Status } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import type { Script } from "@errand/core/testing"

const slow = { takes: "1 hour" } as const

const running: Status.Status = { state: "working", phase: "running", native: "running" }

const steps = (...at: ReadonlyArray<Duration.Input>): ReadonlyArray<Script.ScriptedStep> =>
  at.map((at, i) => ({ goal: `step ${i}`, at }))

/** Runs the effect for so long on the test clock, and gives its error. */
const failing = <A, E>(effect: Effect.Effect<A, E>, after: Duration.Input) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.flip(effect))
    yield* TestClock.adjust(after)
    return yield* Fiber.join(fiber)
  })

describe("what a wait saw", () => {
  it.effect("the errors that were waited out, and the looks, are in the outcome, newest last", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) =>
          operation === "status" && nth > 1 && nth < 5
            ? { reason: new ProviderError.Unavailable({ message: String(nth) }) }
            : undefined
      })
      for (const ends of ["completed", "error", "cancelled"] as const) {
        const task = yield* Task.start(a, { takes: "20 seconds", ends })
        const fiber = yield* Effect.forkChild(Task.await(task))
        yield* TestClock.adjust("1 minute")
        const { wait } = yield* Fiber.join(fiber)
        if (ends !== "completed") continue
        assert.deepStrictEqual(
          wait?.errors.map(({ reason, ref }) => [reason.message, ref?.id]),
          ["2", "3", "4"].map((message) => [message, "a-1"])
        )
        const { snapshot, status } = yield* a.calls
        assert.strictEqual(wait?.looks, status + snapshot)
      }
    })
  )

  it.effect("the last look at the deadline sees everything, and WaitTimeout carries it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { ...slow, steps: steps("10 seconds", "50 seconds"), cost: { credits: 3600 } })
      const error = yield* failing(Task.join(task, { within: "1 minute" }), "1 minute")
      assert.instanceOf(error, TaskError.WaitTimeout)
      const { look, looks, snapshot } = error as TaskError.WaitTimeout
      assert.strictEqual(snapshot?.steps.length, 2)
      assert.strictEqual(look?.cost?.credits, 60)
      assert.deepInclude(yield* a.calls, { status: looks - 1, snapshot: 1, cancel: 0 })
    })
  )
})

describe("a clock that jumps", () => {
  /** A clock whose wall time can be set apart from the time that passes. */
  const jumping = Effect.map(Clock.Clock, (clock) => {
    const state = { by: 0 }
    const shifted: Clock.Clock = {
      currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + state.by,
      currentTimeMillis: Effect.sync(() => clock.currentTimeMillisUnsafe() + state.by),
      currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + BigInt(state.by) * 1_000_000n,
      currentTimeNanos: Effect.sync(() => clock.currentTimeNanosUnsafe() + BigInt(state.by) * 1_000_000n),
      monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
      monotonicTimeNanos: clock.monotonicTimeNanos,
      sleep: (duration) => clock.sleep(duration)
    }
    return { clock, shifted, state }
  })

  for (const [name, by] of [
    ["back", -86_400_000],
    ["forward", 86_400_000]
  ] as const) {
    it.effect(`set ${name} by a day: a wait looks at the same pace, and its deadlines stay where they were`, () =>
      Effect.gen(function* () {
        yield* TestClock.adjust("10 days")
        const { clock, shifted, state } = yield* jumping
        const test = yield* TestProvider.make("a")
        // The service has a clock of its own.
        const there = Effect.provideService(Clock.Clock, clock)
        const a = {
          ...test,
          status: (id: string) => there(test.status(id)),
          snapshot: (id: string) => there(test.snapshot(id))
        }
        const task = yield* Task.start(a, slow).pipe(Effect.provideService(Clock.Clock, shifted))
        const fiber = yield* Task.join(task, {
          within: "10 minutes",
          outageFor: "1 minute",
          noProgressFor: "1 hour"
        }).pipe(Effect.flip, Effect.provideService(Clock.Clock, shifted), Effect.forkChild)
        yield* TestClock.adjust("5 minutes")
        const before = (yield* a.calls).status
        state.by = by
        yield* TestClock.adjust("299 seconds")
        assert.isUndefined(fiber.pollUnsafe())
        assert.closeTo((yield* a.calls).status - before, 60, 6)
        yield* TestClock.adjust("1 second")
        assert.strictEqual((yield* Fiber.join(fiber))._tag, "WaitTimeout")
      }).pipe(Effect.provideService(Cadence.Cadence, Cadence.make()))
    )
  }
})

describe("progress", () => {
  it.effect("a task that does not move for so long has stalled, and the error carries what it did", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "Infinity", steps: steps("20 seconds", "70 seconds") })
      const error = yield* failing(Task.join(task, { noProgressFor: "1 minute" }), "10 minutes")
      assert.instanceOf(error, TaskError.TaskStalled)
      const { looks, message, ref, snapshot } = error as TaskError.TaskStalled
      assert.strictEqual(ref, task.ref)
      assert.strictEqual(snapshot?.steps.length, 2)
      assert.strictEqual(message, "task a-1 of a has made no progress for 1m; it runs on")
      const calls = yield* a.calls
      assert.strictEqual(looks, calls.status + calls.snapshot)
      // One snapshot to compare with, and one for each minute in which the light look saw nothing
      // move.
      assert.isAtMost(calls.snapshot, 4)
      assert.strictEqual(calls.cancel, 0)
    })
  )

  it.effect("steps, output, status and cost are progress", () =>
    Effect.gen(function* () {
      const moves: ReadonlyArray<Script.Script> = [
        { steps: steps("50 seconds", "100 seconds", "150 seconds", "200 seconds", "250 seconds") },
        { cost: { credits: 1000 } },
        { cost: { usd: BigDecimal.fromStringUnsafe("10") } },
        {
          statuses: Array.from({ length: 6 }, (_, i) => ({
            at: Duration.seconds(50 * i),
            status: { ...running, native: `running ${i}` }
          }))
        }
      ]
      for (const move of moves) {
        const a = yield* TestProvider.make("a")
        const fiber = yield* Effect.forkChild(
          Task.run(a, { takes: "290 seconds", ...move }, { noProgressFor: "1 minute" })
        )
        yield* TestClock.adjust("5 minutes")
        assert.strictEqual(yield* Fiber.join(fiber), "done")
      }
    })
  )

  it.effect("the time of a stall does not wait for the next look of a slow cadence", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "Infinity" })
      const error = yield* failing(Task.join(task, { noProgressFor: "1 minute" }), "61 seconds")
      assert.strictEqual(error._tag, "TaskStalled")
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 hour")))
  )

  it.effect("without the option a task may be as slow as it likes", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "3 days" }))
      yield* TestClock.adjust("4 days")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 hour")))
  )

  it.effect("an unknown word for too long carries a snapshot, too", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const status: Status.Status = { state: "working", phase: "unrecognised", native: "pondering" }
      const task = yield* Task.start(a, { ...slow, statuses: [{ at: 0, status }], steps: steps("1 second") })
      const error = yield* failing(Task.join(task), "6 minutes")
      assert.isTrue(error._tag === "TaskStalled" && error.snapshot?.steps.length === 1)
      assert.strictEqual((yield* a.calls).snapshot, 1)
    })
  )
})
