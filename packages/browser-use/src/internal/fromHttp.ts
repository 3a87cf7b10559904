/**
 * From what the transport saw to what it means at Browser Use. Every answer has a meaning: no case is left to a default.
 */
import { HttpError } from "@errand/http/HttpError"
import type { Operation } from "@errand/http/Operation"
import * as Errors from "../BrowserUseError.ts"
import { detail } from "./detail.ts"

/** What a failed call means. */
export const fromHttp = <E>(operation: Operation, http: HttpError<E>): Errors.BrowserUseError<E> => {
  const { requestId, retryAfter, status } = http
  return new Errors.BrowserUseError<E>({
    operation: operation.id,
    reason: reasonOf(operation, http),
    http,
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(requestId !== undefined && { requestId })
  })
}

/** A failure that was found here, before or after the transport: a broken limit, an answer that makes no sense. */
export const fail = <E = never>(
  operation: Operation,
  reason: Errors.BadResponse | Errors.InvalidRequest
): Errors.BrowserUseError<E> => {
  const answer = reason._tag === "BadResponse"
  return new Errors.BrowserUseError<E>({
    operation: operation.id,
    reason,
    http: new HttpError<E>({
      operation: operation.id,
      method: operation.method,
      path: operation.path,
      attempts: answer ? 1 : 0,
      executed: answer ? "yes" : "no",
      reason: answer
        ? { _tag: "InvalidBody", status: 200, text: reason.text ?? "" }
        : { _tag: "InvalidRequest", where: reason.where, message: reason.message }
    })
  })
}

const reasonOf = (operation: Operation, http: HttpError<unknown>): Errors.BrowserUseReason => {
  const { reason } = http
  switch (reason._tag) {
    case "Declared":
      return answered(operation, http, http.status ?? 0, bodyOf(reason.error))
    case "Undeclared":
      return answered(operation, http, reason.status, reason.body ?? reason.text)
    case "InvalidBody":
      return new Errors.BadResponse({ message: http.message, text: reason.text })
    case "Redirected":
    case "BodyTooLarge":
      return new Errors.BadResponse({ message: http.message })
    case "Timeout":
    case "Transport":
      return new Errors.Unavailable({ message: http.message })
    case "InvalidRequest":
      return new Errors.InvalidRequest({ message: reason.message, where: reason.where })
  }
}

const answered = (
  operation: Operation,
  http: HttpError<unknown>,
  status: number,
  body: unknown
): Errors.BrowserUseReason => {
  const { issues, message = http.message } = detail(body)
  const { retryAfter } = http
  const told = { message, status, ...(retryAfter !== undefined && { retryAfter }) }
  if (status === 422) return new Errors.Validation({ ...told, issues })
  return new (meaning(operation, status, message))(told)
}

type Reason = new (told: Errors.Told) => Errors.BrowserUseReason

const byStatus: { readonly [status: number]: Reason } = {
  401: Errors.Unauthorized,
  402: Errors.InsufficientCredits,
  403: Errors.Forbidden,
  404: Errors.NotFound,
  408: Errors.Unavailable,
  425: Errors.Unavailable,
  429: Errors.RateLimited
}

const meaning = (operation: Operation, status: number, message: string): Reason => {
  if (status === 400 && operation.id === "createTask") {
    // Two errors share this status and their shape; only the words differ, and both talk of stopping.
    if (/\brunning\b|\bbusy\b/i.test(message)) return Errors.SessionBusy
    if (/\bstopped\b/i.test(message)) return Errors.SessionStopped
  }
  // The spec declares this status where sessions are opened, and nowhere else.
  if (status === 429 && "429" in operation.errors) return Errors.TooManyConcurrentSessions
  return byStatus[status] ?? (status >= 500 ? Errors.Unavailable : status >= 400 ? Errors.Refused : Errors.BadResponse)
}

const bodyOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "body" in error ? error.body : undefined
