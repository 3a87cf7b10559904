/** How many tasks an account may run at once. */
import { at, number } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Effect from "effect/Effect"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { Client } from "../Client.ts"

/** The account's limit of open sessions, which the service calls its rate limit. One request. */
export const sessionLimit = (client: Client): Effect.Effect<number | undefined, BrowserUseError> =>
  client.billing.account().pipe(
    Effect.map((account: unknown) => number(at(account, "rateLimit"))),
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
  )
