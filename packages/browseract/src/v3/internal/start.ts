/** Sends a start once, and looks for the run of one whose answer was lost. */
import type { Findable, Provider, Recall, Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { decide } from "../../internal/candidates.ts"
import type { Client } from "../Client.ts"
import { candidates } from "./find.ts"
import { type Input, isTemplate } from "./input.ts"
import { fail, from, name } from "./providerError.ts"
import { inputOf, isAlike, keep } from "./recall.ts"

/** Starts runs, and finds those whose answers were lost. */
export const make = (
  client: Client
): Pick<Provider<Input>, "start"> & Pick<Findable<Input>, "find"> & { readonly recall: Recall<Input> } => ({
  start: (input, options) => start(client, input, options),
  find: (input, { key, since }) =>
    Effect.flatMap(
      candidates(client, input, since, () => false),
      (seen) => decide(seen, (cause) => startUnknown(input, since, key, cause))
    ),
  recall: {
    keep,
    alike: isAlike,
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
      const others = new Set(except)
      return Effect.flatMap(
        candidates(client, input, since, (id) => others.has(id)),
        (seen) => decide(seen, lost)
      )
    }
  }
})

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be
 * interrupted. After a lost answer, a failure of the service or an answer without an id a run may
 * be under way: core looks for it by what it was given.
 */
const start = Effect.fnUntraced(function* (
  client: Client,
  input: Input,
  { key, since: given }: StartOptions
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const since = given ?? (yield* DateTime.now)
  const answer = yield* Effect.result(
    Effect.provideService(send(client, input), RetryPolicy.RetryPolicy, RetryPolicy.none)
  )
  if (answer._tag === "Failure" && answer.failure.executed === "no") return yield* from("start")(answer.failure)
  const id = answer._tag === "Success" ? identifier(at(answer.success, "task_id")) : undefined
  if (id !== undefined) return { id }
  return yield* startUnknown(input, since, key, answer._tag === "Failure" ? answer.failure : noId())
})

/** What is to run stands in the address, and not in the body. */
const send = (client: Client, input: Input) => {
  if (isTemplate(input)) {
    const { template_id, ...body } = input
    return client.runs.createOfTemplate({ path: { template_id }, body })
  }
  const { bot_id, ...body } = input
  return client.runs.create({ path: { bot_id }, body })
}

const noId = () => fail("start", new BadResponse({ message: "no id in the answer" }))

const startUnknown = (input: Input, since: DateTime.Utc, key: string | undefined, cause?: unknown): StartUnknown => {
  // A callback's address stays out: a token in it proves that the callback is genuine.
  const { callback_url: _callback, status_change_callback_url: _status, ...request } = input
  return new StartUnknown({ provider: name, request, since, ...optional("key", key), ...optional("cause", cause) })
}
