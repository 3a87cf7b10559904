/** What an answer, or the lack of one, means for one wait. */
import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import type { Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import type { ProviderError } from "../../ProviderError.ts"
import { withRef } from "../task/handle.ts"
import { digestOf } from "../task/steps.ts"
import { outageOf, progressOf, stalled, stallOf, timeout } from "./waiter.ts"
import type { Watch } from "./waiter.ts"

/** A task may be unknown to its own provider for this long after the start, or after the first wait for a task not known to be old. */
const lag = 30_000
/** What `startedAt` says is another computer's word; only a task that is older than clocks are wrong is surely no new one. */
const old = 3_600_000
const keptErrors = 20

/** What answered: the light look, the snapshot, or a list. */
export type By = "light" | "full" | "list"

/** Takes up what a look saw; `everything` when it was a snapshot. Sets the result when there is one. */
export const good = <Raw, E>(
  watch: Watch<Raw, E>,
  seen: Look,
  everything: Snapshot<Raw> | undefined,
  now: number,
  by: By
): void => {
  watch.last = seen
  watch.judgedAt = now
  watch.failingSince = undefined
  watch.failures = 0
  watch.retryAfter = 0
  if (everything !== undefined) {
    watch.snapshot = everything
    watch.peek = false
  }
  const { status } = seen
  if (Status.isOver(status)) {
    watch.over = true
    if (everything !== undefined) watch.result = Exit.succeed({ look: seen, snapshot: everything })
    else watch.full = watch.now = true
    return
  }
  const progress = progressOf(watch)
  if (progress !== Infinity) noteMove(watch, seen, everything, now, by)
  const strange = status.state === "working" && status.phase === "unrecognised"
  watch.strangeSince = strange ? (watch.strangeSince ?? now) : undefined
  const why =
    watch.strangeSince !== undefined && now - watch.strangeSince >= stallOf(watch)
      ? `says ${JSON.stringify(status.native)}, which is no known status, for too long`
      : now - watch.movedAt >= progress
        ? `has made no progress for ${Duration.format(Duration.millis(progress))}`
        : undefined
  if (watch.guard !== undefined) {
    const passed = watch.guard.check(seen, everything, now - watch.born)
    if (passed !== undefined) {
      watch.result = Exit.fail(passed)
      return
    }
    if (everything === undefined && watch.guard.wantsAll(seen)) watch.full = watch.now = true
  }
  // Before a wait is given up it sees everything once: what it saw goes into the error, or proves it wrong.
  if (why !== undefined && everything === undefined) watch.peek = watch.now = true
  else if (why !== undefined) watch.result = Exit.fail(stalled(watch, why))
  else if (everything !== undefined && watch.depth === "each")
    watch.result = Exit.succeed({ look: seen, snapshot: everything })
}

/** Takes up an error. Sets the result when the error is final, or when the task is forgotten, which is an end. */
export const bad = <Raw, E>(watch: Watch<Raw, E>, failure: ProviderError, now: number): void => {
  const error = withRef(failure, watch.target.ref)
  watch.judgedAt = now
  const unknown = error.reason._tag === "NotFound"
  const late = unknown && isYoung(watch, now)
  if (unknown && !late && watch.last !== undefined) {
    const message = "the provider no longer knows this task"
    const { native } = watch.last.status
    watch.result = Exit.succeed({
      look: { status: { state: "failed", reason: "expired", message, native } },
      snapshot: watch.snapshot
    })
    return
  }
  // Counted from the first failure and not from the last good look: a computer that slept has not seen an outage.
  watch.failingSince ??= now
  if ((!late && !error.transient) || now - watch.failingSince >= outageOf(watch)) {
    watch.result = Exit.fail(error)
    return
  }
  // A task that is not known yet is no outage: it may be a short one, so the pace stays.
  if (!late) watch.failures++
  watch.errors = [...watch.errors.slice(1 - keptErrors), error]
  const passed = watch.guard?.check(watch.last, watch.snapshot, now - watch.born)
  if (passed !== undefined) {
    watch.result = Exit.fail(passed)
    return
  }
  const { reason } = error
  watch.retryAfter =
    "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
}

/** The wait has reached its deadline. */
export const late = <Raw, E>(watch: Watch<Raw, E>): void => {
  watch.result = Exit.fail(timeout(watch))
}

/** Counted from where the wait began as well: the clock that `startedAt` was read from may be ahead of ours, or behind. */
const isYoung = <Raw, E>({ began, born }: Watch<Raw, E>, now: number): boolean =>
  now - born < lag || (now - began < lag && began - born < old)

/** The requests tell different things, so each is compared with its own kind. */
const noteMove = <Raw, E>(
  watch: Watch<Raw, E>,
  look: Look,
  everything: Snapshot<Raw> | undefined,
  now: number,
  by: By
): void => {
  const mark = markOf(look, everything)
  watch.marks ??= {}
  const before = watch.marks[by]
  watch.marks[by] = mark
  if (before !== undefined && before !== mark) watch.movedAt = now
}

const markOf = (look: Look, snapshot: Snapshot | undefined): string =>
  JSON.stringify([
    look.status,
    look.cost?.usd === undefined ? null : BigDecimal.format(look.cost.usd),
    look.cost?.credits,
    snapshot?.output,
    snapshot?.steps.map(digestOf)
  ])
