import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Effect, Fiber } from "effect"
import type { Duration } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task, TaskError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import type { Script } from "@errand/core/testing"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

const slow = { takes: "1 hour" } as const

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
