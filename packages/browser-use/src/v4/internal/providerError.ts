/** What failed calls to Browser Use v4 mean to a task. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import { providerReason } from "../../internal/providerReason.ts"
import type { BrowserUseError } from "../BrowserUseError.ts"

/** The vendor and version that refs and errors name. */
export const name = "browser-use/v4"

/** What a failed call means to a task. The call's own error is the `cause`. */
export const from =
  (operation: string) =>
  (error: BrowserUseError): ProviderError.ProviderError =>
    new ProviderError.ProviderError({
      provider: name,
      operation,
      reason: providerReason(error.reason),
      ...optional("traceId", error.requestId),
      cause: error
    })

/** An error for a reason of core's own. */
export const fail = (operation: string, reason: ProviderError.ProviderReason): ProviderError.ProviderError =>
  new ProviderError.ProviderError({ provider: name, operation, reason })
