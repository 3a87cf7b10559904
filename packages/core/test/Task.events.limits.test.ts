import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task, TaskError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { down, everySecond, three } from "./support/events.ts"

describe("limits of a provider that tells steps as events", () => {
  it.effect("a budget of steps counts them", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { pageMax: 2 })
      const steps = [...three.steps, { goal: "again", key: "1", at: "3 seconds" } as const]
      const fiber = yield* Effect.forkChild(
        Effect.flip(Task.run(a, { ...three, takes: "1 hour", steps }, { budget: { steps: 2 } }))
      )
      yield* TestClock.adjust("9 seconds")
      // The change of a step is no other step.
      assert.deepStrictEqual(yield* a.cancelled, [])
      yield* TestClock.adjust("20 seconds")
      const error = yield* Fiber.join(fiber)
      assert.instanceOf(error, TaskError.TaskFailed)
      assert.include(String(error), "it has taken 3 steps of at most 2")
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
    }).pipe(everySecond)
  )

  it.effect("a budget of steps is kept at the learned pace, too, and through failing pages", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", {
        fault: ({ nth, operation }) => (operation === "events" && nth % 2 === 1 ? { reason: down } : undefined)
      })
      const fiber = yield* Effect.forkChild(
        Effect.flip(Task.run(a, { ...three, takes: "1 hour" }, { budget: { steps: 2 } }))
      )
      yield* TestClock.adjust("2 minutes")
      assert.include(String(yield* Fiber.join(fiber)), "it has taken 3 steps of at most 2")
    })
  )

  it.effect("a budget of steps is kept after one refusal of the events, also beside another wait", () =>
    Effect.gen(function* () {
      const reason = new ProviderError.Forbidden({ message: "the slip of one server" })
      const a = yield* TestProvider.makeWithEvents("a", {
        fault: ({ nth, operation }) => (operation === "events" && nth === 1 ? { reason } : undefined)
      })
      const script = { ...three, takes: "1 hour" } as const
      const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, script, { budget: { steps: 2 } })))
      yield* TestClock.adjust(0)
      const [id = ""] = yield* a.tasks
      const ref = { v: 1, provider: "a", kind: "task", endpoint: a.endpoint, id } as const
      const other = yield* Effect.forkChild(Task.await(Task.attach(a, ref)))
      yield* TestClock.adjust("2 minutes")
      assert.include(String(yield* Fiber.join(fiber)), "it has taken 3 steps of at most 2")
      assert.strictEqual((yield* Fiber.join(other))._tag, "Cancelled")
    })
  )

  it.effect("steps are progress", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const steps = [
        { goal: "a", at: "40 seconds" },
        { goal: "b", at: "80 seconds" }
      ] as const
      const task = yield* Task.start(a, { takes: "1 hour", steps })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.await(task, { noProgressFor: "1 minute" })))
      yield* TestClock.adjust("2 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 minutes")
      assert.instanceOf(yield* Fiber.join(fiber), TaskError.TaskStalled)
    }).pipe(everySecond)
  )
})
