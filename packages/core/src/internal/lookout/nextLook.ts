/**
 * When the next look is due, by the learned schedule or by a waiter's own cadence, and what was
 * seen of a task's life, for the hazard model to learn from.
 */
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Cadence from "../../Cadence.ts"
import * as Cohort from "./model/cohort.ts"
import * as Schedule from "./model/schedule.ts"
import type { Awaited, Poller, Waiter } from "./state.ts"

/** So many ends in a row that a notification told of show that notifications can be relied on. */
const provenNotifications = 20
/** So many tasks are looked at one by one as often as ever while their list fails. */
const fewTasks = 10
/** For so long the longest delay holds for a task that waits for a person, too. */
const longIdleMillis = 60_000
/** An end that is noticed so early may be one whose notification comes after the look. */
const notificationGraceMillis = 2000

/** Whether the waiter has a pace of its own; otherwise the learned schedule decides. */
export const hasOwnPace = <Raw>({ cadence, depth, last, reading, sawEnd }: Waiter<Raw, unknown>): boolean =>
  cadence !== Cadence.learned ||
  sawEnd ||
  reading !== undefined ||
  depth === "each" ||
  depth === "everything" ||
  last?.status.state === "input_required"

/** Plans the next single look for the waiters that leave it to the learned schedule. */
export const planNext = <Raw>(poller: Poller<Raw>, awaited: Awaited<Raw>, seenAt: number): void => {
  const isSingle = !poller.isListing || awaited.isUnlisted
  awaited.nextAt = isSingle && !awaited.waiters.every(hasOwnPace) ? nextAfter(poller, awaited, seenAt) : Infinity
}

/** Plans it after a look that failed: no earlier than the cadence allows after so many failures. */
export const planAfterFailure = <Raw>(poller: Poller<Raw>, awaited: Awaited<Raw>, sentAt: number, at: number): void => {
  planNext(poller, awaited, sentAt)
  let notBefore = Infinity
  for (const { failures, retryAfterMillis, resume } of awaited.waiters) {
    if (resume === undefined) continue
    const pause = failures === 0 ? 0 : failurePause(failures) * (0.9 + 0.2 * poller.random())
    notBefore = Math.min(notBefore, at + Math.max(pause, retryAfterMillis))
  }
  if (notBefore < Infinity) awaited.nextAt = Math.max(awaited.nextAt, notBefore)
}

const failurePause = (failures: number): number =>
  Duration.toMillis(Cadence.learned.delay({ age: 0, looks: failures, failures }))

/**
 * Plans it for a switch from passes to looks: at any time within the gap, so that not all come at
 * once.
 */
export const planSpread = <Raw>(poller: Poller<Raw>, awaited: Awaited<Raw>, at: number): void => {
  planNext(poller, awaited, at)
  if (awaited.nextAt < Infinity) awaited.nextAt = at + (awaited.nextAt - at) * poller.random()
}

/** When the task is to be looked at by itself, after it was seen at this time. */
export const nextAfter = <Raw>(poller: Poller<Raw>, awaited: Awaited<Raw>, seenAt: number): number => {
  const latency = poller.account.latency.rounded
  const aim = aimOf(poller)
  const price = poller.account.price.value(aim, latency)
  const age = Math.max(0, seenAt - awaited.startedAt)
  const gap = Schedule.lookGap(awaited.durations, age, price, aim, latency)
  return seenAt + Math.max(Schedule.shortestLookGap(aim, latency), Schedule.withJitter(gap, poller.random()))
}

/** How long a caller who ends a wait now is to pause before it waits again, in milliseconds. */
export const pauseOf = <Raw>(
  poller: Poller<Raw>,
  awaited: Awaited<Raw>,
  waiter: Waiter<Raw, unknown>,
  at: number
): number => {
  const learned = awaited.nextAt < Infinity ? awaited.nextAt : nextAfter(poller, awaited, awaited.aliveAt)
  const next = hasOwnPace(waiter) ? waiter.nextAt : learned
  return Math.ceil(Math.max(0, next - at, poller.notBefore - at))
}

