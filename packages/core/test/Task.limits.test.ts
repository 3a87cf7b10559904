import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Clock, Duration, Effect, Fiber, Logger, References, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task, TaskError } from "@errand/core"
import type { Status } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import type { Script } from "@errand/core/testing"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
const down = new ProviderError.Unavailable({ message: "503", status: 503 })
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

const isFailed = (error: unknown): TaskError.TaskFailed<Script.Script> => {
  assert.instanceOf(error, TaskError.TaskFailed)
  return error as TaskError.TaskFailed<Script.Script>
}

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
      assert.strictEqual(message, "task a-1 of a has made no progress for 1m")
      const calls = yield* a.calls
      assert.strictEqual(looks, calls.status + calls.snapshot)
      // One snapshot to compare with, and one for each minute in which the light look saw nothing move.
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

describe("onGiveUp", () => {
  type Handle = Task.Task<string | null, TestProvider.TestProvider>
  const waits: Readonly<Record<string, (task: Handle, options: Task.WaitOptions) => Effect.Effect<unknown, unknown>>> =
    {
      join: (task, options) => Task.join(task, options),
      await: (task, options) => Task.await(task, options),
      steps: (task, options) => Stream.runDrain(Task.steps(task, options)),
      watch: (task, options) => Stream.runDrain(Task.watch(task, options))
    }

  it.effect("a wait that gives up leaves the task running, unless it is told to cancel it", () =>
    Effect.gen(function* () {
      for (const wait of Object.values(waits)) {
        for (const limit of [{ within: "1 minute" }, { noProgressFor: "1 minute" }] as const) {
          for (const onGiveUp of [undefined, "leave", "cancel"] as const) {
            const a = yield* TestProvider.make("a")
            const task = yield* Task.start(a, { takes: "Infinity" })
            const options = { ...limit, ...(onGiveUp === undefined ? {} : { onGiveUp }) }
            const error = yield* failing(wait(task, options), "3 minutes")
            assert.strictEqual((error as { _tag: string })._tag, "within" in limit ? "WaitTimeout" : "TaskStalled")
            assert.deepStrictEqual(yield* a.running, onGiveUp === "cancel" ? [] : ["a-1"])
          }
        }
      }
    })
  )

  it.effect("the option of the handle holds for its waits; interruption and errors of the service never cancel", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "Infinity" }, { onGiveUp: "cancel", within: "1 minute" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.interrupt(fiber)
      const refused = new ProviderError.ProviderError({
        provider: "a",
        operation: "status",
        reason: new ProviderError.Unauthorized({ message: "401" })
      })
      const blind = Task.attach({ ...a, status: () => Effect.fail(refused) }, task.ref, { onGiveUp: "cancel" })
      assert.strictEqual((yield* Effect.flip(Task.join(blind)))._tag, "ProviderError")
      assert.deepStrictEqual(yield* a.running, ["a-1"])
      yield* failing(Task.join(task), "2 minutes")
      assert.deepStrictEqual(yield* a.running, [])
    })
  )
})

