/**
 * Three things that must never be confused: we could not talk to the service (`ProviderError`), the
 * task is over and not as hoped (`TaskFailed`, `TaskCancelled`, `OutputMismatch`), and we do not
 * know (`StartUnknown`, `TaskStalled`, `PersonTimeout`, `WaitTimeout`).
 */
import * as Data from "effect/Data"
import { printable } from "./internal/printableError.ts"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type { Cancelled, Failed, Issue, Wait } from "./Outcome.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { Cost, FileRef, Look, Snapshot, Verdict } from "./Snapshot.ts"
import type { TaskRef } from "./TaskRef.ts"

/** The task is over and failed, or did not reach its goal. */
export class TaskFailed<out Raw = unknown> extends printable(Data.TaggedError("TaskFailed"))<{
  readonly ref: TaskRef
  readonly outcome: Failed<Raw>
}> {
  override get message(): string {
    return `task ${this.ref.id} of ${this.ref.provider} failed (${this.outcome.reason}): ${this.outcome.message}`
  }
}

/** The task is over because it was stopped. */
export class TaskCancelled<out Raw = unknown> extends printable(Data.TaggedError("TaskCancelled"))<{
  readonly ref: TaskRef
  readonly outcome: Cancelled<Raw>
}> {
  override get message(): string {
    return `task ${this.ref.id} of ${this.ref.provider} was cancelled by ${this.outcome.by}`
  }
}

/**
 * The task succeeded but its output does not fit the schema. The output is here: it was paid for.
 */
export class OutputMismatch<out Raw = unknown> extends printable(Data.TaggedError("OutputMismatch"))<{
  readonly ref: TaskRef
  /** The output as the provider gave it. */
  readonly output: string | null
  readonly issues: ReadonlyArray<Issue>
  readonly verdict: Verdict
  readonly cost: Cost
  readonly files: ReadonlyArray<FileRef>
  /** Whether the service had nothing more to add, as in an outcome. */
  readonly isSettled: boolean
  readonly wait?: Wait
  readonly raw: Raw
}> {
  override get message(): string {
    const issues = this.issues
      .slice(0, maxIssues)
      .map(({ message, path }) => (path === "" ? message : `${path}: ${message}`))
    const more = this.issues.length > maxIssues ? [`and ${this.issues.length - maxIssues} more`] : []
    const what = this.issues.length === 0 ? "no output" : [...issues, ...more].join("; ")
    return `output of task ${this.ref.id} of ${this.ref.provider} does not fit the schema: ${what}${beginningOf(this.output)}`
  }
}

/** How many issues a message names. */
const maxIssues = 10

/** How much of an output a message shows. */
const maxShown = 200

const beginningOf = (output: string | null): string =>
  output === null
    ? ""
    : `; the output ${output.length > maxShown ? "begins" : "is"} ${JSON.stringify(output.slice(0, maxShown))}`

/**
 * What became of a task whose wait has ended before the task: it runs on, it was cancelled, it was
 * asked to stop and was not seen to end in time, or it could not be cancelled.
 */
export type TaskFate = "runs_on" | "cancelled" | "cancel_requested" | "cancel_failed"

const fates: { readonly [Fate in TaskFate]: string } = {
  runs_on: "it runs on",
  cancelled: "it was cancelled",
  cancel_requested: "it was asked to stop, and was not seen to end in time",
  cancel_failed: "it could not be cancelled, and may run on"
}

/**
 * A start was sent, its answer was lost, and it is not known whether a task runs. Do not send it
 * again blindly.
 */
export class StartUnknown extends printable(Data.TaggedError("StartUnknown"))<{
  readonly provider: string
  /** What was asked for, without secrets. */
  readonly request: unknown
  /** When the request left. */
  readonly since: DateTime.Utc
  readonly key?: string
  /**
   * The id of the work in the store, where there is one: `TaskStore.resolve` takes it from a person
   * who has looked at the service.
   */
  readonly work?: string
  /** False where the task, if there is one, carries nothing that the provider could find it by. */
  readonly findable?: false
  readonly cause?: unknown
}> {
  override get message(): string {
    const since = DateTime.formatIso(this.since)
    return `${this.provider}: the answer to a start was lost${wordsOf(this.cause)}; a task may be running since ${since}. Look for it before you start again`
  }
}

