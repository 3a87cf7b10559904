/** How an errand can come to nothing, and how it can fail to be sent. */
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown, WaitError } from "@errand/core/TaskError"
import * as Data from "effect/Data"

/**
 * Why an errand has no outcome. `refused`: the service certainly started nothing, and would not if
 * it were asked again. `unknown`: a start was sent, and nobody can tell whether a task runs.
 * `cancelled`: it was cancelled before anything was started. `given_up`: the wait reached one of
 * its limits. `unreadable`: this version cannot read its input, or cannot write its outcome.
 */
export type Reason = "refused" | "unknown" | "cancelled" | "given_up" | "unreadable"

/** The errand is over and has no outcome. The same for everybody who asks. */
export class ErrandFailed extends Data.TaggedError("ErrandFailed")<{
  /** The name of the errands, and the key of this one. */
  readonly errands: string
  readonly key: string
  readonly reason: Reason
  /** What happened, in a sentence. */
  readonly why: string
  /** The error of the start or of the wait, where there was one. */
  readonly cause?: ProviderError | StartUnknown | WaitError
}> {
  override get message(): string {
    return `errand ${this.key} of ${this.errands} has no outcome (${this.reason}): ${this.why}`
  }
}

/**
 * The errand was not sent, or it is not known to be: its input cannot be kept, or the database
 * cannot be used. Sending it again under its key is safe.
 */
export class NotSent extends Data.TaggedError("NotSent")<{
  readonly errands: string
  readonly key: string
  readonly why: string
  readonly cause?: unknown
}> {
  override get message(): string {
    return `errand ${this.key} of ${this.errands} was not sent: ${this.why}`
  }
}

/** No errand was sent under this key, or it was forgotten since. */
export class UnknownKey extends Data.TaggedError("UnknownKey")<{
  readonly errands: string
  readonly key: string
}> {
  override get message(): string {
    return `no errand of ${this.errands} has the key ${this.key}`
  }
}
