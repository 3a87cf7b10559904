/** From what the transport saw to what it means at Firecrawl. */
import { at, identifier, optional, text } from "@errand/http/Answer"
import type { HttpError } from "@errand/http/HttpError"
import type { Operation } from "@errand/http/Operation"
import * as Reason from "@errand/http/Reason"
import { FirecrawlError, Unsuccessful } from "../FirecrawlError.ts"

/**
 * Whether a 2xx says that what was asked was not done. A job that has failed is no such answer: it
 * may say `success: false`, too, but it has a status. Nor is an answer to a start that names a job.
 */
export const disguised = (body: unknown): boolean =>
  at(body, "success") === false && text(at(body, "status")) === undefined && identifier(at(body, "id")) === undefined

/** What a failed call means. */
export const fromHttp = <E>(http: HttpError<E>): FirecrawlError<E> => {
  const failure = Reason.failure(http)
  const body = Reason.bodyOf(http)
  if (failure.reason._tag !== "BadResponse" || !disguised(body)) return new FirecrawlError(failure)
  const message = text(at(body, "error"))?.slice(0, 500) ?? "the answer has `success: false`, and does not say why"
  return new FirecrawlError({ ...failure, reason: new Unsuccessful({ message, ...optional("status", http.status) }) })
}

/** An answer that can be read, but does not hold what it must. */
export const fail = <E = never>(operation: Operation, message: string): FirecrawlError<E> =>
  fromHttp<E>(Reason.unreadable(operation, message))
