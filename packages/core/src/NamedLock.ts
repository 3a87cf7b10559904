/**
 * One at a time for each name, first come, first served: for tasks that write the same thing, such
 * as the profile of a browser, which the service would let run at once. Turns are those of this
 * process; they know nothing of others.
 */
import type * as Effect from "effect/Effect"
import * as KeyedMutex from "./internal/keyedMutex.ts"

/** The turns of a program, by name. */
export interface NamedLock {
  /**
   * Does the work when all work of this name that came before is over, however it ended. What waits
   * for its turn can be interrupted and leaves no gap. A turn lasts as long as the work: `Task.run`
   * until the task is over or cancelled, but `Task.start` only until the task has begun. Work that
   * takes a turn of its own name within its turn waits for ever.
   */
  readonly run: <A, E, R>(name: string, work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** No turns yet. Make it once, where the whole program can use it. */
export const make = (): NamedLock => {
  const mutex = KeyedMutex.make()
  return { run: (name, work) => mutex(name, () => work) }
}
