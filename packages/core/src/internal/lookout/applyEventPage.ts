/** What a page of events means for one waiter. */
import type * as DateTime from "effect/DateTime"
import * as Exit from "effect/Exit"
import type { EventPage } from "../../Provider.ts"
import * as Status from "../../Status.ts"
import * as StepsFromEvents from "../task/stepsFromEvents.ts"
import * as ApplyToWaiter from "./applyToWaiter.ts"
import type { Waiter } from "./state.ts"

/**
 * Applies a page of the events that followed the look in `reading`. Sets the result when there is
 * one; else the next page is due, or the next look.
 */
export const apply = <Raw, E>(waiter: Waiter<Raw, E>, page: EventPage, now: number, date: DateTime.Utc): void => {
  const { feed, guard, reading } = waiter
  if (feed === undefined || reading === undefined) return
  ApplyToWaiter.answered(waiter)
  const { after } = feed
  const steps = StepsFromEvents.fold(feed, page, date)
  if (steps.length > 0) waiter.progressAt = now
  if (page.liveUrl !== undefined) feed.liveUrl = page.liveUrl
  const { look, snapshot } = reading
  // A service that says that there is more, and gives nothing and no other cursor, would be asked
  // for ever.
  const isDone = page.isDone || (steps.length === 0 && feed.after === after)
  const news = { steps, liveUrl: feed.liveUrl, isDone }
  if (isDone) waiter.reading = undefined
  else waiter.dueNow = true
  if (Status.isOver(look.status)) {
    // While the service may still add to the end, other looks follow.
    const isLast = isDone && waiter.settling?.isOver !== false
    waiter.result = Exit.succeed({ look, snapshot, news, isLast })
    return
  }
  const error = guard && ApplyToWaiter.checkGuard(waiter, look, snapshot, now)
  if (error !== undefined) waiter.result = Exit.fail(error)
  else if (!isDone)
    waiter.result = waiter.depth === "each" ? Exit.succeed({ look, snapshot, news, isLast: false }) : undefined
  else {
    waiter.answeredAt = now
    ApplyToWaiter.tell(waiter, look, snapshot, news, now)
    // Another look has shown the end meanwhile.
    if (waiter.sawEnd) waiter.dueNow = true
  }
}
