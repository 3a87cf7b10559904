/** Sends a start once, and looks for the run of one whose answer was lost. */
import type { Findable, Provider, Recall, Started, StartOptions } from "@errand/core/Provider"
import { BadRequest, BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { at, optional, text } from "@errand/http/Answer"
import type { Given } from "@errand/http/Operation"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type { TaskRunRequestInput } from "@errand/skyvern-types/v1"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Client } from "../Client.ts"
import * as Confidential from "./confidential.ts"
import { find, started } from "./find.ts"
import type { Input, InputV2 } from "./input.ts"
import { fail, from, name } from "./providerError.ts"
import * as Title from "./title.ts"

/** Starts tasks, and finds those whose answers were lost. */
export const make = (
  client: Client
): Pick<Provider<Input>, "start"> & Pick<Findable<Input>, "find"> & { readonly recall: Recall<Input> } => ({
  start: (input, options) => {
    const { nonce } = options
    const title = nonce === undefined ? input.title : Title.write(input.title, nonce)
    const engine = input.engine ?? "skyvern-1.0"
    return Effect.andThen(
      requireTitle(input),
      send(client, { ...input, engine, ...optional("title", title ?? undefined) }, options)
    )
  },
  find: (input, options) => look(client, input, options),
  // A run carries its nonce, so nothing of the input is needed.
  recall: { keep: () => undefined, find: (_, options) => look(client, null, options) }
})

/** Starts tasks of the engine 2.0, which cannot be found: a title of ours would not be kept. */
export const makeV2 = (client: Client): Pick<Provider<InputV2>, "start"> => ({
  start: (input, options) => send(client, { ...input, engine: "skyvern-2.0" }, options)
})

type Find = Parameters<Recall<Input>["find"]>[1]

const look = (client: Client, input: Input | null, { key, nonce = key, since }: Omit<Find, "except">) => {
  const unknown = startUnknown(input, since, key)
  return nonce === undefined ? Effect.fail(unknown) : find(client, nonce, since, unknown)
}

/** What the types refuse, for callers without types: nothing may start that cannot be found. */
const requireTitle = (input: Input): Effect.Effect<void, ProviderError> => {
  const where =
    at(input, "engine") === "skyvern-2.0"
      ? "engine"
      : text(at(input, "browser_profile_id")) === undefined
        ? undefined
        : "browser_profile_id"
  if (where === undefined) return Effect.void
  const message = "nothing was sent: the engine 2.0, and with it a profile, is for tasks of TaskV2"
  return Effect.fail(fail("start", new BadRequest({ message, issues: [{ path: `body.${where}`, message }] })))
}

/** What the caller gave, and what a start adds to it. */
type Request = Omit<TaskRunRequestInput, "url"> & Pick<Input, "url">

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be
 * interrupted. After a lost answer, a failure of the service or an answer without an id a task may
 * be running: core looks for it by its title.
 */
const send = Effect.fnUntraced(function* (
  client: Client,
  request: Given<Request>,
  { key, outputSchema, since: given }: StartOptions
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const since = given ?? (yield* DateTime.now)
  const { url, ...rest } = request
  const schema = request.data_extraction_schema ?? outputSchema
  const body = { ...rest, ...optional("url", url ?? undefined), ...optional("data_extraction_schema", schema) }
  const answer = yield* Effect.result(once(client.tasks.run({ body })))
  if (answer._tag === "Failure" && answer.failure.http.executed === "no") return yield* from("start")(answer.failure)
  const acknowledged = answer._tag === "Success" ? started(answer.success) : undefined
  if (acknowledged !== undefined) return acknowledged
  return yield* startUnknown(request, since, key, answer._tag === "Failure" ? answer.failure : noId())
})

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const noId = () => fail("start", new BadResponse({ message: "no id in the answer" }))

const startUnknown = (input: object | null, since: DateTime.Utc, key: string | undefined, cause?: unknown) =>
  new StartUnknown({
    provider: name,
    request: input && Confidential.omit(input),
    since,
    ...optional("key", key),
    ...optional("cause", cause)
  })
