/** The loop of a poller: takes turns, in which it sends what is due, and sleeps in between. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { isActive, lastLookGraceMillis, lookTimeoutMillis, slowLookMillis } from "./awaitedTask.ts"
import * as OutageWaits from "./outageWaits.ts"
import * as ListPass from "./listPass.ts"
import * as Look from "./look.ts"
import * as Poller from "./poller.ts"
import type * as State from "./state.ts"
import * as ChooseListOrSingle from "./chooseListOrSingle.ts"

/** The pause between last looks during an outage. */
const forcedGapMillis = 1000

/**
 * Schedules a turn for when all that happens at this moment has happened: so a thousand waits that
 * begin together are planned together.
 */
export const wake = <Raw>(poller: State.Poller<Raw>): void => {
  if (poller.isTurnScheduled || poller.isClosed) return
  poller.isTurnScheduled = true
  const scheduled = Effect.sync(() => {
    poller.isTurnScheduled = false
    turn(poller)
  })
  Poller.fork(poller, poller.context, Effect.andThen(Effect.yieldNow, scheduled))
}

/** Does all there is to do now, and sets the timer for what comes next. */
const turn = <Raw>(poller: State.Poller<Raw>): void => {
  const { account, agenda, metrics } = poller
  while (!poller.isClosed) {
    const at = Poller.now(poller)
    for (let next = agenda.peek(); next !== undefined && next.due <= at; next = agenda.peek()) attend(poller, next, at)
    ChooseListOrSingle.plan(poller, at)
    const route = ChooseListOrSingle.passNow(poller, at)
    if (route !== undefined) ListPass.start(poller, route, at)
    sendDue(poller, at)
    const next = wakeAt(poller, at)
    if (next > at) {
      metrics.level(account.counters, account.budget.rateLimit.perSecond())
      return setTimer(poller, next, at)
    }
  }
}

/** Sets the one timer of the poller, unless the one that is set fires before. */
const setTimer = <Raw>(poller: State.Poller<Raw>, next: number, at: number): void => {
  // A spare turn of a timer that fires early is cheaper than setting another timer.
  if (poller.isClosed || next === Infinity || (poller.timerAt > at && poller.timerAt <= next)) return
  poller.cancelTimer()
  poller.timerAt = next
  const timer = {}
  poller.timer = timer
  const fire = Effect.sync(() => {
    if (poller.timer !== timer) return
    poller.timerAt = Infinity
    turn(poller)
  })
  const sleep = Effect.sleep(Math.max(1, Math.ceil(next - at)))
  const interrupt = Poller.fork(poller, poller.context, Effect.andThen(sleep, fire))
  poller.cancelTimer = () => {
    poller.timer = undefined
    interrupt()
  }
}

/** Ends all that is under way, and waits until it has ended. */
export const stop = <Raw>({ fibers }: State.Poller<Raw>): Effect.Effect<void> => Fiber.interruptAll(fibers)

/** Does what the time demands for one task. Looks are sent later, when the whole queue is known. */
const attend = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { inFlight } = awaited
  if (inFlight !== undefined && inFlight.sentAt + slowLookMillis <= at) Poller.freePlace(poller, inFlight)
  Look.expireWaits(poller, awaited, at)
  if (inFlight !== undefined && awaited.inFlight === inFlight && inFlight.sentAt + lookTimeoutMillis <= at) {
    Look.abandon(poller, awaited, inFlight, at)
  }
  const isPressing = awaited.waiters.some((waiter) => isActive(waiter) && waiter.deadline <= at)
  if (poller.queue.has(awaited) && isPressing) poller.pressing.add(awaited)
}

/** Sends the looks that are due, as far as the budget and `parallel` allow; last looks first. */
const sendDue = <Raw>(poller: State.Poller<Raw>, at: number): void => {
  const { pressing, queue } = poller
  for (const awaited of pressing) {
    if (!queue.has(awaited)) pressing.delete(awaited)
    else if (takeRequest(poller, awaited, at) || isForced(poller, awaited, at)) {
      pressing.delete(awaited)
      queue.delete(awaited)
      Look.send(poller, awaited, at)
    }
  }
  for (const awaited of queue) {
    if (ChooseListOrSingle.isCovered(poller, awaited, at)) continue
    if (!takeRequest(poller, awaited, at)) {
      if (isHeldUp(poller, awaited, at)) continue
      return
    }
    queue.delete(awaited)
    Look.send(poller, awaited, at)
  }
}

/**
 * Takes one request from the budget, if there is one, a place is free, and no outage holds it up.
 */
const takeRequest = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): boolean => {
  const { account, fibers, notBefore, places, settings } = poller
  if (places >= settings.parallel || fibers.size >= 8 * settings.parallel || notBefore > at) return false
  if (isHeldUp(poller, awaited, at)) return false
  const wait = account.budget.rateLimit.take(at)
  if (wait > 0) {
    poller.notBefore = at + wait
    return false
  }
  account.backoff.noteSent(at)
  return true
}

/** Whether an outage holds up the look at this task. */
const isHeldUp = <Raw>({ account }: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): boolean =>
  account.backoff.wait(at) > 0 && OutageWaits.areAll(awaited)

/**
 * Whether a last look cannot wait for the budget any longer. During an outage one is sent a second,
 * however many waits reach their deadlines.
 */
const isForced = <Raw>(poller: State.Poller<Raw>, { waiters }: State.Awaited<Raw>, at: number): boolean => {
  const pause = poller.account.backoff.wait(at)
  if (pause > 0 && at < poller.forcedAt + forcedGapMillis) return false
  const earliest = Math.max(at + pause, poller.notBefore)
  const isDue = waiters.some(
    (waiter) => isActive(waiter) && waiter.deadline <= at && earliest >= waiter.deadline + lastLookGraceMillis
  )
  if (isDue) poller.forcedAt = at
  return isDue
}

/** When the next turn is needed, if no answer and no waiter comes before. */
const wakeAt = <Raw>(poller: State.Poller<Raw>, at: number): number => {
  const { account, agenda, notBefore, places, queue, settings } = poller
  const sendAt = Math.max(notBefore, at + account.backoff.wait(at))
  const budgetAt = queue.size > 0 && places < settings.parallel && sendAt > at ? sendAt : Infinity
  return Math.min(agenda.peek()?.due ?? Infinity, budgetAt, ChooseListOrSingle.wakeAt(poller, at))
}
