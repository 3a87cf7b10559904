/** An end to which the service may still add: when it is looked at again, and for how long. */
import type { Found, Waiter } from "./state.ts"
import { settleWithinMillis } from "./waiter.ts"

/** The first pause before the next look; each further one is as long as all before it. */
const firstPauseMillis = 1000

/**
 * Lets an end be looked at again after a pause, and no sooner than the service asks. Tells whether
 * there is time for it.
 */
export const lookAgain = <Raw, E>(
  waiter: Waiter<Raw, E>,
  found: Found<Raw>,
  now: number,
  retryAfterMillis: number
): boolean => {
  const since = waiter.settling?.since ?? now
  const end = since + settleWithinMillis(waiter)
  const pause = Math.max(firstPauseMillis, now - since)
  const dueAt = Math.max(Math.min(now + pause, end), now + retryAfterMillis)
  waiter.ask = "snapshot"
  const isOver = now >= end || dueAt > end
  waiter.settling = { since, found, dueAt, isOver }
  return !isOver
}
