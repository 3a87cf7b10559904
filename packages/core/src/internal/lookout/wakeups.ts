/** What a knock means for the looks at one task. Without an inbox nobody knocks. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Context from "effect/Context"
import { Inbox } from "../../Inbox.ts"
import type { Notification } from "../../Inbox.ts"

/** Whether there was a knock since the last look began. Times in milliseconds by the clock that nobody can set. */
export interface Doorbell {
  rung: boolean
  /** When the door was last answered. */
  answered: number
  /** A knock is no reason to press a service that asked for time. */
  closedUntil: number
}

/** One knock is answered at once; the ones that follow within a second together, so that a storm of them is one look a second. */
const spacing = 1000

/** Nobody has knocked. */
export const make = (): Doorbell => ({ rung: false, answered: -Infinity, closedUntil: -Infinity })

/** When a look is due because of a knock. */
export const due = ({ answered, closedUntil, rung }: Doorbell): number =>
  rung ? Math.max(answered + spacing, closedUntil) : Infinity

/** Forgets the knocks so far, because the look that begins now will see what they were about. */
export const hush = (door: Doorbell, now: number): void => {
  if (door.rung) door.answered = now
  door.rung = false
}

/** Where knocks come in, if anywhere. */
export const inboxOf = (context: Context.Context<never>): Inbox["Service"] | undefined =>
  Option.getOrUndefined(Context.getOption(context, Inbox))

/** Calls `ring` at each knock for the task, until what it gives is called. */
export const listen = (
  inbox: Inbox["Service"],
  task: Notification,
  context: Context.Context<never>,
  ring: () => void
): (() => void) => {
  if (inbox.subscribe !== undefined) return inbox.subscribe(task, ring)
  const answer = Effect.flatMap(inbox.listen(task), ({ reset: hush, arrived: rung }) =>
    Effect.forever(Effect.andThen(rung, Effect.andThen(hush, Effect.sync(ring))))
  )
  const fiber = Effect.runForkWith(context)(Effect.scoped(answer))
  return () => fiber.interruptUnsafe()
}
