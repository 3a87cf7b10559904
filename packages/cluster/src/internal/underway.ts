/** The errands that this process does now: for steps and cancels, which come as messages. */
import type { AnyTask } from "./anyTask.ts"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

/** An errand that is being done. */
export interface Errand {
  /** Its task, as soon as there is one. */
  readonly task: Deferred.Deferred<AnyTask>
  /** Somebody wants it cancelled. */
  readonly isCancelled: Deferred.Deferred<void>
  /** It is no longer done here: it has its answer, or its account has moved. */
  readonly isOver: Deferred.Deferred<void>
}

/** The errands that are being done, by the keys of their tasks. */
export interface Underway {
  readonly begin: (key: string) => Errand
  /** Ends it, unless it was begun anew meanwhile. */
  readonly end: (key: string, errand: Errand) => void
  /** How many there are. */
  readonly size: () => number
  /** Comes back as soon as this errand is begun; at once where it was. */
  readonly begun: (key: string) => Effect.Effect<Errand>
}

/** None yet. */
export const make = (): Underway => {
  const errands = new Map<string, Errand>()
  const awaited = new Map<string, Deferred.Deferred<Errand>>()
  return {
    begin: (key) => {
      const errand: Errand = {
        task: Deferred.makeUnsafe(),
        isCancelled: Deferred.makeUnsafe(),
        isOver: Deferred.makeUnsafe()
      }
      errands.set(key, errand)
      const waiting = awaited.get(key)
      awaited.delete(key)
      if (waiting !== undefined) Deferred.doneUnsafe(waiting, Effect.succeed(errand))
      return errand
    },
    end: (key, errand) => {
      if (errands.get(key) === errand) errands.delete(key)
      Deferred.doneUnsafe(errand.isOver, Effect.void)
    },
    size: () => errands.size,
    begun: (key) =>
      Effect.suspend(() => {
        const errand = errands.get(key)
        if (errand !== undefined) return Effect.succeed(errand)
        const waiting = awaited.get(key) ?? Deferred.makeUnsafe<Errand>()
        awaited.set(key, waiting)
        return Deferred.await(waiting)
      })
  }
}
