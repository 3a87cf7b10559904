/** Browser Use's reasons in core's: total, so that a new reason has to be placed. */
import * as Core from "@errand/core/TaskError"
import type { BrowserUseError, BrowserUseReason } from "../BrowserUseError.ts"

/** What a failed call means to a task. The call's own error is the `cause`. */
export const providerError = (provider: string, operation: string, error: BrowserUseError): Core.ProviderError =>
  new Core.ProviderError({
    provider,
    operation,
    reason: reason(error.reason),
    ...(error.requestId !== undefined && { traceId: error.requestId }),
    cause: error
  })

const reason = (why: BrowserUseReason): Core.ProviderReason => {
  const { message } = why
  const passing = { message, ...("retryAfter" in why && why.retryAfter !== undefined && { retryAfter: why.retryAfter }) }
  switch (why._tag) {
    case "Unauthorized":
      return new Core.Unauthorized({ message })
    case "InsufficientCredits":
      return new Core.OutOfCredit({ message })
    case "Forbidden":
      return new Core.Forbidden({ message })
    case "NotFound":
      return new Core.NotFound({ message })
    case "Validation":
      return new Core.BadRequest({ message, issues: why.issues })
    case "InvalidRequest":
      return new Core.BadRequest({ message, issues: [{ path: why.where, message }] })
    case "SessionBusy":
    case "SessionStopped":
      return new Core.Conflict({ message })
    case "Refused":
      return why.status === 409 ? new Core.Conflict({ message }) : new Core.BadRequest({ message })
    case "TooManyConcurrentSessions":
      return new Core.ConcurrencyLimited(passing)
    case "RateLimited":
      return new Core.RateLimited(passing)
    case "Unavailable":
      return new Core.Unavailable({ ...passing, ...(why.status !== undefined && { status: why.status }) })
    case "BadResponse":
      return new Core.BadResponse({ message, ...(why.text !== undefined && { text: why.text }) })
  }
}
