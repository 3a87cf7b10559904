import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type { DownloadOptions } from "../Http.ts"
import { HttpError } from "../HttpError.ts"
import type { HttpReason } from "../HttpError.ts"
import type { Operation } from "../Operation.ts"
import { RetryPolicy } from "../RetryPolicy.ts"
import type { Transport, TransportAnswer } from "../Transport.ts"
import { address, neverDeclared, operation, refused, scrubAddress } from "./absolute.ts"
import { within } from "./attempt.ts"
import { deposit } from "./budget.ts"
import { sanitize } from "./cause.ts"
import { judge } from "./judge.ts"
import type { Rules } from "./judge.ts"
import { read } from "./read.ts"
import type { Content } from "./read.ts"
import { run } from "./retry.ts"
import type { Service } from "./service.ts"
import { server, traced } from "./telemetry.ts"

/** The bytes at an address, as they come. The connection lives as long as the stream is consumed. */
export const download = (
  service: Service,
  url: string,
  options: DownloadOptions = {}
): Stream.Stream<Uint8Array, HttpError<never>> => {
  const target = address(url)
  const row = operation("download", "GET", target)
  if (target === undefined) return Stream.fail(refused(row))
  const scrub = scrubAddress(target)
  const rules: Rules = { ...service.rules, disguised: undefined, scrub, sanitize: (cause) => sanitize(cause, scrub) }
  const stall = options.stall === undefined ? service.timeout : Duration.fromInputUnsafe(options.stall)
  return Stream.unwrap(
    Effect.gen(function* () {
      const policy = options.retry ?? (yield* RetryPolicy)
      const controller = yield* Effect.acquireRelease(
        Effect.sync(() => new AbortController()),
        (controller) => Effect.sync(() => controller.abort())
      )
      deposit(service.bucket, policy.budget)
      const answer = yield* neverDeclared(
        run({
          operation: row,
          policy,
          bucket: service.bucket,
          started: yield* Clock.currentTimeMillis,
          once: false,
          attempt: (count) => open(service.transport, row, target, rules, stall, controller.signal, count)
        })
      )
      if (answer.body === null) return Stream.empty
      const reader = yield* Effect.acquireRelease(Effect.succeed(answer.body.getReader()), (reader) =>
        // A fetch of the caller's own may not listen to the signal once it has answered.
        Effect.sync(() => void reader.cancel().catch(() => {}))
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
      return Stream.fromPull(Effect.succeed(pull(reader, rules, stall, options.maxBytes, broken)))
    })
  )
}

// The first answer that is not a redirect. Its body is left alone when it is a success.
const open = (
  transport: Transport,
  row: Operation,
  target: URL,
  rules: Rules,
  limit: Duration.Duration,
  life: AbortSignal,
  count: number
) =>
  Effect.map(
    traced(
      row,
      server(target.href),
      count,
      within({
        operation: row,
        limit,
        rules,
        count,
        start: (signal, progress) => {
          const both = AbortSignal.any([signal, life])
          return follow(transport, target, both, 5).then((answer): Promise<Content | undefined> => {
            progress.answer = answer
            const ok = answer.status >= 200 && answer.status < 300
            return ok ? Promise.resolve(undefined) : read(answer, errorBytes, false, both)
          })
        },
        settle: (answer, content): Result.Result<TransportAnswer, HttpReason<unknown>> =>
          content === undefined
            ? Result.succeed(answer)
            : Result.flatMap(judge(row, answer, content, rules), () => Result.succeed(answer))
      })
    ),
    (done) => done.value
  )

const follow = (transport: Transport, target: URL, signal: AbortSignal, hops: number): Promise<TransportAnswer> => {
  const get = (redirect: "manual" | "follow") =>
    transport.fetch(new transport.Request(target.href, { method: "GET", redirect, credentials: "omit", signal }))
  return get("manual").then((answer) => {
    // A browser does not tell where to, but follows no https address to an http one either.
    if (answer.type === "opaqueredirect") return get("follow")
    const next =
      hops > 0 && redirects.has(answer.status) ? address(answer.headers.get("location") ?? "", target) : undefined
    if (next === undefined || (target.protocol === "https:" && next.protocol !== "https:")) return answer
    const go = () => follow(transport, next, signal, hops - 1)
    return answer.body === null ? go() : answer.body.cancel().then(go, go)
  })
}

const pull = (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  rules: Rules,
  stall: Duration.Duration,
  maxBytes: number | undefined,
  broken: (reason: HttpReason<never>) => HttpError<never>
): Effect.Effect<readonly [Uint8Array], HttpError<never> | Cause.Done> => {
  let size = 0
  const next = Effect.tryPromise({
    try: () => reader.read(),
    catch: (cause) => broken({ _tag: "Transport", phase: "body", cause: rules.sanitize(cause) })
  })
  return next.pipe(
    Effect.timeoutOrElse({
      duration: stall,
      orElse: () => Effect.fail(broken({ _tag: "Timeout", phase: "body", limit: stall }))
    }),
    Effect.flatMap(({ done, value }): Effect.Effect<readonly [Uint8Array], HttpError<never> | Cause.Done> => {
      if (done) return Cause.done()
      size += value.byteLength
      return maxBytes !== undefined && size > maxBytes
        ? Effect.fail(broken({ _tag: "BodyTooLarge", limit: maxBytes }))
        : Effect.succeed([value])
    })
  )
}

const redirects = new Set([301, 302, 303, 307, 308])
const errorBytes = 64 * 1024
