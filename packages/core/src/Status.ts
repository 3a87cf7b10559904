/**
 * How far a task has come: five states for every provider, the rest beside them.
 *
 * The states are those of the Model Context Protocol's tasks, a closed set. Detail never multiplies
 * them.
 */
import type * as DateTime from "effect/DateTime"
import type * as Redacted from "effect/Redacted"

/**
 * What a working task is doing. `unrecognised`: the provider used a word that this version does not
 * know.
 */
export type Phase = "queued" | "starting" | "running" | "pausing" | "cancelling" | "unrecognised"

/** Why a task failed. `error` where the provider gives no reason of its own. */
export type FailureReason =
  | "error"
  | "goal_not_met"
  | "refused"
  | "timed_out"
  | "step_limit"
  | "budget_exceeded"
  | "expired"
  | "output_invalid"

/** Who ended a cancelled task. `caller` only when this ref issued the cancel. */
export type CancelledBy = "caller" | "provider" | "unknown"

/** Not over: queued, running or on its way to a stop. */
export interface Working {
  readonly state: "working"
  readonly phase: Phase
  /** The provider's own word. */
  readonly native: string
}

/** Waits for a person. Goes on after `Task.resume`, or `Task.answer` where it asks something. */
export interface InputRequired {
  readonly state: "input_required"
  /** What it waits for, where the provider says so. */
  readonly waitsFor?: string
  /** Until when it waits, where the provider says so; what it does then is the provider's own. */
  readonly until?: DateTime.Utc
  /** Where a person can take over the browser; a credential, read by `Redacted.value`. */
  readonly liveUrl?: Redacted.Redacted<string>
  readonly native: string
}

/** Ran to its end. Whether the goal was met is the verdict's to say. */
export interface Completed {
  readonly state: "completed"
  readonly native: string
}

/** Ended by an error of the agent or of the service. */
export interface Failed {
  readonly state: "failed"
  readonly reason: FailureReason
  /** The provider's explanation, where it gives one. */
  readonly message?: string
  readonly native: string
}

/** Ended because it was stopped. */
export interface Cancelled {
  readonly state: "cancelled"
  readonly by: CancelledBy
  readonly native: string
}

/** How far a task has come. */
export type Status = Working | InputRequired | Completed | Failed | Cancelled

/** A status after which nothing follows. */
export type EndStatus = Completed | Failed | Cancelled

/** Whether the task is over. */
export const isOver = (status: Status): status is EndStatus =>
  status.state === "completed" || status.state === "failed" || status.state === "cancelled"

/**
 * A word that this version does not know: still working, as far as anyone can tell. What is too
 * long for a word is cut.
 */
export const unrecognised = (native: string): Working => ({
  state: "working",
  phase: "unrecognised",
  native: native.slice(0, 100)
})

/** What a provider's word means, without the word itself. */
export type Meaning = Status extends infer S ? (S extends Status ? Omit<S, "native"> : never) : never

/**
 * Reads a provider's words by a table that is total over its generated enum:
 * `fromTable<TaskStatus>({ … })` stops compiling when the spec gains a word. At run time a word
 * outside the table, `"constructor"` included, is `unrecognised`.
 */
export const fromTable = <Word extends string>(table: { readonly [W in Word]: Meaning }): ((
  native: string
) => Status) => {
  const meanings = new Map<string, Meaning>(Object.entries(table))
  return (native) => {
    const meaning = meanings.get(native)
    return meaning === undefined ? unrecognised(native) : { ...meaning, native }
  }
}
