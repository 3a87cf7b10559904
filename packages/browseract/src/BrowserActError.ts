/**
 * Why a call to BrowserAct failed, in BrowserAct's own terms. The code in its envelope decides, also when it comes with
 * HTTP 200; a code that this version does not know is judged by the HTTP status.
 */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import type { HttpError } from "@errand/http/HttpError"
import { read } from "./internal/envelope.ts"
import { fields, optional } from "./internal/fields.ts"

interface Told {
  /** The service's own words, or what is wrong with its answer. */
  readonly message: string
}

/** The key is missing, wrong or expired (401). */
export class Unauthorized extends Data.TaggedError("Unauthorized")<Told> {}
/** The account has no credit left. */
export class InsufficientCredits extends Data.TaggedError("InsufficientCredits")<Told> {}
/** The key is good but may not do this (99002). */
export class Forbidden extends Data.TaggedError("Forbidden")<Told> {}
/** Nothing with this id, or not yet (10112). */
export class NotFound extends Data.TaggedError("NotFound")<Told> {}
/** The request is wrong and stays wrong: parameter, region, bot, input or template (99001, 10013, 10111, 10142, 10143, 10176). */
export class InvalidInput extends Data.TaggedError("InvalidInput")<Told> {}
/** The workflow cannot run as it stands: not published, or its model is not set up (10020, 10021). */
export class NotReady extends Data.TaggedError("NotReady")<Told> {}
/** As many tasks run as the plan allows; nothing was started (10118). */
export class TooManyTasks extends Data.TaggedError("TooManyTasks")<Told> {}
/** The task is over; there is nothing left to stop (10121). */
export class AlreadyOver extends Data.TaggedError("AlreadyOver")<Told> {}
/** Only a paused task can be resumed, and an agent's run never (10127, 10879). */
export class NotPaused extends Data.TaggedError("NotPaused")<Told> {}
/** Something else stands in the way (HTTP 409). */
export class Conflict extends Data.TaggedError("Conflict")<Told> {}
/** Too many requests; nothing was executed. */
export class RateLimited extends Data.TaggedError("RateLimited")<Told> {}
/** The service could not be reached, or failed on its side. */
export class Unavailable extends Data.TaggedError("Unavailable")<Told> {}
/** An answer that cannot be understood: no JSON, no content, or a code without a known meaning. */
export class BadResponse extends Data.TaggedError("BadResponse")<Told> {}

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
  | BadResponse

type ReasonClass = new (fields: Told) => BrowserActReason

const codes: { readonly [code: number]: ReasonClass } = {
  401: Unauthorized,
  10013: InvalidInput,
  10020: NotReady,
  10021: NotReady,
  10111: InvalidInput,
  10112: NotFound,
  10118: TooManyTasks,
  10121: AlreadyOver,
  10127: NotPaused,
  10142: InvalidInput,
  10143: InvalidInput,
  10176: InvalidInput,
  10879: NotPaused,
  99001: InvalidInput,
  99002: Forbidden
}

const statuses: { readonly [status: number]: ReasonClass } = {
  401: Unauthorized,
  402: InsufficientCredits,
  403: Forbidden,
  404: NotFound,
  408: Unavailable,
  409: Conflict,
  425: Unavailable,
  429: RateLimited
}

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

/** Says in BrowserAct's terms what the transport reports. */
export const fromHttp = <E>(http: HttpError<E>): BrowserActError<E> => {
  const envelope = read(bodyOf(http))
  const code = envelope?.code
  const known = code === undefined ? undefined : codes[code]
  const sent = http.status ?? 0
  // With HTTP 200 a code such as 503 can only be meant as the status.
  const status = code !== undefined && code >= 400 && code < 600 && sent < 400 ? code : sent
  const Reason = known ?? (isRefusal(http) ? byStatus(status) : elsewhere(http))
  return new BrowserActError<E>({
    operation: http.operation,
    reason: new Reason({ message: envelope?.message ?? http.message }),
    // A refusal that is understood changed nothing; anything else is as certain as the transport is.
    executed: known !== undefined || (status !== sent && status < 500) ? "no" : http.executed,
    http,
    ...optional("status", http.status),
    ...optional("code", code),
    ...optional("traceId", envelope?.traceId ?? http.requestId),
    ...optional("retryAfter", http.retryAfter)
  })
}

/** Whether the service refused with a code whose meaning is known: then nothing was executed, whatever the status. */
export const isUnderstood = (http: HttpError): boolean => codes[read(bodyOf(http))?.code ?? 0] !== undefined

const isRefusal = ({ reason }: HttpError): boolean => reason._tag === "Declared" || reason._tag === "Undeclared"

const bodyOf = ({ reason }: HttpError): unknown =>
  reason._tag === "Undeclared" ? reason.body : reason._tag === "Declared" ? fields(reason.error)["body"] : undefined

const byStatus = (status: number): ReasonClass =>
  statuses[status] ?? (status >= 500 ? Unavailable : status >= 400 ? InvalidInput : BadResponse)

/** No refusal by the service: the request never left, the answer never came, or it cannot be read. */
const elsewhere = ({ reason }: HttpError): ReasonClass => {
  switch (reason._tag) {
    case "InvalidRequest":
      return InvalidInput
    case "Timeout":
    case "Transport":
      return Unavailable
    default:
      return BadResponse
  }
}
