/** A task that belongs to the effect that started it. */
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Any, Continuable, Provider, Started } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { Ended, StartUnknown, WaitError } from "../../TaskError.ts"
import type { RunOptions, StartOptions } from "../../TaskOptions.ts"
import * as WriteEntries from "../journal/writeEntries.ts"
import type { Restore } from "../keyedMutex.ts"
import type { Guard } from "../lookout/waiter.ts"
import * as MonotonicTime from "../monotonicTime.ts"
import * as Lost from "../start/lost.ts"
import * as Start from "../start/start.ts"
import { awaitOutput, outputOf } from "./await.ts"
import * as BudgetGuard from "./budgetGuard.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"
import * as Cancel from "./cancel.ts"
import type { LeaveOptions } from "./cancel.ts"
import * as Options from "./options.ts"
import * as Outcomes from "./outcome.ts"
import type { End, ListedEnd } from "./outcome.ts"

/**
 * Starts a task and gives its handle. To be run uninterruptibly; only what changes nothing is
 * restored.
 */
export const startHandle = Effect.fnUntraced(function* <Input, P extends Any, A>(
  provider: P & Provider<Input>,
  input: Input,
  options: StartOptions<A> & { readonly leaveWithin?: Duration.Duration; readonly scope?: Started["scope"] },
  restore: Restore
): Effect.fn.Return<Task<A, P>, ProviderError | StartUnknown> {
  yield* Options.check(provider, "start", options)
  const outputSchema = yield* Handle.makeOutputSchema(provider, options)
  const ref = yield* Start.start(provider, input, { ...options, outputSchema }, restore)
  return Handle.make<A, P>(provider, ref, options)
})

/** Starts a task that no effect owns, and gives its handle. */
export const startUnowned = <Input, P extends Any, A>(
  provider: P & Provider<Input>,
  input: Input,
  options: StartOptions<A> & { readonly scope?: Started["scope"] }
): Effect.Effect<Task<A, P>, ProviderError | StartUnknown> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.onExit(startHandle<Input, P, A>(provider, input, options, restore), (exit) => Start.logOrphan(exit, restore))
  )

/** Starts a task that no effect owns in the session of another task. */
export const continueSession = <Input, P extends Any, A>(
  task: Task<unknown, P & Provider<Input> & Continuable<Input>>,
  input: Input,
  options: StartOptions<A>
): Effect.Effect<Task<A, P>, ProviderError | StartUnknown> =>
  Effect.flatMap(Handle.sessionOf(task), (sessionId) =>
    startUnowned<Input, P, A>(task.provider, task.provider.inSession(input, sessionId), {
      ...options,
      scope: { sessionId }
    })
  )

/** What ends the wait for a task that is owned, before the task is over. */
export type RunningError<Raw> = WaitError | BudgetGuard.Overrun<Raw>

/** Starts a task, waits for its output, and cancels it where it is left before. */
export const runOwned = <Input, Raw, A>(
  provider: Provider<Input, Raw>,
  input: Input,
  options: RunOptions<A>
): Effect.Effect<A, ProviderError | StartUnknown | Ended<Raw> | WaitError> =>
  Effect.withSpan(
    Effect.uninterruptibleMask((restore) => run<Input, Raw, A>(provider, input, options, restore)),
    "Task.run",
    { attributes: { "errand.provider": provider.name }, captureStackTrace: false }
  )

const run = Effect.fnUntraced(function* <Input, Raw, A>(
  provider: Provider<Input, Raw>,
  input: Input,
  options: RunOptions<A>,
  restore: Restore
): Effect.fn.Return<A, ProviderError | StartUnknown | Ended<Raw> | WaitError> {
  const task = yield* begin<Input, Raw, A>(provider, input, options, restore)
  const work = Effect.flatMap(prepareWait<Raw>(task, options), (guard) => awaitOutput(task, options, guard))
  const exit = yield* Effect.exit(restore(work))
  return yield* outputOf(yield* finish(task, options, exit))
})

/**
 * Starts a task that its caller owns. To be run uninterruptibly, and followed by `finish` or
 * `leave`.
 */
export const begin = Effect.fnUntraced(function* <Input, Raw, A>(
  provider: Provider<Input, Raw>,
  input: Input,
  options: RunOptions<A>,
  restore: Restore
): Effect.fn.Return<Task<A, Provider<Input, Raw>>, ProviderError | StartUnknown> {
  yield* Options.check(provider, "start", options)
  const owned = { ...options, leaveWithin: Cancel.cancelTimeout(options) }
  const answer = Deferred.makeUnsafe<Task<A, Provider<Input, Raw>>, ProviderError | StartUnknown>()
  const started = Effect.uninterruptibleMask((restore) =>
    startHandle<Input, Provider<Input, Raw>, A>(provider, input, owned, restore).pipe(
      Effect.tapError(Lost.logStartUnknown),
      Effect.exit,
      Effect.flatMap((exit) => Deferred.done(answer, exit))
    )
  )
  // A fiber of its own, so that a caller who leaves need not hear the answer out.
  const starting = yield* Effect.forkDetach(started, { startImmediately: true })
  const waited = yield* Effect.exit(restore(Effect.exit(Deferred.await(answer))))
  if (Exit.isFailure(waited)) {
    starting.interruptUnsafe()
    return yield* leaveStart(provider.name, Deferred.await(answer), options, waited.cause)
  }
  const task = yield* waited.value
  yield* Effect.annotateCurrentSpan("errand.task.id", task.ref.id)
  return task
})

