/** What a caller may say about a task beyond the provider's own input. */
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { SuccessPolicy } from "./Outcome.ts"
import type { OutputSchema } from "./OutputSchema.ts"
import type { Json } from "./Provider.ts"
import type { Step } from "./Step.ts"
import type { TaskRef } from "./TaskRef.ts"

/** How long a wait may last. A wait that gives up leaves the task running, unless it is `Task.run`'s. */
export interface WaitOptions {
  /** The longest wait; at its end comes one last look, then `WaitTimeout`. Default: for ever. */
  readonly within?: Duration.Input
  /** How long the provider may answer with words that this version does not know before `TaskStalled`. Default 5 minutes. */
  readonly stall?: Duration.Input
  /** How long the service may go without one good answer before its error ends the wait. Default: for ever, or until `within`. */
  readonly outage?: Duration.Input
}

/** Options of `Task.steps`. */
export interface StepsOptions extends WaitOptions {
  /** Steps that were delivered before, here or in another process; they are not told again. */
  readonly seen?: Iterable<Pick<Step, "key" | "revision" | "digest">>
}

/** How to read and judge what comes back. */
export interface TaskOptions<A> extends WaitOptions {
  /** What the output must be: an Effect Schema or any Standard Schema. Without one, the output is the provider's text, or `null`. */
  readonly output?: OutputSchema<A>
  /** What counts as success. Default `claimed`. */
  readonly success?: SuccessPolicy
}

/** Options of `Task.start`. */
export interface StartOptions<A> extends TaskOptions<A> {
  /** JSON Schema (draft 2020-12) for the provider, where `output` has none of its own or a better one is known. */
  readonly outputJsonSchema?: { readonly [key: string]: Json }
  /**
   * Your own key for this piece of work; it goes into the ref, and to providers that can hold one. Where the provider can tell its
   * tasks by it, a start looks first, and adopts the task that an earlier start with this key made, here or in another process.
   * Two starts with one key at the same moment can still both find nothing: let one process start one key.
   */
  readonly key?: string
  /** How far back a task with this `key` is looked for. Default 24 hours. */
  readonly lookBack?: Duration.Input
  /** How long a start may wait in the queue while the service has no room for it. Default 1 hour. */
  readonly queueWithin?: Duration.Input
}

/** Options of `Task.run`. */
export interface RunOptions<A> extends StartOptions<A> {
  /** How long leaving early may wait for the provider to acknowledge the cancel. Default 30 seconds. */
  readonly cancelWithin?: Duration.Input
  /**
   * Told once, when the provider has acknowledged the start and before the wait: the place to note the ref. A defect in it ends the
   * run, and so cancels the task.
   */
  readonly onStart?: (ref: TaskRef) => Effect.Effect<void>
}
