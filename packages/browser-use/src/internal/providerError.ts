/** Browser Use's reasons in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type * as Reason from "@errand/http/Reason"
import type { BrowserUseError, BrowserUseReason } from "../BrowserUseError.ts"

/** The vendor and version that refs and errors name. */
export const name = "browser-use/v2"

/** What a failed call means to a task. The call's own error is the `cause`. */
export const from =
  (operation: string) =>
  (error: BrowserUseError): ProviderError.ProviderError =>
    new ProviderError.ProviderError({
      provider: name,
      operation,
      reason: reasonOf(error.reason),
      ...optional("traceId", error.requestId),
      cause: error
    })

/** An error for a reason of core's own. */
export const fail = (operation: string, reason: ProviderError.ProviderReason): ProviderError.ProviderError =>
  new ProviderError.ProviderError({ provider: name, operation, reason })

type Class = new (
  details: Reason.Details & { readonly issues?: ReadonlyArray<Reason.Issue> }
) => ProviderError.ProviderReason

const classes: { readonly [Tag in BrowserUseReason["_tag"]]: Class } = {
  Unauthorized: ProviderError.Unauthorized,
  InsufficientCredits: ProviderError.OutOfCredit,
  Forbidden: ProviderError.Forbidden,
  NotFound: ProviderError.NotFound,
  Validation: ProviderError.BadRequest,
  SessionBusy: ProviderError.Conflict,
  SessionStopped: ProviderError.Conflict,
  Refused: ProviderError.BadRequest,
  TooManyConcurrentSessions: ProviderError.ConcurrencyLimited,
  RateLimited: ProviderError.RateLimited,
  Unavailable: ProviderError.Unavailable,
  TooLarge: ProviderError.TooLarge,
  BadResponse: ProviderError.BadResponse,
  InvalidRequest: ProviderError.BadRequest
}

const reasonOf = (reason: BrowserUseReason): ProviderError.ProviderReason => {
  const { _tag, ...details } = reason
  const { message } = reason
  if (_tag === "InvalidRequest")
    return new ProviderError.BadRequest({ message, issues: [{ path: reason.where, message }] })
  return new (reason.status === 409 ? ProviderError.Conflict : classes[_tag])({ ...details, message })
}
