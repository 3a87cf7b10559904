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
  }
>()("@errand/core/Inbox") {}

/** Wakes every wait on this task, and tells whether there was one. */
export const knock = (task: Knock): Effect.Effect<boolean, never, Inbox> => Inbox.use((inbox) => inbox.knock(task))

/** An inbox of this process. It holds as much as there are waits, however many knocks come. */
export const make: Effect.Effect<Inbox["Service"]> = Effect.sync(() => {
  const bells = new Map<string, Set<Latch.Latch>>()

  const hang = (name: string) =>
    Effect.sync(() => {
      const bell = Latch.makeUnsafe(false)
      const others = bells.get(name)
      if (others === undefined) bells.set(name, new Set([bell]))
      else others.add(bell)
      return bell
    })

  const takeDown = (name: string, bell: Latch.Latch) =>
    Effect.sync(() => {
      const all = bells.get(name)
      all?.delete(bell)
      if (all?.size === 0) bells.delete(name)
    })

  return Inbox.of({
    knock: (task) =>
      Effect.sync(() => {
        const heard = bells.get(nameOf(task))
        heard?.forEach(Latch.openUnsafe)
        return heard !== undefined
      }),
    listen: (task) => {
      const name = nameOf(task)
      return Effect.map(
        Effect.acquireRelease(hang(name), (bell) => takeDown(name, bell)),
        (bell) => ({ rung: Latch.await(bell), hush: Effect.asVoid(Latch.close(bell)) })
      )
    }
  })
})

/** The inbox as a layer: one for the whole program. */
export const layer: Layer.Layer<Inbox> = Layer.effect(Inbox, make)

const nameOf = ({ id, provider }: Knock): string => JSON.stringify([provider, id])
