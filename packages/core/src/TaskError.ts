/**
 * Three things that must never be confused: we could not talk to the service (`ProviderError`), the task is over and not as
 * hoped (`TaskFailed`, `TaskCancelled`, `OutputMismatch`), and we do not know (`StartUnknown`, `TaskStalled`, `WaitTimeout`).
 */
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import type { Cancelled, Cost, Failed, Issue, Verdict, Wait } from "./Outcome.ts"
import type { FileRef, Look, Snapshot } from "./Provider.ts"
import type { TaskRef } from "./TaskRef.ts"

/** The key is missing, wrong or expired. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<{ readonly message: string }> {}
/** The key is good but may not do this. */
export class Forbidden extends Data.TaggedError("Forbidden")<{ readonly message: string }> {}
/** The account has no credit left. */
export class OutOfCredit extends Data.TaggedError("OutOfCredit")<{ readonly message: string }> {}
/** The service does not know this id, or not yet. */
export class NotFound extends Data.TaggedError("NotFound")<{ readonly message: string }> {}
/** The request is wrong and stays wrong. `issues` names the fields where the provider does. */
export class BadRequest extends Data.TaggedError("BadRequest")<{
  readonly message: string
  readonly issues?: ReadonlyArray<{ readonly path: string; readonly message: string }>
}> {}
/** The task or its session is in a state that does not allow this. */
export class Conflict extends Data.TaggedError("Conflict")<{ readonly message: string }> {}
/** Too many requests. Nothing was executed. */
export class RateLimited extends Data.TaggedError("RateLimited")<{
  readonly message: string
  readonly retryAfter?: Duration.Duration
}> {}
/** Too many tasks or sessions at once. Nothing was started. */
export class ConcurrencyLimited extends Data.TaggedError("ConcurrencyLimited")<{
  readonly message: string
  readonly retryAfter?: Duration.Duration
}> {}
/** The service could not be reached, or answered with a failure of its own. */
export class Unavailable extends Data.TaggedError("Unavailable")<{
  readonly message: string
  readonly status?: number
  readonly retryAfter?: Duration.Duration
}> {}
/** An answer that cannot be read. */
export class BadResponse extends Data.TaggedError("BadResponse")<{
  readonly message: string
  readonly text?: string
}> {}
/** The ref belongs to another provider, kind of task or account. Nothing was sent. */
export class ForeignRef extends Data.TaggedError("ForeignRef")<{
  readonly message: string
  readonly field: "provider" | "kind" | "endpoint"
}> {}

/** The start could not be written down, so it was not sent. The `cause` is the store's error. */
export class NotRecorded extends Data.TaggedError("NotRecorded")<{ readonly message: string }> {}

/** Why we could not talk to the service. */
export type ProviderReason =
  | Unauthorized
  | Forbidden
  | OutOfCredit
  | NotFound
  | BadRequest
  | Conflict
  | RateLimited
  | ConcurrencyLimited
  | Unavailable
  | BadResponse
  | ForeignRef
  | NotRecorded

/** We could not talk to the service, or it refused. The task, if there is one, may live on. */
export class ProviderError extends Data.TaggedError("ProviderError")<{
  readonly provider: string
  /** What was tried: `start`, `status`, `snapshot`, `cancel`, `resume`, `file`, … */
  readonly operation: string
  readonly reason: ProviderReason
  readonly ref?: TaskRef
  /** The provider's id for this request, for its support. */
  readonly traceId?: string
  readonly cause?: unknown
}> {
  override get message(): string {
    return `${this.provider}: ${this.operation} failed: ${this.reason._tag}: ${this.reason.message}`
  }
  /** Whether the same request may succeed later without anybody changing anything. */
  get transient(): boolean {
    const tag = this.reason._tag
    return tag === "RateLimited" || tag === "ConcurrencyLimited" || tag === "Unavailable" || tag === "BadResponse"
  }
}

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

/** A start was sent, its answer was lost, and nobody can tell whether a task runs. Do not send it again blindly. */
export class StartUnknown extends Data.TaggedError("StartUnknown")<{
  readonly provider: string
  /** What was asked for, without secrets. */
  readonly request: unknown
  /** When the request left. */
  readonly since: DateTime.Utc
  readonly key?: string
  /** The id of the work in the store, where there is one: `TaskStore.resolve` takes it from whoever has looked. */
  readonly work?: string
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
  /** How long it was tried. */
  readonly within: Duration.Duration
  /** The last refusal; absent when the service never answered. */
  readonly error?: ProviderError
}> {
  override get message(): string {
    const why = this.error === undefined ? "no answer" : this.error.message
    return `task ${this.ref.id} of ${this.ref.provider} was left but could not be cancelled, it may still run: ${why}`
  }
}

/** The task is over and not as hoped. */
export type Ended<Raw = unknown> = TaskFailed<Raw> | TaskCancelled<Raw> | OutputMismatch<Raw>

/** How a wait can fail: none of these says that the task is over. */
export type WaitError = ProviderError | TaskStalled | WaitTimeout
