/** How many tasks an account may run at once. */
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Effect from "effect/Effect"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { Client } from "../Client.ts"
import { at } from "./unknown.ts"

/** The account's limit of open sessions, which the service calls its rate limit. One request. */
export const limit = (client: Client): Effect.Effect<number | undefined, BrowserUseError> =>
  client.billing.account().pipe(
    Effect.map((account: unknown) => {
      const most = at(account, "rateLimit")
      return typeof most === "number" ? most : undefined
    }),
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
  )
