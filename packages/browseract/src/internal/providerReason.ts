/** BrowserAct's reasons in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type * as Duration from "effect/Duration"
import type { BrowserActError, BrowserActReason } from "../BrowserActError.ts"

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

/** Why a task cannot be worked with, by why a call failed. */
export const providerReason = ({
  code,
  http,
  reason,
  retryAfter,
  status
}: BrowserActError): ProviderError.ProviderReason => {
  const message = code === undefined ? reason.message : `${reason.message} (code ${code})`
  return new classes[reason._tag]({
    message,
    ...optional("retryAfter", retryAfter),
    ...(reason._tag === "Unavailable" && optional("status", status)),
    ...(http.reason._tag === "InvalidBody" && { text: http.reason.text })
  })
}
