/**
 * Why a call to BrowserAct failed, as classes that `Effect.catchReason` can name. The service's
 * typed answer stays in `http`; keys and secrets of the request are in no field.
 */
import type { HttpError } from "@errand/http/HttpError"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"

interface Details {
  /** The service's own words, or what is wrong with its answer. */
  readonly message: string
}

/** The key is missing, wrong or expired (401). */
export class Unauthorized extends Data.TaggedError("Unauthorized")<Details> {}
/** The account has no credit left. */
export class InsufficientCredits extends Data.TaggedError("InsufficientCredits")<Details> {}
/** The key is good but may not do this (99002). */
export class Forbidden extends Data.TaggedError("Forbidden")<Details> {}
/** Nothing with this id, or not yet (10112). */
export class NotFound extends Data.TaggedError("NotFound")<Details> {}
/**
 * The request is wrong and stays wrong: parameter, region, bot, input or template (99001, 10013,
 * 10111, 10142, 10143, 10176).
 */
export class InvalidInput extends Data.TaggedError("InvalidInput")<Details> {}
/**
 * The workflow cannot run as it stands: not published, or its model is not set up (10020, 10021).
 */
export class NotReady extends Data.TaggedError("NotReady")<Details> {}
/** As many tasks run as the plan allows; nothing was started (10118). */
export class TooManyTasks extends Data.TaggedError("TooManyTasks")<Details> {}
/** The task is over; there is nothing left to stop (10121). */
export class AlreadyOver extends Data.TaggedError("AlreadyOver")<Details> {}
/** Only a paused task can be resumed, and an agent's run never (10127, 10879). */
export class NotPaused extends Data.TaggedError("NotPaused")<Details> {}
/** Something else stands in the way (HTTP 409). */
export class Conflict extends Data.TaggedError("Conflict")<Details> {}
/** Too many requests; nothing was executed. */
export class RateLimited extends Data.TaggedError("RateLimited")<Details> {}
/** The service could not be reached, or failed on its side. */
export class Unavailable extends Data.TaggedError("Unavailable")<Details> {}
/** An answer that is longer than the client reads (`maxBodyBytes`), and stays so. */
export class TooLarge extends Data.TaggedError("TooLarge")<Details> {}
/** An answer that cannot be understood: no JSON, no content, or a code without a known meaning. */
export class BadResponse extends Data.TaggedError("BadResponse")<Details> {}

/** Why a call failed. */
export type BrowserActReason =
  | Unauthorized
  | InsufficientCredits
  | Forbidden
  | NotFound
  | InvalidInput
  | NotReady
  | TooManyTasks
  | AlreadyOver
  | NotPaused
  | Conflict
  | RateLimited
  | Unavailable
  | TooLarge
  | BadResponse

/** A call to BrowserAct that failed; `E` is the union of the operation's declared errors. */
export class BrowserActError<out E = unknown> extends Data.TaggedError("BrowserActError")<{
  /** The operation's stable name, such as `runTask`. */
  readonly operation: string
  readonly reason: BrowserActReason
  /** The HTTP status, where there was an answer. */
  readonly status?: number
  /** The code in the envelope, where there was one. */
  readonly code?: number
  /** BrowserAct's id for the request, for its support. */
  readonly traceId?: string
  /** How long the service asked to wait. */
  readonly retryAfter?: Duration.Duration
  /** Whether the service acted on the request: `no` is certain, `maybe` has to be looked up. */
  readonly executed: "no" | "maybe" | "yes"
  readonly http: HttpError<E>
}> {
  override get message(): string {
    const code = this.code === undefined ? "" : ` (code ${this.code})`
    return `${this.operation}: ${this.reason._tag}${code}: ${this.reason.message}`
  }
}
