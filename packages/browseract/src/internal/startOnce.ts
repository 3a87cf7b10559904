/**
 * Starts of either version: sent once, and looked for by what they were given where their answer is
 * lost.
 */
import type { Findable, Json, Provider, Recall, Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, type ProviderError, type ProviderReason } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { type Candidates, decide } from "./candidates.ts"

/** The addresses that a start may name. */
interface Callbacks {
  readonly callback_url?: string | undefined
  readonly status_change_callback_url?: string | undefined
}

/** What the versions do each in their own way. */
export interface Version<Input extends Callbacks, Error> {
  /** The provider's name, as tasks know it. */
  readonly name: string
  readonly from: (operation: string) => (error: Error) => ProviderError
  readonly fail: (operation: string, reason: ProviderReason) => ProviderError
  /** Asks the service to start a task. */
  readonly send: (input: Input) => Effect.Effect<unknown, Error>
  /** The property of the answer that names the task. */
  readonly id: string
  /** Looks once through the tasks that a start at this time may have made. */
  readonly candidates: (
    input: Input,
    since: DateTime.Utc,
    isOthers: (id: string) => boolean
  ) => Effect.Effect<Candidates, ProviderError>
  readonly keep: (input: Input) => Json
  /** What was kept, as an input. */
  readonly inputOf: (kept: Json | undefined) => Input | undefined
  readonly isAlike: (a: Json | undefined, b: Json | undefined) => boolean
}

/** Starts tasks, and finds those whose answers were lost. */
export const make = <Input extends Callbacks, Error extends { readonly executed: "no" | "yes" | "maybe" }>({
  candidates,
  fail,
  from,
  id: idName,
  inputOf,
  isAlike,
  keep,
  name,
  send
}: Version<Input, Error>): Pick<Provider<Input>, "start"> &
  Pick<Findable<Input>, "find"> & { readonly recall: Recall<Input> } => {
  const unknown = (request: unknown, since: DateTime.Utc, key: string | undefined, cause?: unknown) =>
    new StartUnknown({ provider: name, request, since, ...optional("key", key), ...optional("cause", cause) })

  /**
   * What was certainly not done may be tried again, but by core, whose waits can be interrupted.
   * After a lost answer, a failure of the service or an answer without an id a task may be running:
   * core looks for it.
   */
  const start = Effect.fnUntraced(function* (
    input: Input,
    { key, since: given }: StartOptions
  ): Effect.fn.Return<Started, ProviderError | StartUnknown> {
    const since = given ?? (yield* DateTime.now)
    const once = Effect.provideService(send(input), RetryPolicy.RetryPolicy, RetryPolicy.none)
    const answer = yield* Effect.result(once)
    if (answer._tag === "Failure" && answer.failure.executed === "no") return yield* from("start")(answer.failure)
    const id = answer._tag === "Success" ? identifier(at(answer.success, idName)) : undefined
    if (id !== undefined) return { id }
    const noId = () => fail("start", new BadResponse({ message: "no id in the answer" }))
    return yield* unknown(shown(input), since, key, answer._tag === "Failure" ? answer.failure : noId())
  })

  return {
    start,
    find: (input, { key, since }) =>
      Effect.flatMap(
        candidates(input, since, () => false),
        (seen) => decide(seen, (cause) => unknown(shown(input), since, key, cause))
      ),
    recall: {
      keep,
      alike: isAlike,
      find: (kept, { except, key, since }) => {
        const input = inputOf(kept)
        const lost = (cause?: unknown) => unknown(kept ?? null, since, key, cause)
        if (input === undefined) return Effect.fail(lost())
        const others = new Set(except)
        return Effect.flatMap(
          candidates(input, since, (id) => others.has(id)),
          (seen) => decide(seen, lost)
        )
      }
    }
  }
}

/** A callback's address stays out: a token in it proves that the callback is genuine. */
const shown = (input: Callbacks): object => {
  const { callback_url: _callback, status_change_callback_url: _status, ...request } = input
  return request
}
