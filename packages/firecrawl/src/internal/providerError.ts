/** Firecrawl's reasons in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type * as Reason from "@errand/http/Reason"
import type { FirecrawlError, FirecrawlReason } from "../FirecrawlError.ts"

/** The vendor and version that refs and errors name. */
export const name = "firecrawl/v2"

/** What a failed call means to a task. The call's own error is the `cause`. */
export const from =
  (operation: string) =>
  (error: FirecrawlError): ProviderError.ProviderError =>
    new ProviderError.ProviderError({
      provider: name,
      operation,
      reason: reasonOf(operation, error.reason),
      ...optional("traceId", error.requestId),
      cause: error
    })

/** An error for a reason of core's own. */
export const fail = (operation: string, reason: ProviderError.ProviderReason): ProviderError.ProviderError =>
  new ProviderError.ProviderError({ provider: name, operation, reason })

type Class = new (details: Reason.Details) => ProviderError.ProviderReason

const classes: { readonly [Tag in FirecrawlReason["_tag"]]: Class } = {
  Unauthorized: ProviderError.Unauthorized,
  PaymentRequired: ProviderError.OutOfCredit,
  Forbidden: ProviderError.Forbidden,
  NotFound: ProviderError.NotFound,
  Conflict: ProviderError.Conflict,
  Invalid: ProviderError.BadRequest,
  RateLimited: ProviderError.RateLimited,
  Unavailable: ProviderError.Unavailable,
  TooLarge: ProviderError.TooLarge,
  BadResponse: ProviderError.BadResponse,
  Unsuccessful: ProviderError.Unavailable
}

const reasonOf = (operation: string, { _tag, message, ...details }: FirecrawlReason): ProviderError.ProviderReason => {
  // A start that the service says it did not make is not sent again; a look is.
  const Class = _tag === "Unsuccessful" && operation === "start" ? ProviderError.BadRequest : classes[_tag]
  return new Class({ ...details, message: _tag === "NotFound" ? `${message} (${lifetime})` : message })
}

/** Said wherever a job is not found: most of those were there. */
const lifetime = "Firecrawl forgets a job 24 hours after its end"
