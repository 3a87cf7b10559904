/**
 * What a stream tells of a task: each look, and the steps that are new with it, whether the
 * provider tells steps in snapshots or as events.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Redacted } from "effect/Redacted"
import * as Stream from "effect/Stream"
import type { Wait as WaitView } from "../../Outcome.ts"
import type { Provider } from "../../Provider.ts"
import { BadRequest, ProviderError } from "../../ProviderError.ts"
import type { Snapshot, Step, StepView } from "../../Snapshot.ts"
import { isOver } from "../../Status.ts"
import type { Status } from "../../Status.ts"
import type { WaitError } from "../../TaskError.ts"
import type { StepsByCursorOptions, WaitOptions } from "../../TaskOptions.ts"
import * as Wait from "../lookout/wait.ts"
import type { Guard } from "../lookout/waiter.ts"
import { limitsOf } from "./await.ts"
import * as StepsFromEvents from "./stepsFromEvents.ts"
import * as StepsFromSnapshots from "./stepsFromSnapshots.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"
import * as Options from "./options.ts"

/** What one look, or one read of events, has shown. */
export interface Change<out Raw> {
  readonly status: Status
  /** Absent only where the provider forgot the task before it was read. */
  readonly snapshot: Snapshot<Raw> | undefined
  /** The steps that are new or changed. */
  readonly steps: ReadonlyArray<Step>
  readonly liveUrl: Redacted | undefined
  /** Whether all is told that was there at this look; otherwise more of the events follows. */
  readonly isComplete: boolean
  /** Whether the task is over and nothing more is to be told. */
  readonly isLast: boolean
  readonly wait: WaitView
}

/** What a stream is to tell, and what ends it before the task is over. */
export interface ChangesOptions<in Raw, in out E> {
  readonly guard?: Guard<Raw, E> | undefined
  /** Where the wait fails, this has the last word. */
  readonly giveUp?: (error: WaitError | E, options: WaitOptions) => Effect.Effect<never, WaitError | E>
}

type AnyTask<A, Raw> = Task<A, Provider<never, Raw>>

/** All that looks show on the way to the end. */
export const streamChanges = <A, Raw, E = never>(
  task: AnyTask<A, Raw>,
  options: StepsByCursorOptions,
  { giveUp = (error) => Effect.fail(error), guard }: ChangesOptions<Raw, E> = {}
): Stream.Stream<Change<Raw>, WaitError | E> => {
  const { after, seen, ...waitOptions } = options
  return Stream.unwrap(
    Handle.withProvider(
      task,
      Effect.fnUntraced(function* (provider): Effect.fn.Return<
        Stream.Stream<Change<Raw>, WaitError | E>,
        ProviderError
      > {
        const limits = limitsOf(task, waitOptions)
        yield* Options.check(provider, "watch", limits)
        const known = Array.from(seen ?? [])
        const feed = provider.events === undefined ? undefined : yield* makeFeed(provider, after, known)
        const state = StepsFromSnapshots.remember(known)
        const changes = Stream.mapEffect(Wait.seen(task, limits, { feed, guard }), (seen) =>
          Effect.map(DateTime.now, (at) => toChange(seen, feed === undefined ? state : undefined, at))
        )
        return Stream.catch(changes, (error) => Stream.fromEffect(giveUp(error, limits)))
      })
    )
  )
}

const makeFeed = (
  { name: provider }: Provider<never>,
  after: string | undefined,
  seen: ReadonlyArray<Pick<Step, "key" | "revision" | "digest">>
): Effect.Effect<StepsFromEvents.Feed, ProviderError> => {
  const feed = after === undefined ? StepsFromEvents.make(seen) : StepsFromEvents.resume(after, seen)
  if (feed !== undefined) return Effect.succeed(feed)
  const message = "nothing was sent: the option after is no cursor of a step of ours"
  return Effect.fail(new ProviderError({ provider, operation: "watch", reason: new BadRequest({ message }) }))
}

const toChange = <Raw>(
  { isLast, news, snapshot, status, wait }: Wait.Seen<Raw>,
  /** What the snapshots have shown; absent where the events tell of steps. */
  state: StepsFromSnapshots.Seen | undefined,
  at: DateTime.Utc
): Change<Raw> => ({
  status,
  // A task that the provider forgot ends with what was last seen of it.
  snapshot: snapshot && { ...snapshot, status },
  steps: state === undefined ? (news?.steps ?? []) : StepsFromSnapshots.fold(state, snapshot?.steps ?? [], at),
  liveUrl: news?.liveUrl,
  isComplete: news?.isDone ?? true,
  isLast,
  wait
})

/** So many steps a snapshot shows of those that came as events. */
const shownSteps = 1000

/** The snapshots of these changes, with the steps and the live view that only events told. */
export const toSnapshots = <Raw, E>(
  changes: Stream.Stream<Change<Raw>, E>,
  hasEvents: boolean
): Stream.Stream<Snapshot<Raw>, E> =>
  Stream.mapAccum(
    changes,
    () => new Map<string, StepView>(),
    (
      shown,
      { isComplete, liveUrl, snapshot, steps }
    ): readonly [Map<string, StepView>, ReadonlyArray<Snapshot<Raw>>] => {
      if (!hasEvents) return [shown, snapshot === undefined ? [] : [snapshot]]
      for (const step of steps) shown.set(step.key, step)
      for (const key of shown.keys()) {
        if (shown.size <= shownSteps) break
        shown.delete(key)
      }
      if (snapshot === undefined || !isComplete) return [shown, []]
      const link = liveUrl === undefined || isOver(snapshot.status) ? {} : { liveUrl }
      return [shown, [{ ...link, ...snapshot, steps: [...shown.values()] }]]
    }
  )
