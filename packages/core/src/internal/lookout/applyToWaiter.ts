/** What an answer, or the lack of one, means for one waiter. */
import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import type { ProviderError } from "../../ProviderError.ts"
import type { Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import { withRef } from "../task/handle.ts"
import { digestOf } from "../task/stepsFromSnapshots.ts"
import * as FindStalled from "./findStalled.ts"
import * as RecheckAfterEnd from "./recheckAfterEnd.ts"
import type { Found, News, Waiter } from "./state.ts"
import * as Waiters from "./waiter.ts"

/**
 * For how long a task may be unknown to its own provider: after its start, or after the first wait
 * for a task that is not surely old.
 */
const notFoundGraceMillis = 30_000
/**
 * The age from which a task is surely not new. `startedAt` was read from the clock of another
 * computer, which may be wrong by minutes.
 */
const surelyOldMillis = 3_600_000
const keptErrors = 20

/** What an answer is from: a status request, a snapshot, or a list. */
export type By = "light" | "full" | "list"

/** Applies what a look saw. Sets the result when there is one. */
export const answer = <Raw, E>(
  waiter: Waiter<Raw, E>,
  look: Look,
  snapshot: Snapshot<Raw> | undefined,
  now: number,
  by: By
): void => {
  waiter.last = look
  waiter.answeredAt = now
  answered(waiter)
  if (snapshot !== undefined) {
    waiter.snapshot = snapshot
    if (waiter.ask === "snapshotOnce") waiter.ask = "status"
  }
  const { status } = look
  waiter.inputRequiredSince = status.state === "input_required" ? (waiter.inputRequiredSince ?? now) : undefined
  if (Status.isOver(status)) return noteEnd(waiter, look, snapshot, now)
  // What is over stays over: this answer is older than the last.
  if (waiter.settling !== undefined) return settle(waiter, waiter.settling.found, now, 0)
  if (Waiters.noProgressForMillis(waiter) !== Infinity) noteProgress(waiter, look, snapshot, now, by)
  const isUnrecognised = status.state === "working" && status.phase === "unrecognised"
  waiter.unrecognisedSince = isUnrecognised ? (waiter.unrecognisedSince ?? now) : undefined
  if (waiter.guard !== undefined) {
    const error = checkGuard(waiter, look, snapshot, now)
    if (error !== undefined) {
      waiter.result = Exit.fail(error)
      return
    }
    if (snapshot === undefined && waiter.guard.wantsAll(look)) askNow(waiter, "snapshot")
  }
  if (snapshot !== undefined && waiter.feed !== undefined) readEvents(waiter, look, snapshot)
  else tell(waiter, look, snapshot, undefined, now)
}

/** Notes that the service gave a good answer. */
export const answered = <Raw, E>(waiter: Waiter<Raw, E>): void => {
  waiter.failingSince = undefined
  waiter.isRefused = false
  waiter.failures = 0
  waiter.retryAfterMillis = 0
}

const readEvents = <Raw, E>(waiter: Waiter<Raw, E>, look: Look, snapshot: Snapshot<Raw>): void => {
  waiter.reading = { look, snapshot }
  waiter.dueNow = true
}

/** Tells of a look at a task that goes on, or gives the wait up. */
export const tell = <Raw, E>(
  waiter: Waiter<Raw, E>,
  look: Look,
  snapshot: Snapshot<Raw> | undefined,
  news: News | undefined,
  now: number
): void => {
  const giveUp = FindStalled.find(waiter, look.status, now)
  if (giveUp === undefined) {
    if (snapshot === undefined || waiter.depth !== "each") return
    waiter.result = Exit.succeed({ look, snapshot, isLast: false, ...(news === undefined ? {} : { news }) })
  } else if (snapshot === undefined) {
    // Before a wait is given up a snapshot is read: it goes into the error, or proves it wrong.
    if (waiter.ask === "status") askNow(waiter, "snapshotOnce")
    else waiter.dueNow = true
  } else waiter.result = Exit.fail(giveUp())
}

/** The error of the guard, if its condition is met. */
export const checkGuard = <Raw, E>(
  { feed, guard, startedAt }: Waiter<Raw, E>,
  look: Look | undefined,
  snapshot: Snapshot<Raw> | undefined,
  now: number
): E | undefined => guard?.check(look, snapshot, now - startedAt, feed?.count ?? snapshot?.steps.length ?? 0)

/** Notes that the task is over. A list or a status that says so says nothing of what is added. */
const noteEnd = <Raw, E>(
  waiter: Waiter<Raw, E>,
  look: Look,
  snapshot: Snapshot<Raw> | undefined,
  now: number
): void => {
  waiter.sawEnd = true
  if (snapshot === undefined) {
    if (waiter.settling === undefined) askNow(waiter, "snapshot")
    return
  }
  const found = { look, snapshot, isLast: true }
  if (snapshot.isSettling !== true) {
    waiter.settling = undefined
    return finish(waiter, found)
  }
  settle(waiter, found, now, 0)
  if (waiter.depth !== "each" || waiter.result !== undefined || waiter.reading !== undefined) return
  if (waiter.feed === undefined) waiter.result = Exit.succeed({ ...found, isLast: false })
  else readEvents(waiter, look, snapshot)
}

/** The wait is over with this, once the last events were read where there are some. */
const finish = <Raw, E>(waiter: Waiter<Raw, E>, found: Found<Raw>): void => {
  const { look, snapshot } = found
  if (waiter.feed !== undefined && waiter.depth === "each" && snapshot !== undefined) readEvents(waiter, look, snapshot)
  else waiter.result = Exit.succeed(found)
}

/**
 * Lets an end be looked at again after a pause, and no sooner than the service asks. The wait is
 * over when there is no time left for it.
 */
const settle = <Raw, E>(waiter: Waiter<Raw, E>, found: Found<Raw>, now: number, retryAfterMillis: number): void => {
  if (!RecheckAfterEnd.lookAgain(waiter, found, now, retryAfterMillis)) finish(waiter, found)
}

const askNow = <Raw, E>(waiter: Waiter<Raw, E>, ask: "snapshotOnce" | "snapshot"): void => {
  waiter.ask = ask
  waiter.dueNow = true
}

/**
 * Applies an error. Sets the result when the error is final, or when the provider no longer knows
 * the task, which is an end.
 */
export const failure = <Raw, E>(waiter: Waiter<Raw, E>, cause: ProviderError, now: number): void => {
  const error = withRef(cause, waiter.target.ref)
  waiter.answeredAt = now
  if (waiter.settling !== undefined && waiter.reading === undefined) {
    waiter.errors = [...waiter.errors.slice(1 - keptErrors), error]
    return settle(waiter, waiter.settling.found, now, error.transient ? (error.retryAfterMillis ?? 0) : Infinity)
  }
  const isNotFound = error.reason._tag === "NotFound"
  const isNotFoundYet = isNotFound && isYoung(waiter, now)
  if (!isNotFoundYet && needsSecondLook(waiter, error)) {
    waiter.isRefused = true
    waiter.failures++
    waiter.errors = [...waiter.errors.slice(1 - keptErrors), error]
    return
  }
  if (isNotFound && !isNotFoundYet && (waiter.last !== undefined || isForgotten(waiter, now))) {
    const { reading } = waiter
    if (reading !== undefined && Status.isOver(reading.look.status)) {
      const news = { steps: [], liveUrl: undefined, isDone: true }
      waiter.result = Exit.succeed({ ...reading, news, isLast: true })
      return
    }
    const message = "the provider no longer knows this task"
    const native = waiter.last?.status.native ?? ""
    waiter.result = Exit.succeed({
      look: { status: { state: "failed", reason: "expired", message, native } },
      snapshot: waiter.snapshot,
      isLast: true
    })
    return
  }
  // Counted from the first failure and not from the last good look: a computer that slept has not
  // seen an outage.
  waiter.failingSince ??= now
  if (
    (!isNotFoundYet && !error.transient) ||
    isShutOut(waiter, error) ||
    now - waiter.failingSince >= Waiters.outageForMillis(waiter)
  ) {
    waiter.result = Exit.fail(error)
    return
  }
  // A task that is not known yet is no outage: it may be a short one, so the pace stays.
  if (!isNotFoundYet) waiter.failures++
  waiter.errors = [...waiter.errors.slice(1 - keptErrors), error]
  const ended = checkGuard(waiter, waiter.last, waiter.snapshot, now)
  if (ended !== undefined) {
    waiter.result = Exit.fail(ended)
    return
  }
  const { feed, reading } = waiter
  if (reading !== undefined && !Status.isOver(reading.look.status)) {
    // While events cannot be read, the waiter is told what the look has shown, and the next look is
    // made, so that the end is noticed.
    waiter.reading = undefined
    tell(waiter, reading.look, reading.snapshot, { steps: [], liveUrl: feed?.liveUrl, isDone: true }, now)
  }
  const { reason } = error
  waiter.retryAfterMillis =
    "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
}

/**
 * Whether a refusal must be confirmed before the wait is given up: after a good look the key and
 * the task were known, so one refusal may be the slip of one server.
 */
const needsSecondLook = <Raw, E>(waiter: Waiter<Raw, E>, { reason }: ProviderError): boolean =>
  (reason._tag === "Unauthorized" || reason._tag === "Forbidden" || reason._tag === "NotFound") &&
  waiter.last !== undefined &&
  !waiter.isRefused &&
  waiter.lookedAt < waiter.deadline

/**
 * Whether the key is refused in words that are not the service's own, by 401, and was never good in
 * this process: then it is wrong, where it would otherwise be a gateway that has a bad moment.
 */
const isShutOut = <Raw, E>({ poller, target }: Waiter<Raw, E>, { reason }: ProviderError): boolean =>
  reason._tag === "BadResponse" &&
  reason.status === 401 &&
  target.provider.lookout !== undefined &&
  poller?.account.budget.wasLetIn === false

/**
 * Applies an error of the service that was met by a look at another task, or by a list. Sets the
 * result when there was no good answer for too long, or when the guard of the wait is met.
 */
export const heldUp = <Raw, E>(waiter: Waiter<Raw, E>, cause: ProviderError, now: number): void => {
  const error = withRef(cause, waiter.target.ref)
  if (waiter.settling !== undefined) return settle(waiter, waiter.settling.found, now, 0)
  waiter.failingSince ??= now
  waiter.errors = [...waiter.errors.slice(1 - keptErrors), error]
  if (isShutOut(waiter, error) || now - waiter.failingSince >= Waiters.outageForMillis(waiter)) {
    waiter.result = Exit.fail(error)
    return
  }
  const ended = checkGuard(waiter, waiter.last, waiter.snapshot, now)
  if (ended !== undefined) waiter.result = Exit.fail(ended)
}

/** Ends a wait at its deadline: an end that may not be all is an end. */
export const deadline = <Raw, E>(waiter: Waiter<Raw, E>): void => {
  waiter.result =
    waiter.settling === undefined ? Exit.fail(Waiters.waitTimeout(waiter)) : Exit.succeed(waiter.settling.found)
}

/**
 * Whether the task may be too new to be known. Counted from where the wait began as well: the clock
 * that `startedAt` was read from may be ahead of ours, or behind.
 */
const isYoung = <Raw, E>({ began, startedAt }: Waiter<Raw, E>, now: number): boolean =>
  now - startedAt < notFoundGraceMillis || (now - began < notFoundGraceMillis && began - startedAt < surelyOldMillis)

/**
 * Whether the provider has forgotten a task of this account that it once acknowledged, though no
 * look of this wait has seen it.
 */
const isForgotten = <Raw, E>({ startedAt, target: { provider, ref } }: Waiter<Raw, E>, now: number): boolean =>
  provider.keepsFor !== undefined &&
  ref.endpoint !== undefined &&
  ref.startedAt !== undefined &&
  now - startedAt >= Duration.toMillis(provider.keepsFor)

const noteProgress = <Raw, E>(
  waiter: Waiter<Raw, E>,
  look: Look,
  snapshot: Snapshot<Raw> | undefined,
  now: number,
  by: By
): void => {
  const mark = markOf(look, snapshot)
  waiter.marks ??= {}
  const before = waiter.marks[by]
  waiter.marks[by] = mark
  if (before !== undefined && before !== mark) waiter.progressAt = now
}

const markOf = (look: Look, snapshot: Snapshot | undefined): string =>
  JSON.stringify([
    look.status,
    look.cost?.usd === undefined ? null : BigDecimal.format(look.cost.usd),
    look.cost?.credits,
    snapshot?.output,
    snapshot?.steps.map(digestOf)
  ])
