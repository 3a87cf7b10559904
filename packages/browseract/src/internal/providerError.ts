/** What failed calls to BrowserAct v2 mean to a task. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type { BrowserActError } from "../BrowserActError.ts"
import { providerReason } from "./providerReason.ts"

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
      reason: providerReason(error),
      ...optional("traceId", error.traceId),
      cause: error
    })
