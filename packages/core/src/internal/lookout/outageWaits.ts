/**
 * Waits that an outage holds up: they are not asked for one by one, so a request that fails for one
 * of them, or for a list of them, fails for all.
 */
import type { ProviderError } from "../../ProviderError.ts"
import * as Cadence from "../../Cadence.ts"
import * as ApplyToWaiter from "./applyToWaiter.ts"
import { isActive } from "./awaitedTask.ts"
import * as Poller from "./poller.ts"
import * as SilenceLog from "./silenceLog.ts"
import type * as State from "./state.ts"

/**
 * Whether the waiter leaves its looks to the look-out. A cadence of the caller's own is kept during
 * an outage, too.
 */
export const isHeldUp = <Raw>({ cadence }: State.Waiter<Raw, unknown>): boolean => cadence === Cadence.learned

/** Whether an outage holds up the looks at this task. */
export const areAll = <Raw>({ waiters }: State.Awaited<Raw>): boolean =>
  waiters.every((waiter) => !isActive(waiter) || isHeldUp(waiter))

/**
 * Applies an error to the waits on these tasks, which ends those that have had no answer for too
 * long.
 */
export const fail = <Raw>(
  poller: State.Poller<Raw>,
  tasks: Iterable<State.Awaited<Raw>>,
  error: ProviderError,
  at: number
): void => {
  SilenceLog.onOutage(poller, error, at)
  for (const awaited of Array.from(tasks)) {
    if (awaited.inFlight !== undefined) continue
    for (const waiter of awaited.waiters) {
      if (isActive(waiter) && isHeldUp(waiter)) ApplyToWaiter.heldUp(waiter, error, at)
    }
    if (awaited.waiters.some(({ result }) => result !== undefined)) Poller.resumeDone(poller, awaited, at)
  }
}
