/**
 * A client for one service: calls the operations of a generated table as effects. openapi-fetch sends; what comes
 * back is the operation's success type, or an `HttpError` that knows why not.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { HttpError } from "./HttpError.ts"
import { attempt } from "./internal/attempt.ts"
import { deposit, full, take } from "./internal/budget.ts"
import { sanitize } from "./internal/cause.ts"
import { toError } from "./internal/failure.ts"
import type { Failed } from "./internal/failure.ts"
import { invalidField, secrets } from "./internal/headers.ts"
import type { Fields } from "./internal/headers.ts"
import type { Rules } from "./internal/judge.ts"
import { isInvalid, prepare } from "./internal/prepare.ts"
import type { Prepared } from "./internal/prepare.ts"
import { makeSend } from "./internal/send.ts"
import type { Operation, OperationTypes } from "./Operation.ts"
import { RetryPolicy } from "./RetryPolicy.ts"
import type { Policy } from "./RetryPolicy.ts"
import type { Fetch, Transport } from "./Transport.ts"

/** What a client is made of. */
export interface Options {
  /** Where the paths of the operations begin; a trailing slash does not matter. */
  readonly baseUrl: string
  /** Sent with every call. Wrap keys: they are unwrapped only to be sent, and appear in no error, log or span. */
  readonly headers?: Fields
  /** The global fetch unless given. */
  readonly fetch?: Fetch | Transport
  /** How long one attempt may take, headers and body; 30 seconds unless given. */
  readonly timeout?: Duration.Input
  /** The longest body that is read, in bytes; 64 MiB unless given. */
  readonly maxBodyBytes?: number
  /** Tells a 2xx body that is an error in disguise; the call then fails with `Undeclared` and that 2xx status. */
  readonly disguised?: (body: unknown, operation: Operation) => boolean
}

/** What one call may want otherwise. */
export interface CallOptions {
  /** Instead of the client's. */
  readonly timeout?: Duration.Input
  /** Instead of the policy in force. */
  readonly retry?: Policy
}

/** A client for one service. */
export interface Http {
  readonly baseUrl: string
  /** Calls an operation. It is sent again as the retry policy says, and aborted when it is interrupted. */
  readonly call: <T extends OperationTypes>(
    operation: Operation<T>,
    input: T["input"],
    options?: CallOptions
  ) => Effect.Effect<T["success"], HttpError<T["error"]>>
}

/** A client for the service at `baseUrl`. Makes no request, and holds nothing that must be closed. */
export const make = (options: Options): Http => {
  const baseUrl = options.baseUrl.replace(/\/+$/, "")
  const headers = options.headers ?? {}
  const timeout = Duration.fromInputUnsafe(options.timeout ?? "30 seconds")
  const maxBodyBytes = options.maxBodyBytes ?? 64 * 1024 * 1024
  const words = secrets(headers)
  const scrub = (text: string): string =>
    words.reduce((out, word) => out.includes(word) ? out.replaceAll(word, "<redacted>") : out, text)
  const rules: Rules = {
    maxBodyBytes,
    disguised: options.disguised,
    scrub,
    sanitize: (cause) => sanitize(cause, scrub)
  }
  const broken = invalidField(headers)
  const send = makeSend({ baseUrl, headers, transport: options.fetch, maxBodyBytes })
  const bucket = full()

  const run = (
    operation: Operation,
    prepared: Prepared,
    limit: Duration.Duration,
    policy: Policy,
    started: number,
    count: number
  ): Effect.Effect<unknown, HttpError> =>
    attempt(send, rules, operation, prepared, limit).pipe(
      Effect.map((done) => done.value),
      Effect.catch((failed) => repeat(operation, prepared, limit, policy, started, count, failed))
    )

  const repeat = Effect.fnUntraced(function*(
    operation: Operation,
    prepared: Prepared,
    limit: Duration.Duration,
    policy: Policy,
    started: number,
    count: number,
    failed: Failed
  ): Effect.fn.Return<unknown, HttpError> {
    const now = yield* Clock.currentTimeMillis
    const error = toError(operation, failed, count, now, scrub)
    if (count >= policy.attempts || prepared.body?.once === true || !policy.retryable(error, operation)) {
      return yield* error
    }
    const asked = error.retryAfter === undefined ? 0 : Duration.toMillis(error.retryAfter)
    if (asked > Duration.toMillis(policy.retryAfterMax)) return yield* error
    const bound = Math.min(Duration.toMillis(policy.cap), Duration.toMillis(policy.base) * 2 ** (count - 1))
    const wait = Math.max(asked, (yield* Random.next) * bound)
    if (now - started + wait > Duration.toMillis(policy.elapsed)) return yield* error
    if (!take(bucket, policy.budget, now)) return yield* error
    yield* Effect.sleep(wait)
    return yield* run(operation, prepared, limit, policy, started, count + 1)
  })

  const call = (operation: Operation, input: unknown, own: CallOptions | undefined): Effect.Effect<unknown, HttpError> =>
    Effect.withFiber((fiber) => {
      const prepared = broken ?? prepare(operation, input)
      if (isInvalid(prepared)) return Effect.fail(toError(operation, { reason: prepared, answer: undefined }, 0, 0, scrub))
      const policy = own?.retry ?? fiber.getRef(RetryPolicy)
      deposit(bucket, policy.budget)
      const limit = own?.timeout === undefined ? timeout : Duration.fromInputUnsafe(own.timeout)
      const started = fiber.getRef(Clock.Clock).currentTimeMillisUnsafe()
      return run(operation, prepared, limit, policy, started, 1)
    })

  return {
    baseUrl,
    // The body's shape is the service's word: the spec promises it, and nothing here checks it again.
    call: (operation, input, own) => call(operation, input, own) as Effect.Effect<never, HttpError<never>>
  }
}
