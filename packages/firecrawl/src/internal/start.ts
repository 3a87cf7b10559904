/** Sends a start once. */
import type { Provider, Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Secrets from "@errand/http/Secrets"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Client } from "../Client.ts"
import type { Input } from "./input.ts"
import { fail, from, name } from "./providerError.ts"

/** Starts jobs. None can be found again: the service has no list of them, and takes no key. */
export const make = (client: Client): Pick<Provider<Input>, "start"> => ({
  start: (input, options) => start(client, input, options)
})

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be
 * interrupted. After a lost answer, a failure of the service or an answer without an id a job may
 * be running, and nothing can tell.
 */
const start = Effect.fnUntraced(function* (
  client: Client,
  input: Input,
  { key, outputSchema, since: given }: StartOptions
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const since = given ?? (yield* DateTime.now)
  const body =
    outputSchema === undefined || (input.schema ?? null) !== null ? input : { ...input, schema: outputSchema }
  const answer = yield* Effect.result(once(client.agent.start({ body })))
  if (answer._tag === "Failure") {
    const { http, reason } = answer.failure
    if (http.executed === "no" || reason._tag === "Unsuccessful") return yield* from("start")(answer.failure)
  }
  const id = answer._tag === "Success" ? identifier(at(answer.success, "id")) : undefined
  if (id !== undefined) return { id }
  // A webhook's address and headers stay out: they prove to its receiver who calls.
  const { webhook: _, ...request } = input
  return yield* new StartUnknown({
    provider: name,
    request: Secrets.mask(request),
    since,
    ...optional("key", key),
    cause:
      answer._tag === "Failure" ? answer.failure : fail("start", new BadResponse({ message: "no id in the answer" }))
  })
})

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
