/**
 * From what the transport saw to what it means at Browser Use. Every answer has a meaning: no case
 * is left to a default.
 */
import { HttpError } from "@errand/http/HttpError"
import type { Operation } from "@errand/http/Operation"
import * as Reason from "@errand/http/Reason"
import * as BrowserUseError from "../BrowserUseError.ts"

/** What a failed call means. */
export const fromHttp = <E>(operation: Operation, http: HttpError<E>): BrowserUseError.BrowserUseError<E> => {
  const failure = Reason.failure(http)
  return new BrowserUseError.BrowserUseError<E>({
    ...failure,
    operation: operation.id,
    reason: reasonOf(operation, failure)
  })
}

/** An answer that can be read, but does not hold what it must. */
export const fail = <E = never>(operation: Operation, message: string): BrowserUseError.BrowserUseError<E> =>
  found(operation, new BrowserUseError.BadResponse({ message }))

/** A request that breaks a limit which is known beforehand, and was not sent. */
export const refuse = <E = never>(
  operation: Operation,
  where: string,
  message: string
): BrowserUseError.BrowserUseError<E> => found(operation, new BrowserUseError.InvalidRequest({ message, where }))

/** A failure that was found here, before or after the transport. */
const found = <E>(
  { id, method, path }: Operation,
  reason: BrowserUseError.BadResponse | BrowserUseError.InvalidRequest
): BrowserUseError.BrowserUseError<E> =>
  new BrowserUseError.BrowserUseError<E>({
    operation: id,
    reason,
    http: new HttpError<E>({
      operation: id,
      method,
      path,
      ...(reason._tag === "BadResponse"
        ? { attempts: 1, executed: "yes", reason: { _tag: "InvalidBody", status: 200, text: "" } }
        : { attempts: 0, executed: "no", reason: { ...reason, _tag: "InvalidRequest" } })
    })
  })

const reasonOf = (operation: Operation, { http, reason }: Reason.Failure): BrowserUseError.BrowserUseReason => {
  const { _tag, ...details } = reason
  const { message, status } = reason
  if (http.reason._tag === "InvalidRequest")
    return new BrowserUseError.InvalidRequest({ message, where: http.reason.where })
  if (status === 422) {
    const issues = reason._tag === "Invalid" ? reason.issues : []
    return new BrowserUseError.Validation({ ...details, message, issues })
  }
  if (reason._tag === "TooLarge") return new BrowserUseError.TooLarge(reason)
  return new (classOf(operation, reason))({ ...details, message })
}

type Class = new (details: Reason.Details) => BrowserUseError.BrowserUseReason

const classes: { readonly [Tag in Exclude<Reason.Reason["_tag"], "TooLarge">]: Class } = {
  Unauthorized: BrowserUseError.Unauthorized,
  PaymentRequired: BrowserUseError.InsufficientCredits,
  Forbidden: BrowserUseError.Forbidden,
  NotFound: BrowserUseError.NotFound,
  Conflict: BrowserUseError.Refused,
  Invalid: BrowserUseError.Refused,
  RateLimited: BrowserUseError.RateLimited,
  Unavailable: BrowserUseError.Unavailable,
  BadResponse: BrowserUseError.BadResponse
}

const classOf = (operation: Operation, { _tag, message, status }: Exclude<Reason.Reason, Reason.TooLarge>): Class => {
  if (status === 400 && operation.id === "createTask") {
    // Two errors share this status and their shape; only the words differ, and both talk of
    // stopping.
    if (/\brunning\b|\bbusy\b/i.test(message)) return BrowserUseError.SessionBusy
    if (/\bstopped\b/i.test(message)) return BrowserUseError.SessionStopped
  }
  if (status === 409 && operation.id === "createRun") return BrowserUseError.SessionBusy
  if (status === 429 && operation.id === "createRun") return BrowserUseError.TooManyConcurrentSessions
  if (status === 429 && operation.id === "queueMessage") return BrowserUseError.QueueFull
  // The spec of v2 declares this status where sessions are opened, and nowhere else.
  if (status === 429 && "429" in operation.errors) return BrowserUseError.TooManyConcurrentSessions
  return classes[_tag]
}
