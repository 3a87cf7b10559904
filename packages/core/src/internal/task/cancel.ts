/**
 * A task that its owner leaves before the end is cancelled, within a bound, and what could not be
 * cancelled is logged.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Cadence, make as makeCadence } from "../../Cadence.ts"
import type { Any, CancelLimits, Provider } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import * as Status from "../../Status.ts"
import { CancelFailed, PersonTimeout, TaskStalled, WaitTimeout } from "../../TaskError.ts"
import type { TaskFate, WaitError } from "../../TaskError.ts"
import type { WaitOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import * as Backoff from "../backoff.ts"
import * as WriteEntries from "../journal/writeEntries.ts"
import * as MonotonicTime from "../monotonicTime.ts"
import * as PendingCancels from "./pendingCancels.ts"
import { awaitOutcome, limitsOf } from "./await.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"
import * as Options from "./options.ts"
import type { End } from "./outcome.ts"

/** What the provider says to a cancel. */
export type CancelAnswer = "requested" | "already-over"

/** How a task is left. */
export type LeaveOptions = Pick<WaitOptions, "cancelWithin" | "onCancelFailed">

/** How long leaving may take in all. */
export const cancelTimeout = ({ cancelWithin }: LeaveOptions): Duration.Duration =>
  Duration.fromInputUnsafe(cancelWithin ?? "30 seconds")

/** Asks the provider once to stop the task, unless a look shows that it is over. */
export const cancel = <A>(task: Task<A>, limits?: CancelLimits): Effect.Effect<CancelAnswer, ProviderError> =>
  Handle.request(task, (provider, ref) =>
    Effect.flatMap(isOver(provider, ref), (over): Effect.Effect<CancelAnswer, ProviderError> => {
      if (over) return Effect.succeed("already-over")
      const { cancelling } = task["~errand"]
      const before = cancelling.issued
      cancelling.issued = true
      return Effect.tap(provider.cancel(ref.id, limits), (answer) =>
        Effect.sync(() => {
          if (answer === "already-over") cancelling.issued = before
        })
      )
    })
  )

/**
 * Cancels the task until the provider has answered, and lets another process take care of what
 * still runs.
 */
export const cancelAndRelease = <A>(task: Task<A>, options: LeaveOptions): Effect.Effect<CancelAnswer | undefined> =>
  Effect.flatMap(WriteEntries.isInOurCare(task.ref), (isOurs) => {
    const left = isOurs ? cancelUntilDelivered(task, options) : Effect.as(logTakenOver(task.ref), undefined)
    return Effect.tap(left, () => WriteEntries.release(task.ref))
  })

const logTakenOver = (ref: TaskRef) =>
  Effect.annotateLogs(
    Effect.logWarning("a task was left and not cancelled: another process may have taken it over from the store"),
    { "errand.ref": JSON.stringify(ref) }
  )

/** How a task was left: what has become of it, and its end where that was seen. */
export interface Left<out A, out Raw> {
  readonly fate: TaskFate
  readonly end: End<A, Raw> | undefined
}

/**
 * Cancels the task for a reason that the caller will hear, and waits how it ends, because the end
 * may have come before the cancel.
 */
export const cancelAndConfirm = Effect.fnUntraced(function* <A, Raw>(
  task: Task<A, Provider<never, Raw>>,
  options: LeaveOptions
): Effect.fn.Return<Left<A, Raw>> {
  const began = yield* MonotonicTime.now
  if ((yield* cancelAndRelease(task, options)) === undefined) return { fate: "cancel_failed", end: undefined }
  const spentMillis = (yield* MonotonicTime.now) - began
  const within = Duration.millis(Math.max(0, Duration.toMillis(cancelTimeout(options)) - spentMillis))
  const unbounded = {
    noProgressFor: Duration.infinity,
    unrecognisedFor: Duration.infinity,
    personWithin: Duration.infinity
  }
  const confirmed = awaitOutcome(task, { within, ...unbounded }).pipe(
    Effect.provideService(Cadence, confirmCadence),
    (wait) => Effect.withSpan(wait, "Task.confirm", { captureStackTrace: false }),
    Effect.timeoutOption(within),
    Effect.option
  )
  const end = Option.getOrUndefined(Option.flatten(yield* confirmed))
  return { fate: end === undefined ? "cancel_requested" : "cancelled", end }
})

/** The same error, with what has become of the task. */
export const withFate = <E extends { readonly _tag: string }>(error: E | WaitError, fate: TaskFate): E | WaitError => {
  if (error instanceof WaitTimeout) return new WaitTimeout({ ...error, fate })
  if (error instanceof PersonTimeout) return new PersonTimeout({ ...error, fate })
  return error instanceof TaskStalled ? new TaskStalled({ ...error, fate }) : error
}

/** Whether the task ended because of a cancel of this handle. */
export const isStoppedByUs = <A, Raw>({ outcome }: End<A, Raw>): boolean =>
  outcome._tag === "Cancelled" && outcome.by === "caller"

/**
 * Cancels the task with the wait that gave up, where the wait's options say so. Fails with what
 * became of the task.
 */
