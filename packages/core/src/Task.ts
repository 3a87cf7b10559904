/**
 * A task is a fiber that runs in someone else's browser: `start` forks it, `await` and `join` wait
 * for it, `run` owns it.
 */
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { Delivery, DeliverOptions, DeliveryNeeds, Handler, Recovered, RecoverOptions } from "./OutcomeDelivery.ts"
import * as Deliver from "./internal/journal/deliver.ts"
import * as Recover from "./internal/journal/recover.ts"
import { awaitOutcome, awaitOutput, outputOf } from "./internal/task/await.ts"
import * as Handle from "./internal/task/handle.ts"
import type { Task } from "./internal/task/handle.ts"
import * as Cancel from "./internal/task/cancel.ts"
import * as Resume from "./internal/task/resume.ts"
import * as Run from "./internal/task/run.ts"
import * as OwnedStream from "./internal/task/ownedStream.ts"
import * as UnownedStreams from "./internal/task/unownedStreams.ts"
import * as WaitSlice from "./internal/task/waitSlice.ts"
import type { AtWork, Outcome } from "./Outcome.ts"
import type * as Provider from "./Provider.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { FileRef, Snapshot, Step, StepByCursor } from "./Snapshot.ts"
import type { StoreError } from "./StoreError.ts"
import type { Ended, StartUnknown, WaitError } from "./TaskError.ts"
import type * as Options from "./TaskOptions.ts"
import type { TaskEvent } from "./TaskEvent.ts"
import type { TaskRef } from "./TaskRef.ts"
import type { TaskStore } from "./TaskStore.ts"

export type { Task, TaskEvent }
export type * from "./TaskOptions.ts"

/**
 * Starts a task and gives its handle; no effect owns the task. A request that is under way is not
 * cut off by interruption: a caller who was interrupted meanwhile gets no handle, so its ref, or
 * that it is not known, is in the log, and with a store it is left to `recover`.
 */
export const start = <Input, P extends Provider.Any, A = string | null>(
  provider: P & Provider.Provider<Input>,
  input: NoInfer<Input>,
  options: Options.StartOptions<A> = {}
): Effect.Effect<Task<A, P>, ProviderError | StartUnknown> => Run.startUnowned<Input, P, A>(provider, input, options)

const continue_ = <Input, P extends Provider.Any, A = string | null>(
  task: Task<unknown, P & Provider.Provider<Input> & Provider.Continuable<Input>>,
  input: NoInfer<Input>,
  options: Options.StartOptions<A> = {}
): Effect.Effect<Task<A, P>, ProviderError | StartUnknown> => Run.continueSession<Input, P, A>(task, input, options)
export {
  /**
   * Starts a task in the session of another one, whose ref has it as its scope, and gives its
   * handle, like {@link start}. Only where the provider's sessions take more than one task. A
   * session takes them one after the other: while a task runs in it, or when it has been closed,
   * the service refuses with the reason `Conflict`. A ref without a session is refused with
   * `BadRequest`, and nothing is sent.
   */
  continue_ as continue
}

/**
 * A handle to a task that already runs. Makes no request. A ref of another provider, kind or
 * account is refused by the first operation, with the reason `ForeignRef` and without a request.
 */
export const attach = <P extends Provider.Any, A = string | null>(
  provider: P,
  ref: TaskRef,
  options: Options.TaskOptions<A> = {}
): Task<A, P> => Handle.make(provider, ref, options)

/**
 * Starts a task and waits for its output under one roof. The task is this effect's own: leaving it
 * early (interruption, timeout, a lost race, a defect, a wait given up) cancels it there before
 * this effect ends.
 */
export const run = <Input, Raw, P extends Provider.Any, A = string | null>(
  provider: P & Provider.Provider<Input, Raw>,
  input: NoInfer<Input>,
  options: Options.RunOptions<A> = {}
): Effect.Effect<A, ProviderError | StartUnknown | Ended<Raw> | WaitError> =>
  Run.runOwned<Input, Raw, A>(provider, input, options)

/**
 * Starts a task and tells what is new of it: its states, its steps, where it can be watched, and
 * last its outcome. The task is this stream's own: leaving the stream before the outcome was taken
 * (`take`, an error, interruption) cancels the task there before the stream ends. A task that ended
 * badly is an outcome; errors say that the start or the wait failed. Looks are made while the
 * stream is pulled, so a slow consumer hears late of what is new, and of an overrun of the budget.
 */
export const stream = <Input, Raw, P extends Provider.Any, A = string | null>(
  provider: P & Provider.Provider<Input, Raw>,
  input: NoInfer<Input>,
  options: Options.RunOptions<A> = {}
): Stream.Stream<TaskEvent<A, Raw>, ProviderError | StartUnknown | WaitError> =>
  OwnedStream.streamOwned<Input, Raw, A>(provider, input, options)

/**
 * One look at everything that its snapshot tells. Makes one request, so it reads no events.
 */
export const poll = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>
): Effect.Effect<Snapshot<Raw>, ProviderError> =>
  Handle.request(task, (provider, ref) => provider.snapshot(ref.id, { wantsLiveUrl: true }))

/**
 * Every change of the task, from how it is now to how it ended. A change of `raw` alone is none.
 */
export const watch = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: Options.WaitOptions = {}
): Stream.Stream<Snapshot<Raw>, WaitError> => UnownedStreams.snapshots(task, options)

