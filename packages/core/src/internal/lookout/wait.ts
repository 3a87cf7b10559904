/**
 * The one place that decides when to look at a task again, and with which request. `Task` only says what it wants to know: the end
 * of a task, or every change on the way. All waits on one provider share one look-out; nothing outside this file knows that.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Wait } from "../../Outcome.ts"
import type { Listed, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import type { WaitError } from "../../TaskError.ts"
import * as Drive from "./loop.ts"
import * as Engine from "./poller.ts"
import * as Shared from "./account.ts"
import { open, waitOf } from "./waiter.ts"
import type { Depth, Found, Guard, Limits, Target, Watch } from "./waiter.ts"

/** A task that is over. No snapshot: the provider forgot the task before its result could be read, or a list has `told` enough. */
export interface Over<out Raw> {
  readonly status: Status.EndStatus
  readonly snapshot: Snapshot<Raw> | undefined
  readonly told?: Listed
  readonly wait: Wait
}

/** Waits for the end, and sees as much of it as is wanted. */
export const end = <Raw, E = never>(
  target: Target<Raw>,
  limits: Limits,
  depth: Exclude<Depth, "each">,
  guard?: Guard<Raw, E>
): Effect.Effect<Over<Raw>, WaitError | E> =>
  Effect.flatMap(open(target, limits, depth, guard), (watch) => {
    const over = Effect.map(next(watch), ({ look, snapshot, told }): Over<Raw> => ({
      // Only an end is told to who asked for the end alone.
      status: look.status as Status.EndStatus,
      snapshot,
      ...(told === undefined ? {} : { told }),
      wait: waitOf(watch)
    }))
    return Effect.onExit(over, () => report(watch))
  })

/** Every snapshot that a look brings, at once and then at the pace of the cadence; the last one is the end. */
export const snapshots = <Raw>(target: Target<Raw>, limits: Limits): Stream.Stream<Snapshot<Raw>, WaitError> =>
  Stream.unwrap(
    Effect.map(
      Effect.acquireRelease(open<Raw, never>(target, limits, "each", undefined), (watch) => leave(watch)),
      (watch) => {
        const pull = Effect.map(next(watch), ({ look: { status }, snapshot }) =>
          // A forgotten task ends with what was last seen of it.
          snapshot === undefined ? undefined : ([{ ...snapshot, status }, Status.isOver(status)] as const)
        )
        return Stream.unfold(false, (over) => (over ? Effect.undefined : pull))
      }
    )
  )

/** What the wait is told next. Interruption leaves the wait. */
const next = <Raw, E>(watch: Watch<Raw, E>): Effect.Effect<Found<Raw>, WaitError | E> =>
  Effect.callback((resume) => {
    const engine = engineOf(watch)
    watch.result = undefined
    watch.wake = () => {
      if (watch.result !== undefined) resume(watch.result)
    }
    Engine.add(engine, watch)
    return leave(watch)
  })

/** The one that looks for all waits on this provider, by this clock; the first wait begins it. */
const engineOf = <Raw, E>(watch: Watch<Raw, E>): Engine.Engine<Raw> => {
  if (watch.engine?.closed === false) return watch.engine
  const { provider } = watch.target
  const clock = Context.get(watch.context, Clock.Clock)
  const account = provider.lookout?.["~errand"] ?? Shared.make()
  const engines = [...account.engines]
  // What the very same provider gives is of the same type.
  const known = engines.find((one) => one.provider === provider && one.clock === clock) as
    | Engine.Engine<Raw>
    | undefined
  if (known !== undefined) return (watch.engine = known)
  // Times of one clock mean nothing by another.
  const shared = engines.every((one) => one.clock === clock) ? account : Shared.make()
  const engine = Engine.make(shared, watch, clock, Drive.wake)
  watch.engine = engine
  shared.engines.add(engine as Engine.Engine<unknown>)
  return engine
}

/** After this the wait causes no request, and one of its own that is under way is cut off. */
const leave = <Raw, E>(watch: Watch<Raw, E>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const engine = watch.engine
    if (engine === undefined) return Effect.void
    Engine.remove(engine, watch)
    return engine.closed ? Drive.stop(engine) : Effect.void
  })

const report = <Raw, E>({ delay, errors, looks }: Watch<Raw, E>) =>
  Effect.annotateCurrentSpan({
    "errand.looks": looks,
    ...(delay === undefined ? {} : { "errand.delay": delay }),
    ...(errors.length === 0 ? {} : { "errand.errors": errors.map(String) })
  })
