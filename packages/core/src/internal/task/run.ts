/** A task that belongs to the effect that started it. */
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Outcome } from "../../Outcome.ts"
import type { Any, Provider } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import { TaskFailed } from "../../TaskError.ts"
import type { Ended, StartUnknown, WaitError } from "../../TaskError.ts"
import type { RunOptions, StartOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import * as Record from "../journal/record.ts"
import type { Restore } from "../keyedMutex.ts"
import * as Lost from "../start/lost.ts"
import * as Start from "../start/start.ts"
import { awaitOutput, outputOf } from "./await.ts"
import * as BudgetGuard from "./budgetGuard.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"
import * as Cancel from "./cancel.ts"
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
  options: StartOptions<A> & { readonly leaveWithin?: Duration.Duration },
  restore: Restore
): Effect.fn.Return<Task<A, P>, ProviderError | StartUnknown> {
  yield* Options.check(provider, "start", options)
  const outputSchema = yield* Handle.makeOutputSchema(provider, options)
  const ref = yield* Start.start(provider, input, { ...options, outputSchema }, restore)
  return Handle.make<A, P>(provider, ref, options)
})

/**
 * Starts a task, waits for its output, and cancels it where it is left before. To be run
 * uninterruptibly; the waiting is restored.
 */
export const run = Effect.fnUntraced(function* <Input, Raw, A>(
  provider: Provider<Input, Raw>,
  input: Input,
  options: RunOptions<A>,
  restore: Restore
): Effect.fn.Return<A, ProviderError | StartUnknown | Ended<Raw> | WaitError> {
  yield* Options.check(provider, "start", options)
  const owned = { ...options, leaveWithin: Cancel.cancelTimeout(options) }
  const started = startHandle<Input, Provider<Input, Raw>, A>(provider, input, owned, restore)
  const task = yield* Effect.tapError(started, Lost.logStartUnknown)
  yield* Effect.annotateCurrentSpan("errand.task.id", task.ref.id)
  // The caller's code runs only where a defect in it still leads to the cancel.
  const notify = Effect.suspend(() => options.onStart?.(task.ref) ?? Effect.void)
  const makeGuard = Effect.sync(() => options.budget && BudgetGuard.makeGuard<Raw>(options.budget))
  const work = Effect.andThen(
    notify,
    Effect.flatMap(makeGuard, (guard) => awaitOutput(task, options, guard))
  )
  const exit = yield* Effect.exit(restore(work))
  if (Exit.isSuccess(exit)) return yield* handOver(task, exit.value)
  const error = soleError(exit.cause)
  if (error === undefined) {
    // A cancel that came in time leaves nothing to deliver; one that came too late leaves an
    // outcome for a store to keep.
    if ((yield* Cancel.cancelAndRelease(task, options)) === "requested")
      yield* Record.recordDelivered(task.ref, "nobody")
    return yield* Effect.failCause(Cause.map(exit.cause, (error) => toRunError(error, undefined, task.ref)))
  }
  const { end, fate } = yield* Cancel.cancelAndConfirm(task, options)
  if (end !== undefined && !Cancel.isStoppedByUs(end)) return yield* handOver(task, end)
  if (end !== undefined) yield* Record.recordDelivered(task.ref, "caller")
  return yield* toRunError(Cancel.withFate(error, fate), end?.outcome, task.ref)
})

/** The one error of a wait that simply failed; nothing when it was interrupted or died. */
const soleError = <E>(cause: Cause.Cause<E>): E | undefined =>
  Cause.hasInterrupts(cause) || Cause.hasDies(cause) ? undefined : Option.getOrUndefined(Cause.findErrorOption(cause))

const toRunError = <Raw>(
  error: WaitError | BudgetGuard.Overrun<Raw>,
  after: Outcome<unknown, Raw> | undefined,
  ref: TaskRef
): WaitError | TaskFailed<Raw> =>
  error._tag === "Overrun" ? new TaskFailed({ ref, outcome: Outcomes.makeOverBudget(error, after, ref) }) : error

const handOver = <A, Raw>(task: Task<A>, end: End<A, Raw> | ListedEnd<A>) =>
  Effect.andThen(Record.recordDelivered(task.ref, "caller"), outputOf(end))
