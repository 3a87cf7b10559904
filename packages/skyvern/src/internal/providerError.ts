/** The reasons of Skyvern in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type * as Reason from "@errand/http/Reason"
import type { SkyvernError, SkyvernReason } from "../SkyvernError.ts"

/** The vendor and version that refs and errors name. */
export const name = "skyvern/v1"

/** What a failed call means to a task. The call's own error is the `cause`. */
export const from =
  (operation: string) =>
  (error: SkyvernError): ProviderError.ProviderError =>
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

const reasonOf = ({ _tag, message, ...details }: SkyvernReason): ProviderError.ProviderReason =>
  new classes[_tag]({ ...details, message })

type Class = new (details: Reason.Details) => ProviderError.ProviderReason

const classes: { readonly [Tag in SkyvernReason["_tag"]]: Class } = {
  Unauthorized: ProviderError.Unauthorized,
  PaymentRequired: ProviderError.OutOfCredit,
  Forbidden: ProviderError.Forbidden,
  NotFound: ProviderError.NotFound,
  Conflict: ProviderError.Conflict,
  Invalid: ProviderError.BadRequest,
  RateLimited: ProviderError.RateLimited,
  Unavailable: ProviderError.Unavailable,
  TooLarge: ProviderError.TooLarge,
  BadResponse: ProviderError.BadResponse
}
