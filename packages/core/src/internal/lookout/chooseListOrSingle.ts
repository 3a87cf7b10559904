/** Whether tasks are looked at one by one or by passes over the list, which list, and when. */
import { isActive } from "./awaitedTask.ts"
import * as NextLook from "./nextLook.ts"
import * as Schedule from "./model/schedule.ts"
import * as Poller from "./poller.ts"
import type * as State from "./state.ts"
import { wantsSnapshot } from "./waiter.ts"

/** For how long a plan holds. */
const planEveryMillis = 1000
/** How far the wall clock of the service may be from ours. */
const clockSkewMillis = 60_000

/** Decides anew between looks and passes, if that was decided a while ago. */
export const plan = <Raw>(poller: State.Poller<Raw>, at: number): void => {
  if (!canList(poller) || at - poller.plannedAt < planEveryMillis) return
  poller.plannedAt = at
  for (const awaited of poller.tasks.values()) {
    NextLook.observeAlive(awaited, awaited.aliveAt)
    // A list that was late need not stay so: at twice the age it may show the task.
    if (awaited.isUnlisted && at - awaited.startedAt >= 2 * awaited.unlistedAge) awaited.isUnlisted = false
  }
  const tasks = listedTasks(poller)
  const load = Schedule.loadOf(tasks, at)
  const isListing =
    canRead(poller, at) &&
    load.tasks > 1 &&
    Schedule.choose(load, routeOf(poller, tasks, load, at).pages * (poller.isListing ? 0.9 : 1.1)) === "pass"
  if (isListing === poller.isListing) return
  poller.isListing = isListing
  poller.nextPassAt = isListing ? at : Infinity
  for (const awaited of poller.tasks.values()) {
    if (awaited.inFlight !== undefined) continue
    if (isListing) NextLook.planNext(poller, awaited, awaited.aliveAt)
    else NextLook.planSpread(poller, awaited, at)
    Poller.reschedule(poller, awaited, at)
  }
}

/** The pass to make now, if one is due, or if it costs less than the looks that are due. */
export const passNow = <Raw>(poller: State.Poller<Raw>, at: number): State.Route | undefined => {
  const { backoff, lists } = poller.account
  if (!canList(poller) || poller.pass !== undefined || lists.notBefore > at || backoff.wait(at) > 0) return undefined
  const isDue = isRetryDue(poller) || (poller.isListing && at >= poller.nextPassAt)
  let looks = 0
  if (!isDue) {
    if (poller.queue.size < 2) return undefined
    for (const awaited of poller.queue) if (isCoverable(awaited, at)) looks++
    if (looks < 2) return undefined
  }
  const tasks = listedTasks(poller)
  const route = routeOf(poller, tasks, Schedule.loadOf(tasks, at), at)
  if (!isDue && looks <= route.pages) return undefined
  const earliest = earliestPassAt(poller, at)
  if (at < earliest) {
    poller.coveredUntil = earliest
    return undefined
  }
  poller.nextPassAt = poller.isListing ? at + gapOf(poller, tasks, route.pages, at) : Infinity
  backoff.noteSent(at)
  return route
}

/** Whether a pass that is under way, or comes soon, will tell what a look at this task would. */
export const isCovered = <Raw>(
  { coveredUntil, pass, settings }: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  at: number
): boolean => {
  if (!isCoverable(awaited, at)) return false
  if (pass === undefined) return at < coveredUntil
  return awaited.seenInPass !== pass.passNumber && at < pass.sentAt + settings.most
}

/**
 * Whether a list that is not relied upon is to be tried again. During an outage the trials are
 * single looks.
 */
const isRetryDue = <Raw>({ account: { backoff, lists }, isListing, tasks }: State.Poller<Raw>): boolean =>
  !isListing && lists.failingSince !== undefined && tasks.size > 1 && !backoff.isOutage()

/**
 * No pass before this time: the list has failed, the last pass was just made, or there is an
 * outage.
 */
const earliestPassAt = <Raw>(poller: State.Poller<Raw>, at: number): number => {
  const { backoff, latency, lists } = poller.account
  const gap = Schedule.shortestPassGap(NextLook.aimOf(poller), latency.rounded)
  return Math.max(lists.notBefore, poller.lastPassAt + gap, at + backoff.wait(at))
}

