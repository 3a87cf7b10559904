/**
 * Where notifications of tasks come in, by webhook or any other way. A notification means "look
 * now", and no more: the next look of each wait on that task happens at once, and only what that
 * look sees counts. Provide {@link layer} to waits and receivers alike; without it waits just poll.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"

/** There is news of a task: a `TaskRef`, or as much of one as a webhook tells. */
export interface AboutTask {
  /** The provider's name, such as `browser-use/v2`. */
  readonly provider: string
  readonly id: string
  readonly sessionId?: never
}

/** There is news of a session, and so perhaps of each task whose ref has it as its scope. */
export interface AboutSession {
  readonly provider: string
  readonly sessionId: string
  readonly id?: never
}

/** What there is news of. */
export type Notification = AboutTask | AboutSession

/** The notifications for one wait. There is none at first. */
export interface Signal {
  /**
   * Comes back as soon as there was a notification since the signal was last reset: at once, when
   * there was one already.
   */
  readonly arrived: Effect.Effect<void>
  /**
   * Forgets the notifications so far. A wait does so right before it looks, since that look will
   * see what they were about.
   */
  readonly reset: Effect.Effect<void>
}

/**
 * Notifications, and the waits that they wake. Replace it to carry notifications to the process
 * that waits.
 */
export class Inbox extends Context.Service<
  Inbox,
  {
    /**
     * Wakes every wait on this task, or on any task of this session, and tells whether there was
     * one. Without a wait the notification is dropped: a wait that begins later looks at once
     * anyway.
     */
    readonly notify: (news: Notification) => Effect.Effect<boolean>
    /**
     * The notifications for a task or for a session, until the scope closes. A wait listens to its
     * task, and to its session where its ref has one. Nothing is kept where nobody listens.
     */
    readonly listen: (to: Notification) => Effect.Effect<Signal, never, Scope.Scope>
    /**
     * Calls `wake` at each notification, until the function it gives is called. Optional; an inbox
     * that has it costs a wait no fiber. `wake` returns at once and never throws.
     */
    readonly subscribe?: (to: Notification, wake: () => void) => () => void
  }
>()("@errand/core/Inbox") {}

/** Wakes every wait on this task or of this session, and tells whether there was one. */
export const notify = (news: Notification): Effect.Effect<boolean, never, Inbox> =>
  Inbox.use((inbox) => inbox.notify(news))

/** One text for each task and each session, for an inbox of your own. */
export const nameOf = ({ id, provider, sessionId }: Notification): string =>
  JSON.stringify(id === undefined ? [provider, "session", sessionId] : [provider, id])

/** An inbox of this process. It grows with the number of waits, not with that of notifications. */
export const make: Effect.Effect<Inbox["Service"]> = Effect.sync(() => {
  const listeners = new Map<string, Set<() => void>>()

  const subscribe = (to: Notification, wake: () => void) => {
    const name = nameOf(to)
    // A function of its own for each listener: one may listen twice.
    const listener = () => wake()
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
    notify: (news) =>
      Effect.sync(() => {
        const all = listeners.get(nameOf(news))
        all?.forEach((wake) => wake())
        return all !== undefined
      }),
    listen: (to) =>
      Effect.suspend(() => {
        const arrived = Latch.makeUnsafe(false)
        const wake = () => {
          Latch.openUnsafe(arrived)
        }
        return Effect.as(
          Effect.acquireRelease(
            Effect.sync(() => subscribe(to, wake)),
            (stop) => Effect.sync(stop)
          ),
          { arrived: Latch.await(arrived), reset: Effect.asVoid(Latch.close(arrived)) }
        )
      }),
    subscribe
  })
})

/** The inbox as a layer: one for the whole program. */
export const layer: Layer.Layer<Inbox> = Layer.effect(Inbox, make)
