/** What a caller may say about a task beyond the provider's own input. */
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { SuccessPolicy } from "./Outcome.ts"
import type { OutputSchema } from "./OutputSchema.ts"
import type { Json } from "./Provider.ts"
import type { Step } from "./Snapshot.ts"
import type { CancelFailed } from "./TaskError.ts"
import type { TaskRef } from "./TaskRef.ts"

/** How long a wait may last, and what becomes of the task then. */
export interface WaitOptions {
  /** The longest wait; at its end comes one last look, then `WaitTimeout`. Default: for ever. */
  readonly within?: Duration.Input | undefined
  /**
   * How long the provider may answer with words that this version does not know before
   * `TaskStalled`. Default 5 minutes.
   */
  readonly unrecognisedFor?: Duration.Input | undefined
  /**
   * How long the task may show no change of status, steps, output or cost before `TaskStalled`,
   * also while it is queued or waits for a person. Default: for ever.
   */
  readonly noProgressFor?: Duration.Input | undefined
  /**
   * How long the task may wait for a person without a break before `PersonTimeout`, counted from
   * where this wait first sees it, or from `Task.resume` or `Task.answer`. Default: for ever.
   */
  readonly personWithin?: Duration.Input | undefined
  /**
   * How long the service may fail without one good answer in between before its error ends the
   * wait. Default 1 day.
   */
  readonly outageFor?: Duration.Input | undefined
  /**
   * How long a wait looks again at a task that is over while the service may still add to it, such
   * as a judge's verdict. It looks ever more rarely, five times within the default of 30 seconds;
   * then the outcome is told as it is, with `isSettled: false`. Zero takes the first.
   */
  readonly settleWithin?: Duration.Input | undefined
  /**
   * What becomes of the task when the wait gives up (`WaitTimeout`, `TaskStalled`,
   * `PersonTimeout`): `leave` it running, or `cancel` it first. A task that ends by itself before
   * the cancel takes effect is told as it ended. Default `leave`; `Task.run` always cancels.
   */
  readonly onGiveUp?: "leave" | "cancel" | undefined
  /**
   * How long leaving a task may take in all: for its start to be answered or its task to be found,
   * for the cancel to be delivered, and, where a wait gave up, for the task to end. Default 30
   * seconds.
   */
  readonly cancelWithin?: Duration.Input | undefined
  /**
   * Told when a task was left and its cancel could not be delivered within `cancelWithin`. It is
   * logged as an error in any case.
   */
  readonly onCancelFailed?: ((failure: CancelFailed) => Effect.Effect<void>) | undefined
}

/** Options of `Task.look`. */
export interface LookOptions extends Pick<
  WaitOptions,
  "unrecognisedFor" | "noProgressFor" | "personWithin" | "outageFor" | "settleWithin"
> {
  /** How long this slice of the wait may last; a look that is under way then is cut off. */
  readonly for: Duration.Input
}

/** What a task may use. The first limit that is passed cancels it. */
export interface Budget {
  /**
   * US dollars, where the provider tells them while the task runs; elsewhere this limit never
   * applies.
   */
  readonly usd?: number | undefined
  /**
   * The provider's credits, where it tells them while the task runs; elsewhere this limit never
   * applies.
   */
  readonly credits?: number | undefined
  /**
   * Steps of the agent; a task that goes on after so many is cancelled. Each look reads the whole
   * task, and the events after it where the provider tells steps by them.
   */
  readonly steps?: number | undefined
  /** Since the start. */
  readonly time?: Duration.Input | undefined
}

/** Options of `Task.steps`. */
export interface StepsOptions extends WaitOptions {
  /** Steps that were delivered before, here or in another process; they are not told again. */
  readonly seen?: Iterable<Pick<Step, "key" | "revision" | "digest">> | undefined
}

/** Options of `Task.steps` where the provider tells steps as events. */
export interface StepsByCursorOptions extends StepsOptions {
  /**
   * The `cursor` of the last step that was dealt with, here or in another process: the steps after
   * it are told. Default: all steps.
   */
  readonly after?: string | undefined
}

/** How to read and judge what comes back. */
export interface TaskOptions<A> extends WaitOptions {
  /**
   * What the output must be: an Effect Schema or any Standard Schema. Without one, the output is
   * the provider's text, or `null`.
   */
  readonly output?: OutputSchema<A> | undefined
  /** What counts as success. Default `claimed`. */
  readonly success?: SuccessPolicy | undefined
  /**
   * Your own name for tasks that take about equally long, such as that of a prompt. How long they
   * take is learned for each name.
   */
  readonly label?: string | undefined
}

/** Options of `Task.start`. */
export interface StartOptions<A> extends TaskOptions<A> {
  /**
   * JSON Schema (draft 2020-12) for the provider, where `output` has none of its own or a better
   * one is known.
   */
  readonly outputJsonSchema?: { readonly [key: string]: Json } | undefined
  /**
   * Your own key for this piece of work; it goes into the ref, and to providers that can hold one.
   * Where the provider can tell its tasks by it, a start looks first, and adopts the task that an
   * earlier start with this key made, here or in another process; with a store, whatever the
   * provider, the store tells. Starts of one key within one process are one; two processes that
   * share no store can still both find nothing: let one of them start one key.
   */
  readonly key?: string | undefined
  /**
   * How far back a task with this `key` is looked for. Default 24 hours. Zero looks for none, and
   * saves a walk through the list: for work whose every start, in whatever process, is written to
   * the store that is provided here.
   */
  readonly lookBack?: Duration.Input | undefined
  /**
   * How long after it was sent a start may take effect, or a list show its task. A start whose
   * answer was lost, or with a store one of the same `key` before it, is searched for that long,
   * and at most ten seconds more for the last look. Where that look certainly finds no task, the
   * start is sent once more. Default 30 seconds.
   */
  readonly lag?: Duration.Input | undefined
  /**
   * How long a start may wait in the queue while the service has no room for it. Default 1 hour.
   */
  readonly queueWithin?: Duration.Input | undefined
}

/** Options of `Task.run`. */
export interface RunOptions<A> extends Omit<StartOptions<A>, "onGiveUp"> {
  /**
   * What the task may use. A task that overruns it is cancelled, and the run fails with
   * `TaskFailed`, reason `budget_exceeded`, which carries what it cost and left. A task that is
   * over when the overrun is seen is told as it ended.
   */
  readonly budget?: Budget | undefined
  /**
   * Told once, when the provider has acknowledged the start and before the wait: the place to note
   * the ref. A defect in it ends the run, and so cancels the task.
   */
  readonly onStart?: ((ref: TaskRef) => Effect.Effect<void>) | undefined
}
