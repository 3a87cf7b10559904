/** What an answer, or the lack of one, means for the wait. */
import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Look, Snapshot } from "../Provider.ts"
import * as Status from "../Status.ts"
import type { ProviderError } from "../TaskError.ts"
import { withRef } from "./handle.ts"
import { digestOf } from "./steps.ts"
import { stalled } from "./watch.ts"
import type { Watch } from "./watch.ts"

/** A task may be unknown to its own provider for this long after the start. */
const lag = 30_000
const keptErrors = 20

/** Takes up what a look saw; `everything` when it was a snapshot. Fails when this has gone on for too long. */
export const good = Effect.fnUntraced(function* <Raw, E>(
  watch: Watch<Raw, E>,
  seen: Look,
  everything: Snapshot<Raw> | undefined,
  now: number
) {
  watch.last = seen
  watch.failingSince = undefined
  watch.failures = 0
  watch.retryAfter = 0
  if (everything !== undefined) {
    watch.snapshot = everything
    watch.peek = false
  }
  const { status } = seen
  if (Status.isOver(status)) return seen
  if (watch.progress !== Infinity) noteMove(watch, seen, everything, now)
  const strange = status.state === "working" && status.phase === "unrecognised"
  watch.strangeSince = strange ? (watch.strangeSince ?? now) : undefined
  const why =
    watch.strangeSince !== undefined && now - watch.strangeSince >= watch.stall
      ? `says ${JSON.stringify(status.native)}, which is no known status, for too long`
      : now - watch.movedAt >= watch.progress
        ? `has made no progress for ${Duration.format(Duration.millis(watch.progress))}`
        : undefined
  if (watch.guard !== undefined) {
    yield* watch.guard.check(seen, everything, now - watch.born)
    if (everything === undefined && watch.guard.wantsAll(seen)) watch.full = watch.now = true
  }
  // Before a wait is given up it sees everything once: what it saw goes into the error, or proves it wrong.
  if (why !== undefined && everything === undefined) watch.peek = watch.now = true
  else if (why !== undefined) return yield* stalled(watch, why)
  return seen
})

/** Takes up an error: fails when it is final, gives the end when the task is forgotten, and else nothing. */
export const bad = Effect.fnUntraced(function* <Raw, E>(watch: Watch<Raw, E>, failure: ProviderError, now: number) {
  const { ref } = watch.target
  const error = withRef(failure, ref)
  const unknown = error.reason._tag === "NotFound"
  const late = unknown && now - watch.born < lag
  if (unknown && !late && watch.last !== undefined) {
    watch.gone = true
    const message = "the provider no longer knows this task"
    return { status: { state: "failed", reason: "expired", message, native: watch.last.status.native } } satisfies Look
  }
  // Counted from the first failure and not from the last good look: a computer that slept has not seen an outage.
  watch.failingSince ??= now
  if ((!late && !error.transient) || now - watch.failingSince >= watch.outage) return yield* error
  // A task that is not known yet is no outage: it may be a short one, so the pace stays.
  if (!late) watch.failures++
  watch.errors = [...watch.errors.slice(1 - keptErrors), error]
  if (watch.guard !== undefined) yield* watch.guard.check(watch.last, watch.snapshot, now - watch.born)
  const { reason } = error
  watch.retryAfter =
    "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
  return undefined
})

/** The two requests tell different things, so each is compared with its own kind. */
const noteMove = <Raw, E>(
  watch: Watch<Raw, E>,
  look: Look,
  everything: Snapshot<Raw> | undefined,
  now: number
): void => {
  const kind = everything === undefined ? "light" : "full"
  const mark = markOf(look, everything)
  const before = watch.marks[kind]
  watch.marks[kind] = mark
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
