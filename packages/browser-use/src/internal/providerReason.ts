/** Browser Use's reasons in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import type * as Reason from "@errand/http/Reason"
import type { BrowserUseReason } from "../BrowserUseError.ts"

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
  QueueFull: ProviderError.Conflict,
  RateLimited: ProviderError.RateLimited,
  Unavailable: ProviderError.Unavailable,
  TooLarge: ProviderError.TooLarge,
  BadResponse: ProviderError.BadResponse,
  InvalidRequest: ProviderError.BadRequest
}

/** What a reason of either version means to a task. */
export const providerReason = (reason: BrowserUseReason): ProviderError.ProviderReason => {
  const { _tag, ...details } = reason
  const { message } = reason
  if (_tag === "InvalidRequest")
    return new ProviderError.BadRequest({ message, issues: [{ path: reason.where, message }] })
  return new (reason.status === 409 ? ProviderError.Conflict : classes[_tag])({ ...details, message })
}
