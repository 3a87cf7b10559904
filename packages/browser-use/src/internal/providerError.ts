/** Browser Use's reasons in core's: total, so that a new reason has to be placed. */
import * as Core from "@errand/core/ProviderError"
import type { BrowserUseError, BrowserUseReason, Issue, Told } from "../BrowserUseError.ts"

/** The vendor and version that refs and errors name. */
export const name = "browser-use/v2"

/** What a failed call means to a task. The call's own error is the `cause`. */
export const providerError = (provider: string, operation: string, error: BrowserUseError): Core.ProviderError =>
  new Core.ProviderError({
    provider,
    operation,
    reason: reason(error.reason),
    ...(error.requestId !== undefined && { traceId: error.requestId }),
    cause: error
  })

type Reason = new (told: Told & { readonly issues?: ReadonlyArray<Issue> }) => Core.ProviderReason

const meanings: { readonly [Tag in BrowserUseReason["_tag"]]: Reason } = {
  Unauthorized: Core.Unauthorized,
  InsufficientCredits: Core.OutOfCredit,
  Forbidden: Core.Forbidden,
  NotFound: Core.NotFound,
  Validation: Core.BadRequest,
  SessionBusy: Core.Conflict,
  SessionStopped: Core.Conflict,
  Refused: Core.BadRequest,
  TooManyConcurrentSessions: Core.ConcurrencyLimited,
  RateLimited: Core.RateLimited,
  Unavailable: Core.Unavailable,
  BadResponse: Core.BadResponse,
  InvalidRequest: Core.BadRequest
}

const reason = (why: BrowserUseReason): Core.ProviderReason => {
  const { _tag, ...told } = why
  const { message } = why
  if (_tag === "InvalidRequest") return new Core.BadRequest({ message, issues: [{ path: why.where, message }] })
  return new (why.status === 409 ? Core.Conflict : meanings[_tag])({ ...told, message })
}
