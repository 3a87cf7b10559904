/** BrowserAct's reasons in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type * as Duration from "effect/Duration"
import type { BrowserActError, BrowserActReason } from "../BrowserActError.ts"

/** The vendor and version that errors name. */
export const name = "browseract/v2"

/** An error for a reason of core's own. */
export const fail = (operation: string, reason: ProviderError.ProviderReason): ProviderError.ProviderError =>
  new ProviderError.ProviderError({ provider: name, operation, reason })

/** What a failed call means to a task. The call's own error is the `cause`. */
export const from =
  (operation: string) =>
  (error: BrowserActError): ProviderError.ProviderError =>
    new ProviderError.ProviderError({
      provider: name,
      operation,
      reason: reasonOf(error),
      ...optional("traceId", error.traceId),
      cause: error
    })

type Class = new (details: {
  readonly message: string
  readonly retryAfter?: Duration.Duration
}) => ProviderError.ProviderReason

const classes: { readonly [Tag in BrowserActReason["_tag"]]: Class } = {
  Unauthorized: ProviderError.Unauthorized,
  InsufficientCredits: ProviderError.OutOfCredit,
  Forbidden: ProviderError.Forbidden,
  NotFound: ProviderError.NotFound,
  InvalidInput: ProviderError.BadRequest,
  NotReady: ProviderError.Conflict,
  TooManyTasks: ProviderError.ConcurrencyLimited,
  AlreadyOver: ProviderError.Conflict,
  NotPaused: ProviderError.Conflict,
  Conflict: ProviderError.Conflict,
  RateLimited: ProviderError.RateLimited,
  Unavailable: ProviderError.Unavailable,
  TooLarge: ProviderError.TooLarge,
  BadResponse: ProviderError.BadResponse
}

const reasonOf = ({ code, http, reason, retryAfter, status }: BrowserActError): ProviderError.ProviderReason => {
  const message = code === undefined ? reason.message : `${reason.message} (code ${code})`
  return new classes[reason._tag]({
    message,
    ...optional("retryAfter", retryAfter),
    ...(reason._tag === "Unavailable" && optional("status", status)),
    ...(http.reason._tag === "InvalidBody" && { text: http.reason.text })
  })
}
