/** Repeats an attempt as the retry policy says. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { HttpError } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { Policy } from "../../RetryPolicy.ts"
import { takeToken } from "./retryBudget.ts"
import type { Bucket } from "./retryBudget.ts"
import { countRetry } from "./telemetry.ts"

/** A call under way. */
export interface Call<A> {
  readonly operation: Operation
  readonly policy: Policy
  readonly bucket: Bucket
  readonly startedAtMillis: number
  /** Its body is a stream, which is gone after the first attempt. */
  readonly singleUse: boolean
  readonly attempt: (count: number) => Effect.Effect<A, HttpError>
}

/** Makes attempts until one succeeds or the policy allows no more. */
export const runWithRetry = <A>(call: Call<A>, count = 1): Effect.Effect<A, HttpError> =>
  Effect.catch(call.attempt(count), (error) => repeat(call, count, error))

const repeat = <A>(call: Call<A>, count: number, error: HttpError): Effect.Effect<A, HttpError> =>
  Effect.andThen(pauseBeforeRetry(call, count, error), () => runWithRetry(call, count + 1))

/** Waits until the next attempt is due; fails with the error when there is to be none. */
export const pauseBeforeRetry = Effect.fnUntraced(function* (
  call: Call<unknown>,
  count: number,
  error: HttpError
): Effect.fn.Return<void, HttpError> {
  const now = yield* Clock.currentTimeMillis
  const wait = nextWaitMillis(call, error, count, yield* Random.next)
  if (wait === undefined || now - call.startedAtMillis + wait > Duration.toMillis(call.policy.elapsed))
    return yield* error
  if (!takeToken(call.bucket, call.policy.budget, now)) return yield* error
  countRetry(call.operation, wait, yield* Effect.context<never>())
  yield* Effect.sleep(wait)
})

/**
 * Milliseconds until the next attempt, if any: our own wait, or the longer one that the service
 * asked for.
 */
const nextWaitMillis = (call: Call<unknown>, error: HttpError, count: number, random: number): number | undefined => {
  const { policy } = call
  if (count >= policy.attempts || call.singleUse || !policy.retryable(error, call.operation)) return undefined
  const asked = error.retryAfter === undefined ? 0 : Duration.toMillis(error.retryAfter)
  if (asked > Duration.toMillis(policy.retryAfterMax)) return undefined
  const bound = Math.min(Duration.toMillis(policy.cap), Duration.toMillis(policy.base) * 2 ** (count - 1))
  return Math.max(asked, random * bound)
}
