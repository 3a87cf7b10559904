/**
 * A client for one service, which calls the operations of a generated table as effects.
 * openapi-fetch sends; what comes back is the operation's success type, or an `HttpError` that
 * says why not.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { findTokens, parse } from "./BaseUrl.ts"
import type * as Stream from "effect/Stream"
import type { HttpError } from "./HttpError.ts"
import type { Operation, OperationTypes } from "./Operation.ts"
import { RetryPolicy } from "./RetryPolicy.ts"
import type { Policy } from "./RetryPolicy.ts"
import type { Fetch, Transport } from "./Transport.ts"
import { attempt } from "./internal/exchange/attempt.ts"
import { findInvalidField, secretTexts } from "./internal/exchange/clientHeaders.ts"
import type { ClientHeaders } from "./internal/exchange/clientHeaders.ts"
import { toError } from "./internal/exchange/failure.ts"
import type { Rules } from "./internal/exchange/judgeAnswer.ts"
import { runWithRetry } from "./internal/exchange/retry.ts"
import { creditCall, makeBucket } from "./internal/exchange/retryBudget.ts"
import { makeSecretMemory } from "./internal/exchange/secretMemory.ts"
import { makeSend, resolveTransport } from "./internal/exchange/send.ts"
import type { Service } from "./internal/exchange/service.ts"
import { hostOf, serverOf } from "./internal/exchange/telemetry.ts"
import { amount, duration, durationOr, findInvalidOption, findInvalidPolicy } from "./internal/request/invalidOption.ts"
import { invalidRequest, isInvalid } from "./internal/request/invalidRequest.ts"
import { prepare } from "./internal/request/prepare.ts"
import { combineScrubs, makeScrub } from "./internal/scrub.ts"
import { download } from "./internal/transfer/download.ts"
import type { DownloadOptions } from "./internal/transfer/download.ts"
import { upload } from "./internal/transfer/upload.ts"
import type { UploadOptions } from "./internal/transfer/upload.ts"

export type { DownloadOptions, UploadOptions }

/** What a client is made of. */
export interface Options {
  /**
   * Where the paths of the operations begin; a trailing slash does not matter. Every call to an
   * address that is none fails with `InvalidRequest`; `BaseUrl.parse` tells beforehand.
   */
  readonly baseUrl: string
  /**
   * Sent with every call. Wrap keys: they are unwrapped only to be sent, and appear in no error,
   * log or span.
   */
  readonly headers?: ClientHeaders | undefined
  /** The global fetch unless given. */
  readonly fetch?: Fetch | Transport | undefined
  /** How long one attempt may take, headers and body; 30 seconds unless given. */
  readonly timeout?: Duration.Input | undefined
  /** The longest body that is read, in bytes; 64 MiB unless given. */
  readonly maxBodyBytes?: number | undefined
  /**
   * Recognises a 2xx body that is an error; the call then fails with `Undeclared` and that status.
   */
  readonly disguised?: ((body: unknown, operation: Operation) => boolean) | undefined
}

/** What differs for one call. */
export interface CallOptions {
  /** Instead of the client's. */
  readonly timeout?: Duration.Input | undefined
  /** Instead of the policy in force. */
  readonly retry?: Policy | undefined
  /**
   * Texts of this call's input that no error or span may show, neither of this call nor of a later
   * one of the client, even if the service repeats them.
   */
  readonly secrets?: ReadonlyArray<string> | undefined
}

