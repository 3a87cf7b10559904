/**
 * How a task ended, as a value. Nothing that was paid for is dropped: the raw result and the cost
 * are in every case.
 */
import type * as Duration from "effect/Duration"
import type { ProviderError } from "./ProviderError.ts"
import type { Cost, FileRef, Look, Verdict } from "./Snapshot.ts"
import type { CancelledBy, FailureReason } from "./Status.ts"
import type { TaskRef } from "./TaskRef.ts"

/**
 * What counts as success: `execution` (it ran to its end), `claimed` (the judge's word or else the
 * agent's own is not a no; the default), `judged` (a judge said yes).
 */
export type SuccessPolicy = "execution" | "claimed" | "judged"

/** Where an output leaves its schema. */
export interface Issue {
  /** Keys from the root, joined by dots; empty for the root. */
  readonly path: string
  readonly message: string
}

/**
 * How the value was found in a text that is not JSON as it stands: without the byte order mark
 * around it (`trimmed`), in the only code fence that holds JSON (`fenced`), as the only object or
 * array among other words (`embedded`), or as JSON in a JSON string (`quoted`).
 */
export type Reading = "trimmed" | "fenced" | "embedded" | "quoted"

/** What the wait for the end was like. */
export interface Wait {
  /** Looks made, failed ones included. */
  readonly looks: number
  /** The errors that were waited out, newest last; at most twenty. */
  readonly errors: ReadonlyArray<ProviderError>
}

/** Ended as hoped. */
export interface Succeeded<out A, out Raw = unknown> {
  readonly _tag: "Succeeded"
  readonly ref: TaskRef
  readonly output: A
  /** Only where the provider's text was not the JSON value itself. */
  readonly reading?: Reading
  readonly verdict: Verdict
  readonly cost: Cost
  readonly files: ReadonlyArray<FileRef>
  /**
   * Whether the service had nothing more to add. False where a wait has looked again for as long as
   * `settleWithin` says, and a verdict or a part of the output may still come.
   */
  readonly isSettled: boolean
  readonly wait?: Wait
  readonly raw: Raw
}

/** Ended, but not as hoped. `partial` is the output so far, undecoded. */
export interface Failed<out Raw = unknown> {
  readonly _tag: "Failed"
  readonly ref: TaskRef
  readonly reason: FailureReason
  readonly message: string
  readonly partial: string | null
  /** Where the output left the schema, when `reason` is `output_invalid`. */
  readonly issues?: ReadonlyArray<Issue>
  readonly verdict: Verdict
  readonly cost: Cost
  readonly files: ReadonlyArray<FileRef>
  /** As in {@link Succeeded}. */
  readonly isSettled: boolean
  readonly wait?: Wait
  /**
   * `undefined` only when the provider forgot the task (`expired`) before its result was ever read.
   */
  readonly raw: Raw | undefined
}

/** Stopped before its end. */
export interface Cancelled<out Raw = unknown> {
  readonly _tag: "Cancelled"
  readonly ref: TaskRef
  readonly by: CancelledBy
  readonly partial: string | null
  readonly cost: Cost
  readonly files: ReadonlyArray<FileRef>
  /** As in {@link Succeeded}. */
  readonly isSettled: boolean
  readonly wait?: Wait
  readonly raw: Raw
}

/** How a task ended. */
export type Outcome<A, Raw = unknown> = Succeeded<A, Raw> | Failed<Raw> | Cancelled<Raw>

/** Not over yet, when a slice of a wait had to end. */
export interface AtWork {
  readonly _tag: "AtWork"
  /** What the next slice goes on with, in this process or another. */
  readonly ref: TaskRef
  /**
   * How long to pause before the next slice: by what was learned of how long such tasks take, and
   * what the service asked for while it failed.
   */
  readonly pause: Duration.Duration
  /** What was last seen of the task; absent where the service has told nothing. */
  readonly look?: Look
  readonly wait: Wait
}
