/** Makes the public error of a failed attempt. */
import { HttpError } from "../../HttpError.ts"
import type { HttpReason } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { TransportAnswer } from "../../Transport.ts"
import { parseRetryAfter } from "./retryAfter.ts"

/** A failed attempt: its reason, and the answer if one began. */
export interface Failed {
  readonly reason: HttpReason<unknown>
  readonly answer: TransportAnswer | undefined
}

/**
 * The public error of a failed attempt; `now`, in milliseconds, is the time that Retry-After counts
 * from.
 */
export const toError = (
  operation: Operation,
  { answer, reason }: Failed,
  attempts: number,
  now: number,
  { host, scrub }: { readonly host: string | undefined; readonly scrub: (text: string) => string }
): HttpError => {
  const status = answer?.status
  const retryAfter = answer === undefined ? undefined : parseRetryAfter(answer.headers.get("retry-after"), now)
  const requestId = answer === undefined ? undefined : findRequestId(answer)
  return new HttpError({
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    ...(host === undefined ? undefined : { host }),
    ...(status === undefined ? undefined : { status }),
    ...(retryAfter === undefined ? undefined : { retryAfter }),
    ...(requestId === undefined ? undefined : { requestId: scrub(requestId) }),
    attempts,
    executed: judgeExecution(reason, status),
    reason
  })
}

/**
 * Whether the service may have executed the request. What it refused with a 4xx and what never
 * arrived was not. A 5xx or a 408 of a gateway says nothing about the service behind it, and a
 * service may redirect before or after it did the work.
 */
const judgeExecution = (reason: HttpReason<unknown>, status: number | undefined): "no" | "maybe" | "yes" => {
  if (reason._tag === "InvalidRequest") return "no"
  if ((reason._tag === "Transport" || reason._tag === "Timeout") && reason.phase === "connect") return "no"
  if (status === undefined) return "maybe"
  return status >= 400 && status < 500 && status !== 408 ? "no" : "maybe"
}

const findRequestId = (answer: TransportAnswer): string | undefined => {
  for (const name of requestIdHeaders) {
    const value = answer.headers.get(name)
    if (value !== null && value !== "") return value.slice(0, 200)
  }
  return undefined
}

const requestIdHeaders = [
  "x-request-id",
  "request-id",
  "x-amzn-requestid",
  "x-correlation-id",
  "x-trace-id",
  "cf-ray",
  "traceparent"
]
