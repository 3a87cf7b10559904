/** Whether the tasks are looked at one by one or by passes over the list, and when the next pass is. */
import type { Poller } from "./poller.ts"
import * as Engines from "./poller.ts"
import { isActive } from "./awaited.ts"
import type { Awaited } from "./awaited.ts"
import type { Route } from "./listPass.ts"
import * as Schedule from "./model/schedule.ts"
import * as Timing from "./due.ts"

/** Plans hold for this long, in milliseconds. */
const planEveryMs = 1000
/** The clock of the service may be behind ours, or ahead. */
const clockSkewMs = 60_000

/** Makes a new plan, if the last one is old. */
export const plan = <Raw>(engine: Poller<Raw>, at: number): void => {
  if (!isListed(engine) || at - engine.plannedAt < planEveryMs) return
  engine.plannedAt = at
  for (const entry of engine.tasks.values()) {
    Timing.observeAlive(entry, entry.aliveAt)
    // A list that was late is not late for ever: at twice the age it may show the task.
    if (entry.isUnlisted && at - entry.startedAt >= 2 * entry.unlistedAge) entry.isUnlisted = false
  }
  const tasks = listed(engine)
  const load = Schedule.loadOf(tasks, at)
  const byList =
    engine.account.lists.notBefore <= at &&
    load.tasks > 1 &&
    Schedule.choose(load, routeOf(engine, tasks, load, at).pages * (engine.isListing ? 0.9 : 1.1)) === "pass"
  if (byList === engine.isListing) return
  engine.isListing = byList
  engine.nextPassAt = byList ? at : Infinity
  for (const entry of engine.tasks.values()) {
    if (entry.inFlight !== undefined) continue
    Timing.planNext(engine, entry, entry.aliveAt)
    Engines.reschedule(engine, entry, at)
  }
}

/** The pass to make now, if one is due, or if it costs less than the looks that are. */
export const passNow = <Raw>(engine: Poller<Raw>, at: number): Route | undefined => {
  if (!isListed(engine) || engine.pass !== undefined || engine.account.lists.notBefore > at) return undefined
  const due = engine.isListing && at >= engine.nextPassAt
  let waiting = 0
  if (!due) {
    if (engine.queue.size < 2) return undefined
    for (const entry of engine.queue) if (isCoverable(entry, at)) waiting++
    if (waiting < 2) return undefined
  }
  const tasks = listed(engine)
  const route = routeOf(engine, tasks, Schedule.loadOf(tasks, at), at)
  if (!due && waiting <= route.pages) return undefined
  engine.nextPassAt = engine.isListing ? at + gapOf(engine, tasks, route.pages, at) : Infinity
  return route
}

/** Whether the pass under way will tell what a look at this task would. */
export const isCovered = <Raw>({ pass, settings }: Poller<Raw>, entry: Awaited<Raw>, at: number): boolean =>
  pass !== undefined &&
  entry.seenInPass !== pass.passNumber &&
  at < pass.sentAt + settings.most &&
  isCoverable(entry, at)

/** When there is something to plan. */
export const wakeAt = <Raw>(engine: Poller<Raw>, at: number): number => {
  const { pass, plannedAt, queue, settings } = engine
  if (!isListed(engine)) return Infinity
  const covered = pass !== undefined && queue.size > 0 ? pass.sentAt + settings.most : Infinity
  const next =
    engine.isListing && pass === undefined ? Math.max(engine.nextPassAt, engine.account.lists.notBefore) : Infinity
  return Math.min(covered > at ? covered : Infinity, next, engine.tasks.size > 1 ? plannedAt + planEveryMs : Infinity)
}

const isListed = <Raw>({ provider }: Poller<Raw>): boolean =>
  provider.list !== undefined && provider.pageMax !== undefined && provider.pageMax > 0

/** Whether a list can tell what is wanted now: no steps, no last look, and no knock to answer. */
const isCoverable = <Raw>(
  { wakeup: door, inFlight: flight, isUnlisted: unlisted, waiters: watches }: Awaited<Raw>,
  at: number
): boolean =>
  !unlisted &&
  flight === undefined &&
  door?.isNotified !== true &&
  !watches.some((watch) => isActive(watch) && (watch.full || watch.peek || watch.deadline <= at))

/** The tasks that lists show, as far as anybody knows. */
const listed = <Raw>({ tasks: entries }: Poller<Raw>): ReadonlyArray<Awaited<Raw>> =>
  [...entries.values()].filter(({ isUnlisted: unlisted }) => !unlisted)

/** The list that costs the fewest requests: of running tasks, or of all since the oldest. */
const routeOf = <Raw>(
  engine: Poller<Raw>,
  tasks: ReadonlyArray<Awaited<Raw>>,
  load: Schedule.Load,
  at: number
): Route => {
  const { clock, provider, account: shared } = engine
  const { endedStarts: ended, measuredAt, foreignTasks: strangers } = shared.lists
  const size = Math.min(provider.pageMax ?? 1, shared.lists.longestPage)
  let oldest = at
  let unknown = false
  let running = 0
  let reads = 0
  for (const { hasStartTime: aged, startedAt: born, last, waiters: watches } of tasks) {
    if (!aged) unknown = true
    if (born < oldest) oldest = born
    if (last === undefined || (last.status.state === "working" && last.status.phase === "running")) running++
    if (watches[0]?.depth !== "told") reads++
  }
  const others = (which: "running" | "all") => Schedule.expectedPages(strangers[which], at - measuredAt[which], 0)
  let all = Infinity
  if (!unknown && oldest >= shared.lists.since - clockSkewMs) {
    all = load.tasks + others("all")
    for (const born of ended) if (born >= oldest) all++
  }
  const pages = { running: pagesOf(running + others("running"), size), all: pagesOf(all, size) }
  const gap = gapOf(engine, tasks, Math.min(pages.running, pages.all), at)
  if (Schedule.prefersRunning(pages, load, gap, 2 * reads > load.tasks, shared.rateLimit.perSecond()))
    return { running: true, pages: pages.running, since: undefined }
  return { running: false, pages: pages.all, since: clock.currentTimeMillisUnsafe() - (at - oldest) - clockSkewMs }
}

const pagesOf = (items: number, size: number): number => Math.max(1, Math.ceil(items / size))

const gapOf = <Raw>(engine: Poller<Raw>, tasks: ReadonlyArray<Awaited<Raw>>, pages: number, at: number): number => {
  const aim = Timing.aimOf(engine)
  const answer = engine.account.latency.rounded
  return Schedule.passGap(tasks, at, pages, engine.account.price.value(aim, answer), aim, answer)
}
