/**
 * From what the transport saw to what it means at BrowserAct. The code in its envelope decides,
 * also when it comes with HTTP 200; a code that this version does not know is judged by the HTTP
 * status.
 */
import { optional } from "@errand/http/Answer"
import type { HttpError } from "@errand/http/HttpError"
import type { Operation } from "@errand/http/Operation"
import * as Reason from "@errand/http/Reason"
import * as BrowserActError from "../BrowserActError.ts"
import { read } from "./envelope.ts"

type Class = new (details: { readonly message: string }) => BrowserActError.BrowserActReason

const byCode: ReadonlyMap<number | undefined, Class> = new Map<number | undefined, Class>([
  [401, BrowserActError.Unauthorized],
  [10013, BrowserActError.InvalidInput],
  [10020, BrowserActError.NotReady],
  [10021, BrowserActError.NotReady],
  [10111, BrowserActError.InvalidInput],
  [10112, BrowserActError.NotFound],
  [10118, BrowserActError.TooManyTasks],
  [10121, BrowserActError.AlreadyOver],
  [10127, BrowserActError.NotPaused],
  [10142, BrowserActError.InvalidInput],
  [10143, BrowserActError.InvalidInput],
  [10176, BrowserActError.InvalidInput],
  [10879, BrowserActError.NotPaused],
  [99001, BrowserActError.InvalidInput],
  [99002, BrowserActError.Forbidden]
])

const classes: { readonly [Tag in Reason.Reason["_tag"]]: Class } = {
  Unauthorized: BrowserActError.Unauthorized,
  PaymentRequired: BrowserActError.InsufficientCredits,
  Forbidden: BrowserActError.Forbidden,
  NotFound: BrowserActError.NotFound,
  Conflict: BrowserActError.Conflict,
  Invalid: BrowserActError.InvalidInput,
  RateLimited: BrowserActError.RateLimited,
  Unavailable: BrowserActError.Unavailable,
  TooLarge: BrowserActError.TooLarge,
  BadResponse: BrowserActError.BadResponse
}

/** What a failed call means. */
export const fromHttp = <E>(http: HttpError<E>): BrowserActError.BrowserActError<E> => {
  const envelope = read(Reason.bodyOf(http))
  const code = envelope?.code
  const known = byCode.get(code)
  const sent = http.status ?? 0
  // With HTTP 200 a code such as 503 can only be meant as the status.
  const status = code !== undefined && code >= 400 && code < 600 && sent < 400 ? code : sent
  const reason = Reason.of(http)
  const Class = known ?? classes[status === sent ? reason._tag : Reason.tagOf(status)]
  return new BrowserActError.BrowserActError<E>({
    operation: http.operation,
    reason: new Class({ message: envelope?.message ?? reason.message }),
    // A refusal that is understood changed nothing; anything else is as certain as the transport
    // is.
    executed: known !== undefined || (status !== sent && status < 500) ? "no" : http.executed,
    http,
    ...optional("status", http.status),
    ...optional("code", code),
    ...optional("traceId", envelope?.traceId ?? http.requestId),
    ...optional("retryAfter", http.retryAfter)
  })
}

/** An answer that can be read, but does not hold what it must. */
export const fail = <E = never>(operation: Operation, message: string): BrowserActError.BrowserActError<E> =>
  fromHttp<E>(Reason.unreadable(operation, message))

/**
 * Whether the service refused with a code whose meaning is known: then nothing was executed,
 * whatever the status.
 */
export const isUnderstood = (http: HttpError): boolean => byCode.has(read(Reason.bodyOf(http))?.code)
