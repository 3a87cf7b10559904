/** How many runs an account may have at once. */
import { getAccountBilling } from "@errand/browser-use-types/v2"
import { at, number } from "@errand/http/Answer"
import * as Connection from "@errand/http/Connection"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Effect from "effect/Effect"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { Options } from "../Client.ts"
import { key } from "./key.ts"
import { bind } from "./call.ts"

/**
 * The account's limit, which v2 alone tells: it is the same for all versions. One request; none
 * where the address does not say where v2 answers.
 */
export const sessionLimit = (options: Options, baseUrl: string): Effect.Effect<number | undefined, BrowserUseError> => {
  const besides = baseUrl.replace(/\/v4$/, "/v2")
  if (besides === baseUrl) return Effect.undefined
  const http = Connection.make({ ...options, baseUrl: besides }, { baseUrl: besides, key })
  return bind(http)
    .call(getAccountBilling)()
    .pipe(
      Effect.map((account: unknown) => number(at(account, "rateLimit"))),
      Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
    )
}