/**
 * Leaves a start that was not answered yet. Its answer, the search for its task and the cancel take
 * `cancelWithin` together; what is not known then is logged, and goes on as long as the process.
 */
const leaveStart = Effect.fnUntraced(function* <A, P extends Any>(
  provider: string,
  answer: Effect.Effect<Task<A, P>, ProviderError | StartUnknown>,
  options: LeaveOptions & Pick<RunOptions<A>, "key">,
  cause: Cause.Cause<never>
): Effect.fn.Return<never, ProviderError | StartUnknown> {
  const within = Duration.toMillis(Cancel.cancelTimeout(options))
  const began = yield* MonotonicTime.now
  const annotated = Effect.annotateLogs({
    "errand.provider": provider,
    ...(options.key === undefined ? {} : { "errand.key": options.key })
  })
  const settled = Effect.exit(answer)
  // What waits for its turn has sent nothing, and is over at once.
  let answered = yield* Effect.timeoutOption(settled, 0)
  if (Option.isNone(answered)) {
    const time = Duration.format(Duration.millis(within))
    yield* annotated(
      Effect.logInfo(`a start was left before it was answered: its task is waited for during ${time}, to be cancelled`)
    )
    answered = yield* Effect.timeoutOption(settled, within)
  }
  if (Option.isNone(answered)) {
    yield* annotated(
      Effect.logError("a start was left and not answered in time: a task may be running that nobody holds")
    )
    // Without a store, the log and this fiber are all that know of it.
    const late = Effect.flatMap(answer, (task) => leave(task, options))
    yield* Effect.forkDetach(Effect.uninterruptible(Effect.ignore(late)))
    return yield* Effect.failCause(cause)
  }
  if (Exit.isFailure(answered.value)) return yield* Effect.failCause(answered.value.cause)
  const remaining = Math.max(0, within - ((yield* MonotonicTime.now) - began))
  yield* leave(answered.value.value, { ...options, cancelWithin: remaining })
  return yield* Effect.failCause(cause)
})

/**
 * Tells the caller of the start, and gives what watches the budget. It belongs to the wait: the
 * caller's code runs only where a defect in it still leads to the cancel.
 */
export const prepareWait = <Raw>(
  { ref }: Task<unknown>,
  { budget, onStart }: Pick<RunOptions<unknown>, "budget" | "onStart">
): Effect.Effect<Guard<Raw, BudgetGuard.Overrun<Raw>> | undefined> =>
  Effect.andThen(
    Effect.suspend(() => onStart?.(ref) ?? Effect.void),
    Effect.sync(() => budget && BudgetGuard.makeGuard<Raw>(budget))
  )

/**
 * What the owner of a task is given when the wait for it has ended in this way. A task that still
 * runs is cancelled. To be run uninterruptibly.
 */
export const finish = Effect.fnUntraced(function* <A, Raw, B extends End<A, Raw> | ListedEnd<A>>(
  task: Task<A, Provider<never, Raw>>,
  options: LeaveOptions,
  exit: Exit.Exit<B, RunningError<Raw>>
): Effect.fn.Return<End<A, Raw> | B, WaitError> {
  if (Exit.isSuccess(exit)) return yield* handOver(task, exit.value)
  const error = soleError(exit.cause)
  if (error === undefined) {
    yield* leave(task, options)
    return yield* Effect.failCause(withoutOverrun(exit.cause))
  }
  const { end, fate } = yield* Cancel.cancelAndConfirm(task, options)
  if (end !== undefined && !Cancel.isStoppedByUs(end)) return yield* handOver(task, end)
  if (end !== undefined) yield* WriteEntries.recordDelivered(task.ref, "caller")
  if (error._tag === "Overrun") return { outcome: Outcomes.makeOverBudget(error, end?.outcome, task.ref) }
  return yield* Cancel.withFate(error, fate)
})

/** Cancels a task whose owner is gone. To be run uninterruptibly. */
export const leave = Effect.fnUntraced(function* <A>(task: Task<A>, options: LeaveOptions): Effect.fn.Return<void> {
  // A cancel that came in time leaves nothing to deliver; one that came too late leaves an
  // outcome for a store to keep.
  if ((yield* Cancel.cancelAndRelease(task, options)) === "requested")
    yield* WriteEntries.recordDelivered(task.ref, "nobody")
})

/** The one error of a wait that simply failed; nothing when it was interrupted or died. */
const soleError = <E>(cause: Cause.Cause<E>): E | undefined =>
  Cause.hasInterrupts(cause) || Cause.hasDies(cause) ? undefined : Option.getOrUndefined(Cause.findErrorOption(cause))

/** The interruption or the defect that ended a wait. */
export const withoutOverrun = <Raw>(cause: Cause.Cause<RunningError<Raw>>): Cause.Cause<WaitError> =>
  Cause.fromReasons(
    cause.reasons.flatMap((reason): ReadonlyArray<Cause.Reason<WaitError>> => {
      if (reason._tag !== "Fail") return [reason]
      return reason.error._tag === "Overrun" ? [] : [Cause.makeFailReason(reason.error)]
    })
  )

const handOver = <A, Raw, B extends End<A, Raw> | ListedEnd<A>>(task: Task<A>, end: B) =>
  Effect.as(WriteEntries.recordDelivered(task.ref, "caller"), end)