describe("a cancel that meets the end", () => {
  it.effect("a task that ended just before the cancel is told as it ended, by run and by join", () =>
    Effect.gen(function* () {
      for (const ends of ["completed", "error"] as const) {
        const test = yield* TestProvider.make("a")
        // Looks lag behind until the cancel.
        let stale = true
        const lag = <L extends { readonly status: Status.Status }, E>(look: Effect.Effect<L, E>) =>
          Effect.map(look, (seen) => (stale ? { ...seen, status: running } : seen))
        const a: TestProvider.TestProvider = {
          ...test,
          status: (id) => lag(test.status(id)),
          snapshot: (id) => lag(test.snapshot(id)),
          cancel: (id) =>
            Effect.tap(test.cancel(id), () =>
              Effect.sync(() => {
                stale = false
              })
            )
        }
        const script = { takes: "50 seconds", ends, output: "paid for" } as const
        const run = yield* Effect.forkChild(Effect.result(Task.run(a, script, { within: "1 minute" })))
        yield* TestClock.adjust("2 minutes")
        const ran = yield* Fiber.join(run)
        stale = true
        const task = yield* Task.start(a, script)
        const join = yield* Effect.forkChild(Effect.result(Task.join(task, { within: "1 minute", onGiveUp: "cancel" })))
        yield* TestClock.adjust("2 minutes")
        for (const result of [ran, yield* Fiber.join(join)]) {
          if (ends === "completed") assert.isTrue(result._tag === "Success" && result.success === "paid for")
          else assert.isTrue(result._tag === "Failure" && result.failure._tag === "TaskFailed")
        }
        assert.deepStrictEqual(yield* a.cancelled, [])
        assert.strictEqual((yield* a.calls).cancel, 2)
      }
    }).pipe(everySecond)
  )

  it.effect("a cancel that was accepted and lost to the end is told as it ended", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const script = { takes: "70 seconds", cancelTakes: "20 seconds", output: "too late to stop" } as const
      const fiber = yield* Effect.forkChild(Task.run(a, script, { within: "1 minute" }))
      yield* TestClock.adjust("69 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "too late to stop")
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
    })
  )

  it.effect("a task that takes for ever to stop holds nobody for longer than twice cancelWithin", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const script = { takes: "Infinity", cancelTakes: "1 hour" } as const
      const error = yield* failing(
        Task.run(a, script, { within: "1 minute", cancelWithin: "10 seconds" }),
        "71 seconds"
      )
      assert.strictEqual(error._tag, "WaitTimeout")
    })
  )

  it.effect("a service that hangs after the cancel holds nobody for longer, either", () =>
    Effect.gen(function* () {
      let cancelled = false
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => {
          if (operation === "cancel") cancelled = true
          return cancelled && operation !== "cancel" ? {} : undefined
        }
      })
      const error = yield* failing(Task.run(a, slow, { within: "1 minute", cancelWithin: "10 seconds" }), "70 seconds")
      assert.strictEqual(error._tag, "WaitTimeout")
    })
  )

  it.effect("after Task.cancel, join tells what the service says, whoever was first", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const won = yield* Task.start(a, { takes: "5 seconds", cancelTakes: "10 seconds", output: "won" })
      const lost = yield* Task.start(a, { takes: "20 seconds", cancelTakes: "10 seconds" })
      yield* Task.cancel(won)
      yield* Task.cancel(lost)
      const fiber = yield* Effect.forkChild(Effect.all([Task.join(won), Effect.flip(Task.join(lost))]))
      yield* TestClock.adjust("10 seconds")
      yield* TestClock.adjust("10 seconds")
      const [output, error] = yield* Fiber.join(fiber)
      assert.strictEqual(output, "won")
      assert.isTrue(error._tag === "TaskCancelled" && error.outcome.by === "caller")
    })
  )
})

describe("a cancel that cannot be delivered", () => {
  it.effect("is told to onCancelFailed with the ref and the last error, and is logged", () =>
    Effect.gen(function* () {
      for (const reason of [down, undefined]) {
        const told: Array<TaskError.CancelFailed> = []
        const logged: Array<unknown> = []
        const logger = Logger.make(({ fiber }) => {
          logged.push(fiber.getRef(References.CurrentLogAnnotations)["errand.ref"])
        })
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (operation === "cancel" ? (reason === undefined ? {} : { reason }) : undefined)
        })
        const onCancelFailed = (failure: TaskError.CancelFailed) =>
          Effect.sync(() => {
            told.push(failure)
          })
        const error = yield* failing(
          Task.run(a, slow, { within: "1 minute", cancelWithin: "10 seconds", onCancelFailed }).pipe(
            Effect.provide(Logger.layer([logger]))
          ),
          "2 minutes"
        )
        assert.strictEqual(error._tag, "WaitTimeout")
        assert.strictEqual(told.length, 1)
        assert.strictEqual(told[0]?.ref.id, "a-1")
        assert.strictEqual(Duration.toSeconds(told[0]?.within ?? 0), 10)
        assert.strictEqual(told[0]?.error?.reason, reason)
        assert.deepStrictEqual(logged, [JSON.stringify(told[0]?.ref)])
      }
    })
  )
})

