/** One task and everybody who waits for it: when it is due, and what is known of it. */
import type { Look } from "../../Snapshot.ts"
import * as Knocks from "./wakeups.ts"
import type { Doorbell } from "./wakeups.ts"
import type { Placed } from "./heap.ts"
import type { Kind } from "./model/cohort.ts"
import type { Learned } from "./model/hazard.ts"
import { progressOf, stallOf } from "./waiter.ts"
import type { Watch } from "./waiter.ts"

/** A look that is under way. */
export interface Flight<Raw> {
  readonly began: number
  readonly everything: boolean
  /** Whether a knock asked for it. */
  readonly knocked: boolean
  /** The waits that asked for it; others that came meanwhile learn no more from it than an end. */
  readonly of: ReadonlyArray<Watch<Raw, unknown>>
  /** Whether it still counts against the number of looks at once: a slow one does no more. */
  counts: boolean
  abort: () => void
}

/** A task that is awaited. Times are in milliseconds of a clock that nobody can set. */
export interface Entry<Raw> extends Placed {
  readonly id: string
  readonly lore: Kind
  /** What is known of how long such tasks take: that of `lore`, which an earlier process may have kept and comes in later. */
  kind: Learned
  readonly born: number
  /** Whether `born` is when it was started, and not when somebody first asked. */
  readonly aged: boolean
  /** When somebody began to wait for it. */
  readonly since: number
  /** Nothing where nobody listens for knocks. */
  door: Doorbell | undefined
  readonly watches: Array<Watch<Raw, unknown>>
  flight: Flight<Raw> | undefined
  last: Look | undefined
  /** When the request was sent that last showed it not over; when it was born, or began to be awaited, until then. */
  aliveAt: number
  /** When its end was noticed, by the clock that everybody sets, and how long after it by the service's clock, where that is known. */
  overAt: number | undefined
  delay: number | undefined
  /** Up to which age its life has been told to what learns. */
  told: number
  /** When the learned timing wants a look of its own; Infinity while list passes show the task. */
  next: number
  /** The pass that last showed it, and whether passes fail to; if so, at which age one did. */
  seenIn: number
  unlisted: boolean
  missedAt: number
}

/** An answer to a look that began before the deadline, and the last look after it, may take this long. */
export const lastLook = 10_000
/** A last look that the budget would hold up for longer than this is made at once. */
export const grace = 5000
/** A provider has deadlines of its own; a look that none of them ends is given up after this. */
export const patience = 120_000
/** A look that takes longer than this holds up no other: its place is given away. */
export const slow = 5000

/** Whether somebody wants to know more now, and not only later. */
export const isActive = <Raw>(watch: Watch<Raw, unknown>): boolean => watch.wake !== undefined

/** When something must be done about this task, without a look under way. */
export const due = <Raw>(entry: Entry<Raw>): number => {
  let at = Infinity
  let learned = false
  for (const watch of entry.watches) {
    if (!isActive(watch)) continue
    if (watch.now) return -Infinity
    learned ||= watch.next === Infinity
    at = Math.min(at, watch.next, chance(watch))
  }
  if (at === Infinity && !learned) return Infinity
  if (learned) at = Math.min(at, entry.next)
  return entry.door === undefined ? at : Math.min(at, Knocks.due(entry.door))
}

/** The last chance to show that a wait need not be given up comes just before it is. */
const chance = <Raw>(watch: Watch<Raw, unknown>): number => {
  const { born, deadline, guard, judgedAt, lookedAt, movedAt, strangeSince } = watch
  let at = lookedAt < deadline ? deadline : Infinity
  if (strangeSince !== undefined) at = soonest(at, strangeSince + stallOf(watch), judgedAt)
  if (watch.limits.noProgressFor !== undefined) at = soonest(at, movedAt + progressOf(watch), judgedAt)
  return guard === undefined ? at : soonest(at, born + guard.time, judgedAt)
}

const soonest = (at: number, other: number, after: number): number => (other > after && other < at ? other : at)

/** When something must be done about a task that is being looked at. */
export const overdue = <Raw>({ flight, watches }: Entry<Raw>): number => {
  let at = flight === undefined ? Infinity : flight.began + (flight.counts ? slow : patience)
  for (const watch of watches) if (isActive(watch)) at = Math.min(at, watch.deadline + lastLook)
  return at
}

/** When something must be done about a task whose look is due and not sent yet. */
export const urgent = <Raw>({ watches }: Entry<Raw>, now: number): number => {
  let at = Infinity
  for (const { deadline, wake } of watches) {
    if (wake === undefined) continue
    const end = [deadline, deadline + grace, deadline + lastLook].find((time) => time > now)
    at = Math.min(at, end ?? -Infinity)
  }
  return at
}

/** A task that nobody has looked at yet. */
export const make = <Raw>(first: Watch<Raw, unknown>, lore: Kind): Entry<Raw> => ({
  id: first.target.ref.id,
  lore,
  // A field and no accessor in a literal, which would cost each entry a kilobyte.
  kind: lore.learned,
  born: first.born,
  aged: first.aged,
  since: first.began,
  door: undefined,
  // A literal has room for one, which is what most need; an empty array takes room for seventeen when it grows.
  watches: [first],
  flight: undefined,
  last: undefined,
  aliveAt: first.born,
  overAt: undefined,
  delay: undefined,
  told: first.began - first.born,
  next: -Infinity,
  seenIn: -1,
  unlisted: false,
  missedAt: 0,
  due: Infinity,
  place: -1
})
