/**
 * A task is a fiber that runs in someone else's browser: `start` forks it, `await` and `join` wait for it, `run` owns it.
 */
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { Cadence, make as makeCadence } from "./Cadence.ts"
import * as Budgets from "./internal/task/budget.ts"
import * as Handle from "./internal/task/handle.ts"
import * as Lookout from "./internal/lookout/wait.ts"
import { abandon, patience, tellUnknown } from "./internal/task/leave.ts"
import type { Leaving } from "./internal/task/leave.ts"
import * as Recorded from "./internal/journal/record.ts"
import * as Recovery from "./internal/journal/recover.ts"
import { overran, settle, settleTold } from "./internal/task/outcome.ts"
import type { Settled, Told } from "./internal/task/outcome.ts"
import * as Starting from "./internal/start/start.ts"
import * as Steps from "./internal/task/steps.ts"
import type { Task } from "./internal/task/handle.ts"
import type { Guard } from "./internal/lookout/waiter.ts"
import type { Delivery, DeliverOptions, Handler, Recovered, RecoverOptions } from "./Delivery.ts"
import type { Outcome } from "./Outcome.ts"
import type * as Provider from "./Provider.ts"
import type * as Snapshot from "./Snapshot.ts"
import type { Step } from "./Snapshot.ts"
import type { StoreError } from "./StoreError.ts"
import { TaskCancelled, TaskFailed } from "./TaskError.ts"
import type { Ended, StartUnknown, WaitError } from "./TaskError.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { Budget, RunOptions, StartOptions, StepsOptions, TaskOptions, WaitOptions } from "./TaskOptions.ts"
import type { TaskRef } from "./TaskRef.ts"
import type { TaskStore } from "./TaskStore.ts"

export type { Budget, RunOptions, StartOptions, StepsOptions, Task, TaskOptions, WaitOptions }

/**
 * Starts a task and gives its handle; nobody owns the task. A request that is under way is not cut off by interruption: a caller who was
 * interrupted meanwhile gets no handle, so its ref, or that nobody knows it, is in the log, and with a store in the care of `recover`.
 */
export const start = Effect.fnUntraced(function* <Input, P extends Provider.Any, A = string | null>(
  provider: P & Provider.Provider<Input>,
  input: NoInfer<Input>,
  options: StartOptions<A> = {}
): Effect.fn.Return<Task<A, P>, ProviderError | StartUnknown> {
  return yield* Effect.uninterruptibleMask((restore) => {
    const begun = begin<Input, P, A>(provider, input, options, restore)
    return Effect.onExit(begun, (exit) => Starting.orphaned(exit, restore))
  })
})

/**
 * A handle to a task that already runs. Makes no request. A ref of another provider, kind or account is refused by the first
 * operation, with the reason `ForeignRef` and without a request.
 */
export const attach = <P extends Provider.Any, A = string | null>(
  provider: P,
  ref: TaskRef,
  options: TaskOptions<A> = {}
): Task<A, P> => Handle.make(provider, ref, options)

/**
 * Starts a task and waits for its output under one roof. The task is this effect's own: leaving it early (interruption, timeout, a
 * lost race, a defect, a wait given up) cancels it there before this effect ends.
 */
