/** What `Task.stream` tells of its task, one thing after the other. */
import type { Redacted } from "effect/Redacted"
import type { Outcome } from "./Outcome.ts"
import type { Cost, Step } from "./Snapshot.ts"
import type { Status } from "./Status.ts"

/** The task is in another state than before, or this is the first that is known of it. */
export interface StatusChanged {
  readonly _tag: "Status"
  readonly status: Status
  /** So far. */
  readonly cost: Cost
}

/** A step, or a change of one; each (key, revision) once and in order. */
export interface StepTaken {
  readonly _tag: "Step"
  readonly step: Step
}

/**
 * Where a person can watch the browser. Who has the address can use the browser: keep it secret.
 */
export interface LiveUrlKnown {
  readonly _tag: "LiveUrl"
  readonly liveUrl: Redacted
}

/** How the task ended. Always the last one. */
export interface OutcomeKnown<out A, out Raw = unknown> {
  readonly _tag: "Outcome"
  readonly outcome: Outcome<A, Raw>
}

/** What is new of a task. */
export type TaskEvent<A, Raw = unknown> = StatusChanged | StepTaken | LiveUrlKnown | OutcomeKnown<A, Raw>
