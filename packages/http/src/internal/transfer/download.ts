/** A file as bytes: one reading that outlives broken connections and addresses whose time is over. */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { DownloadOptions } from "../../Http.ts"
import { HttpError } from "../../HttpError.ts"
import type { HttpReason } from "../../HttpError.ts"
import { RetryPolicy } from "../../RetryPolicy.ts"
import type { Policy } from "../../RetryPolicy.ts"
import { address, neverDeclared, operation, refused, scrubAddress } from "./presigned.ts"
import { deposit } from "../exchange/retryBudget.ts"
import { sanitize } from "../exchange/cause.ts"
import type { Rules } from "../exchange/judgeAnswer.ts"
import { open } from "./fetchBytes.ts"
import { goesOn, shape } from "./range.ts"
import { pause, run } from "../exchange/retry.ts"
import type { Call } from "../exchange/retry.ts"
import { both } from "../scrub.ts"
import type { Service } from "../exchange/service.ts"

/** The bytes at an address, as they come. The connection lives as long as the stream is consumed. */
export const download = <E = never>(
  service: Service,
  from: string | Effect.Effect<string, E>,
  options: DownloadOptions = {}
): Stream.Stream<Uint8Array, HttpError<never> | E> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const policy = options.retry ?? (yield* RetryPolicy)
      const life = yield* Effect.acquireRelease(
        Effect.sync(() => new AbortController()),
        (controller) => Effect.sync(() => controller.abort())
      )
      deposit(service.bucket, policy.budget)
      const ask = request(service, from, options, policy, life.signal)
      let part = yield* ask({})
      // A fetch of the caller's own may not listen to the signal once it has answered.
      yield* Effect.addFinalizer(() => Effect.sync(() => part.stop()))
      const whole = shape(part.answer)
      let offset = 0
      let failures = 0
      let progress = yield* Clock.currentTimeMillis

      /** The rest of the same file, or the error that the reading broke off with. */
      const resume = Effect.fnUntraced(function* (error: HttpError<never>) {
        part.stop()
        if (offset > 0 && whole.tag === undefined) return yield* error
        yield* neverDeclared(pause({ ...part.call, started: progress }, ++failures, error))
        const next = yield* ask(
          offset === 0 || whole.tag === undefined ? {} : { range: `bytes=${offset}-`, "if-range": whole.tag }
        )
        part = next
        if (offset > 0 && !goesOn(next.answer, offset, whole)) {
          part.stop()
          return yield* error
        }
      })

      const next: Effect.Effect<readonly [Uint8Array], HttpError<never> | E | Cause.Done> = Effect.suspend(() =>
        Effect.matchEffect(part.read, {
          onFailure: (error) => Effect.andThen(resume(error), next),
          onSuccess: (value): Effect.Effect<readonly [Uint8Array], HttpError<never> | E | Cause.Done> => {
            if (value === undefined) return finish
            offset += value.byteLength
            failures = 0
            const most = Math.min(options.maxBytes ?? Infinity, options.size ?? Infinity)
            if (offset > most) return Effect.fail(part.broken({ _tag: "BodyTooLarge", limit: most }))
            return Effect.map(Clock.currentTimeMillis, (now) => {
              progress = now
              return [value] as const
            })
          }
        })
      )

      const finish = Effect.suspend((): Effect.Effect<readonly [Uint8Array], HttpError<never> | E | Cause.Done> => {
        if (offset === (options.size ?? whole.length ?? offset)) return Cause.done()
        const text = `ended after ${offset} of ${options.size ?? whole.length} bytes`
        // All that the service has: asking again gives no more.
        return offset === whole.length
          ? Effect.fail(part.broken({ _tag: "InvalidBody", status: part.answer.status, text }))
          : Effect.andThen(resume(part.broken({ _tag: "Transport", phase: "body", cause: new Error(text) })), next)
      })
      return Stream.fromPull(Effect.succeed(next))
    })
  )

/** Asks for the file, or the rest of it. An address that was refused and can be had anew is asked for once more. */
const request = <E>(
  service: Service,
  from: string | Effect.Effect<string, E>,
  options: DownloadOptions,
  policy: Policy,
  life: AbortSignal
) => {
  const stall = options.stall === undefined ? service.timeout : Duration.fromInputUnsafe(options.stall)
  const once = Effect.fnUntraced(function* (headers: Record<string, string>) {
    const target = address(typeof from === "string" ? from : yield* from)
    const row = operation("download", "GET", target)
    if (target === undefined) return yield* refused(row)
    const scrub = both(scrubAddress(target), service.rules.scrub)
    const rules: Rules = { ...service.rules, disguised: undefined, scrub, sanitize: (cause) => sanitize(cause, scrub) }
    const call: Call<never> = {
      operation: row,
      policy,
      bucket: service.bucket,
      started: yield* Clock.currentTimeMillis,
      once: false,
      attempt: () => Effect.never
    }
    const answer = yield* neverDeclared(
      run({
        ...call,
        attempt: (count) => open(service.transport, row, target, headers, rules, stall, life, count)
      })
    )
    const broken = (reason: HttpReason<never>) =>
      new HttpError({
        operation: row.id,
        method: row.method,
        path: row.path,
        status: answer.status,
        attempts: 1,
        executed: "maybe",
        reason
      })
    const reader = answer.body?.getReader()
    /** A piece, or nothing at the end. */
    const read = Effect.timeoutOrElse(
      Effect.tryPromise({
        try: () => reader?.read().then(({ value }) => value) ?? Promise.resolve(undefined),
        catch: (cause) => broken({ _tag: "Transport", phase: "body", cause: rules.sanitize(cause) })
      }),
      {
        duration: stall,
        orElse: () => Effect.fail(broken({ _tag: "Timeout", phase: "body", limit: stall }))
      }
    )
    return { answer, broken, call, read, stop: () => void reader?.cancel().catch(() => {}) }
  })
  return (headers: Record<string, string>) =>
    Effect.catchIf(
      once(headers),
      (error) => typeof from !== "string" && error instanceof HttpError && isRefusal(error as HttpError),
      () => once(headers)
    )
}

/** How a store refuses an address whose time is over; what exactly it says differs. */
const isRefusal = ({ status = 0, transient }: HttpError): boolean => status >= 400 && status < 500 && !transient
