/**
 * Why a call failed, by what HTTP's statuses mean everywhere, with the service's own words where
 * its body has any. A client whose service says more begins with these, and puts its own words over
 * them; the classes can be named by `Effect.catchReason`.
 */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import { HttpError } from "./HttpError.ts"
import { findIssues, findMessage } from "./internal/errorBody.ts"
import type { Issue } from "./internal/errorBody.ts"
import { at, optional } from "./Answer.ts"
import type { Operation } from "./Operation.ts"

export type { Issue }

/** What every reason holds. */
export interface Details {
  /** The service's words where it had any, else what the transport saw. */
  readonly message: string
  readonly status?: number
  /** How long the service asked to wait. */
  readonly retryAfter?: Duration.Duration
}

/** 401: the key is missing, wrong or revoked. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<Details> {}
/** 402: no credit left. */
export class PaymentRequired extends Data.TaggedError("PaymentRequired")<Details> {}
/** 403: the key is good, but may not do this. */
export class Forbidden extends Data.TaggedError("Forbidden")<Details> {}
/** 404 and 410: nothing has this id, or not yet, or no longer. */
export class NotFound extends Data.TaggedError("NotFound")<Details> {}
/** 409 and 412: the state of the thing does not allow this. */
export class Conflict extends Data.TaggedError("Conflict")<Details> {}
/** Any other 4xx, and a request that could not be written: it is wrong and stays wrong. */
export class Invalid extends Data.TaggedError("Invalid")<Details & { readonly issues: ReadonlyArray<Issue> }> {}
/** 429: too many requests, or too much at once. Nothing was executed. */
export class RateLimited extends Data.TaggedError("RateLimited")<Details> {}
/** The service was not reached, did not answer in time, or failed itself (408, 425, 5xx). */
export class Unavailable extends Data.TaggedError("Unavailable")<Details> {}
/** An answer that is longer than the client reads. It stays so, however often it is asked for. */
export class TooLarge extends Data.TaggedError("TooLarge")<Details & { readonly limit: number }> {}
/** An answer that cannot be read, or that is not the service's own: a page of a gateway, say. */
export class BadResponse extends Data.TaggedError("BadResponse")<Details & { readonly text?: string }> {}

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
  | TooLarge
  | BadResponse

/**
 * What a client's error is made of; `E` is the union of the operation's declared errors, found in
 * `http.reason`.
 */
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

/** An answer that can be read, but does not hold what it must. */
export const unreadable = ({ id, method, path }: Operation, text: string): HttpError<never> =>
  new HttpError<never>({
    operation: id,
    method,
    path,
    status: 200,
    attempts: 1,
    executed: "yes",
    reason: { _tag: "InvalidBody", status: 200, text }
  })

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
  const details = { message: http.message, ...optional("status", http.status), ...optional("retryAfter", retryAfter) }
  switch (reason._tag) {
    case "Declared":
      return ofRefusal(http.status ?? 0, details, bodyOf(http))
    case "Undeclared":
      return isForeign(http) ? new BadResponse(details) : ofRefusal(reason.status, details, bodyOf(http) ?? reason.text)
    case "InvalidBody":
      return new BadResponse({ ...details, text: reason.text })
    case "Redirected":
      return new BadResponse(details)
    case "BodyTooLarge":
      // A file is longer than announced, or than its own bound.
      if (isTransfer(http)) return new BadResponse(details)
      return new TooLarge({
        ...details,
        message: `the answer has more than ${reason.limit} bytes: raise \`maxBodyBytes\` to read it`,
        limit: reason.limit
      })
    case "Timeout":
    case "Transport":
      return new Unavailable(details)
    case "InvalidRequest":
      return new Invalid({
        ...details,
        message: reason.message,
        issues: [{ path: reason.where, message: reason.message }]
      })
  }
}

/**
 * Whether a final refusal (4xx) is in no form that the service uses: a page or a text of a gateway
 * in front of it. What it says is not the service's word, and may pass.
 */
const isForeign = (http: HttpError): boolean => {
  const { reason } = http
  return (
    !isTransfer(http) &&
    reason._tag === "Undeclared" &&
    reason.text !== undefined &&
    reason.status < 500 &&
    !["RateLimited", "Unavailable"].includes(tagOf(reason.status))
  )
}

/**
 * Whether a file was sent to a store, or fetched: that is named by its origin, and uses words of
 * its own.
 */
const isTransfer = ({ path }: HttpError): boolean => !path.startsWith("/")

/** What a refusal with this status means, as far as the status says. */
export const tagOf = (status: number): keyof typeof classes | "Invalid" =>
  tags[status] ?? (status >= 500 ? "Unavailable" : status < 400 ? "BadResponse" : "Invalid")

/** The body of a refusal, declared or not; `undefined` where there is none that could be read. */
export const bodyOf = ({ reason }: HttpError): unknown =>
  reason._tag === "Undeclared"
    ? reason.body
    : reason._tag === "Declared"
      ? (at(reason.error, "body") ?? reason.undeclaredBody)
      : undefined

const tags: { readonly [status: number]: keyof typeof classes } = {
  401: "Unauthorized",
  402: "PaymentRequired",
  403: "Forbidden",
  404: "NotFound",
  408: "Unavailable",
  409: "Conflict",
  410: "NotFound",
  412: "Conflict",
  425: "Unavailable",
  429: "RateLimited"
}

const classes = {
  Unauthorized,
  PaymentRequired,
  Forbidden,
  NotFound,
  Conflict,
  RateLimited,
  Unavailable,
  BadResponse
}

const ofRefusal = (status: number, details: Details, body: unknown): Reason => {
  const all = { ...details, message: findMessage(body) ?? details.message }
  const tag = tagOf(status)
  return tag === "Invalid" ? new Invalid({ ...all, issues: findIssues(body) }) : new classes[tag](all)
}