describe("budget", () => {
  it.effect("dollars, credits, steps and time: the first limit that is passed cancels, and says what it cost", () =>
    Effect.gen(function* () {
      const usd = BigDecimal.fromStringUnsafe("3.6")
      const script = {
        ...slow,
        cost: { credits: 3600, usd },
        steps: steps("10 seconds", "20 seconds", "30 seconds", "40 seconds"),
        cancelTakes: "2 seconds"
      } as const
      const cases: ReadonlyArray<readonly [Task.Budget, number, string]> = [
        [{ usd: 0.03 }, 31, "it has cost 0.031 USD of at most 0.03"],
        [{ credits: 20, usd: 1 }, 21, "it has used 21 credits of at most 20"],
        [{ steps: 2, time: "1 hour" }, 30, "it has taken 3 steps of at most 2"],
        [{ time: "25 seconds" }, 25, "it has run for 25s"]
      ]
      for (const [budget, at, why] of cases) {
        const a = yield* TestProvider.make("a")
        const error = isFailed(yield* failing(Task.run(a, script, { budget }), "2 minutes"))
        assert.deepInclude(error.outcome, { reason: "budget_exceeded", message: `the budget is exceeded: ${why}` })
        // The cancel took two more seconds, and they cost, too.
        assert.strictEqual(error.outcome.cost.credits, at + 2)
        assert.isTrue(error.outcome.cost.final)
        assert.strictEqual(error.outcome.raw, script)
        assert.deepStrictEqual(yield* a.running, [])
        assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
      }
    }).pipe(everySecond)
  )

  it.effect("dollars and credits are watched by the light look, where that tells them", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const light = yield* Effect.forkChild(
        Task.run(a, { takes: "1 minute", cost: { credits: 5 } }, { budget: { credits: 5 } })
      )
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(light), "done")
      assert.strictEqual((yield* a.calls).snapshot, 1)

      const b = yield* TestProvider.make("b")
      const mute = { ...b, status: (id: string) => Effect.map(b.status(id), ({ status }) => ({ status })) }
      const error = isFailed(
        yield* failing(Task.run(mute, { ...slow, cost: { credits: 3600 } }, { budget: { credits: 30 } }), "1 minute")
      )
      assert.strictEqual(error.outcome.cost.credits, 31)
      // The last one comes before the cancel.
      assert.strictEqual((yield* b.calls).status, 3)
    }).pipe(everySecond)
  )

  it.effect("time holds while the service is gone, and is counted from the start", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "status" ? { reason: down } : undefined)
      })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, slow, { budget: { time: "90 seconds" } })))
      yield* TestClock.adjust("89 seconds")
      assert.deepStrictEqual(yield* a.running, ["a-1"])
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* a.running, [])
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(isFailed(yield* Fiber.join(fiber)).outcome.reason, "budget_exceeded")
    })
  )

  it.effect("a task that is over when the overrun is seen is told as it ended", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(
        Task.run(a, { takes: "10 seconds", cost: { credits: 100 }, output: "paid for" }, { budget: { credits: 95 } })
      )
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "paid for")
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("9 seconds")))
  )

  it.effect("a cancel that fails is told, and the error keeps what was known", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "cancel" ? { reason: down } : undefined)
      })
      const script = { ...slow, steps: steps("10 seconds", "20 seconds"), cost: { credits: 3600 } }
      const error = isFailed(
        yield* failing(Task.run(a, script, { budget: { steps: 1 }, cancelWithin: "5 seconds" }), "1 minute")
      )
      assert.include(error.outcome.message, "whether it was cancelled is not known")
      assert.strictEqual(error.outcome.cost.credits, 20)
      assert.isFalse(error.outcome.cost.final)
      assert.strictEqual(error.outcome.raw, script)
    }).pipe(everySecond)
  )

  it.effect("a budget that is no number is a bug, and starts nothing that runs on", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* Effect.exit(Task.run(a, slow, { budget: { usd: NaN } }))
      assert.deepStrictEqual(yield* a.running, [])
    })
  )
})
