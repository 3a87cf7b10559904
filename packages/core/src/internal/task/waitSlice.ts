/** A slice of a wait. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { AtWork, Outcome } from "../../Outcome.ts"
import type { Provider } from "../../Provider.ts"
import type { WaitError } from "../../TaskError.ts"
import type { LookOptions } from "../../TaskOptions.ts"
import * as Wait from "../lookout/wait.ts"
import { limitsOf, recordOutcome, termsOf } from "./await.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"
import * as Options from "./options.ts"
import * as Outcomes from "./outcome.ts"

/** The outcome, or that the task is still at work when the slice is over. */
export const look = <A, Raw>(
  task: Task<A, Provider<never, Raw>>,
  options: LookOptions
): Effect.Effect<Outcome<A, Raw> | AtWork, WaitError> => {
  // A deadline of the handle is that of a whole wait, at whose end another request is made.
  const limits = { ...limitsOf(task, options), within: Duration.infinity }
  const seen = Effect.flatMap(
    Handle.withProvider(task, () => Wait.slice(task, limits, Duration.fromInputUnsafe(options.for))),
    (seen): Effect.Effect<Outcome<A, Raw> | AtWork> => {
      if (!("pauseMillis" in seen)) {
        return Effect.map(recordOutcome(Outcomes.make(seen, termsOf(task))), ({ outcome }) => outcome)
      }
      const { look, pauseMillis, wait } = seen
      const pause = Duration.millis(pauseMillis)
      return Effect.succeed({ _tag: "AtWork", ref: task.ref, pause, ...(look === undefined ? {} : { look }), wait })
    }
  )
  return Effect.withSpan(
    Effect.andThen(Options.check(task.provider, "look", { ...limits, ...options }), seen),
    "Task.look",
    {
      attributes: { "errand.provider": task.ref.provider, "errand.task.id": task.ref.id },
      captureStackTrace: false
    }
  )
}
