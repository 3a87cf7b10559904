/** One task and everybody who waits for it: when it is due, and what is known of it. */
import type { Look } from "../../Snapshot.ts"
import * as Knocks from "./wakeups.ts"
import type { Wakeup } from "./wakeups.ts"
import type { Placed } from "./heap.ts"
import type { Cohort } from "./model/cohort.ts"
import type { HazardModel } from "./model/hazard.ts"
import { noProgressForMs, unrecognisedForMs } from "./waiter.ts"
import type { Waiter } from "./waiter.ts"

/** A look that is under way. */
export interface InFlight<Raw> {
  readonly sentAt: number
  readonly isSnapshot: boolean
  /** Whether a knock asked for it. */
  readonly byNotification: boolean
  /** The waits that asked for it; others that came meanwhile learn no more from it than an end. */
  readonly waiters: ReadonlyArray<Waiter<Raw, unknown>>
  /** Whether it still counts against the number of looks at once: a slow one does no more. */
  holdsPlace: boolean
  abort: () => void
}

/** A task that is awaited. Times are in milliseconds of a clock that nobody can set. */
export interface Awaited<Raw> extends Placed {
  readonly id: string
  readonly cohort: Cohort
  /** What is known of how long such tasks take: that of `lore`, which an earlier process may have kept and comes in later. */
  durations: HazardModel
  readonly startedAt: number
  /** Whether `born` is when it was started, and not when somebody first asked. */
  readonly hasStartTime: boolean
  /** When somebody began to wait for it. */
  readonly awaitedSince: number
  /** Nothing where nobody listens for knocks. */
  wakeup: Wakeup | undefined
  readonly waiters: Array<Waiter<Raw, unknown>>
  inFlight: InFlight<Raw> | undefined
  last: Look | undefined
  /** When the request was sent that last showed it not over; when it was born, or began to be awaited, until then. */
  aliveAt: number
  /** When its end was noticed, by the clock that everybody sets, and how long after it by the service's clock, where that is known. */
  overAt: number | undefined
  delay: number | undefined
  /** Up to which age its life has been told to what learns. */
  observedTo: number
  /** When the learned timing wants a look of its own; Infinity while list passes show the task. */
  nextAt: number
  /** The pass that last showed it, and whether passes fail to; if so, at which age one did. */
  seenInPass: number
  isUnlisted: boolean
  unlistedAge: number
}

/** An answer to a look that began before the deadline, and the last look after it, may take this long. */
export const lastLookMs = 10_000
/** A last look that the budget would hold up for longer than this is made at once. */
export const lastLookGraceMs = 5000
/** A provider has deadlines of its own; a look that none of them ends is given up after this. */
export const lookTimeoutMs = 120_000
/** A look that takes longer than this holds up no other: its place is given away. */
export const slowLookMs = 5000

/** Whether somebody wants to know more now, and not only later. */
export const isActive = <Raw>(watch: Waiter<Raw, unknown>): boolean => watch.resume !== undefined

/** When something must be done about this task, without a look under way. */
export const dueAt = <Raw>(entry: Awaited<Raw>): number => {
  let at = Infinity
  let learned = false
  for (const watch of entry.waiters) {
    if (!isActive(watch)) continue
    if (watch.dueNow) return -Infinity
    learned ||= watch.nextAt === Infinity
    at = Math.min(at, watch.nextAt, lastChanceAt(watch))
  }
  if (at === Infinity && !learned) return Infinity
  if (learned) at = Math.min(at, entry.nextAt)
  return entry.wakeup === undefined ? at : Math.min(at, Knocks.dueAt(entry.wakeup))
}

/** The last chance to show that a wait need not be given up comes just before it is. */
const lastChanceAt = <Raw>(watch: Waiter<Raw, unknown>): number => {
  const {
    startedAt: born,
    deadline,
    guard,
    answeredAt: judgedAt,
    lookedAt,
    progressAt: movedAt,
    unrecognisedSince: strangeSince
  } = watch
  let at = lookedAt < deadline ? deadline : Infinity
  if (strangeSince !== undefined) at = soonest(at, strangeSince + unrecognisedForMs(watch), judgedAt)
  if (watch.limits.noProgressFor !== undefined) at = soonest(at, movedAt + noProgressForMs(watch), judgedAt)
  return guard === undefined ? at : soonest(at, born + guard.time, judgedAt)
}

const soonest = (at: number, other: number, after: number): number => (other > after && other < at ? other : at)

/** When something must be done about a task that is being looked at. */
export const attendAt = <Raw>({ inFlight: flight, waiters: watches }: Awaited<Raw>): number => {
  let at = flight === undefined ? Infinity : flight.sentAt + (flight.holdsPlace ? slowLookMs : lookTimeoutMs)
  for (const watch of watches) if (isActive(watch)) at = Math.min(at, watch.deadline + lastLookMs)
  return at
}

/** When something must be done about a task whose look is due and not sent yet. */
export const pressingAt = <Raw>({ waiters: watches }: Awaited<Raw>, now: number): number => {
  let at = Infinity
  for (const { deadline, resume: wake } of watches) {
    if (wake === undefined) continue
    const end = [deadline, deadline + lastLookGraceMs, deadline + lastLookMs].find((time) => time > now)
    at = Math.min(at, end ?? -Infinity)
  }
  return at
}

/** A task that nobody has looked at yet. */
export const make = <Raw>(first: Waiter<Raw, unknown>, lore: Cohort): Awaited<Raw> => ({
  id: first.target.ref.id,
  cohort: lore,
  // A field and no accessor in a literal, which would cost each entry a kilobyte.
  durations: lore.durations,
  startedAt: first.startedAt,
  hasStartTime: first.hasStartTime,
  awaitedSince: first.began,
  wakeup: undefined,
  // A literal has room for one, which is what most need; an empty array takes room for seventeen when it grows.
  waiters: [first],
  inFlight: undefined,
  last: undefined,
  aliveAt: first.startedAt,
  overAt: undefined,
  delay: undefined,
  observedTo: first.began - first.startedAt,
  nextAt: -Infinity,
  seenInPass: -1,
  isUnlisted: false,
  unlistedAge: 0,
  due: Infinity,
  place: -1
})
