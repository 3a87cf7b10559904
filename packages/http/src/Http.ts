/**
 * A client for one service: calls the operations of a generated table as effects. openapi-fetch sends; what comes
 * back is the operation's success type, or an `HttpError` that knows why not.
 */
import type * as Stream from "effect/Stream"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { HttpError } from "./HttpError.ts"
import { attempt } from "./internal/exchange/attempt.ts"
import { deposit, full } from "./internal/exchange/retryBudget.ts"
import { sanitize } from "./internal/exchange/cause.ts"
import { download } from "./internal/transfer/download.ts"
import { toError } from "./internal/exchange/failure.ts"
import { invalidField, secrets } from "./internal/request/headers.ts"
import type { Fields } from "./internal/request/headers.ts"
import { isInvalid, prepare } from "./internal/request/prepare.ts"
import { run } from "./internal/exchange/retry.ts"
import type { Rules } from "./internal/exchange/judgeAnswer.ts"
import { both, scrubber } from "./internal/scrub.ts"
import type { Scrub } from "./internal/scrub.ts"
import { makeSend, resolve } from "./internal/exchange/send.ts"
import type { Service } from "./internal/exchange/service.ts"
import { server } from "./internal/exchange/telemetry.ts"
import { upload } from "./internal/transfer/upload.ts"
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
  /** Texts of this call's input that must come back in no error or span, however the service repeats them. */
  readonly confidential?: ReadonlyArray<string>
}

/** What a download may want otherwise. */
export interface DownloadOptions {
  /** How long the first byte, and each further piece, may take; the client's timeout unless given. */
  readonly stall?: Duration.Input
  /** The longest file that is read, in bytes; any unless given. */
  readonly maxBytes?: number
  /** How many bytes the file must have; any other number is an error. Unless given, as many as the service announces. */
  readonly size?: number
  /** Instead of the policy in force. */
  readonly retry?: Policy
}

/** What an upload may want otherwise. */
export interface UploadOptions {
  /** `POST` unless given. */
  readonly method?: "POST" | "PUT"
  /** Sent with it; the client's own headers are not. */
  readonly headers?: { readonly [name: string]: string }
  /** How long it may take as a whole; 5 minutes unless given. */
  readonly timeout?: Duration.Input
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
  /**
   * The bytes at an absolute address that carries its own permission (a presigned URL). The client's headers, and with
   * them its key, are not sent; redirects are followed, but never from https to http. Errors name the origin only.
   *
   * A reading that breaks off goes on where it was, if the store knows the file by a strong `ETag` and sends a part of just that
   * file; otherwise it fails after the bytes that came. An address that is given as an effect is asked for again when it is refused.
   */
  readonly download: <E = never>(
    url: string | Effect.Effect<string, E>,
    options?: DownloadOptions
  ) => Stream.Stream<Uint8Array, HttpError<never> | E>
  /**
   * Sends a body to an absolute address that carries its own permission. The client's headers are not sent, no
   * redirect is followed, and nothing is repeated.
   */
  readonly upload: (
    url: string,
    body: FormData | Blob | Uint8Array | string,
    options?: UploadOptions
  ) => Effect.Effect<{ readonly status: number }, HttpError<never>>
}

/** A client for the service at `baseUrl`. Makes no request, and holds nothing that must be closed. */
export const make = (options: Options): Http => {
  const baseUrl = options.baseUrl.replace(/\/+$/, "")
  const headers = options.headers ?? {}
  const maxBodyBytes = options.maxBodyBytes ?? 64 * 1024 * 1024
  const transport = resolve(options.fetch)
  const scrub = scrubber(secrets(headers))
  const service: Service = {
    broken: invalidField(headers),
    send: makeSend({ baseUrl, headers, transport, maxBodyBytes }),
    server: server(baseUrl),
    transport,
    rules: { maxBodyBytes, disguised: options.disguised, scrub, sanitize: (cause) => sanitize(cause, scrub) },
    timeout: Duration.fromInputUnsafe(options.timeout ?? "30 seconds"),
    bucket: full()
  }
  return {
    baseUrl,
    // What a body is, the spec promises and the service keeps; nothing here checks it again.
    call: (operation, input, own) => call(service, operation, input, own) as Effect.Effect<never, HttpError<never>>,
    download: (url, own) => download(service, url, own),
    upload: (url, body, own) => upload(service, url, body, own)
  }
}

const call = (
  service: Service,
  operation: Operation,
  input: unknown,
  own: CallOptions | undefined
): Effect.Effect<unknown, HttpError> =>
  Effect.withFiber((fiber) => {
    const { bucket } = service
    const confidential = own?.confidential ?? []
    const rules = confidential.length === 0 ? service.rules : discreet(service.rules, scrubber(confidential))
    const prepared = service.broken ?? prepare(operation, input)
    if (isInvalid(prepared)) {
      return Effect.fail(toError(operation, { reason: prepared, answer: undefined }, 0, 0, rules.scrub))
    }
    const policy = own?.retry ?? fiber.getRef(RetryPolicy)
    const limit = own?.timeout === undefined ? service.timeout : Duration.fromInputUnsafe(own.timeout)
    deposit(bucket, policy.budget)
    return run({
      operation,
      policy,
      bucket,
      started: fiber.getRef(Clock.Clock).currentTimeMillisUnsafe(),
      once: prepared.body?.once === true,
      attempt: (count) =>
        Effect.map(attempt({ ...service, rules }, operation, prepared, limit, count), (done) => done.value)
    })
  })

const discreet = (rules: Rules, own: Scrub): Rules => {
  const scrub = both(own, rules.scrub)
  return { ...rules, scrub, sanitize: (cause) => sanitize(cause, scrub) }
}
