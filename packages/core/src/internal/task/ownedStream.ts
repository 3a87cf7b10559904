/** A task that belongs to the stream that started it. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import type { Redacted } from "effect/Redacted"
import type { Scope } from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Provider } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import { isOver } from "../../Status.ts"
import type { Status } from "../../Status.ts"
import type { StartUnknown, WaitError } from "../../TaskError.ts"
import type { TaskEvent } from "../../TaskEvent.ts"
import type { RunOptions } from "../../TaskOptions.ts"
import type { Restore } from "../keyedMutex.ts"
import * as Await from "./await.ts"
import * as Changes from "./changes.ts"
import * as Outcomes from "./outcome.ts"
import type { End } from "./outcome.ts"
import * as Run from "./run.ts"

/** The stream that owns the task which it starts, and tells what is new of it. */
export const streamOwned = <Input, Raw, A>(
  provider: Provider<Input, Raw>,
  input: Input,
  options: RunOptions<A>
): Stream.Stream<TaskEvent<A, Raw>, ProviderError | StartUnknown | WaitError> =>
  Stream.withSpan(
    Stream.unwrap(Effect.uninterruptibleMask((restore) => begin<Input, Raw, A>(provider, input, options, restore))),
    "Task.stream",
    { attributes: { "errand.provider": provider.name }, captureStackTrace: false }
  )

/**
 * Starts a task, and gives the stream of what is new of it, with its outcome as the last. When the
 * scope is left before the outcome was taken, the task is cancelled, as that of `run` is. To be run
 * uninterruptibly; the stream is pulled outside.
 */
const begin = Effect.fnUntraced(function* <Input, Raw, A>(
  provider: Provider<Input, Raw>,
  input: Input,
  options: RunOptions<A>,
  restore: Restore
): Effect.fn.Return<Stream.Stream<TaskEvent<A, Raw>, WaitError>, ProviderError | StartUnknown, Scope> {
  const task = yield* Run.begin<Input, Raw, A>(provider, input, options, restore)
  let isFinished = false
  yield* Effect.addFinalizer(() => (isFinished ? Effect.void : Run.leave(task, options)))

  /** The outcome, after which there is nothing to leave any more. */
  const finish = (exit: Exit.Exit<End<A, Raw>, Run.RunningError<Raw>>) =>
    Effect.uninterruptible(
      Effect.suspend(() => {
        isFinished = true
        return Effect.map(Run.finish(task, options, exit), ({ outcome }): TaskEvent<A, Raw> => ({
          _tag: "Outcome",
          outcome
        }))
      })
    )

  /** Made only when it is asked for: what was told before may be all that the caller wants. */
  const outcomeOf = ({ snapshot, status, wait }: Changes.Change<Raw>) => {
    if (!isOver(status)) return Stream.empty
    const end = Outcomes.make({ status, snapshot, wait }, Await.termsOf(task))
    return Stream.fromEffect(Effect.flatMap(Await.recordOutcome(end), (end) => finish(Exit.succeed(end))))
  }

  const running = Stream.unwrap(
    Effect.map(Run.prepareWait<Raw>(task, options), (guard) => {
      const changes = Changes.streamChanges(task, options, { guard })
      return Stream.flatMap(Stream.mapAccum(changes, nothingTold, tell), ({ change, news }) => {
        const told: Stream.Stream<TaskEvent<A, Raw>> = Stream.fromIterable(news)
        return change.isLast ? Stream.concat(told, outcomeOf(change)) : told
      })
    })
  )
  return Stream.catchCause(running, (cause) =>
    // A stream that is interrupted is left with its scope.
    isFinished || Cause.hasInterruptsOnly(cause)
      ? Stream.failCause(Run.withoutOverrun(cause))
      : Stream.fromEffect(finish(Exit.failCause(cause)))
  )
})

/** What was told last. */
interface Told {
  readonly status: Status | undefined
  readonly liveUrl: Redacted | undefined
}

const nothingTold = (): Told => ({ status: undefined, liveUrl: undefined })

type News = Exclude<TaskEvent<never>, { readonly _tag: "Outcome" }>

/** What is new with a change. The end is told after the steps that come with it. */
const tell = <Raw>(
  told: Told,
  change: Changes.Change<Raw>
): readonly [Told, ReadonlyArray<{ readonly change: Changes.Change<Raw>; readonly news: ReadonlyArray<News> }>] => {
  const { isLast, snapshot, status } = change
  const liveUrl = isOver(status) ? told.liveUrl : (change.liveUrl ?? snapshot?.liveUrl ?? told.liveUrl)
  const isNew = !Equal.equals(status, told.status) && (isLast || !isOver(status))
  const changed: ReadonlyArray<News> = isNew
    ? [{ _tag: "Status", status, cost: snapshot?.cost ?? { final: false } }]
    : []
  const link: ReadonlyArray<News> =
    liveUrl === undefined || Equal.equals(liveUrl, told.liveUrl) ? [] : [{ _tag: "LiveUrl", liveUrl }]
  const steps = change.steps.map((step): News => ({ _tag: "Step", step }))
  const news = isLast ? [...steps, ...changed] : [...changed, ...link, ...steps]
  return [{ status: isNew ? status : told.status, liveUrl }, [{ change, news }]]
}