/**
 * The agent's steps as they come, each (key, revision) once and in order, up to the ones that
 * arrive together with the end. A stream begun anew tells them all again, unless `seen` says which
 * are known, or, where the provider tells steps as events, `after` says with which it goes on.
 */
export function steps<A, Raw>(
  task: Task<A, Provider.Provider<never, Raw> & Provider.HasEvents>,
  options?: Options.StepsByCursorOptions
): Stream.Stream<StepByCursor, WaitError>
export function steps<A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options?: Options.StepsOptions
): Stream.Stream<Step, WaitError>
export function steps<A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: Options.StepsByCursorOptions = {}
): Stream.Stream<Step, WaitError> {
  return UnownedStreams.steps(task, options)
}

const await_ = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options?: Options.WaitOptions
): Effect.Effect<Outcome<A, Raw>, WaitError> =>
  Effect.map(Cancel.withGiveUp(task, options, awaitOutcome<A, Raw>), ({ outcome }) => outcome)
export {
  /**
   * Waits for the end. A task that failed or was cancelled is an outcome, not an error; errors say
   * that the wait failed.
   */
  await_ as await
}

/**
 * A slice of a wait, for a program that lives shorter than the task: the outcome, or that the task
 * is still at work and when it is worth looking again, with this handle or one made of its ref in
 * another process. Owns nothing: leaving it changes nothing at the service. Looks at once if the
 * task may be over, then like any other wait. A service that fails or is away meanwhile is waited
 * out like in {@link await}, which also says what ends a wait.
 */
export const look = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: Options.LookOptions
): Effect.Effect<Outcome<A, Raw> | AtWork, WaitError> => WaitSlice.look(task, options)

/**
 * Waits for the output, or fails with how the task ended instead. Cancels only when it gives up and
 * `onGiveUp` says so.
 */
export const join = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options?: Options.WaitOptions
): Effect.Effect<A, Ended<Raw> | WaitError> => Effect.flatMap(Cancel.withGiveUp(task, options, awaitOutput), outputOf)

/**
 * Waits for the outcome and gives it to the handler, unless a handler had it before, in this
 * process or an earlier one; tells which delivery this was, or nothing. Needs a `TaskStore`: what
 * dies before the handler has succeeded is delivered by {@link recover}.
 */
export const deliver = <A, Raw, E, R, const Record extends DeliverOptions["record"] = undefined>(
  task: Task<A, Provider.Provider<never, Raw>>,
  handler: Handler<A, Raw, E, R>,
  options: Options.WaitOptions & { readonly record?: Record } = {}
): Effect.Effect<Delivery | undefined, E | StoreError | WaitError, R | TaskStore | DeliveryNeeds<Record>> =>
  Deliver.deliver(task.ref, await_(task, options), handler, options)

/**
 * After a restart: finds every task of this provider that the store knows and whose outcome was not
 * delivered, adopts those that were started but never acknowledged, waits for each and gives its
 * outcome to the handler; starts that came to nothing are told to `onNotStarted`. Leaves alone what
 * this process itself started. What could not be delivered is in the result, in the log, and still
 * in the store. Fails only where the store cannot tell what is in it; nothing was done then.
 */
export const recover = <
  P extends Provider.Any,
  Raw,
  E = never,
  R = never,
  A = string | null,
  const Record extends DeliverOptions["record"] = undefined,
  E2 = never,
  R2 = never
>(
  provider: P & Provider.Provider<never, Raw>,
  handler: Handler<A, NoInfer<Raw>, E, R>,
  options: Omit<RecoverOptions<A, E2, R2>, "record"> & { readonly record?: Record } = {}
): Effect.Effect<Recovered<E | E2>, StoreError, R | R2 | TaskStore | DeliveryNeeds<Record>> =>
  Recover.recover<A, Raw, E | E2, R | R2>(
    provider,
    (ref) => await_(attach<Provider.Provider<never, Raw>, A>(provider, ref, options)),
    handler,
    options
  )

/**
 * Asks the provider to stop the task, once. `already-over` when nothing was left to stop; a stop on
 * its way can still lose to the end. It looks first whether the task is over, because not every
 * service answers a stop of such a task differently.
 */
export const cancel = <A>(task: Task<A>): Effect.Effect<"requested" | "already-over", ProviderError> =>
  Cancel.cancel(task)

/** Lets a task go on that asked for input. Only where the provider can. */
export const resume = <A>(task: Task<A, Provider.Any & Provider.Resumable>): Effect.Effect<void, ProviderError> =>
  Resume.resumeBy(task, (provider, ref) => provider.resume(ref.id))

/** Tells a task what it asked for, once. Only where the provider's tasks take an answer. */
export const answer = <A, Answer>(
  task: Task<A, Provider.Any & Provider.Answerable<Answer>>,
  answer: NoInfer<Answer>
): Effect.Effect<void, ProviderError> => Resume.resumeBy(task, (provider, ref) => provider.answer(ref.id, answer))

/** The bytes of a file that the task left. Only where the provider has files. */
export const file = <A>(
  task: Task<A, Provider.Any & Provider.HasFiles>,
  file: FileRef
): Stream.Stream<Uint8Array, ProviderError> =>
  Handle.requestStream(task, (provider, ref) => provider.file(ref.id, file))