export const run = <Input, Raw, P extends Provider.Any, A = string | null>(
  provider: P & Provider.Provider<Input, Raw>,
  input: NoInfer<Input>,
  options: RunOptions<A> = {}
): Effect.Effect<A, ProviderError | StartUnknown | Ended<Raw> | WaitError> =>
  Effect.withSpan(
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const owned = { ...options, seekWithin: patience(options) }
        const started = begin<Input, Provider.Provider<Input, Raw>, A>(provider, input, owned, restore)
        const task = yield* Effect.tapError(started, tellUnknown)
        yield* Effect.annotateCurrentSpan("errand.task.id", task.ref.id)
        // Nothing of the caller's may run outside what the cancel guards.
        const noted = Effect.suspend(() => options.onStart?.(task.ref) ?? Effect.void)
        const guard = Effect.sync(() => options.budget && Budgets.guard<Raw>(options.budget))
        const work = Effect.andThen(
          noted,
          Effect.flatMap(guard, (guard) => hoped(task, options, guard))
        )
        const exit = yield* Effect.exit(restore(work))
        if (Exit.isSuccess(exit)) return yield* handOver(task, exit.value)
        const error = only(exit.cause)
        if (error === undefined) {
          // A stop that was in time leaves nothing to deliver; one that came too late leaves an outcome for a store to keep.
          if ((yield* left(task, options)) === "requested") yield* Recorded.settled(task.ref, "nobody")
          return yield* Effect.failCause(Cause.map(exit.cause, (error) => asFailed(error, undefined, task.ref)))
        }
        const end = yield* leftFor(task, options)
        if (end !== undefined && !stoppedByUs(end)) return yield* handOver(task, end)
        if (end !== undefined) yield* Recorded.settled(task.ref, "caller")
        return yield* asFailed(error, end?.outcome, task.ref)
      })
    ),
    "Task.run",
    { attributes: { "errand.provider": provider.name }, captureStackTrace: false }
  )

/** One look at everything. */
export const poll = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>
): Effect.Effect<Snapshot.Snapshot<Raw>, ProviderError> =>
  Handle.ask(task, (provider, ref) => provider.snapshot(ref.id))

/** Every change of the task, from how it is now to how it ended. A change of `raw` alone is none. */
export const watch = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options?: WaitOptions
): Stream.Stream<Snapshot.Snapshot<Raw>, WaitError> => Stream.changesWith(snapshots(task, options), Steps.sameView)

/**
 * The agent's steps as they come, each (key, revision) once and in order, up to the ones that arrive together with the end.
 * A stream begun anew tells them all again, unless `seen` says which are known.
 */
export const steps = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: StepsOptions = {}
): Stream.Stream<Step, WaitError> =>
  Stream.suspend(() => {
    const state = Steps.seen(options.seen ?? [])
    return Stream.flatMap(snapshots(task, options), (snapshot) =>
      Stream.fromIterableEffect(Effect.map(DateTime.now, (at) => Steps.fold(state, snapshot.steps, at)))
    )
  })

/** Waits for the end. A task that failed or was cancelled is an outcome, not an error; errors say that the wait failed. */
const await_ = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options?: WaitOptions
): Effect.Effect<Outcome<A, Raw>, WaitError> =>
  Effect.map(traced(task, options, settled<A, Raw>), ({ outcome }) => outcome)
export {
  /** Waits for the end. A task that failed or was cancelled is an outcome, not an error; errors say that the wait failed. */
  await_ as await
}

/** Waits for the output, or fails with how the task ended instead. Cancels only when it gives up and `onGiveUp` says so. */
export const join = <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options?: WaitOptions
): Effect.Effect<A, Ended<Raw> | WaitError> => Effect.flatMap(traced(task, options, hoped), output)

/**
 * Waits for the outcome and gives it to the handler, unless a handler had it before, in this process or an earlier one; tells which
 * delivery this was, or nothing. Needs a `TaskStore`: what dies before the handler has succeeded is delivered by {@link recover}.
 */
export const deliver = <A, Raw, E, R>(
  task: Task<A, Provider.Provider<never, Raw>>,
  handler: Handler<A, Raw, E, R>,
  options: DeliverOptions & WaitOptions = {}
): Effect.Effect<Delivery | undefined, E | StoreError | WaitError, R | TaskStore> =>
  Recovery.deliver(task.ref, await_(task, options), handler, options)

/**
 * After a restart: finds every task of this provider that the store knows and whose outcome was not delivered, adopts those that were
 * started but never acknowledged, waits for each and gives its outcome to the handler. Leaves alone what this process itself
 * started. Never fails: what could not be delivered is in the result, in the log, and still in the store.
 */
export const recover = <P extends Provider.Any, Raw, E = never, R = never, A = string | null>(
  provider: P & Provider.Provider<never, Raw>,
  handler: Handler<A, NoInfer<Raw>, E, R>,
  options: RecoverOptions<A> = {}
): Effect.Effect<Recovered<E>, never, R | TaskStore> =>
  Recovery.recover(
    provider,
    (ref) => await_(attach<Provider.Provider<never, Raw>, A>(provider, ref, options)),
    handler,
    options
  )

