/**
 * Three things that must never be confused: we could not talk to the service (`ProviderError`), the task is over and not as
 * hoped (`TaskFailed`, `TaskCancelled`, `OutputMismatch`), and we do not know (`StartUnknown`, `TaskStalled`, `WaitTimeout`).
 */
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type { Cancelled, Failed, Issue, Wait } from "./Outcome.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { Cost, FileRef, Look, Snapshot, Verdict } from "./Snapshot.ts"
import type { TaskRef } from "./TaskRef.ts"

/** The task is over and failed, or did not reach its goal. */
export class TaskFailed<out Raw = unknown> extends Data.TaggedError("TaskFailed")<{
  readonly ref: TaskRef
  readonly outcome: Failed<Raw>
}> {
  override get message(): string {
    return `task ${this.ref.id} of ${this.ref.provider} failed (${this.outcome.reason}): ${this.outcome.message}`
  }
}

/** The task is over because somebody stopped it. */
export class TaskCancelled<out Raw = unknown> extends Data.TaggedError("TaskCancelled")<{
  readonly ref: TaskRef
  readonly outcome: Cancelled<Raw>
}> {
  override get message(): string {
    return `task ${this.ref.id} of ${this.ref.provider} was cancelled by ${this.outcome.by}`
  }
}

/** The task succeeded but its output does not fit the schema. The output is here: it was paid for. */
export class OutputMismatch<out Raw = unknown> extends Data.TaggedError("OutputMismatch")<{
  readonly ref: TaskRef
  /** The output as the provider gave it. */
  readonly output: string | null
  readonly issues: ReadonlyArray<Issue>
  readonly verdict: Verdict
  readonly cost: Cost
  readonly files: ReadonlyArray<FileRef>
  readonly wait?: Wait
  readonly raw: Raw
}> {
  override get message(): string {
    const first = this.issues[0]
    const where = first === undefined || first.path === "" ? "" : ` at ${first.path}`
    return `output of task ${this.ref.id} of ${this.ref.provider} does not fit the schema${where}: ${first?.message ?? "no output"}`
  }
}

/** A start was sent, its answer was lost, and it is not known whether a task runs. Do not send it again blindly. */
export class StartUnknown extends Data.TaggedError("StartUnknown")<{
  readonly provider: string
  /** What was asked for, without secrets. */
  readonly request: unknown
  /** When the request left. */
  readonly since: DateTime.Utc
  readonly key?: string
  /** The id of the work in the store, where there is one: `TaskStore.resolve` takes it from whoever has looked. */
  readonly work?: string
  /** False where the task, if there is one, carries nothing that the provider could find it by. */
  readonly findable?: false
  readonly cause?: unknown
}> {
  override get message(): string {
    return `${this.provider}: the answer to a start was lost; a task may be running since ${DateTime.formatIso(this.since)}. Look for it before you start again`
  }
}

/** The task runs, but has told nothing that this version understands, or has not moved, for too long. */
export class TaskStalled extends Data.TaggedError("TaskStalled")<{
  readonly ref: TaskRef
  /** What the last good look saw. */
  readonly look?: Look
  /** The newest snapshot: steps, output so far, cost. */
  readonly snapshot?: Snapshot
  /** Looks made in this wait. */
  readonly looks: number
  /** Errors seen on the way, newest last. */
  readonly errors: ReadonlyArray<ProviderError>
  readonly message: string
}> {}

/** The wait reached its deadline; the task still runs, unless the wait was `Task.run`'s or was told to cancel it. */
export class WaitTimeout extends Data.TaggedError("WaitTimeout")<{
  readonly ref: TaskRef
  readonly within: Duration.Duration
  /** What the last good look saw. */
  readonly look?: Look
  /** The newest snapshot: steps, output so far, cost. The last look asks for one. */
  readonly snapshot?: Snapshot
  readonly looks: number
  readonly errors: ReadonlyArray<ProviderError>
}> {
  override get message(): string {
    return `task ${this.ref.id} of ${this.ref.provider} was not over when the wait ended, after ${this.looks} looks`
  }
}

/** A task was left, and the cancel could not be delivered in time: it may still run, and cost. */
export class CancelFailed extends Data.TaggedError("CancelFailed")<{
  readonly ref: TaskRef
  /** How long it could have been tried: `cancelWithin`. It is given up before when the service asks for a longer pause. */
  readonly within: Duration.Duration
  /** The last refusal; absent when the service never answered. */
  readonly error?: ProviderError
}> {
  override get message(): string {
    const asked = this.error?.retryAfterMillis
    const pause =
      asked === undefined ? "" : `, and the service asked to wait ${Duration.format(Duration.millis(asked))}`
    const why = this.error === undefined ? "no answer" : this.error.message
    const limit = Duration.format(this.within)
    return `task ${this.ref.id} of ${this.ref.provider} was left but could not be cancelled within ${limit}, it may still run: ${why}${pause}`
  }
}

/** The delivery of one work was stopped by a handler, a schema or a provider that threw instead of failing. */
export class Defect extends Data.TaggedError("Defect")<{
  /** The id of the work. */
  readonly work: string
  /** What was thrown. */
  readonly cause: unknown
}> {
  override get message(): string {
    const why = this.cause instanceof Error ? this.cause.message : String(this.cause)
    return `the delivery of ${this.work} stopped by a defect: ${why}`
  }
}

/** The task is over and not as hoped. */
export type Ended<Raw = unknown> = TaskFailed<Raw> | TaskCancelled<Raw> | OutputMismatch<Raw>

/** How a wait can fail: none of these says that the task is over. */
export type WaitError = ProviderError | TaskStalled | WaitTimeout
