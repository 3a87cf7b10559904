/** The streams of a task that no effect owns: its snapshots, and its steps. */
import * as Stream from "effect/Stream"
import type { Provider } from "../../Provider.ts"
import type { Snapshot, Step } from "../../Snapshot.ts"
import type { WaitError } from "../../TaskError.ts"
import type { StepsByCursorOptions, WaitOptions } from "../../TaskOptions.ts"
import * as Cancel from "./cancel.ts"
import * as Changes from "./changes.ts"
import type { Task } from "./handle.ts"
import * as StepsFromSnapshots from "./stepsFromSnapshots.ts"

type AnyTask<A, Raw> = Task<A, Provider<never, Raw>>

/** Every change that a caller can see, until the task is over. */
export const snapshots = <A, Raw>(
  task: AnyTask<A, Raw>,
  options: WaitOptions
): Stream.Stream<Snapshot<Raw>, WaitError> =>
  Stream.changesWith(
    Changes.toSnapshots(changes(task, options), task.provider.events !== undefined),
    StepsFromSnapshots.isSameView
  )

/** The steps that are new or changed, until the task is over. */
export const steps = <A, Raw>(task: AnyTask<A, Raw>, options: StepsByCursorOptions): Stream.Stream<Step, WaitError> =>
  Stream.flatMap(changes(task, options), ({ steps }) => Stream.fromIterable(steps))

const changes = <A, Raw>(task: AnyTask<A, Raw>, options: StepsByCursorOptions) =>
  Changes.streamChanges<A, Raw>(task, options, { giveUp: Cancel.cancelOnGiveUp(task) })
