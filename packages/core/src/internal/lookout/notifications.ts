/** What a notification means for the looks at one task. Without an inbox there are none. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Inbox } from "../../Inbox.ts"
import type { Notification } from "../../Inbox.ts"

/**
 * Whether a notification is to be followed up. Times in milliseconds of a clock that only goes
 * forward.
 */
export interface Wakeup {
  /** Whether there was a notification since the last look was sent. */
  isNotified: boolean
  /** When the last look because of a notification was sent. */
  lookedAt: number
  /** No look before this time, however often it is notified (the service's Retry-After). */
  notBefore: number
}

/**
 * The first notification is followed up at once, those within the next second together: a storm of
 * notifications causes one look a second.
 */
const spacingMillis = 1000

/** A task without notifications. */
export const make = (): Wakeup => ({ isNotified: false, lookedAt: -Infinity, notBefore: -Infinity })

/** When a look is due because of a notification. */
export const dueAt = ({ isNotified, lookedAt, notBefore }: Wakeup): number =>
  isNotified ? Math.max(lookedAt + spacingMillis, notBefore) : Infinity

/** Forgets the notifications so far: the look that is sent now sees what they were about. */
export const clear = (wakeup: Wakeup, now: number): void => {
  if (wakeup.isNotified) wakeup.lookedAt = now
  wakeup.isNotified = false
}

/** The inbox of this context, if it has one. */
export const inboxOf = (context: Context.Context<never>): Inbox["Service"] | undefined =>
  Option.getOrUndefined(Context.getOption(context, Inbox))

/** Calls `wake` at each notification, until the function that it returns is called. */
export const subscribe = (
  inbox: Inbox["Service"],
  to: Notification,
  context: Context.Context<never>,
  wake: () => void
): (() => void) => {
  if (inbox.subscribe !== undefined) return inbox.subscribe(to, wake)
  const listen = Effect.flatMap(inbox.listen(to), ({ arrived, reset }) =>
    Effect.forever(Effect.andThen(arrived, Effect.andThen(reset, Effect.sync(wake))))
  )
  const fiber = Effect.runForkWith(context)(Effect.scoped(listen))
  return () => fiber.interruptUnsafe()
}
