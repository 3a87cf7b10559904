/** Starting once: sent once, and looked for when the answer is lost. */
import type { Findable, Provider, Recall, Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Input } from "../BrowserAct.ts"
import type { Client } from "../Client.ts"
import * as Claims from "./claims.ts"
import { candidates, decide, seek } from "./find.ts"
import { fields, identifier, optional } from "./fields.ts"
import { fail, from, name } from "./providerError.ts"
import { alike, inputOf, keep } from "./recall.ts"

/** Starts and finds tasks; the starts of one account belong to one of these. */
export const make = (
  client: Client,
  findWithin: Duration.Input
): Pick<Provider<Input>, "start"> & Pick<Findable<Input>, "find"> & { readonly recall: Recall<Input> } => {
  const claims = Claims.make()

  /**
   * Sent once: what was certainly not done may be tried again, but by core, whose waits can be interrupted. After a lost answer, a failure of the service or
   * an answer without an id a task may be running: it is looked for by what it was given, and never started a second time.
   */
  const begin = Effect.fnUntraced(function* (
    claim: Claims.Claim,
    input: Input,
    { key, since: given }: StartOptions
  ): Effect.fn.Return<Started, ProviderError | StartUnknown> {
    const since = given ?? (yield* DateTime.now)
    const run =
      "workflow_template_id" in input ? client.tasks.runTemplate({ body: input }) : client.tasks.run({ body: input })
    const answer = yield* Effect.result(Effect.provideService(run, RetryPolicy.RetryPolicy, RetryPolicy.none))
    if (answer._tag === "Failure" && answer.failure.executed === "no") return yield* from("start")(answer.failure)
    const id = answer._tag === "Success" ? identifier(fields(answer.success)["id"]) : undefined
    if (id !== undefined) return { id }
    const lost = (cause: unknown) => unknown(input, since, key, cause)
    // While a start of the same is under way, a task may be either's.
    const look = Effect.flatMap(candidates(client, input, since, claims.isTaken), (seen) =>
      claim.isAlone() ? decide(seen, lost) : Effect.fail(lost(seen))
    )
    const found = yield* seek(look, findWithin)
    if (Option.isSome(found)) return found.value
    const cause = answer._tag === "Failure" ? answer.failure : noId()
    return yield* lost(cause)
  })

  return {
    start: (input, options) =>
      Effect.suspend(() => {
        const claim = claims.begin(input)
        return Effect.onExit(begin(claim, input, options), (exit) =>
          Effect.sync(() => claim.settle(exit._tag === "Success" ? exit.value.id : undefined))
        )
      }),
    find: (input, { key, since }) =>
      Effect.flatMap(
        candidates(client, input, since, () => false),
        (seen) => decide(seen, (cause) => unknown(input, since, key, cause))
      ),
    recall: {
      keep,
      alike,
      find: (kept, { except, key, since }) => {
        const input = inputOf(kept)
        const lost = (cause?: unknown) =>
          new StartUnknown({
            provider: name,
            request: kept ?? null,
            since,
            ...optional("key", key),
            ...optional("cause", cause)
          })
        if (input === undefined) return Effect.fail(lost())
        return Effect.flatMap(
          candidates(client, input, since, (id) => except.includes(id)),
          (seen) =>
            // A start of the same that is under way here may have made what is seen.
            claims.isPending(input) ? Effect.fail(lost(seen)) : decide(seen, lost)
        )
      }
    }
  }
}

const noId = () => fail("start", new BadResponse({ message: "no id in the answer" }))

const unknown = (input: Input, since: DateTime.Utc, key: string | undefined, cause?: unknown): StartUnknown => {
  // A callback's address stays out: a token in it proves that the callback is genuine.
  const { callback_url: _callback, status_change_callback_url: _status, ...request } = input
  return new StartUnknown({ provider: name, request, since, ...optional("key", key), ...optional("cause", cause) })
}
