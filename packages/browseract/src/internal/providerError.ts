/** BrowserAct's reasons in core's: total, so that a new reason has to be placed. */
import * as Core from "@errand/core/ProviderError"
import type * as Duration from "effect/Duration"
import type { BrowserActError, BrowserActReason } from "../BrowserActError.ts"
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

type ReasonClass = new (told: {
  readonly message: string
  readonly retryAfter?: Duration.Duration
}) => Core.ProviderReason

const classes: { readonly [Tag in BrowserActReason["_tag"]]: ReasonClass } = {
  Unauthorized: Core.Unauthorized,
  InsufficientCredits: Core.OutOfCredit,
  Forbidden: Core.Forbidden,
  NotFound: Core.NotFound,
  InvalidInput: Core.BadRequest,
  NotReady: Core.Conflict,
  TooManyTasks: Core.ConcurrencyLimited,
  AlreadyOver: Core.Conflict,
  NotPaused: Core.Conflict,
  Conflict: Core.Conflict,
  RateLimited: Core.RateLimited,
  Unavailable: Core.Unavailable,
  BadResponse: Core.BadResponse
}

const reasonOf = ({ code, http, reason, retryAfter, status }: BrowserActError): Core.ProviderReason => {
  const message = code === undefined ? reason.message : `${reason.message} (code ${code})`
  return new classes[reason._tag]({
    message,
    ...optional("retryAfter", retryAfter),
    ...(reason._tag === "Unavailable" && optional("status", status)),
    ...(http.reason._tag === "InvalidBody" && { text: http.reason.text })
  })
}