/**
 * What is aimed at now: the watchdog's bound while notifications tell of every end. While a list
 * fails that many tasks were read from, no more than the longest delay that is allowed is promised.
 */
export const aimOf = <Raw>({ account, settings, tasks }: Poller<Raw>): Schedule.Aim => {
  if (account.notifiedEnds >= provenNotifications && settings.watchdog > settings.most) {
    return { mean: settings.watchdog / 2, most: settings.watchdog }
  }
  if (account.lists.failingSince === undefined || tasks.size <= fewTasks) return settings
  const mean = Math.min(settings.most / 2, (settings.mean * tasks.size) / fewTasks)
  return { mean: Math.max(settings.mean, mean), most: settings.most }
}

/** Plans the next look of a waiter that has a pace of its own. */
export const planOwn = <Raw>(poller: Poller<Raw>, waiter: Waiter<Raw, unknown>, at: number): void => {
  if (!hasOwnPace(waiter)) {
    waiter.nextAt = Infinity
    return
  }
  if (waiter.settling !== undefined) {
    waiter.nextAt = waiter.settling.dueAt
    return
  }
  const { cadence, failures, inputRequiredSince, last, looks, retryAfterMillis, startedAt } = waiter
  const idle = inputRequiredSince === undefined ? undefined : at - inputRequiredSince
  const { delay, jitter } = cadence
  // The caller's own code: where it throws, that is the defect of this wait and of no other.
  const asked = Result.try(() =>
    Duration.toMillis(
      delay({
        ...(last === undefined ? {} : { status: last.status }),
        ...(idle === undefined ? {} : { idle }),
        age: at - startedAt,
        looks,
        failures
      })
    )
  )
  if (Result.isFailure(asked)) {
    waiter.result ??= Exit.die(asked.failure)
    return
  }
  let wanted = asked.success
  // A person may take hours, and an end comes no sooner than the person.
  const isLongIdle = idle !== undefined && idle > longIdleMillis
  if (cadence === Cadence.learned && failures === 0 && !isLongIdle) {
    wanted = Math.min(wanted, poller.settings.most / 1.1)
  }
  const spread = jitter === 0 ? wanted : wanted * (1 - jitter + 2 * jitter * poller.random())
  waiter.nextAt = at + Math.max(1, Math.ceil(Math.max(spread, retryAfterMillis)))
}

/** Notes that the task was not over at this time. */
export const observeAlive = <Raw>(awaited: Awaited<Raw>, at: number): void => {
  const age = at - awaited.startedAt
  if (!awaited.hasStartTime || age <= awaited.observedTo) return
  awaited.durations.addAlive(awaited.observedTo, age)
  awaited.observedTo = age
}

/**
 * Notes that the task ended between when it was last seen not over, and now. `isBySingleLooks`:
 * both times are those of looks at it alone, whose gap tells how good the price of a look is.
 */
export const observeEnd = <Raw>(
  poller: Poller<Raw>,
  awaited: Awaited<Raw>,
  at: number,
  isBySingleLooks: boolean
): void => {
  const { cohort, durations, startedAt } = awaited
  const from = Math.max(awaited.observedTo, 0)
  const alive = Math.max(awaited.aliveAt - startedAt, from)
  const age = at - startedAt
  // A task that the first look found over tells nothing of how long it took.
  if (!awaited.hasStartTime || age - alive > Math.max(10_000, age / 4)) return
  durations.addEnd(from, (alive + age) / 2)
  poller.account.price.addEnd(durations, ...(isBySingleLooks ? [age - alive] : []))
  cohort.unsaved++
  Cohort.save(cohort, poller.context, false)
}

/** Notes whether a notification told of an end. */
export const noteNotification = <Raw>(
  { account, settings }: Poller<Raw>,
  byNotification: boolean,
  delay: number | undefined
): void => {
  if (byNotification) {
    account.notifiedEnds++
    account.counters.notified++
    return
  }
  const isMissed = (delay ?? settings.most) > notificationGraceMillis
  if (account.notifiedEnds >= provenNotifications || isMissed) account.notifiedEnds = 0
}
