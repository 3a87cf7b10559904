/**
 * Why a call to Browser Use failed, as classes that `Effect.catchReason` can name. The service's
 * typed answer stays in `http`; keys and secrets of the request are in no field.
 */
import type { HttpError } from "@errand/http/HttpError"
import type { Details, Issue } from "@errand/http/Reason"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"

/**
 * What every reason can hold: the service's own words where it had any, its status, how long to
 * wait.
 */
export type { Details, Issue } from "@errand/http/Reason"

/** 401: the key is missing, wrong or revoked. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<Details> {}
/** 402: no credit left. */
export class InsufficientCredits extends Data.TaggedError("InsufficientCredits")<Details> {}
/** 403: the key is good, but the plan or the project does not allow this. */
export class Forbidden extends Data.TaggedError("Forbidden")<Details> {}
/** 404: nothing has this id, or not yet. */
export class NotFound extends Data.TaggedError("NotFound")<Details> {}
/** 422: the service does not accept the request as it is written. */
export class Validation extends Data.TaggedError("Validation")<Details & { readonly issues: ReadonlyArray<Issue> }> {}
/** 400 on a new task, 409 on a new run: its session still works on another one. */
export class SessionBusy extends Data.TaggedError("SessionBusy")<Details> {}
/** 400 on a new task: its session is over. */
export class SessionStopped extends Data.TaggedError("SessionStopped")<Details> {}
/** Any other 4xx: understood, and refused. */
export class Refused extends Data.TaggedError("Refused")<Details> {}
/**
 * 429 where sessions are opened or runs begin: as many as the plan allows are. None was started.
 */
export class TooManyConcurrentSessions extends Data.TaggedError("TooManyConcurrentSessions")<Details> {}
/** 429 where v4 queues a message: the queue of its session is full. Nothing was queued. */
export class QueueFull extends Data.TaggedError("QueueFull")<Details> {}
/** 429 anywhere else: too many requests. Nothing was executed. */
export class RateLimited extends Data.TaggedError("RateLimited")<Details> {}
/** The service was not reached, did not answer in time, or failed itself (5xx). */
export class Unavailable extends Data.TaggedError("Unavailable")<Details> {}
/** An answer that is longer than the client reads (`maxBodyBytes`), and stays so. */
export class TooLarge extends Data.TaggedError("TooLarge")<Details & { readonly limit: number }> {}
/** An answer that cannot be read, or not be believed. `text` is its clipped beginning. */
export class BadResponse extends Data.TaggedError("BadResponse")<Details & { readonly text?: string }> {}
/**
 * The request cannot be written, or breaks a limit that is known beforehand; not a byte was sent.
 */
export class InvalidRequest extends Data.TaggedError("InvalidRequest")<Details & { readonly where: string }> {}

/** The ways in which a call fails. */
export type BrowserUseReason =
  | Unauthorized
  | InsufficientCredits
  | Forbidden
  | NotFound
  | Validation
  | SessionBusy
  | SessionStopped
  | Refused
  | TooManyConcurrentSessions
  | QueueFull
  | RateLimited
  | Unavailable
  | TooLarge
  | BadResponse
  | InvalidRequest

/**
 * A call to Browser Use that failed. `E` is the union of the operation's declared errors, found in
 * `http.reason`.
 */
export class BrowserUseError<out E = unknown> extends Data.TaggedError("BrowserUseError")<{
  /** The operation's name in the table, such as `createTask`. */
  readonly operation: string
  readonly reason: BrowserUseReason
  readonly status?: number
  readonly retryAfter?: Duration.Duration
  /** The service's id of the request, for its support. */
  readonly requestId?: string
  readonly http: HttpError<E>
}> {
  override get message(): string {
    return `Browser Use: ${this.operation}: ${this.reason._tag}: ${this.reason.message}`
  }
}
