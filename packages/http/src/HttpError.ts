/**
 * Why a call failed, and whether the service may have executed the request: the caller must know
 * this before it tries again.
 */
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import { findCauseWords, findRemedy } from "./internal/causeWords.ts"

/** A status that the spec declares for this operation, with its typed body: `{ status, body }`. */
export interface Declared<out E> {
  readonly _tag: "Declared"
  readonly error: E
  /** The JSON value that came although the spec declares no body for this status. */
  readonly undeclaredBody?: unknown
}

/**
 * Any other refusal: an undeclared status, a declared one whose body cannot be read, or an error in
 * the body of a 2xx. `body` is the JSON value if there was one, `text` the clipped text if not.
 */
export interface Undeclared {
  readonly _tag: "Undeclared"
  readonly status: number
  readonly body: unknown
  readonly text?: string
}

/** A redirect. It is not followed, because the key would be sent along. `location` is an origin. */
export interface Redirected {
  readonly _tag: "Redirected"
  readonly status: number
  readonly location?: string
}

/** A 2xx whose body is not what the spec promises: broken JSON, HTML, or missing. */
export interface InvalidBody {
  readonly _tag: "InvalidBody"
  readonly status: number
  /** What is wrong, unless it is the form of the body. */
  readonly problem?: string
  readonly contentType?: string
  readonly text: string
}

/** The body is larger than `limit` bytes; the rest was not read. */
export interface BodyTooLarge {
  readonly _tag: "BodyTooLarge"
  readonly limit: number
}

/**
 * One attempt took longer than its deadline, which covers headers and body. In the phase `connect`
 * it is certain that nothing was sent; a `fetch` that does not tell is in the phase `headers`.
 */
export interface Timeout {
  readonly _tag: "Timeout"
  readonly phase: "connect" | "headers" | "body"
  readonly limit: Duration.Duration
}

/**
 * The connection failed: while connecting (nothing was executed), after the request was sent, or in
 * the middle of the answer's body. `cause` has names, codes and messages, and nothing else.
 */
export interface Transport {
  readonly _tag: "Transport"
  readonly phase: "connect" | "sent" | "body"
  readonly cause: unknown
}

/** The input could not be written as a request, so none was sent. `where` as in `path.task_id`. */
export interface InvalidRequest {
  readonly _tag: "InvalidRequest"
  readonly where: string
  readonly message: string
}

/** The cases of a failed call. */
export type HttpReason<E> =
  | Declared<E>
  | Undeclared
  | Redirected
  | InvalidBody
  | BodyTooLarge
  | Timeout
  | Transport
  | InvalidRequest

/** What is known of a failed call. */
export interface Facts {
  /** The operation's stable name. */
  readonly operation: string
  readonly method: string
  /** The path template, never the path. */
  readonly path: string
  /** Where the request went: a host, and its port unless it is the standard one. */
  readonly host?: string
  readonly status?: number
  /** How long the service asked to wait. */
  readonly retryAfter?: Duration.Duration
  /** The service's id of the request, for its support. */
  readonly requestId?: string
  /** Requests sent for this call, including the failed one; 0 if none was sent. */
  readonly attempts: number
  /** Whether the service executed the last request: `"no"` and `"yes"` are certain. */
  readonly executed: "no" | "maybe" | "yes"
}

/**
 * A call that failed; `reason` says how, and `E` is the union of the operation's declared errors.
 */
export class HttpError<out E = unknown> extends Data.TaggedError("HttpError")<
  Facts & { readonly reason: HttpReason<unknown> }
> {
  declare readonly reason: HttpReason<E>

  constructor(fields: Facts & { readonly reason: HttpReason<E> }) {
    super(fields)
  }

  /** Whether the same request may well succeed a little later. */
  get transient(): boolean {
    switch (this.reason._tag) {
      case "Timeout":
      case "Transport":
        return true
      case "Declared":
      case "Undeclared":
        return this.status !== undefined && isTransient(this.status)
      default:
        return false
    }
  }

  override get message(): string {
    return `${this.method} ${this.path} (${this.operation}): ${describe(this)}`
  }

  /** The message, and all that is known. */
  override toJSON(): { readonly _tag: string; readonly message: string; readonly [field: string]: unknown } {
    return { _tag: this._tag, message: this.message, ...(super.toJSON() as object) }
  }

  /**
   * What `console.log` shows: the message, the stack unless inside another error, and all that is
   * known.
   */
  [Symbol.for("nodejs.util.inspect.custom")](
    depth: number,
    options: { readonly depth?: number | null },
    inspect: (value: unknown, options: object) => string
  ): string {
    const { _tag, message, ...fields } = this.toJSON()
    const line = `${_tag}: ${message}`
    if (depth < 0) return line
    const isNested = typeof options.depth === "number" && depth < options.depth
    // The stack of some runtimes has no message.
    const stack = !isNested && this.stack?.includes(line) === true ? this.stack : line
    return `${stack} ${inspect(fields, options)}`
  }
}

const describe = ({ host, reason, status }: Facts & { readonly reason: HttpReason<unknown> }): string => {
  switch (reason._tag) {
    case "Declared":
      return `answered ${status}`
    case "Undeclared":
      return `answered ${reason.status}, which the spec does not declare or in a form it does not`
    case "Redirected":
      return `answered ${reason.status}, a redirect${
        reason.location === undefined ? "" : ` to ${reason.location}`
      } that is not followed`
    case "InvalidBody":
      return `answered ${reason.status} with ${reason.problem ?? `a body that cannot be read (${reason.contentType ?? "no content type"})`}`
    case "BodyTooLarge":
      return `answered with more than ${reason.limit} bytes`
    case "Timeout":
      return `no ${timeoutSubject[reason.phase]} within ${Duration.format(reason.limit)}${withPrefix(" from ", host)}`
    case "Transport":
      return describeTransport(reason, host)
    case "InvalidRequest":
      return `not sent: ${reason.where}: ${reason.message}`
  }
}

const describeTransport = ({ cause, phase }: Transport, host: string | undefined): string => {
  const words = findCauseWords(cause)
  switch (phase) {
    case "connect":
      return `could not connect${withPrefix(" to ", host)}${withPrefix(": ", words)}${withPrefix("; ", findRemedy(words))}`
    case "sent":
      return `the connection${withPrefix(" to ", host)} broke before an answer came${withPrefix(": ", words)}`
    case "body":
      return `the connection${withPrefix(" to ", host)} broke in the middle of the answer${withPrefix(": ", words)}`
  }
}

/** A part of a sentence that is left out where there is nothing to say. */
const withPrefix = (prefix: string, text: string | undefined): string =>
  text === undefined || text === "" ? "" : `${prefix}${text}`

const timeoutSubject = { connect: "connection", headers: "answer", body: "complete body" }

// 501 and 505 are the 5xx that a repetition cannot change.
const isTransient = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
