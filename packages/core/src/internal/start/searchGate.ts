/**
 * Lets many searches ask one service together: a few at a time, and while it fails ever more
 * rarely, as few as one search alone would. A look that fails then fails for all of them.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import { ProviderError } from "../../ProviderError.ts"
import * as Outage from "../lookout/model/outage.ts"
import * as MonotonicTime from "../monotonicTime.ts"

/**
 * Runs a look when there is a place for it. During an outage it is not run and fails with the
 * failure that was seen last; the last look of a search waits for a while before it does so,
 * because nothing comes after it.
 */
export type SearchGate = <A, E>(
  look: Effect.Effect<A, E | ProviderError>,
  isLast: boolean
) => Effect.Effect<A, E | ProviderError>

/** How many looks may be under way at once. */
const maxLooks = 8

/** How long the last look of a search waits for an outage to end. */
const lastLookWaitMillis = 60_000

/** A service of which nothing is known. */
export const make = (): SearchGate => {
  const places = Semaphore.makeUnsafe(maxLooks)
  const outage = Outage.make()
  let failure: ProviderError | undefined

  const run = Effect.fnUntraced(function* <A, E>(
    look: Effect.Effect<A, E | ProviderError>
  ): Effect.fn.Return<A, E | ProviderError> {
    const sentAt = yield* MonotonicTime.now
    outage.noteSent(sentAt)
    const answer = yield* Effect.result(look)
    const now = yield* MonotonicTime.now
    if (Result.isFailure(answer) && answer.failure instanceof ProviderError && answer.failure.transient) {
      failure = answer.failure
      outage.noteFailure(sentAt, now, failure.retryAfterMillis ?? 0, yield* Random.next)
    } else outage.noteAnswer(now)
    return yield* Effect.fromResult(answer)
  })

  return Effect.fnUntraced(function* <A, E>(
    look: Effect.Effect<A, E | ProviderError>,
    isLast: boolean
  ): Effect.fn.Return<A, E | ProviderError> {
    // Asked at its place, because the looks before it may have failed meanwhile.
    const attempt = Effect.flatMap(
      MonotonicTime.now,
      (now): Effect.Effect<number | { readonly found: A }, E | ProviderError> => {
        const pauseMillis = outage.wait(now)
        return pauseMillis > 0 ? Effect.succeed(pauseMillis) : Effect.map(run(look), (found) => ({ found }))
      }
    )
    const waitsUntil = isLast ? (yield* MonotonicTime.now) + lastLookWaitMillis : -Infinity
    while (true) {
      const answer = yield* Semaphore.withPermit(places, attempt)
      if (typeof answer === "object") return answer.found
      if (failure !== undefined && (yield* MonotonicTime.now) + answer > waitsUntil) return yield* failure
      yield* Effect.sleep(answer)
    }
  })
}
