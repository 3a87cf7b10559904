/**
 * When a failed request is sent again. One policy holds for all clients of a program; replace it
 * for a part of the program with `Effect.provideService(RetryPolicy.RetryPolicy, …)`, or for one
 * call by its `retry` option.
 */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { HttpError } from "./HttpError.ts"
import type { Operation } from "./Operation.ts"

/** When to send again, and how long to wait before it. */
export interface Policy {
  /** Requests per call at most, the first included. */
  readonly attempts: number
  /** The first wait is random, up to this; each further bound is twice as long. */
  readonly base: Duration.Input
  /** No bound is longer than this. */
  readonly cap: Duration.Input
  /** A call is not repeated if its next wait would end later than this after its begin. */
  readonly elapsed: Duration.Input
  /** If a service asks for a longer wait than this, the call fails; the error says how long. */
  readonly retryAfterMax: Duration.Input
  /** How many repetitions an outage may cost. */
  readonly budget: Budget
  /** Whether a request may be sent again at all. */
  readonly retryable: (error: HttpError, operation: Operation) => boolean
}

/**
 * A bucket of tokens that all calls of one client share. A repetition takes one token; without one
 * the call fails. So a client does not multiply its load while the service is down.
 */
export interface Budget {
  /** Tokens in a full bucket. */
  readonly capacity: number
  /** Tokens that come back each second. */
  readonly perSecond: number
  /** Tokens that each call puts in: 0.1 allows one repetition in ten calls. */
  readonly perCall: number
}

/**
 * Whether an error may pass (408, 425, 429, 5xx, a broken connection, a missed deadline) and its
 * request may be repeated: it is idempotent, or it was certainly not executed.
 */
export const retryable = (error: HttpError, operation: Operation): boolean =>
  error.transient && (operation.safe || operation.idempotent || error.executed === "no")

const standard: Policy = {
  attempts: 4,
  base: "250 millis",
  cap: "10 seconds",
  elapsed: "2 minutes",
  retryAfterMax: "1 minute",
  budget: { capacity: 50, perSecond: 1, perCall: 0.1 },
  retryable
}

/** The standard policy with some of its parts replaced; `undefined` replaces nothing. */
export const make = (parts: { readonly [K in keyof Policy]?: Policy[K] | undefined } = {}): Policy => ({
  attempts: parts.attempts ?? standard.attempts,
  base: parts.base ?? standard.base,
  cap: parts.cap ?? standard.cap,
  elapsed: parts.elapsed ?? standard.elapsed,
  retryAfterMax: parts.retryAfterMax ?? standard.retryAfterMax,
  budget: parts.budget ?? standard.budget,
  retryable: parts.retryable ?? standard.retryable
})

/** Every request is sent once. */
export const none: Policy = make({ attempts: 1, retryable: () => false })

/** The policy in force; four attempts within two minutes unless replaced. */
export const RetryPolicy = Context.Reference<Policy>("@errand/http/RetryPolicy", { defaultValue: () => standard })

/**
 * The same effect with calls that are repeated for no longer than this. A service that asks for a
 * longer pause is not waited for: the call fails at once, and its error says how long.
 */
export const within =
  (longest: Duration.Duration) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.updateService(self, RetryPolicy, (policy) => ({
      ...policy,
      retryAfterMax: Duration.min(Duration.fromInputUnsafe(policy.retryAfterMax), longest),
      elapsed: Duration.min(Duration.fromInputUnsafe(policy.elapsed), longest)
    }))
