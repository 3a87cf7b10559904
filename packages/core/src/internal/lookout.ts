/**
 * The one place that decides when to look at a task again, and with which request. `Task` only says what it wants to know: the end
 * of a task, or every change on the way. Each wait looks for itself today; nothing outside this file knows that.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { Cadence } from "../Cadence.ts"
import type { Look, Provider, Snapshot } from "../Provider.ts"
import * as Status from "../Status.ts"
import { ProviderError, TaskStalled, Unavailable, WaitTimeout } from "../TaskError.ts"
import type { WaitError } from "../TaskError.ts"
import type { TaskRef } from "../TaskRef.ts"
import * as Doorbell from "./doorbell.ts"
import { withRef } from "./handle.ts"

/** Whose end is awaited. */
export interface Target<out Raw> {
  readonly provider: Provider<never, Raw>
  readonly ref: TaskRef
}

/** How long a wait may last. */
export interface Limits {
  readonly within?: Duration.Input
  readonly stall?: Duration.Input
  readonly outage?: Duration.Input
}

/** A task that is over. No snapshot: the provider forgot the task before its result could be read. */
export interface Over<out Raw> {
  readonly status: Status.EndStatus
  readonly snapshot: Snapshot<Raw> | undefined
}

/** A task may be unknown to its own provider for this long after the start. */
const lag = 30_000
/** A look that is under way at the deadline, and the last look after it, may take this long. */
const lastLook = 10_000
const keptErrors = 20

/** Waits for the end by the light request, then reads the result once. */
export const end = <Raw>(target: Target<Raw>, limits: Limits): Effect.Effect<Over<Raw>, WaitError> =>
  Effect.flatMap(open(target, limits), (watch) => {
    const loop = Effect.gen(function* () {
      while (true) {
        const sight = yield* next(watch)
        if (!Status.isOver(sight.status)) continue
        if (watch.full || watch.gone) return { status: sight.status, snapshot: watch.snapshot }
        watch.full = true
        watch.now = true
      }
    })
    return Effect.onExit(loop, () => report(watch))
  }).pipe(Effect.scoped)

/** Every snapshot that a look brings, at once and then at the pace of the cadence; the last one is the end. */
export const snapshots = <Raw>(target: Target<Raw>, limits: Limits): Stream.Stream<Snapshot<Raw>, WaitError> =>
  Stream.unwrap(
    Effect.map(open(target, limits), (watch) => {
      watch.full = true
      const pull = Effect.flatMap(next(watch), ({ status }) => {
        // A forgotten task ends with what was last seen of it.
        const seen = watch.snapshot
        return seen === undefined
          ? Effect.undefined
          : Effect.succeed([{ ...seen, status }, Status.isOver(status)] as const)
      })
      return Stream.unfold(false, (over) => (over ? Effect.undefined : pull))
    })
  )

interface Watch<Raw> {
  readonly target: Target<Raw>
  readonly cadence: Cadence
  readonly door: Doorbell.Doorbell
  readonly within: Duration.Duration
  readonly deadline: number
  readonly stall: number
  readonly outage: number
  readonly born: number
  /** Ask for everything, not for the status alone. */
  full: boolean
  /** Look without waiting, once. */
  now: boolean
  gone: boolean
  looks: number
  failures: number
  errors: Array<ProviderError>
  retryAfter: number
  lookedAt: number
  lastGood: number
  strangeSince: number | undefined
  last: Look | undefined
  snapshot: Snapshot<Raw> | undefined
}

const open = Effect.fnUntraced(function* <Raw>(target: Target<Raw>, limits: Limits) {
  const cadence = yield* Cadence
  const door = yield* Doorbell.open(target.ref)
  const began = yield* Clock.currentTimeMillis
  const started = Date.parse(target.ref.startedAt ?? "")
  const within = Duration.fromInputUnsafe(limits.within ?? Duration.infinity)
  const watch: Watch<Raw> = {
    target,
    cadence,
    door,
    within,
    deadline: began + Duration.toMillis(within),
    stall: Duration.toMillis(limits.stall ?? Duration.minutes(5)),
    outage: Duration.toMillis(limits.outage ?? Duration.infinity),
    // A clock that was set back must not make a task younger than unborn.
    born: Number.isNaN(started) ? began : Math.min(started, began),
    full: false,
    now: true,
    gone: false,
    looks: 0,
    failures: 0,
    errors: [],
    retryAfter: 0,
    lookedAt: -Infinity,
    lastGood: began,
    strangeSince: undefined,
    last: undefined,
    snapshot: undefined
  }
  return watch
})

