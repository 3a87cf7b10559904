/**
 * The search for the task of a start whose answer was lost. The provider gives single looks; when
 * to look again is decided here.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Any, FindOptions, Json, Provider, Started } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown } from "../../TaskError.ts"
import * as Backoff from "../backoff.ts"
import * as MonotonicTime from "../monotonicTime.ts"

/**
 * One look for a task. Fails with `StartUnknown` where what is found may as well be the task of
 * another start.
 */
export type Search = (
  options: FindOptions & { readonly except: ReadonlyArray<string> }
) => Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown>

/** How a provider looks for the task of this input; undefined where it cannot. */
export const byInput = <Input>({ find }: Provider<Input>, input: Input): Search | undefined =>
  find && ((options) => find(input, options))

/**
 * How a provider looks for a task by what was written down of its start; undefined where it cannot.
 */
export const byRecord = ({ recall }: Any, kept: Json | undefined): Search | undefined =>
  recall === undefined ? undefined : (options) => recall.find(kept, options)

const pauses: Backoff.Backoff = { firstMillis: 500, capMillis: 16_000 }

/**
 * Looks again and again until the task shows up, because a list may lag and a service that has just
 * failed may fail again. None only when a look that began after `within` (in milliseconds) has
 * found nothing: `look` is told which one that is. A refusal that no waiting changes ends the
 * search at once; a failure or a doubt that is left at the end is the answer.
 */
export const searchUntilFound = Effect.fnUntraced(function* <A, E extends { readonly _tag: string }>(
  look: (isLast: boolean) => Effect.Effect<Option.Option<A>, E | ProviderError | StartUnknown>,
  within: number
): Effect.fn.Return<Option.Option<A>, E | ProviderError | StartUnknown> {
  const deadline = (yield* MonotonicTime.now) + within
  for (let looks = 1; ; looks++) {
    const rest = deadline - (yield* MonotonicTime.now)
    const isLast = rest <= 0
    const found = yield* Effect.result(look(isLast))
    if (Result.isSuccess(found)) {
      if (isLast || Option.isSome(found.success)) return found.success
    } else if (isLast || isFinal(found.failure)) return yield* Effect.fail(found.failure)
    yield* Effect.sleep(Math.ceil(Math.min(Backoff.pauseAfter(looks, pauses), rest)))
  }
})

/** Whether looking again cannot change this answer. */
const isFinal = (error: { readonly _tag: string } | ProviderError | StartUnknown): boolean =>
  error._tag !== "StartUnknown" && !("transient" in error && error.transient)
