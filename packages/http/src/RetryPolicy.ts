/**
 * When a failed request is sent again. One policy for all clients of a program, replaced for a part of it with
 * `Effect.provideService(RetryPolicy.RetryPolicy, …)` or for one call by its `retry` option.
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type { HttpError } from "./HttpError.ts"
import type { Operation } from "./Operation.ts"

/** When to send again, and how long to wait before it. */
export interface Policy {
  /** Requests per call at most, the first included. */
  readonly attempts: number
  /** The first wait lies between nothing and this, each further bound is twice as wide. */
  readonly base: Duration.Input
  /** No bound is wider than this. */
  readonly cap: Duration.Input
  /** A call that has taken this long with its next wait is not repeated. */
  readonly elapsed: Duration.Input
  /** A service that asks for a longer wait than this is not waited for; the error tells how long it asked for. */
  readonly retryAfterMax: Duration.Input
  /** What an outage may cost; see `Budget`. */
  readonly budget: Budget
  /** Whether it is right to send again at all. */
  readonly retryable: (error: HttpError, operation: Operation) => boolean
}

/**
 * A bucket of tokens that all calls of one client share. A repetition takes one token, and where there is none, the
 * error stands: a client in an outage must not add a multiple of its normal load to it.
 */
export interface Budget {
  /** Tokens in a full bucket. */
  readonly capacity: number
  /** Tokens that come back each second. */
  readonly perSecond: number
  /** Tokens that each call puts in, as in 0.1 for one repetition in ten calls. */
  readonly perCall: number
}

/**
 * A refusal that may pass (408, 425, 429, 5xx, a broken connection, a missed deadline), of a request that may be
 * repeated: it is idempotent, or it was certainly not executed.
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

/** The standard policy with some of its parts replaced. */
export const make = (parts: Partial<Policy> = {}): Policy => ({ ...standard, ...parts })

/** Every request is sent once. */
export const none: Policy = make({ attempts: 1, retryable: () => false })

/** The policy in force; four attempts within two minutes unless replaced. */
export const RetryPolicy = Context.Reference<Policy>("@errand/http/RetryPolicy", { defaultValue: () => standard })