/** The next thing that is known of the task; waits first, unless told to look now. */
const next = Effect.fnUntraced(function* <Raw>(watch: Watch<Raw>) {
  while (true) {
    yield* pause(watch)
    const seen = yield* look(watch)
    if (seen !== undefined) return seen
  }
})

const pause = Effect.fnUntraced(function* <Raw>(watch: Watch<Raw>) {
  if (watch.now) {
    watch.now = false
    return
  }
  const now = yield* Clock.currentTimeMillis
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
  const due = Math.min(now + Math.max(spread, watch.retryAfter), watch.deadline)
  const stalls = (watch.strangeSince ?? Infinity) + watch.stall
  // The last chance to say a word that we know comes just before the wait gives up. Whole milliseconds, as timers have them:
  // a remainder would wake this wait again and again within the same one.
  const rest = Math.max(1, Math.ceil((stalls > now ? Math.min(due, stalls) : due) - now))
  // A knock is no reason to press a service that asked for time.
  yield* Doorbell.pause(watch.door, rest, watch.retryAfter)
})

const look = Effect.fnUntraced(function* <Raw>(watch: Watch<Raw>) {
  const { provider, ref } = watch.target
  const began = yield* Clock.currentTimeMillis
  const left = watch.deadline + lastLook - began
  yield* Doorbell.hush(watch.door)
  watch.lookedAt = began
  watch.looks++
  const request: Effect.Effect<Look, ProviderError> = watch.full
    ? Effect.tap(provider.snapshot(ref.id), (snapshot) =>
        Effect.sync(() => {
          watch.snapshot = snapshot
        })
      )
    : provider.status(ref.id)
  const answer = yield* Effect.result(
    left === Infinity
      ? request
      : Effect.timeoutOrElse(request, {
          duration: left,
          orElse: () => Effect.fail(unanswered(watch))
        })
  )
  const now = yield* Clock.currentTimeMillis
  return Result.isSuccess(answer) ? yield* good(watch, answer.success, now) : yield* bad(watch, answer.failure, now)
})

const good = Effect.fnUntraced(function* <Raw>(watch: Watch<Raw>, seen: Look, now: number) {
  watch.last = seen
  watch.lastGood = now
  watch.failures = 0
  watch.retryAfter = 0
  const { status } = seen
  if (status.state !== "working" || status.phase !== "unrecognised") {
    watch.strangeSince = undefined
    return seen
  }
  watch.strangeSince ??= now
  if (now - watch.strangeSince < watch.stall) return seen
  const { ref } = watch.target
  return yield* new TaskStalled({
    ref,
    look: seen,
    looks: watch.looks,
    errors: watch.errors,
    message: `task ${ref.id} of ${ref.provider} says ${JSON.stringify(status.native)}, which is no known status, for too long`
  })
})

const bad = Effect.fnUntraced(function* <Raw>(watch: Watch<Raw>, failure: ProviderError, now: number) {
  const { ref } = watch.target
  const error = withRef(failure, ref)
  const unknown = error.reason._tag === "NotFound"
  const late = unknown && now - watch.born < lag
  if (unknown && !late && watch.last !== undefined) {
    watch.gone = true
    const message = "the provider no longer knows this task"
    return { status: { state: "failed", reason: "expired", message, native: watch.last.status.native } } satisfies Look
  }
  if ((!late && !error.transient) || now - watch.lastGood >= watch.outage) return yield* error
  // A task that is not known yet is no outage: it may be a short one, so the pace stays.
  if (!late) watch.failures++
  watch.errors = [...watch.errors.slice(1 - keptErrors), error]
  const { reason } = error
  watch.retryAfter =
    "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
  return undefined
})

const timeout = <Raw>({ errors, last, looks, target, within }: Watch<Raw>) =>
  new WaitTimeout({ ref: target.ref, within, ...(last === undefined ? {} : { look: last }), looks, errors })

const unanswered = <Raw>({ full, target }: Watch<Raw>) =>
  new ProviderError({
    provider: target.provider.name,
    operation: full ? "snapshot" : "status",
    reason: new Unavailable({ message: "no answer before the wait ended" })
  })

const report = <Raw>({ errors, looks }: Watch<Raw>) =>
  Effect.annotateCurrentSpan({
    "errand.looks": looks,
    ...(errors.length === 0 ? {} : { "errand.errors": errors.map(String) })
  })