/** When there is something to decide or a pass to make. */
export const wakeAt = <Raw>(poller: State.Poller<Raw>, at: number): number => {
  const { coveredUntil, isListing, nextPassAt, pass, plannedAt, queue, settings, tasks } = poller
  if (!canList(poller)) return Infinity
  const uncoveredAt = queue.size === 0 ? Infinity : pass === undefined ? coveredUntil : pass.sentAt + settings.most
  const dueAt = isListing ? nextPassAt : isRetryDue(poller) ? -Infinity : Infinity
  const passAt = pass === undefined ? Math.max(dueAt, earliestPassAt(poller, at)) : Infinity
  const planAt = tasks.size > 1 ? plannedAt + planEveryMillis : Infinity
  return Math.min(uncoveredAt > at ? uncoveredAt : Infinity, passAt, planAt)
}

/**
 * Whether to rely on the list. One that fails for now is read again after a pause, and its tasks
 * wait for that; they are looked at one by one when it has failed for as long as an end may stay
 * unnoticed.
 */
const canRead = <Raw>({ account, settings }: State.Poller<Raw>, at: number): boolean => {
  const { failingSince, isRefused, notBefore } = account.lists
  if (isRefused) return at >= notBefore
  return failingSince === undefined || at - failingSince < settings.most
}

const canList = <Raw>({ provider }: State.Poller<Raw>): boolean =>
  (provider.list ?? provider.listByCursor) !== undefined && provider.pageMax !== undefined && provider.pageMax > 0

/**
 * Whether a list can tell what is wanted now: no snapshot, no events, no answer to a notification,
 * and not of a task that the last pass did not show, since another pass would tell no more of it.
 */
const isCoverable = <Raw>(
  { inFlight, isMissing, isUnlisted, waiters, wakeup }: State.Awaited<Raw>,
  at: number
): boolean =>
  !isUnlisted &&
  !isMissing &&
  inFlight === undefined &&
  wakeup?.isNotified !== true &&
  !waiters.some((waiter) => isActive(waiter) && (waiter.reading !== undefined || wantsSnapshot(waiter, at)))

/** The tasks that lists are thought to show. */
const listedTasks = <Raw>({ tasks }: State.Poller<Raw>): ReadonlyArray<State.Awaited<Raw>> =>
  [...tasks.values()].filter(({ isUnlisted }) => !isUnlisted)

/**
 * The list that costs the fewest requests: of running tasks, or of all since the oldest. One that
 * goes by cursor has no filter, and is read no further than it is of use, so it is always of all.
 */
const routeOf = <Raw>(
  poller: State.Poller<Raw>,
  tasks: ReadonlyArray<State.Awaited<Raw>>,
  load: Schedule.Load,
  at: number
): State.Route => {
  const { account, clock, provider } = poller
  const { endedStarts, foreignTasks, longestPage, measuredAt, since } = account.lists
  const size = Math.min(provider.pageMax ?? 1, longestPage)
  let oldest = at
  let hasUnknownStart = false
  let running = 0
  let reads = 0
  for (const { hasStartTime, last, startedAt, waiters } of tasks) {
    if (!hasStartTime) hasUnknownStart = true
    if (startedAt < oldest) oldest = startedAt
    if (last === undefined || (last.status.state === "working" && last.status.phase === "running")) running++
    if (waiters[0]?.depth !== "told") reads++
  }
  const foreign = (which: "running" | "all") => Schedule.expectedPages(foreignTasks[which], at - measuredAt[which], 0)
  const isByCursor = provider.list === undefined
  let all = Infinity
  if (isByCursor || (!hasUnknownStart && oldest >= since - clockSkewMillis)) {
    all = load.tasks + foreign("all")
    for (const startedAt of endedStarts) if (startedAt >= oldest) all++
  }
  const pages = {
    running: isByCursor ? Infinity : pagesOf(running + foreign("running"), size),
    all: pagesOf(all, size)
  }
  const gap = gapOf(poller, tasks, Math.min(pages.running, pages.all), at)
  if (Schedule.prefersRunning(pages, load, gap, 2 * reads > load.tasks, account.budget.rateLimit.perSecond())) {
    return { running: true, pages: pages.running, since: undefined }
  }
  const created = clock.currentTimeMillisUnsafe() - (at - oldest) - clockSkewMillis
  return { running: false, pages: pages.all, since: hasUnknownStart ? undefined : created }
}

const pagesOf = (items: number, size: number): number => Math.max(1, Math.ceil(items / size))

const gapOf = <Raw>(
  poller: State.Poller<Raw>,
  tasks: ReadonlyArray<State.Awaited<Raw>>,
  pages: number,
  at: number
): number => {
  const aim = NextLook.aimOf(poller)
  const latency = poller.account.latency.rounded
  return Schedule.passGap(tasks, at, pages, poller.account.price.value(aim, latency), aim, latency)
}
