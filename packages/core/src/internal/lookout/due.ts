/** When a task is due by what was learned, and what was seen of its life for the next to learn from. */
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Cadence from "../../Cadence.ts"
import type { Poller } from "./poller.ts"
import type { Awaited } from "./awaited.ts"
import * as Cohort from "./model/cohort.ts"
import * as Schedule from "./model/schedule.ts"
import type { Waiter } from "./waiter.ts"

/** No two looks at one task are planned closer together than this. */
const minGapMs = 100
/** So many ends in a row that a knock told of show that knocks can be relied on. */
const provenNotifications = 20

/** Whether the wait has a pace of its own; otherwise what was learned decides. */
export const hasOwnPace = <Raw>({ cadence, depth, failures, last, sawEnd: over }: Waiter<Raw, unknown>): boolean =>
  cadence !== Cadence.learned ||
  failures > 0 ||
  over ||
  depth === "each" ||
  depth === "everything" ||
  last?.status.state === "input_required"

/** Plans the next look for those waits that leave it to what was learned. In a list the task will be seen anyway. */
export const planNext = <Raw>(engine: Poller<Raw>, entry: Awaited<Raw>, seenAt: number): void => {
  const alone = !engine.isListing || entry.isUnlisted
  entry.nextAt = alone && !entry.waiters.every(hasOwnPace) ? nextAfter(engine, entry, seenAt) : Infinity
}

/** When the task is to be looked at by itself, after it was seen at this time. */
export const nextAfter = <Raw>(engine: Poller<Raw>, entry: Awaited<Raw>, seenAt: number): number => {
  const { account: shared } = engine
  const answer = shared.latency.rounded
  const aim = aimOf(engine)
  const price = shared.price.value(aim, answer)
  const gap = Schedule.lookGap(entry.durations, Math.max(0, seenAt - entry.startedAt), price, aim, answer)
  return seenAt + Math.max(minGapMs, Schedule.withJitter(gap, engine.random()))
}

/** What is aimed at now: no more than a watchdog while knocks tell of every end. */
export const aimOf = <Raw>({ settings, account: shared }: Poller<Raw>): Schedule.Aim =>
  shared.notifiedEnds < provenNotifications || settings.watchdog <= settings.most
    ? settings
    : { mean: settings.watchdog / 2, most: settings.watchdog }

/** Plans the next look of a wait that was just told something. */
export const planOwn = <Raw>(engine: Poller<Raw>, watch: Waiter<Raw, unknown>, at: number): void => {
  if (!hasOwnPace(watch)) {
    watch.nextAt = Infinity
    return
  }
  const { startedAt: born, cadence, failures, last, looks, retryAfterMs: retryAfter } = watch
  const { delay, jitter } = cadence
  // The caller's own code: where it throws, that is the defect of this wait and of no other.
  const asked = Result.try(() =>
    Duration.toMillis(
      delay({ ...(last === undefined ? {} : { status: last.status }), age: at - born, looks, failures })
    )
  )
  if (Result.isFailure(asked)) {
    watch.result ??= Exit.die(asked.failure)
    return
  }
  let wanted = asked.success
  if (cadence === Cadence.learned && failures === 0) wanted = Math.min(wanted, engine.settings.most / 1.1)
  const spread = jitter === 0 ? wanted : wanted * (1 - jitter + 2 * jitter * engine.random())
  watch.nextAt = at + Math.max(1, Math.ceil(Math.max(spread, retryAfter)))
}

/** Notes that the task was not over at this time. */
export const observeAlive = <Raw>(entry: Awaited<Raw>, at: number): void => {
  const age = at - entry.startedAt
  if (!entry.hasStartTime || age <= entry.observedTo) return
  entry.durations.addAlive(entry.observedTo, age)
  entry.observedTo = age
}

/** Notes that the task ended somewhere between when it was last seen not over, and now; `alone`: two looks at it alone say so. */
export const observeEnd = <Raw>(engine: Poller<Raw>, entry: Awaited<Raw>, at: number, alone: boolean): void => {
  const { durations: kind, cohort: lore } = entry
  const from = Math.max(entry.observedTo, 0)
  const alive = Math.max(entry.aliveAt - entry.startedAt, from)
  const age = at - entry.startedAt
  // One that was found over when somebody first asked tells nothing of how long it took.
  if (!entry.hasStartTime || age - alive > Math.max(10_000, age / 4)) return
  kind.addEnd(from, (alive + age) / 2)
  engine.account.price.addEnd(kind, ...(alone ? [age - alive] : []))
  lore.unsaved++
  Cohort.save(lore, engine.context, false)
}

/** Whether a knock told of an end, or should have: one that comes within two seconds may come after the look. */
export const noteNotification = <Raw>(
  { settings, account: shared }: Poller<Raw>,
  knocked: boolean,
  delay: number | undefined
): void => {
  if (knocked) {
    shared.notifiedEnds++
    shared.counters.notified++
  } else if (shared.notifiedEnds >= provenNotifications || (delay ?? settings.most) > 2000) shared.notifiedEnds = 0
}