/** A client for one service. */
export interface Http {
  /** Without a slash at its end; of an address that is none, what may be shown. */
  readonly baseUrl: string
  /**
   * Calls an operation. It is sent again as the retry policy says, and aborted when it is
   * interrupted.
   */
  readonly call: <T extends OperationTypes>(
    operation: Operation<T>,
    input: T["input"],
    options?: CallOptions
  ) => Effect.Effect<T["success"], HttpError<T["error"]>>
  /**
   * The bytes at an absolute address that carries its own permission (a presigned URL). The
   * client's headers, and with them its key, are not sent; redirects are followed, but never from
   * https to http. Errors name the origin only.
   *
   * A download that breaks off continues where it was, if the store names the file by a strong
   * `ETag` and serves the rest of the same file; otherwise it fails after the bytes that came. An
   * address that is given as an effect is obtained again when it is refused.
   */
  readonly download: <E = never>(
    url: string | Effect.Effect<string, E>,
    options?: DownloadOptions
  ) => Stream.Stream<Uint8Array, HttpError<never> | E>
  /**
   * Sends a body to an absolute address that carries its own permission. The client's headers are
   * not sent, no redirect is followed, and nothing is repeated.
   */
  readonly upload: (
    url: string,
    body: FormData | Blob | Uint8Array | string,
    options?: UploadOptions
  ) => Effect.Effect<{ readonly status: number }, HttpError<never>>
}

const defaultMaxBodyBytes = 64 * 1024 * 1024

/**
 * A client for the service at `baseUrl`. Makes no request, and holds nothing that must be closed.
 * With an option that makes no sense, every call fails with `InvalidRequest`, which names it.
 */
export const make = (options: Options): Http => {
  const parsed = parse(options.baseUrl)
  const baseUrl = Result.isSuccess(parsed) ? parsed.success : parsed.failure.value
  const headers = options.headers ?? {}
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes
  const invalidOption = findInvalidOption(
    ["timeout", options.timeout, duration],
    ["maxBodyBytes", options.maxBodyBytes, amount]
  )
  const transport = resolveTransport(options.fetch)
  const secrets = makeSecretMemory()
  const scrub = combineScrubs(secrets.scrub, makeScrub([...secretTexts(headers), ...findTokens(baseUrl)]))
  const service: Service = {
    broken: Result.isFailure(parsed)
      ? invalidRequest("baseUrl", parsed.failure.message)
      : (findInvalidField(headers) ?? invalidOption),
    invalidOption,
    send: makeSend({ baseUrl, headers, transport, maxBodyBytes }),
    server: serverOf(baseUrl),
    transport,
    rules: { host: hostOf(baseUrl), maxBodyBytes, disguised: options.disguised, scrub },
    timeout: durationOr(options.timeout, Duration.seconds(30)),
    bucket: makeBucket(),
    secrets
  }
  return {
    baseUrl,
    // The cast: a success body has the type that the spec promises, which is not checked here.
    call: (operation, input, own) => runCall(service, operation, input, own) as Effect.Effect<never, HttpError<never>>,
    download: (url, own) => download(service, url, own),
    upload: (url, body, own) => upload(service, url, body, own)
  }
}

const runCall = (
  service: Service,
  operation: Operation,
  input: unknown,
  own: CallOptions | undefined
): Effect.Effect<unknown, HttpError> =>
  Effect.withFiber((fiber) => {
    const { bucket } = service
    const secrets = own?.secrets ?? []
    service.secrets.remember(secrets)
    const rules = withSecrets(service.rules, secrets)
    const policy = own?.retry ?? fiber.getRef(RetryPolicy)
    const prepared =
      service.broken ??
      findInvalidOption(["timeout", own?.timeout, duration]) ??
      findInvalidPolicy(policy) ??
      prepare(operation, input)
    if (isInvalid(prepared)) {
      return Effect.fail(toError(operation, { reason: prepared, answer: undefined }, 0, 0, rules))
    }
    const limit = own?.timeout === undefined ? service.timeout : Duration.fromInputUnsafe(own.timeout)
    creditCall(bucket, policy.budget)
    return runWithRetry({
      operation,
      policy,
      bucket,
      startedAtMillis: fiber.getRef(Clock.Clock).currentTimeMillisUnsafe(),
      singleUse: prepared.body?.isStream === true,
      attempt: (count) =>
        Effect.map(attempt({ ...service, rules }, operation, prepared, limit, count), ({ value }) => value)
    })
  })

/** The rules for a call whose input holds secrets of its own. */
const withSecrets = (rules: Rules, texts: ReadonlyArray<string>): Rules =>
  texts.length === 0 ? rules : { ...rules, scrub: combineScrubs(makeScrub(texts), rules.scrub) }
