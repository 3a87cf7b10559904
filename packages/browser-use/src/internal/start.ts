/** Starting once: sent once, and looked for when the answer is lost. */
import type { Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, ProviderError, StartUnknown } from "@errand/core/TaskError"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Input } from "../BrowserUse.ts"
import type { Client } from "../Client.ts"
import { find, seek, started } from "./find.ts"
import { name, providerError } from "./providerError.ts"
import * as Tag from "./tag.ts"

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be interrupted. After a lost answer, a failure of the service or
 * an answer without an id a task may be running: it is looked for by its tags, and never started a second time.
 */
export const start = Effect.fnUntraced(function* (
  client: Client,
  input: Input,
  options: StartOptions,
  findWithin: Duration.Input
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const since = options.since ?? (yield* DateTime.now)
  const wanted = Tag.tags(options)
  const body = request(input, options, wanted)
  // Only what was written can be found.
  const written = Object.fromEntries(Object.entries(wanted).filter((pair) => body.metadata?.[pair[0]] === pair[1]))
  const answer = yield* Effect.result(once(client.tasks.create({ body })))
  if (answer._tag === "Failure" && answer.failure.http.executed === "no") {
    return yield* providerError(name, "start", answer.failure)
  }
  const told = answer._tag === "Success" ? started(answer.success) : undefined
  if (told !== undefined) return told
  if (Object.keys(written).length > 0) {
    const found = yield* seek(find(client, input, written, since), findWithin)
    if (Option.isSome(found)) return found.value
  }
  const { secrets: _, ...shown } = input
  return yield* new StartUnknown({
    provider: name,
    request: shown,
    since,
    ...(options.key !== undefined && { key: options.key }),
    cause: answer._tag === "Failure" ? answer.failure : noId()
  })
})

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const noId = () =>
  new ProviderError({
    provider: name,
    operation: "start",
    reason: new BadResponse({ message: "no id in the answer" })
  })

/** What was asked for, with the wanted output and the tags where they fit and nothing of the caller's is in the way. */
const request = (input: Input, { outputSchema }: StartOptions, tags: Tag.Tags): Input => {
  const metadata = Tag.tagged(input.metadata, tags)
  return {
    ...input,
    ...(outputSchema !== undefined &&
      (input.structuredOutput ?? null) === null && { structuredOutput: JSON.stringify(outputSchema) }),
    ...(Object.keys(tags).length > 0 && { metadata })
  }
}
