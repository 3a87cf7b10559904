/** BrowserAct's reasons in core's: total, so that a new reason has to be placed. */
import * as Core from "@errand/core/TaskError"
import type { BrowserActError } from "../BrowserActError.ts"
import { optional } from "./fields.ts"

/** The vendor and version that errors name. */
export const name = "browseract/v2"

/** An error for a reason of core's own. */
export const fail = (operation: string, reason: Core.ProviderReason): Core.ProviderError =>
  new Core.ProviderError({ provider: name, operation, reason })

/** What a failed call means to a task. The call's own error is the `cause`. */
export const from =
  (operation: string) =>
  (error: BrowserActError): Core.ProviderError =>
    new Core.ProviderError({
      provider: name,
      operation,
      reason: reasonOf(error),
      ...optional("traceId", error.traceId),
      cause: error
    })

const reasonOf = (error: BrowserActError): Core.ProviderReason => {
  const { code, http, reason, retryAfter, status } = error
  const message = code === undefined ? reason.message : `${reason.message} (code ${code})`
  const passing = { message, ...optional("retryAfter", retryAfter) }
  switch (reason._tag) {
    case "Unauthorized":
      return new Core.Unauthorized({ message })
    case "InsufficientCredits":
      return new Core.OutOfCredit({ message })
    case "Forbidden":
      return new Core.Forbidden({ message })
    case "NotFound":
      return new Core.NotFound({ message })
    case "InvalidInput":
      return new Core.BadRequest({ message })
    case "NotReady":
    case "AlreadyOver":
    case "NotPaused":
    case "Conflict":
      return new Core.Conflict({ message })
    case "TooManyTasks":
      return new Core.ConcurrencyLimited(passing)
    case "RateLimited":
      return new Core.RateLimited(passing)
    case "Unavailable":
      return new Core.Unavailable({ ...passing, ...optional("status", status) })
    case "BadResponse":
      return new Core.BadResponse({
        message,
        ...optional("text", http.reason._tag === "InvalidBody" ? http.reason.text : undefined)
      })
  }
}
