/** One at a time for each name, first come, first served. */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as RequestScoped from "./requestScoped.ts"

/** Lets a wait be interrupted that is part of something which must not be. */
export type Restore = <A, E>(wait: Effect.Effect<A, E>) => Effect.Effect<A, E>

/**
 * The uses of one name, the running one first, and what one of them hands over to those after it.
 */
interface Line<V> {
  readonly waiting: Set<Latch.Latch>
  handover?: V
}

/**
 * Runs `use` when all uses before it are over. `restore` is applied to the waiting, not to `use`.
 */
export type KeyedMutex<V> = <A, E, R>(
  name: string,
  use: (line: { handover?: V }) => Effect.Effect<A, E, R>,
  restore?: Restore
) => Effect.Effect<A, E, R>

/** No use yet. Where requests share nothing, a use waits only for those of its own request. */
export const make = <V = never>(): KeyedMutex<V> => {
  const linesOfCaller = RequestScoped.make(() => new Map<string, Line<V>>())
  const enter = (name: string) =>
    Effect.map(linesOfCaller, (lines) => {
      const line = lines.get(name) ?? { waiting: new Set() }
      lines.set(name, line)
      // The first in line has the lock, so one that leaves while it waits takes nothing away.
      const me = Latch.makeUnsafe(line.waiting.size === 0)
      line.waiting.add(me)
      return { lines, line, me }
    })
  return (name, use, restore = (wait) => wait) =>
    Effect.acquireUseRelease(
      enter(name),
      ({ line, me }) =>
        Effect.andThen(
          restore(Latch.await(me)),
          Effect.suspend(() => use(line))
        ),
      ({ line, lines, me }) =>
        Effect.sync(() => {
          line.waiting.delete(me)
          const next = line.waiting.values().next().value
          if (next === undefined) lines.delete(name)
          else Latch.openUnsafe(next)
        })
    )
}