/** Asks the provider to stop the task, once. `already-over` when nothing was left to stop; a stop on its way can still lose to the end. */
export const cancel = <A>(task: Task<A>): Effect.Effect<"requested" | "already-over", ProviderError> =>
  Handle.ask(task, (provider, ref) =>
    Effect.suspend(() => {
      const { cancelling } = task["~errand"]
      const before = cancelling.issued
      cancelling.issued = true
      return Effect.tap(provider.cancel(ref.id), (answer) =>
        Effect.sync(() => {
          if (answer === "already-over") cancelling.issued = before
        })
      )
    })
  )

/** Lets a task go on that asked for input. Only where the provider can. */
export const resume = <A>(task: Task<A, Provider.Any & Provider.Resumable>): Effect.Effect<void, ProviderError> =>
  Effect.andThen(
    Handle.ask(task, (provider, ref) => provider.resume(ref.id)),
    Lookout.onResumed(task)
  )

/** The bytes of a file that the task left. Only where the provider has files. */
export const file = <A>(
  task: Task<A, Provider.Any & Provider.HasFiles>,
  file: Snapshot.FileRef
): Stream.Stream<Uint8Array, ProviderError> =>
  Stream.mapError(
    Stream.unwrap(Handle.own(task, (provider, ref) => Effect.succeed(provider.file(ref.id, file)))),
    (error) => Handle.withRef(error, task.ref)
  )

const snapshots = <A, Raw>(task: Task<A, Provider.Provider<never, Raw>>, options: WaitOptions = {}) =>
  Stream.unwrap(
    Handle.own(task, () => {
      const limits = { ...task["~errand"].limits, ...options }
      return Effect.succeed(
        Stream.tapError(Lookout.snapshots(task, limits), (error) =>
          cancels(error, limits) ? Effect.uninterruptible(left(task, limits)) : Effect.void
        )
      )
    })
  )

const settled = <A, Raw, E = never>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: WaitOptions,
  guard?: Guard<Raw, E>
): Effect.Effect<Settled<A, Raw>, WaitError | E> =>
  noted(Effect.flatMap(ended(task, options, "result", guard), (over) => settle(over, termsOf(task))))

/** The same for those who want the output and nothing else: one as hoped that a list has told is not read again. */
const hoped = <A, Raw, E = never>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: WaitOptions,
  guard?: Guard<Raw, E>
): Effect.Effect<Settled<A, Raw> | Told<A>, WaitError | E> =>
  Effect.flatMap(
    ended(task, options, "told", guard),
    (over): Effect.Effect<Settled<A, Raw> | Told<A>, WaitError | E> => {
      const terms = termsOf(task)
      if (over.told === undefined) return noted(settle(over, terms))
      const whole = Effect.flatMap(ended(task, options, "everything", guard), (over) => settle(over, terms))
      return Effect.flatMap(
        settleTold(over, terms),
        (outcome): Effect.Effect<Settled<A, Raw> | Told<A>, WaitError | E> =>
          outcome === undefined ? noted(whole) : noted(Effect.succeed({ outcome }))
      )
    }
  )

const ended = <A, Raw, E = never>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: WaitOptions,
  depth: "told" | "result" | "everything",
  guard: Guard<Raw, E> | undefined
) => Handle.own(task, () => Lookout.end(task, { ...task["~errand"].limits, ...options }, depth, guard))

const termsOf = <A>(task: Task<A>) => ({ ...task["~errand"], ref: task.ref })

const noted = <B extends { readonly outcome: Outcome<unknown> }, E>(self: Effect.Effect<B, E>): Effect.Effect<B, E> =>
  Effect.tap(self, ({ outcome }) =>
    Effect.andThen(Effect.annotateCurrentSpan("errand.outcome", outcome._tag), Recorded.ended(outcome))
  )

