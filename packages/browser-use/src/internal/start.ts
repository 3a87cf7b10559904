/** Sends a start once, and looks for the task of one whose answer was lost. */
import type { Findable, Provider, Recall, Started, StartOptions } from "@errand/core/Provider"
import { BadRequest, BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { at, optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Client } from "../Client.ts"
import { find, started } from "./find.ts"
import type { Input } from "./input.ts"
import { fail, from, name } from "./providerError.ts"
import * as Tag from "./tag.ts"

/** Starts tasks, and finds those whose answers were lost. */
export const make = (
  client: Client
): Pick<Provider<Input>, "start"> & Pick<Findable<Input>, "find"> & { readonly recall: Recall<Input> } => ({
  start: (input, options) => start(client, input, options),
  find: (input, { key, nonce, since }) => {
    const unknown = startUnknown(input, since, key)
    const hadRoom = key !== undefined || Tag.obstacle(input.metadata, Tag.nonceKey, nonce ?? "") === undefined
    const look = find(client, Tag.anyOf(key, nonce), since, unknown)
    return Effect.andThen(requireRoom("find", input, key), requireProof(look, { hadRoom, unknown }))
  },
  recall: {
    // A task carries its nonce, so nothing else of the input is needed.
    keep: ({ metadata }) => (Tag.obstacle(metadata, Tag.nonceKey, "") === undefined ? undefined : { untagged: true }),
    find: (kept, { key, nonce, since }) => {
      const unknown = new StartUnknown({
        provider: name,
        request: kept ?? null,
        since,
        ...optional("key", key)
      })
      const look = find(client, Tag.anyOf(key, nonce), since, unknown)
      return requireProof(look, { hadRoom: at(kept, "untagged") !== true, unknown })
    }
  }
})

/** Not being found proves nothing of a task that had no room for its name. */
const requireProof = (
  look: Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown>,
  { hadRoom, unknown }: { readonly hadRoom: boolean; readonly unknown: StartUnknown }
) =>
  Effect.filterOrFail(
    look,
    (found) => hadRoom || Option.isSome(found),
    () => unknown
  )

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be
 * interrupted. After a lost answer, a failure of the service or an answer without an id a task may
 * be running: core looks for it by its tags.
 */
const start = Effect.fnUntraced(function* (
  client: Client,
  input: Input,
  options: StartOptions
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const { key, nonce } = options
  yield* requireRoom("start", input, key)
  const since = options.since ?? (yield* DateTime.now)
  const wanted = Tag.tagsOf(key, nonce)
  const answer = yield* Effect.result(once(client.tasks.create({ body: request(input, options, wanted) })))
  if (answer._tag === "Failure" && answer.failure.http.executed === "no") {
    return yield* from("start")(answer.failure)
  }
  const acknowledged = answer._tag === "Success" ? started(answer.success) : undefined
  if (acknowledged !== undefined) return acknowledged
  const cause = answer._tag === "Failure" ? answer.failure : noId()
  const isTagged = Object.keys(Tag.writable(input.metadata, wanted)).length > 0
  return yield* startUnknown(input, since, key, cause, isTagged)
})

/**
 * A key that the task would not carry could not keep a second process from starting the same again.
 */
const requireRoom = (
  operation: string,
  { metadata }: Input,
  key: string | undefined
): Effect.Effect<void, ProviderError> => {
  const message = key === undefined ? undefined : Tag.obstacle(metadata, Tag.metadataKey, key)
  if (message === undefined) return Effect.void
  const reason = new BadRequest({
    message: `nothing was sent, because the task could not carry its key: ${message}, or start without a key`,
    issues: [{ path: `body.metadata.${Tag.metadataKey}`, message }]
  })
  return Effect.fail(fail(operation, reason))
}

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const startUnknown = (
  input: Input,
  since: DateTime.Utc,
  key: string | undefined,
  cause?: unknown,
  isTagged = true
): StartUnknown => {
  const { secrets: _, ...request } = input
  return new StartUnknown({
    provider: name,
    request,
    since,
    ...optional("key", key),
    ...(!isTagged && { findable: false }),
    ...optional("cause", cause)
  })
}

const noId = () => fail("start", new BadResponse({ message: "no id in the answer" }))

/**
 * What was asked for, with the wanted output and the tags where they fit and nothing of the
 * caller's is in the way.
 */
const request = (input: Input, { outputSchema }: StartOptions, tags: Tag.Tags): Input => {
  const metadata = Tag.addTags(input.metadata, tags)
  return {
    ...input,
    ...(outputSchema !== undefined &&
      (input.structuredOutput ?? null) === null && { structuredOutput: JSON.stringify(outputSchema) }),
    ...(Object.keys(tags).length > 0 && { metadata })
  }
}
