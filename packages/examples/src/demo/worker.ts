/**
 * One provider with its inputs bound to it, so that the scenes of the demo are written once for all
 * providers.
 */
import type * as Provider from "@errand/core/Provider"
import type { OutputSchema } from "@errand/core/OutputSchema"
import type { Outcome } from "@errand/core/Outcome"
import type { Status } from "@errand/core/Status"
import * as Task from "@errand/core/Task"
import type { Ended, StartUnknown, WaitError } from "@errand/core/TaskError"
import type { ProviderError } from "@errand/core/ProviderError"
import type { Step } from "@errand/core/Snapshot"
import type { TaskRef } from "@errand/core/TaskRef"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** All errors of a task. */
export type TaskError = StartUnknown | Ended | WaitError

/** What the scenes can do with a provider, whatever it takes and gives. */
export interface Worker {
  readonly name: string
  /** Starts a task, reports its steps to the listener, and gives its outcome. */
  readonly runAndWatch: (listener: Listener) => Effect.Effect<Outcome<unknown>, TaskError>
  /** Runs a task without its steps. `slow` takes a piece of work that lasts. */
  readonly run: (listener: Pick<Listener, "started">, work?: "slow") => Effect.Effect<unknown, TaskError>
  /** How many starts wait in the queue of the account now, or are being tried. */
  readonly waiting: Effect.Effect<number>
  /** What the service says about a task now. */
  readonly statusOf: (ref: TaskRef) => Effect.Effect<Status, ProviderError>
}

/** Is called while a task runs. */
export interface Listener {
  readonly started: (ref: TaskRef) => Effect.Effect<void>
  readonly step: (step: Step) => Effect.Effect<void>
}

/** What a worker is made of. */
export interface Options<Input, A> {
  readonly usual: Input
  readonly slow: Input
  readonly output?: OutputSchema<A>
}

export const make = <Input, Raw, A = string | null>(
  name: string,
  provider: Provider.Provider<Input, Raw>,
  { output, slow, usual }: Options<Input, A>
): Worker => {
  const options = output === undefined ? {} : { output }
  return {
    name,
    runAndWatch: Effect.fnUntraced(function* (listener) {
      const task = yield* Task.start<Input, Provider.Provider<Input, Raw>, A>(provider, usual, options)
      yield* listener.started(task.ref)
      yield* Stream.runForEach(Task.steps(task), listener.step)
      return yield* Task.await(task)
    }),
    run: (listener, work) =>
      Task.run<Input, Raw, Provider.Provider<Input, Raw>, A>(provider, work === "slow" ? slow : usual, {
        ...options,
        onStart: listener.started
      }),
    waiting: provider.slots?.waiting ?? Effect.succeed(0),
    statusOf: (ref) => Effect.map(Task.poll(Task.attach(provider, ref)), ({ status }) => status)
  }
}
