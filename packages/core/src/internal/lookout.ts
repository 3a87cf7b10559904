/**
 * The one place that decides when to look at a task again, and with which request. `Task` only says what it wants to know: the end
 * of a task, or every change on the way. Each wait looks for itself today; nothing outside this file knows that.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type { Wait } from "../Outcome.ts"
import type { Look, Snapshot } from "../Provider.ts"
import * as Status from "../Status.ts"
import { ProviderError, Unavailable } from "../TaskError.ts"
import type { WaitError } from "../TaskError.ts"
import * as Doorbell from "./doorbell.ts"
import { bad, good } from "./sight.ts"
import * as Time from "./time.ts"
import { open, timeout, waitOf } from "./watch.ts"
import type { Guard, Limits, Target, Watch } from "./watch.ts"

/** A task that is over. No snapshot: the provider forgot the task before its result could be read. */
export interface Over<out Raw> {
  readonly status: Status.EndStatus
  readonly snapshot: Snapshot<Raw> | undefined
  readonly wait: Wait
}

/** A look that is under way at the deadline, and the last look after it, may take this long. */
const lastLook = 10_000

/** Waits for the end by the light request, then reads the result once. */
export const end = <Raw, E = never>(
  target: Target<Raw>,
  limits: Limits,
  guard?: Guard<Raw, E>
): Effect.Effect<Over<Raw>, WaitError | E> =>
  Effect.flatMap(open(target, limits, guard), (watch) => {
    const loop = Effect.gen(function* () {
      while (true) {
        const [{ status }, snapshot] = yield* next(watch)
        if (!Status.isOver(status)) continue
        if (snapshot !== undefined) return { status, snapshot, wait: waitOf(watch) }
        if (watch.gone) return { status, snapshot: watch.snapshot, wait: waitOf(watch) }
        watch.full = true
        watch.now = true
      }
    })
    return Effect.onExit(loop, () => report(watch))
  }).pipe(Effect.scoped)

/** Every snapshot that a look brings, at once and then at the pace of the cadence; the last one is the end. */
export const snapshots = <Raw>(target: Target<Raw>, limits: Limits): Stream.Stream<Snapshot<Raw>, WaitError> =>
  Stream.unwrap(
    Effect.map(open<Raw, never>(target, limits, undefined), (watch) => {
      watch.full = true
      const pull = Effect.flatMap(next(watch), ([{ status }]) => {
        // A forgotten task ends with what was last seen of it.
        const seen = watch.snapshot
        return seen === undefined
          ? Effect.undefined
          : Effect.succeed([{ ...seen, status }, Status.isOver(status)] as const)
      })
      return Stream.unfold(false, (over) => (over ? Effect.undefined : pull))
    })
  )

/** The next thing that is known of the task; waits first, unless told to look now. */
const next = Effect.fnUntraced(function* <Raw, E>(watch: Watch<Raw, E>) {
  while (true) {
    yield* pause(watch)
    const seen = yield* look(watch)
    if (seen !== undefined) return seen
  }
})

const pause = Effect.fnUntraced(function* <Raw, E>(watch: Watch<Raw, E>) {
  if (watch.now) {
    watch.now = false
    return
  }
  const now = yield* Time.now
  if (watch.lookedAt >= watch.deadline || now >= watch.deadline + lastLook) return yield* timeout(watch)
  // The look before took us past the deadline: the last one is due.
  if (now >= watch.deadline) return
  const { delay, jitter } = watch.cadence
  const wanted = Duration.toMillis(
    delay({
      ...(watch.last === undefined ? {} : { status: watch.last.status }),
      age: now - watch.born,
      looks: watch.looks,
      failures: watch.failures
    })
  )
  const spread = jitter === 0 ? wanted : wanted * (yield* Random.nextBetween(1 - jitter, 1 + jitter))
  // The last chance to show that a wait need not be given up comes just before it is.
  const chances = [
    watch.deadline,
    (watch.strangeSince ?? Infinity) + watch.stall,
    watch.movedAt + watch.progress,
    watch.born + (watch.guard?.time ?? Infinity)
  ]
  const due = Math.min(now + Math.max(spread, watch.retryAfter), ...chances.filter((time) => time > now))
  // Whole milliseconds, as timers have them: a remainder would wake this wait again and again within the same one. A knock is no
  // reason to press a service that asked for time.
  yield* Doorbell.pause(watch.door, Math.max(1, Math.ceil(due - now)), watch.retryAfter)
})

const look = Effect.fnUntraced(function* <Raw, E>(watch: Watch<Raw, E>) {
  const { provider, ref } = watch.target
  const began = yield* Time.now
  const left = watch.deadline + lastLook - began
  yield* Doorbell.hush(watch.door)
  watch.lookedAt = began
  watch.looks++
  // The last look sees everything, so that what was paid for is in the error, too.
  const everything = watch.full || watch.peek || began >= watch.deadline
  const request: Effect.Effect<readonly [Look, Snapshot<Raw>?], ProviderError> = everything
    ? Effect.map(provider.snapshot(ref.id), (snapshot) => [snapshot, snapshot])
    : Effect.map(provider.status(ref.id), (look) => [look])
  const answer = yield* Effect.result(
    left === Infinity
      ? request
      : Effect.timeoutOrElse(request, {
          duration: left,
          orElse: () => Effect.fail(unanswered(watch, everything))
        })
  )
  const now = yield* Time.now
  if (Result.isFailure(answer)) {
    const end = yield* bad(watch, answer.failure, now)
    return end === undefined ? undefined : ([end] as const)
  }
  const [seen, snapshot] = answer.success
  yield* good(watch, seen, snapshot, now)
  return answer.success
})

const unanswered = <Raw, E>({ target }: Watch<Raw, E>, everything: boolean) =>
  new ProviderError({
    provider: target.provider.name,
    operation: everything ? "snapshot" : "status",
    reason: new Unavailable({ message: "no answer before the wait ended" })
  })

const report = <Raw, E>({ errors, looks }: Watch<Raw, E>) =>
  Effect.annotateCurrentSpan({
    "errand.looks": looks,
    ...(errors.length === 0 ? {} : { "errand.errors": errors.map(String) })
  })
