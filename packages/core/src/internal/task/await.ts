/** Waiting for the end of a task, and what of it a caller is given. */
import * as Effect from "effect/Effect"
import type { Outcome } from "../../Outcome.ts"
import type { Provider } from "../../Provider.ts"
import { TaskCancelled, TaskFailed } from "../../TaskError.ts"
import type { Ended, WaitError } from "../../TaskError.ts"
import type { WaitOptions } from "../../TaskOptions.ts"
import * as WriteEntries from "../journal/writeEntries.ts"
import * as Wait from "../lookout/wait.ts"
import type { Guard } from "../lookout/waiter.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"
import * as Options from "./options.ts"
import * as Outcomes from "./outcome.ts"
import type { End, ListedEnd } from "./outcome.ts"

type AnyTask<A, Raw> = Task<A, Provider<never, Raw>>

/** Waits for the end, and reads the whole outcome. */
export const awaitOutcome = <A, Raw, E = never>(
  task: AnyTask<A, Raw>,
  options: WaitOptions,
  guard?: Guard<Raw, E>
): Effect.Effect<End<A, Raw>, WaitError | E> =>
  recordOutcome(Effect.flatMap(awaitEnd(task, options, "result", guard), (over) => Outcomes.make(over, termsOf(task))))

/**
 * The same for a caller who wants the output and nothing else: where a list has shown an output
 * that is accepted, the task itself is not read again.
 */
export const awaitOutput = <A, Raw, E = never>(
  task: AnyTask<A, Raw>,
  options: WaitOptions,
  guard?: Guard<Raw, E>
): Effect.Effect<End<A, Raw> | ListedEnd<A>, WaitError | E> =>
  Effect.flatMap(
    awaitEnd(task, options, "told", guard),
    (over): Effect.Effect<End<A, Raw> | ListedEnd<A>, WaitError | E> => {
      const terms = termsOf(task)
      if (over.told === undefined) return recordOutcome(Outcomes.make(over, terms))
      const whole = Effect.flatMap(awaitEnd(task, options, "everything", guard), (over) => Outcomes.make(over, terms))
      return Effect.flatMap(
        Outcomes.makeFromList(over, terms),
        (outcome): Effect.Effect<End<A, Raw> | ListedEnd<A>, WaitError | E> =>
          outcome === undefined ? recordOutcome(whole) : recordOutcome(Effect.succeed({ outcome }))
      )
    }
  )

/** The output of a task that ended as hoped, or the error that says how it ended instead. */
export const outputOf = <A, Raw>({ mismatch, outcome }: End<A, Raw> | ListedEnd<A>): Effect.Effect<A, Ended<Raw>> => {
  if (mismatch !== undefined) return Effect.fail(mismatch)
  switch (outcome._tag) {
    case "Succeeded":
      return Effect.succeed(outcome.output)
    case "Failed":
      return Effect.fail(new TaskFailed({ ref: outcome.ref, outcome }))
    case "Cancelled":
      return Effect.fail(new TaskCancelled({ ref: outcome.ref, outcome }))
  }
}

/** The limits of one wait: its own, and for the rest those of the handle. */
export const limitsOf = (task: Task<unknown>, options: WaitOptions): WaitOptions => ({
  ...task["~errand"].limits,
  ...Options.withoutUndefined(options)
})

const awaitEnd = <A, Raw, E = never>(
  task: AnyTask<A, Raw>,
  options: WaitOptions,
  depth: "told" | "result" | "everything",
  guard: Guard<Raw, E> | undefined
) => Handle.withProvider(task, () => Wait.end(task, limitsOf(task, options), depth, guard))

/** How the handle reads what comes back. */
export const termsOf = <A>(task: Task<A>) => ({ ...task["~errand"], ref: task.ref })

/** Writes the outcome to the journal, if there is one, and to the span. */
export const recordOutcome = <B extends { readonly outcome: Outcome<unknown> }, E>(
  self: Effect.Effect<B, E>
): Effect.Effect<B, E> =>
  Effect.tap(self, ({ outcome }) =>
    Effect.andThen(Effect.annotateCurrentSpan("errand.outcome", outcome._tag), WriteEntries.recordEnd(outcome))
  )
