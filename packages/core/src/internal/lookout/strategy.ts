/** Whether the tasks are looked at one by one or by passes over the list, and when the next pass is. */
import type { Engine } from "./poller.ts"
import * as Engines from "./poller.ts"
import { isActive } from "./awaited.ts"
import type { Entry } from "./awaited.ts"
import type { Route } from "./listPass.ts"
import * as Plan from "./model/schedule.ts"
import * as Timing from "./due.ts"

/** Plans hold for this long, in milliseconds. */
const often = 1000
/** The clock of the service may be behind ours, or ahead. */
const skew = 60_000

/** Makes a new plan, if the last one is old. */
export const plan = <Raw>(engine: Engine<Raw>, at: number): void => {
  if (!isListed(engine) || at - engine.plannedAt < often) return
  engine.plannedAt = at
  for (const entry of engine.entries.values()) {
    Timing.lived(entry, entry.aliveAt)
    // A list that was late is not late for ever: at twice the age it may show the task.
    if (entry.unlisted && at - entry.born >= 2 * entry.missedAt) entry.unlisted = false
  }
  const tasks = listed(engine)
  const load = Plan.loadOf(tasks, at)
  const byList =
    engine.shared.lists.notBefore <= at &&
    load.tasks > 1 &&
    Plan.choose(load, routeOf(engine, tasks, load, at).pages * (engine.byList ? 0.9 : 1.1)) === "pass"
  if (byList === engine.byList) return
  engine.byList = byList
  engine.passAt = byList ? at : Infinity
  for (const entry of engine.entries.values()) {
    if (entry.flight !== undefined) continue
    Timing.next(engine, entry, entry.aliveAt)
    Engines.reschedule(engine, entry, at)
  }
}

/** The pass to make now, if one is due, or if it costs less than the looks that are. */
export const passNow = <Raw>(engine: Engine<Raw>, at: number): Route | undefined => {
  if (!isListed(engine) || engine.pass !== undefined || engine.shared.lists.notBefore > at) return undefined
  const due = engine.byList && at >= engine.passAt
  let waiting = 0
  if (!due) {
    if (engine.queue.size < 2) return undefined
    for (const entry of engine.queue) if (isCoverable(entry, at)) waiting++
    if (waiting < 2) return undefined
  }
  const tasks = listed(engine)
  const route = routeOf(engine, tasks, Plan.loadOf(tasks, at), at)
  if (!due && waiting <= route.pages) return undefined
  engine.passAt = engine.byList ? at + gapOf(engine, tasks, route.pages, at) : Infinity
  return route
}

/** Whether the pass under way will tell what a look at this task would. */
export const isCovered = <Raw>({ pass, settings }: Engine<Raw>, entry: Entry<Raw>, at: number): boolean =>
  pass !== undefined && entry.seenIn !== pass.no && at < pass.began + settings.most && isCoverable(entry, at)

/** When there is something to plan. */
export const wakeAt = <Raw>(engine: Engine<Raw>, at: number): number => {
  const { pass, plannedAt, queue, settings } = engine
  if (!isListed(engine)) return Infinity
  const covered = pass !== undefined && queue.size > 0 ? pass.began + settings.most : Infinity
  const next = engine.byList && pass === undefined ? Math.max(engine.passAt, engine.shared.lists.notBefore) : Infinity
  return Math.min(covered > at ? covered : Infinity, next, engine.entries.size > 1 ? plannedAt + often : Infinity)
}

const isListed = <Raw>({ provider }: Engine<Raw>): boolean =>
  provider.list !== undefined && provider.pageMax !== undefined && provider.pageMax > 0

/** Whether a list can tell what is wanted now: no steps, no last look, and no knock to answer. */
const isCoverable = <Raw>({ door, flight, unlisted, watches }: Entry<Raw>, at: number): boolean =>
  !unlisted &&
  flight === undefined &&
  door?.rung !== true &&
  !watches.some((watch) => isActive(watch) && (watch.full || watch.peek || watch.deadline <= at))

/** The tasks that lists show, as far as anybody knows. */
const listed = <Raw>({ entries }: Engine<Raw>): ReadonlyArray<Entry<Raw>> =>
  [...entries.values()].filter(({ unlisted }) => !unlisted)

/** The list that costs the fewest requests: of running tasks, or of all since the oldest. */
const routeOf = <Raw>(engine: Engine<Raw>, tasks: ReadonlyArray<Entry<Raw>>, load: Plan.Load, at: number): Route => {
  const { clock, provider, shared } = engine
  const { ended, measuredAt, strangers } = shared.lists
  const size = Math.min(provider.pageMax ?? 1, shared.lists.pageMax)
  let oldest = at
  let unknown = false
  let running = 0
  let reads = 0
  for (const { aged, born, last, watches } of tasks) {
    if (!aged) unknown = true
    if (born < oldest) oldest = born
    if (last === undefined || (last.status.state === "working" && last.status.phase === "running")) running++
    if (watches[0]?.depth !== "told") reads++
  }
  const others = (which: "running" | "all") => Plan.pagesNow(strangers[which], at - measuredAt[which], 0)
  let all = Infinity
  if (!unknown && oldest >= shared.lists.since - skew) {
    all = load.tasks + others("all")
    for (const born of ended) if (born >= oldest) all++
  }
  const pages = { running: pagesOf(running + others("running"), size), all: pagesOf(all, size) }
  const gap = gapOf(engine, tasks, Math.min(pages.running, pages.all), at)
  if (Plan.filtered(pages, load, gap, 2 * reads > load.tasks, shared.rate.perSecond()))
    return { running: true, pages: pages.running, since: undefined }
  return { running: false, pages: pages.all, since: clock.currentTimeMillisUnsafe() - (at - oldest) - skew }
}

const pagesOf = (items: number, size: number): number => Math.max(1, Math.ceil(items / size))

const gapOf = <Raw>(engine: Engine<Raw>, tasks: ReadonlyArray<Entry<Raw>>, pages: number, at: number): number => {
  const aim = Timing.aimOf(engine)
  const answer = engine.shared.answer.step
  return Plan.passGap(tasks, at, pages, engine.shared.price.of(aim, answer), aim, answer)
}
