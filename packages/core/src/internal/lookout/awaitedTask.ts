/** When a task that is awaited is due. */
import type { Awaited, Waiter } from "./state.ts"
import { noProgressForMillis, personWithinMillis, unrecognisedForMillis } from "./waiter.ts"
import * as Notifications from "./notifications.ts"
import type { Cohort } from "./model/cohort.ts"

/** How long the last look of a wait, or one that is under way at the deadline, may take. */
export const lastLookMillis = 10_000
/** How long the budget may hold up a last look; after that it is sent all the same. */
export const lastLookGraceMillis = 5000
/** A look that no deadline of the provider has ended after this time counts as failed. */
export const lookTimeoutMillis = 120_000
/** A look that takes longer than this gives its place to another, and goes on. */
export const slowLookMillis = 5000

/** A task that is new to the look-out. */
export const make = <Raw>(first: Waiter<Raw, unknown>, cohort: Cohort): Awaited<Raw> => ({
  id: first.target.ref.id,
  cohort,
  // A field and no accessor in a literal, which would cost each task a kilobyte.
  durations: cohort.durations,
  startedAt: first.startedAt,
  hasStartTime: first.hasStartTime,
  wakeup: undefined,
  // A literal has room for one, which is what most need; an empty array that grows takes room for
  // seventeen.
  waiters: [first],
  inFlight: undefined,
  last: undefined,
  aliveAt: first.startedAt,
  overAt: undefined,
  delay: undefined,
  silence: undefined,
  observedTo: first.began - first.startedAt,
  nextAt: -Infinity,
  seenInPass: -1,
  isMissing: false,
  isUnlisted: false,
  unlistedAge: 0,
  due: Infinity,
  place: -1
})

/** Whether the waiter wants an answer now; a reader that is busy with the last one does not. */
export const isActive = <Raw>(waiter: Waiter<Raw, unknown>): boolean => waiter.resume !== undefined

/** When the next look is due. */
export const dueAt = <Raw>({
  nextAt,
  waiters,
  wakeup
}: {
  readonly nextAt: number
  readonly waiters: ReadonlyArray<Waiter<Raw, unknown>>
  readonly wakeup: Notifications.Wakeup | undefined
}): number => {
  let at = Infinity
  let isLearned = false
  for (const waiter of waiters) {
    if (!isActive(waiter)) continue
    if (waiter.dueNow) return -Infinity
    isLearned ||= waiter.nextAt === Infinity
    at = Math.min(at, waiter.nextAt, lastChanceAt(waiter))
  }
  if (at === Infinity && !isLearned) return Infinity
  if (isLearned) at = Math.min(at, nextAt)
  return wakeup === undefined ? at : Math.min(at, Notifications.dueAt(wakeup))
}

/**
 * When the first rule that ends a wait early (deadline, unknown word, progress, person, guard)
 * needs a fresh look.
 */
const lastChanceAt = <Raw>(waiter: Waiter<Raw, unknown>): number => {
  const { answeredAt, deadline, guard, inputRequiredSince, limits, lookedAt, progressAt, startedAt } = waiter
  const { unrecognisedSince } = waiter
  let at = lookedAt < deadline ? deadline : Infinity
  const consider = (time: number) => {
    if (time > answeredAt && time < at) at = time
  }
  if (unrecognisedSince !== undefined) consider(unrecognisedSince + unrecognisedForMillis(waiter))
  if (inputRequiredSince !== undefined) consider(inputRequiredSince + personWithinMillis(waiter))
  if (limits.noProgressFor !== undefined) consider(progressAt + noProgressForMillis(waiter))
  if (guard !== undefined) consider(startedAt + guard.time)
  return at
}

/**
 * When a task with a look under way needs attention: the look is slow or hangs, or a wait is over.
 */
export const attendAt = <Raw>({ inFlight, waiters }: Awaited<Raw>): number => {
  let at =
    inFlight === undefined ? Infinity : inFlight.sentAt + (inFlight.holdsPlace ? slowLookMillis : lookTimeoutMillis)
  for (const waiter of waiters) if (isActive(waiter)) at = Math.min(at, waiter.deadline + lastLookMillis)
  return at
}

/** When a task whose look is due and not sent needs attention: a deadline, or what follows it. */
export const pressingAt = <Raw>({ waiters }: Awaited<Raw>, now: number): number => {
  let at = Infinity
  for (const waiter of waiters) {
    if (!isActive(waiter)) continue
    const { deadline } = waiter
    const next = [deadline, deadline + lastLookGraceMillis, deadline + lastLookMillis].find((time) => time > now)
    at = Math.min(at, next ?? -Infinity)
  }
  return at
}