export const cancelOnGiveUp =
  <A>(task: Task<A>) =>
  (error: WaitError, options: WaitOptions): Effect.Effect<never, WaitError> =>
    isGiveUp(error, options)
      ? Effect.flatMap(Effect.uninterruptible(cancelAndRelease(task, options)), (answer) =>
          Effect.fail(withFate(error, answer === undefined ? "cancel_failed" : "cancel_requested"))
        )
      : Effect.fail(error)

/**
 * A wait that cancels the task when it gives up, where its options say so. An end that came before
 * the cancel is the wait's result after all.
 */
export const withGiveUp = <A, Raw, B>(
  task: Task<A, Provider<never, Raw>>,
  options: WaitOptions = {},
  wait: (task: Task<A, Provider<never, Raw>>, options: WaitOptions) => Effect.Effect<End<A, Raw> | B, WaitError>
): Effect.Effect<End<A, Raw> | B, WaitError> => {
  const limits = limitsOf(task, options)
  const checked: Effect.Effect<End<A, Raw> | B, WaitError> = Effect.andThen(
    Options.check(task.provider, "await", limits),
    wait(task, limits)
  )
  const waited = Effect.catchIf(
    checked,
    (error) => isGiveUp(error, limits),
    (error) =>
      Effect.flatMap(Effect.uninterruptible(cancelAndConfirm(task, limits)), ({ end, fate }) =>
        end !== undefined && !isStoppedByUs(end) ? Effect.succeed(end) : Effect.fail(withFate(error, fate))
      )
  )
  return Effect.withSpan(waited, "Task.await", {
    attributes: { "errand.provider": task.ref.provider, "errand.task.id": task.ref.id },
    captureStackTrace: false
  })
}

/** Whether this error means that the wait gave up, and that the task goes with it. */
const isGiveUp = (error: WaitError, { onGiveUp }: WaitOptions): boolean =>
  onGiveUp === "cancel" && error._tag !== "ProviderError"

/**
 * Whether the task is known to be over. When the look fails or takes long it is not known: to stop
 * the task matters more than to know.
 */
const isOver = (provider: Any, { id }: TaskRef): Effect.Effect<boolean> =>
  provider.status(id).pipe(
    Effect.timeoutOption(statusBeforeCancelMillis),
    Effect.catchDefect(() => Effect.succeedNone),
    Effect.match({
      onFailure: () => false,
      onSuccess: (look) => Option.isSome(look) && Status.isOver(look.value.status)
    })
  )

/**
 * Cancels, again and again while the service fails, within a bound. Gives the provider's answer, or
 * nothing where there was none: that is logged with the ref, and told to `onCancelFailed`.
 */
const cancelUntilDelivered = <A>(task: Task<A>, options: LeaveOptions): Effect.Effect<CancelAnswer | undefined> => {
  const { ref } = task
  const within = cancelTimeout(options)
  let last: ProviderError | undefined
  const repeated = Effect.gen(function* () {
    const began = yield* MonotonicTime.now
    for (let tries = 1; ; tries++) {
      const remainingMillis = Duration.toMillis(within) - ((yield* MonotonicTime.now) - began)
      const answer = yield* Effect.result(cancel(task, { within: Duration.millis(remainingMillis) }))
      if (answer._tag === "Success") return answer.success
      last = answer.failure
      const isNew = (yield* MonotonicTime.now) - began < notFoundGraceMillis
      if (!last.transient && !(last.reason._tag === "NotFound" && isNew)) return yield* last
      const asked = last.retryAfterMillis ?? 0
      // A pause that ends after the bound would hold the caller for nothing.
      if ((yield* MonotonicTime.now) - began + asked > Duration.toMillis(within)) return yield* last
      yield* Effect.sleep(Math.max(Backoff.pauseAfter(tries, cancelPauses), asked))
    }
  })
  const failed = Effect.suspend(() => {
    const failure = new CancelFailed({ ref, within, ...(last === undefined ? {} : { error: last }) })
    return Effect.logError("a task was left but could not be cancelled: it may still run", failure).pipe(
      Effect.annotateLogs({ "errand.ref": JSON.stringify(ref) }),
      Effect.andThen(Effect.suspend(() => options.onCancelFailed?.(failure) ?? Effect.void)),
      Effect.as(undefined)
    )
  })
  return repeated.pipe(
    Effect.timeout(within),
    Effect.tap((answer) => Effect.annotateCurrentSpan("errand.cancel", answer)),
    Effect.catchCause(() => Effect.andThen(Effect.annotateCurrentSpan("errand.cancel", "failed"), failed)),
    PendingCancels.track(ref)
  )
}

/**
 * How long a cancel waits to hear whether there is anything left to stop, before it stops it
 * anyway.
 */
const statusBeforeCancelMillis = 3000

/** How long a task that has just been started may be unknown to parts of the service. */
const notFoundGraceMillis = 5000

const cancelPauses: Backoff.Backoff = { firstMillis: 250, capMillis: 5000 }

const confirmCadence = makeCadence({ cap: "1 second" })
