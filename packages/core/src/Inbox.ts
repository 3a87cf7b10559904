/**
 * Where news of tasks comes in, by webhook or any other way. A knock says "look now", and no more: the next look of each wait on that
 * task happens at once, and only that look is believed. Provide {@link layer} to waits and receivers alike; without it waits just poll.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"

/** Whose task there is news of: a `TaskRef`, or as much of one as a webhook tells. */
export interface Knock {
  /** The provider's name, such as `browser-use/v2`. */
  readonly provider: string
  readonly id: string
}

/** What one wait hears. It starts silent. */
export interface Bell {
  /** Comes back as soon as there was a knock since the bell was last hushed: at once, when there was one already. */
  readonly rung: Effect.Effect<void>
  /** Forgets the knocks so far. A wait does so right before it looks, since that look will see what they were about. */
  readonly hush: Effect.Effect<void>
}

/** Knocks, and the waits that hear them. Replace it to carry knocks to the process that waits. */
export class Inbox extends Context.Service<
  Inbox,
  {
    /**
     * Wakes every wait on this task, and tells whether there was one. A knock that nobody waits for is dropped: a wait that begins
     * later looks at once anyway.
     */
    readonly knock: (task: Knock) => Effect.Effect<boolean>
    /** Hears the knocks for a task until the scope closes; all memory of it goes with the last listener. */
    readonly listen: (task: Knock) => Effect.Effect<Bell, never, Scope.Scope>
    /**
     * Calls `ring` at each knock for a task, until the function it gives is called. Optional; an inbox that has it costs a wait no fiber.
     * `ring` returns at once and never throws.
     */
    readonly hear?: (task: Knock, ring: () => void) => () => void
  }
>()("@errand/core/Inbox") {}

/** Wakes every wait on this task, and tells whether there was one. */
export const knock = (task: Knock): Effect.Effect<boolean, never, Inbox> => Inbox.use((inbox) => inbox.knock(task))

/** An inbox of this process. It holds as much as there are waits, however many knocks come. */
export const make: Effect.Effect<Inbox["Service"]> = Effect.sync(() => {
  const listeners = new Map<string, Set<() => void>>()

  const hear = (task: Knock, ring: () => void) => {
    const name = nameOf(task)
    // A function of its own for each listener: one may listen twice.
    const listener = () => ring()
    const others = listeners.get(name)
    if (others === undefined) listeners.set(name, new Set([listener]))
    else others.add(listener)
    return () => {
      const all = listeners.get(name)
      all?.delete(listener)
      if (all?.size === 0) listeners.delete(name)
    }
  }

  return Inbox.of({
    knock: (task) =>
      Effect.sync(() => {
        const heard = listeners.get(nameOf(task))
        heard?.forEach((ring) => ring())
        return heard !== undefined
      }),
    listen: (task) =>
      Effect.suspend(() => {
        const bell = Latch.makeUnsafe(false)
        const ring = () => {
          Latch.openUnsafe(bell)
        }
        return Effect.as(
          Effect.acquireRelease(
            Effect.sync(() => hear(task, ring)),
            (stop) => Effect.sync(stop)
          ),
          { rung: Latch.await(bell), hush: Effect.asVoid(Latch.close(bell)) }
        )
      }),
    hear
  })
})

/** The inbox as a layer: one for the whole program. */
export const layer: Layer.Layer<Inbox> = Layer.effect(Inbox, make)

const nameOf = ({ id, provider }: Knock): string => JSON.stringify([provider, id])
