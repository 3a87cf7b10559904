/** A file as a stream of bytes, which survives broken connections and addresses that expire. */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { HttpError } from "../../HttpError.ts"
import type { HttpReason } from "../../HttpError.ts"
import { RetryPolicy } from "../../RetryPolicy.ts"
import type { Policy } from "../../RetryPolicy.ts"
import { sanitize } from "../exchange/cause.ts"
import type { Rules } from "../exchange/judgeAnswer.ts"
import { pauseBeforeRetry, runWithRetry } from "../exchange/retry.ts"
import type { Call } from "../exchange/retry.ts"
import { creditCall } from "../exchange/retryBudget.ts"
import type { Service } from "../exchange/service.ts"
import { amount, duration, durationOr, findInvalidOption, findInvalidPolicy } from "../request/invalidOption.ts"
import { combineScrubs } from "../scrub.ts"
import { fetchBytes } from "./fetchBytes.ts"
import { parseAddress, withoutDeclared, presignedOperation, notSent, makeAddressScrub } from "./presigned.ts"
import { continuesFile, describeFile } from "./range.ts"

/** What differs for one download. */
export interface DownloadOptions {
  /**
   * How long the first byte, and each further piece, may take; the client's timeout unless given.
   */
  readonly stall?: Duration.Input | undefined
  /** The longest file that is read, in bytes; any unless given. */
  readonly maxBytes?: number | undefined
  /**
   * How many bytes the file must have; any other number is an error. Unless given, as many as the
   * service announces.
   */
  readonly size?: number | undefined
  /** Instead of the policy in force. */
  readonly retry?: Policy | undefined
}

/** The bytes at an address as they come. The connection is held as long as the stream is read. */
export const download = <E = never>(
  service: Service,
  from: string | Effect.Effect<string, E>,
  options: DownloadOptions = {}
): Stream.Stream<Uint8Array, HttpError<never> | E> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const policy = options.retry ?? (yield* RetryPolicy)
      const lifetime = yield* Effect.acquireRelease(
        Effect.sync(() => new AbortController()),
        (controller) => Effect.sync(() => controller.abort())
      )
      const invalid =
        service.invalidOption ??
        findInvalidPolicy(policy) ??
        findInvalidOption(
          ["stall", options.stall, duration],
          ["maxBytes", options.maxBytes, amount],
          ["size", options.size, amount]
        )
      if (invalid !== undefined) return yield* notSent(presignedOperation("download", "GET", undefined), invalid)
      creditCall(service.bucket, policy.budget)
      const request = makeRequest(service, from, options, policy, lifetime.signal)
      let current = yield* request({})
      // A fetch of the caller may ignore the signal once it has answered, so the body is cancelled,
      // too.
      yield* Effect.addFinalizer(() => Effect.sync(() => current.stop()))
      const file = describeFile(current.answer)
      let offset = 0
      let failures = 0
      let progressAtMillis = yield* Clock.currentTimeMillis

      /**
       * Continues with the rest of the same file, or fails with the error that broke the download
       * off.
       */
      const resume = Effect.fnUntraced(function* (error: HttpError<never>) {
        current.stop()
        if (offset > 0 && file.tag === undefined) return yield* error
        yield* withoutDeclared(
          pauseBeforeRetry({ ...current.call, startedAtMillis: progressAtMillis }, ++failures, error)
        )
        const next = yield* request(
          offset === 0 || file.tag === undefined ? {} : { range: `bytes=${offset}-`, "if-range": file.tag }
        )
        current = next
        if (offset > 0 && !continuesFile(next.answer, offset, file)) {
          current.stop()
          return yield* error
        }
      })

      const next: Effect.Effect<readonly [Uint8Array], HttpError<never> | E | Cause.Done> = Effect.suspend(() =>
        Effect.matchEffect(current.read, {
          onFailure: (error) => Effect.andThen(resume(error), next),
          onSuccess: (value): Effect.Effect<readonly [Uint8Array], HttpError<never> | E | Cause.Done> => {
            if (value === undefined) return finish
            offset += value.byteLength
            failures = 0
            const maxBytes = Math.min(options.maxBytes ?? Infinity, options.size ?? Infinity)
            if (offset > maxBytes) return Effect.fail(current.fail({ _tag: "BodyTooLarge", limit: maxBytes }))
            return Effect.map(Clock.currentTimeMillis, (now) => {
              progressAtMillis = now
              return [value] as const
            })
          }
        })
      )

      const finish = Effect.suspend((): Effect.Effect<readonly [Uint8Array], HttpError<never> | E | Cause.Done> => {
        if (offset === (options.size ?? file.length ?? offset)) return Cause.done()
        const extent = `${offset} of ${options.size ?? file.length} bytes`
        const text = `ended after ${extent}`
        // The service has sent all it has, so asking again would give no more.
        return offset === file.length
          ? Effect.fail(current.fail({ _tag: "InvalidBody", status: current.answer.status, problem: extent, text }))
          : Effect.andThen(resume(current.fail({ _tag: "Transport", phase: "body", cause: new Error(text) })), next)
      })
      return Stream.fromPull(Effect.succeed(next))
    })
  )

/** Requests the file or the rest of it. A refused address that can be obtained anew is, once. */
const makeRequest = <E>(
  service: Service,
  from: string | Effect.Effect<string, E>,
  options: DownloadOptions,
  policy: Policy,
  lifetime: AbortSignal
) => {
  const stall = durationOr(options.stall, service.timeout)
  const requestOnce = Effect.fnUntraced(function* (headers: Record<string, string>) {
    const target = parseAddress(typeof from === "string" ? from : yield* from)
    const row = presignedOperation("download", "GET", target)
    if (target === undefined) return yield* notSent(row)
    const scrub = combineScrubs(makeAddressScrub(target), service.rules.scrub)
    const rules: Rules = { ...service.rules, host: target.host, disguised: undefined, scrub }
    const call: Call<never> = {
      operation: row,
      policy,
      bucket: service.bucket,
      startedAtMillis: yield* Clock.currentTimeMillis,
      singleUse: false,
      attempt: () => Effect.never
    }
    const answer = yield* withoutDeclared(
      runWithRetry({
        ...call,
        attempt: (count) => fetchBytes(service.transport, row, target, headers, rules, stall, lifetime, count)
      })
    )
    const fail = (reason: HttpReason<never>) =>
      new HttpError({
        operation: row.id,
        method: row.method,
        path: row.path,
        host: target.host,
        status: answer.status,
        attempts: 1,
        executed: "maybe",
        reason
      })
    const reader = answer.body?.getReader()
    /** The next piece, or `undefined` at the end. */
    const read = Effect.timeoutOrElse(
      Effect.tryPromise({
        try: () => reader?.read().then(({ value }) => value) ?? Promise.resolve(undefined),
        catch: (cause) => fail({ _tag: "Transport", phase: "body", cause: sanitize(cause, scrub) })
      }),
      {
        duration: stall,
        orElse: () => Effect.fail(fail({ _tag: "Timeout", phase: "body", limit: stall }))
      }
    )
    return { answer, fail, call, read, stop: () => void reader?.cancel().catch(() => {}) }
  })
  return (headers: Record<string, string>) =>
    Effect.catchIf(
      requestOnce(headers),
      (error) => typeof from !== "string" && error instanceof HttpError && isRefusedAddress(error as HttpError),
      () => requestOnce(headers)
    )
}

/** Whether a store may have refused an expired address; stores use different 4xx for it. */
const isRefusedAddress = ({ status = 0, transient }: HttpError): boolean => status >= 400 && status < 500 && !transient