const traced = <A, Raw, B>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: WaitOptions = {},
  wait: (
    task: Task<A, Provider.Provider<never, Raw>>,
    options: WaitOptions
  ) => Effect.Effect<Settled<A, Raw> | B, WaitError>
) => {
  const limits = { ...task["~errand"].limits, ...options }
  const waited = Effect.catchIf(
    wait(task, limits),
    (error) => cancels(error, limits),
    (error) =>
      Effect.filterOrFail(
        Effect.uninterruptible(leftFor(task, limits)),
        (end): end is Settled<A, Raw> => end !== undefined && !stoppedByUs(end),
        () => error
      )
  )
  return Effect.withSpan(waited, "Task.await", {
    attributes: { "errand.provider": task.ref.provider, "errand.task.id": task.ref.id },
    captureStackTrace: false
  })
}

/** Whether this error means that the wait gave up, and that the task goes with it. */
const cancels = (error: WaitError, { onGiveUp }: WaitOptions): boolean =>
  onGiveUp === "cancel" && (error._tag === "WaitTimeout" || error._tag === "TaskStalled")

/** Leaves the task: cancels it, and gives up the care for it. */
const left = <A>(task: Task<A>, options: Leaving) =>
  Effect.tap(abandon(cancel(task), task.ref, options), () => Recorded.left(task.ref))

/** Leaves the task for a reason that the caller will hear, so it is worth waiting how it ends: the end may have come first. */
const leftFor = Effect.fnUntraced(function* <A, Raw>(
  task: Task<A, Provider.Provider<never, Raw>>,
  options: Leaving
): Effect.fn.Return<Settled<A, Raw> | undefined> {
  if ((yield* left(task, options)) === undefined) return undefined
  const within = patience(options)
  const end = settled(task, { within, noProgressFor: Duration.infinity, unrecognisedFor: Duration.infinity }).pipe(
    Effect.provideService(Cadence, soon),
    (wait) => Effect.withSpan(wait, "Task.confirm", { captureStackTrace: false }),
    Effect.timeoutOption(within),
    Effect.option
  )
  return Option.getOrUndefined(Option.flatten(yield* end))
})

const soon = makeCadence({ cap: "1 second" })

const stoppedByUs = <A, Raw>({ outcome }: Settled<A, Raw>): boolean =>
  outcome._tag === "Cancelled" && outcome.by === "caller"

/** The one error of a wait that simply failed; nothing when it was interrupted or died. */
const only = <E>(cause: Cause.Cause<E>): E | undefined =>
  Cause.hasInterrupts(cause) || Cause.hasDies(cause) ? undefined : Option.getOrUndefined(Cause.findErrorOption(cause))

const asFailed = <Raw>(
  error: WaitError | Budgets.Overrun<Raw>,
  after: Outcome<unknown, Raw> | undefined,
  ref: TaskRef
): WaitError | TaskFailed<Raw> =>
  error._tag === "Overrun" ? new TaskFailed({ ref, outcome: overran(error, after, ref) }) : error

const handOver = <A, Raw>(task: Task<A>, end: Settled<A, Raw> | Told<A>) =>
  Effect.andThen(Recorded.settled(task.ref, "caller"), output(end))

const begin = Effect.fnUntraced(function* <Input, P extends Provider.Any, A>(
  provider: P & Provider.Provider<Input>,
  input: Input,
  options: StartOptions<A> & { readonly seekWithin?: Duration.Duration },
  restore: Starting.Restore
): Effect.fn.Return<Task<A, P>, ProviderError | StartUnknown> {
  const outputSchema = yield* Handle.outputSchema(provider, options)
  const ref = yield* Starting.start(provider, input, { ...options, outputSchema }, restore)
  return Handle.make<A, P>(provider, ref, options)
})

const output = <A, Raw>({ mismatch, outcome }: Settled<A, Raw> | Told<A>): Effect.Effect<A, Ended<Raw>> => {
  if (mismatch !== undefined) return Effect.fail(mismatch)
  switch (outcome._tag) {
    case "Succeeded":
      return Effect.succeed(outcome.output)
    case "Failed":
      return Effect.fail(new TaskFailed({ ref: outcome.ref, outcome }))
    case "Cancelled":
      return Effect.fail(new TaskCancelled({ ref: outcome.ref, outcome }))
  }
}
