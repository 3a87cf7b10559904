/**
 * Why a call failed, by what HTTP's statuses mean everywhere, with the service's own words where its body has any. For
 * clients whose service has no codes of its own; the classes can be named by `Effect.catchReason`.
 */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import type { HttpError } from "./HttpError.ts"
import { findIssues, findMessage } from "./internal/errorBody.ts"
import type { Issue } from "./internal/errorBody.ts"
import { optional } from "./Answer.ts"

export type { Issue }

/** What every reason tells. */
export interface Told {
  /** The service's words where it had any, else what the transport saw. */
  readonly message: string
  readonly status?: number
  /** How long the service asked to wait. */
  readonly retryAfter?: Duration.Duration
}

/** 401: the key is missing, wrong or revoked. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<Told> {}
/** 402: no credit left. */
export class PaymentRequired extends Data.TaggedError("PaymentRequired")<Told> {}
/** 403: the key is good, but may not do this. */
export class Forbidden extends Data.TaggedError("Forbidden")<Told> {}
/** 404 and 410: nothing has this id, or not yet, or no longer. */
export class NotFound extends Data.TaggedError("NotFound")<Told> {}
/** 409 and 412: the state of the thing does not allow this. */
export class Conflict extends Data.TaggedError("Conflict")<Told> {}
/** Any other 4xx, and a request that could not be written: it is wrong and stays wrong. */
export class Invalid extends Data.TaggedError("Invalid")<Told & { readonly issues: ReadonlyArray<Issue> }> {}
/** 429: too many requests, or too much at once. Nothing was executed. */
export class RateLimited extends Data.TaggedError("RateLimited")<Told> {}
/** The service was not reached, did not answer in time, or failed itself (408, 425, 5xx). */
export class Unavailable extends Data.TaggedError("Unavailable")<Told> {}
/** An answer that cannot be read, or not be believed. */
export class BadResponse extends Data.TaggedError("BadResponse")<Told & { readonly text?: string }> {}

/** The ways in which a call fails. */
export type Reason =
  | Unauthorized
  | PaymentRequired
  | Forbidden
  | NotFound
  | Conflict
  | Invalid
  | RateLimited
  | Unavailable
  | BadResponse

/** What a client's error is made of; `E` is the union of the operation's declared errors, found in `http.reason`. */
export interface Failure<out E = unknown> {
  /** The operation's name in the table. */
  readonly operation: string
  readonly reason: Reason
  readonly status?: number
  readonly retryAfter?: Duration.Duration
  /** The service's id of the request, for its support. */
  readonly requestId?: string
  readonly http: HttpError<E>
}

/** What is known of a failed call, in the words of this module. */
export const failure = <E>(http: HttpError<E>): Failure<E> => ({
  operation: http.operation,
  reason: of(http),
  http,
  ...optional("status", http.status),
  ...optional("retryAfter", http.retryAfter),
  ...optional("requestId", http.requestId)
})

/** What a failed call means. */
export const of = (http: HttpError): Reason => {
  const { reason, retryAfter } = http
  const told = { message: http.message, ...optional("status", http.status), ...optional("retryAfter", retryAfter) }
  switch (reason._tag) {
    case "Declared":
      return answered(http.status ?? 0, told, body(reason.error))
    case "Undeclared":
      return answered(reason.status, told, reason.body ?? reason.text)
    case "InvalidBody":
      return new BadResponse({ ...told, text: reason.text })
    case "Redirected":
    case "BodyTooLarge":
      return new BadResponse(told)
    case "Timeout":
    case "Transport":
      return new Unavailable(told)
    case "InvalidRequest":
      return new Invalid({
        ...told,
        message: reason.message,
        issues: [{ path: reason.where, message: reason.message }]
      })
  }
}

type Plain = new (told: Told) => Exclude<Reason, Invalid>

const byStatus: { readonly [status: number]: Plain } = {
  401: Unauthorized,
  402: PaymentRequired,
  403: Forbidden,
  404: NotFound,
  408: Unavailable,
  409: Conflict,
  410: NotFound,
  412: Conflict,
  425: Unavailable,
  429: RateLimited
}

const answered = (status: number, told: Told, body: unknown): Reason => {
  const said = { ...told, message: findMessage(body) ?? told.message }
  const Class = byStatus[status] ?? (status >= 500 ? Unavailable : status < 400 ? BadResponse : undefined)
  return Class === undefined ? new Invalid({ ...said, issues: findIssues(body) }) : new Class(said)
}

const body = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "body" in error ? error.body : undefined
