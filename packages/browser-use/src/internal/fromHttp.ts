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

const answered = (operation: Operation, http: HttpError<unknown>, status: number, body: unknown): Errors.BrowserUseReason => {
  const { issues, message = http.message } = detail(body)
  const passing = { message, ...(http.retryAfter !== undefined && { retryAfter: http.retryAfter }) }
  switch (status) {
    case 400:
      return operation.id === "createTask" ? aboutSession(message) : new Errors.Refused({ message, status })
    case 401:
      return new Errors.Unauthorized({ message })
    case 402:
      return new Errors.InsufficientCredits({ message })
    case 403:
      return new Errors.Forbidden({ message })
    case 404:
      return new Errors.NotFound({ message })
    case 422:
      return new Errors.Validation({ message, issues })
    case 429:
      return "429" in operation.errors ? new Errors.TooManyConcurrentSessions(passing) : new Errors.RateLimited(passing)
    case 408:
    case 425:
      return new Errors.Unavailable({ ...passing, status })
  }
  if (status >= 500) return new Errors.Unavailable({ ...passing, status })
  return status >= 400 ? new Errors.Refused({ message, status }) : new Errors.BadResponse({ message })
}

/** Two errors share this status and their shape; only the words differ, and both talk of stopping. */
const aboutSession = (message: string): Errors.BrowserUseReason => {
  if (/\brunning\b|\bbusy\b/i.test(message)) return new Errors.SessionBusy({ message })
  if (/\bstopped\b/i.test(message)) return new Errors.SessionStopped({ message })
  return new Errors.Refused({ message, status: 400 })
}

const bodyOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "body" in error ? error.body : undefined
