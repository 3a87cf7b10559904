/** The tasks that are being cancelled, for a program that must name them when it ends at once. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { TaskRef } from "../../TaskRef.ts"

/**
 * Where tasks are noted that were left and are not cancelled yet. Undefined where no runner asks
 * for them.
 */
export const LeftTasks = Context.Reference<Set<TaskRef> | undefined>("@errand/core/LeftTasks", {
  defaultValue: () => undefined
})

/**
 * Notes the task while the effect cancels it. A task whose cancel the service never answered stays
 * noted.
 */
export const track =
  (ref: TaskRef) =>
  <A, E, R>(cancel: Effect.Effect<A | undefined, E, R>): Effect.Effect<A | undefined, E, R> =>
    Effect.flatMap(LeftTasks, (left) => {
      if (left === undefined) return cancel
      left.add(ref)
      return Effect.tap(cancel, (answer) => Effect.sync(() => answer !== undefined && left.delete(ref)))
    })