/** What happened to the request, in the words of whoever saw it. */
const wordsOf = (cause: unknown): string => {
  if (cause instanceof StartUnknown) return wordsOf(cause.cause)
  return cause instanceof Error && cause.message !== "" ? ` (${cause.message})` : ""
}

/**
 * The task runs, but has told nothing that this version understands, or has not moved, for too
 * long.
 */
export class TaskStalled extends printable(Data.TaggedError("TaskStalled"))<{
  readonly ref: TaskRef
  /** What the last good look saw. */
  readonly look?: Look
  /** The newest snapshot: steps, output so far, cost. */
  readonly snapshot?: Snapshot
  /** Looks made in this wait. */
  readonly looks: number
  /** Errors seen on the way, newest last. */
  readonly errors: ReadonlyArray<ProviderError>
  /** What has become of the task. */
  readonly fate: TaskFate
  /** What was seen for too long. */
  readonly why: string
}> {
  override get message(): string {
    return `task ${this.ref.id} of ${this.ref.provider} ${this.why}; ${fates[this.fate]}`
  }
}

/**
 * The wait reached its deadline; the task still runs, unless the wait was `Task.run`'s or was told
 * to cancel it.
 */
export class WaitTimeout extends printable(Data.TaggedError("WaitTimeout"))<{
  readonly ref: TaskRef
  readonly within: Duration.Duration
  /** What the last good look saw. */
  readonly look?: Look
  /** The newest snapshot: steps, output so far, cost. The last look asks for one. */
  readonly snapshot?: Snapshot
  readonly looks: number
  readonly errors: ReadonlyArray<ProviderError>
  /** What has become of the task. */
  readonly fate: TaskFate
}> {
  override get message(): string {
    const looks = this.looks === 1 ? "1 look" : `${this.looks} looks`
    const last = this.errors.at(-1)
    const failing = last === undefined || this.look !== undefined ? "" : `; the last one failed: ${last.message}`
    return `task ${this.ref.id} of ${this.ref.provider} was not over after ${Duration.format(this.within)} and ${looks}${failing}; ${fates[this.fate]}`
  }
}

/**
 * The task waits for a person, and none came for as long as the wait's `personWithin` says. It may
 * go on when one comes.
 */
export class PersonTimeout extends printable(Data.TaggedError("PersonTimeout"))<{
  readonly ref: TaskRef
  readonly within: Duration.Duration
  /** What the task waits for, where the provider says so. */
  readonly waitsFor?: string
  /** What the last good look saw. */
  readonly look?: Look
  /** The newest snapshot: steps, output so far, cost, where a person can act. */
  readonly snapshot?: Snapshot
  readonly looks: number
  readonly errors: ReadonlyArray<ProviderError>
  /** What has become of the task. */
  readonly fate: TaskFate
}> {
  override get message(): string {
    const what = this.waitsFor === undefined ? "" : ` (${JSON.stringify(this.waitsFor.slice(0, maxShown))})`
    return `task ${this.ref.id} of ${this.ref.provider} has waited for a person for ${Duration.format(this.within)}${what}; ${fates[this.fate]}`
  }
}

/** A task was left, and the cancel could not be delivered in time: it may still run, and cost. */
export class CancelFailed extends printable(Data.TaggedError("CancelFailed"))<{
  readonly ref: TaskRef
  /**
   * How long it could have been tried: `cancelWithin`. It is given up before when the service asks
   * for a longer pause.
   */
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

/**
 * The delivery of one work was stopped by a handler, a schema or a provider that threw instead of
 * failing.
 */
export class Defect extends printable(Data.TaggedError("Defect"))<{
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
export type WaitError = ProviderError | TaskStalled | PersonTimeout | WaitTimeout
