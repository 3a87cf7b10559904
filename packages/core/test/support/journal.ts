/** What the tests of starts and deliveries share: lost answers, journals, handlers that keep. */
import { Effect, Fiber, Layer, Ref } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, TaskStore } from "@errand/core"
import type { OutcomeDelivery, Outcome } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

export const down = new ProviderError.Unavailable({ message: "lost" })

export const lost = { reason: down, executed: true } as const

export const quick = { takes: "1 second" } as const

/** The nth start is executed and not answered; all of them when `nth` is left out. */
export const deaf = (options: TestProvider.Options = {}, nth?: number) =>
  TestProvider.make("a", {
    ...options,
    fault: (call) => (call.operation === "start" && (nth === undefined || call.nth === nth) ? lost : undefined)
  })

/** A program in a process of its own, on a journal that outlives it. */
export const within =
  (journal: TaskStore.JournalBackend) =>
  <A, E>(program: Effect.Effect<A, E, TaskStore.TaskStore>) =>
    Effect.provide(program, Layer.fresh(TaskStore.layer(Effect.succeed(journal))))

/** Programs that share a journal, one after the other, like processes that share a file. */
export const processes = Effect.map(TaskStore.memory(), within)

/** A handler that keeps the ids of the tasks whose outcome it was given. */
export const collecting = Effect.map(Ref.make<ReadonlyArray<string>>([]), (seen) => ({
  seen: Ref.get(seen),
  handler: (_: Outcome.Outcome<string | null>, { ref }: OutcomeDelivery.Delivery) =>
    Ref.update(seen, (all) => [...all, ref.id])
}))

/** Runs until the clock can help no more. */
export const driven = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(program)
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

/** A handler that keeps each outcome that it was given, with its delivery. */
export const collectingDeliveries = Effect.map(
  Ref.make<
    ReadonlyArray<{ readonly outcome: Outcome.Outcome<string | null>; readonly delivery: OutcomeDelivery.Delivery }>
  >([]),
  (seen) => ({
    seen: Ref.get(seen),
    handler: (outcome: Outcome.Outcome<string | null>, delivery: OutcomeDelivery.Delivery) =>
      Ref.update(seen, (all) => [...all, { outcome, delivery }])
  })
)

/** What kinds of entries the journal holds, in their order. */
export const tags = Effect.map(
  TaskStore.TaskStore.use(({ entries }) => entries),
  (entries) => entries.map(({ _tag }) => _tag)
)
