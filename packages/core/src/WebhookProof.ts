/**
 * For authors of providers: how a webhook is read within bounds, and proven by a secret. What is
 * proof differs from service to service; what must not go wrong is the same: no more is read than
 * allowed, and comparing takes the same time wherever two signatures differ.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import type { Inbox } from "./Inbox.ts"
import { bytesOfHex, isSigned } from "./internal/hmac.ts"
import * as OptionRules from "./internal/optionRules.ts"
import * as Webhook from "./Webhook.ts"
import type { Delivery, Secret, Sender, WebhookReason } from "./Webhook.ts"

export { bytesOfHex, isSigned }

/** Each secret by itself. All must be tried, so that the time tells nothing of which it was. */
export const secretsOf = (
  secret: Secret
): readonly [Redacted.Redacted<string>, ...ReadonlyArray<Redacted.Redacted<string>>] =>
  Redacted.isRedacted(secret) ? [secret] : secret

/** What a receiver may bound; the options of every provider's webhooks have some of these. */
export interface Bounds {
  /** The longest body that is read, in bytes. */
  readonly maxBodyBytes?: number | undefined
  /** How far the time of sending may be from now. */
  readonly tolerance?: Duration.Input | undefined
  /** What proves a webhook, where a secret does. */
  readonly secret?: Secret
}

/**
 * The bounds of a receiver, and their defaults where they are not given. Throws a `RangeError` for
 * one that makes no sense, and for a secret that is empty.
 */
export const bounds = (
  options: Bounds,
  { maxBodyBytes, tolerance = "300 seconds" }: { readonly maxBodyBytes: number; readonly tolerance?: Duration.Input }
): { readonly limit: number; readonly tolerance: Duration.Duration } => {
  if (options.secret !== undefined && secretsOf(options.secret).some((one) => Redacted.value(one) === ""))
    throw new RangeError("the secret of a webhook must not be empty")
  const issue = OptionRules.findIssue(boundRules, options, "")
  if (issue !== undefined) throw new RangeError(OptionRules.describe(issue))
  return {
    limit: options.maxBodyBytes ?? maxBodyBytes,
    tolerance: Duration.fromInputUnsafe(options.tolerance ?? tolerance)
  }
}

const boundRules: { readonly [Name in keyof Bounds]: OptionRules.Rule } = {
  maxBodyBytes: OptionRules.amount,
  tolerance: OptionRules.duration
}

/** How long a body may take to come in. */
const bodyTimeout = Duration.seconds(10)

/** The body of a request, byte for byte, and not one byte more than `limit` is kept. */
export const body = (
  provider: string,
  request: Request,
  limit: number
): Effect.Effect<Uint8Array<ArrayBuffer>, Webhook.WebhookRejected> => {
  const rejected = (reason: WebhookReason) => new Webhook.WebhookRejected({ provider, reason })
  const tooLarge = rejected(new Webhook.BodyTooLarge({ message: `more than ${limit} bytes`, limit }))
  const unreadable = rejected(new Webhook.BadBody({ message: "the body did not come whole" }))
  return Effect.suspend(() => {
    const stream = request.body
    if (Number(request.headers.get("content-length") ?? 0) > limit) return Effect.fail(tooLarge)
    if (request.bodyUsed || stream?.locked === true) {
      return Effect.die(
        new Error("the body was read before: a webhook is verified by its bytes, so mount it before any parser")
      )
    }
    if (stream === null) return Effect.succeed(new Uint8Array(0))
    const chunks = Stream.fromReadableStream({ evaluate: () => stream, onError: () => unreadable })
    return Stream.runFoldEffect(
      chunks,
      () => ({ parts: new Array<Uint8Array>(), size: 0 }),
      ({ parts, size }, part: Uint8Array) =>
        size + part.length > limit
          ? Effect.fail(tooLarge)
          : Effect.sync(() => {
              parts.push(part)
              return { parts, size: size + part.length }
            })
    ).pipe(
      Effect.map(({ parts, size }) => concat(parts, size)),
      Effect.timeoutOrElse({ duration: bodyTimeout, orElse: () => Effect.fail(unreadable) })
    )
  })
}

/** How a service signs the whole body of its webhooks, and what it tells in them. */
export interface SignedBody<Event> {
  /** The provider's name, as tasks know it. */
  readonly provider: string
  /** The longest body that is read where the caller does not say, in bytes. */
  readonly maxBodyBytes: number
  /** The header that holds the HMAC-SHA256 of the body in hexadecimal. */
  readonly header: string
  /** What stands before the digits, such as `sha256=`; nothing where it is left out. */
  readonly prefix?: string
  /** What a proven body tells; `undefined` where it is no event of this service. */
  readonly read: (body: unknown) => Event | undefined
  /** What is said of a body that is no event. */
  readonly otherwise: string
  /** The task that an event is news of. */
  readonly taskOf: (event: Event) => string | undefined
}

/** What proves and bounds a webhook of which the whole body is signed. */
export interface SignedBodyOptions extends Pick<Bounds, "maxBodyBytes"> {
  readonly secret: Secret
}

/** What a provider's `Webhook` offers. */
export interface Receiver<Event, Options, D = Delivery> {
  /** Checks a webhook that something else has received, and reads it. */
  readonly verify: (delivery: D, options: Options) => Effect.Effect<Event, Webhook.WebhookRejected>
  /** See `Webhook.receive`. Throws at once when the options make no sense. */
  readonly receive: (options: Options) => (request: Request) => Effect.Effect<Response, never, Inbox>
  /** See `Webhook.handler`. */
  readonly handler: (options: Options) => Effect.Effect<(request: Request) => Promise<Response>, never, Inbox>
}

/** The receiver of a service that signs the whole body. */
export const makeSigned = <Event>(service: SignedBody<Event>): Receiver<Event, SignedBodyOptions> => {
  const { maxBodyBytes, provider, taskOf } = service
  const rejected = (reason: WebhookReason) => new Webhook.WebhookRejected({ provider, reason })
  const limitOf = (options: SignedBodyOptions): number => bounds(options, { maxBodyBytes }).limit
  const claimed = (headers: Delivery["headers"]) => Effect.mapError(claim(headers, service), rejected)
  const prove = Effect.fnUntraced(function* (
    signature: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
    { secret }: SignedBodyOptions
  ) {
    const isOurs = yield* isSigned(secretsOf(secret), signature, [bytes])
    if (!isOurs) return yield* new Webhook.BadSignature({ message: "not ours" })
    const event = service.read(Option.getOrUndefined(parse(bytes)))
    return event ?? (yield* new Webhook.BadBody({ message: service.otherwise }))
  }, Effect.mapError(rejected))
  const sender = (options: SignedBodyOptions): Sender => {
    const limit = limitOf(options)
    return {
      provider,
      // The body of an unsigned request is not even read.
      read: Effect.fnUntraced(function* (request) {
        const signature = yield* claimed(request.headers)
        return taskOf(yield* prove(signature, yield* body(provider, request, limit), options))
      })
    }
  }
  return {
    verify: (delivery, options) =>
      Effect.suspend(() => {
        const limit = limitOf(options)
        const bytes =
          typeof delivery.body === "string" ? new TextEncoder().encode(delivery.body) : Uint8Array.from(delivery.body)
        return bytes.length > limit
          ? Effect.fail(rejected(new Webhook.BodyTooLarge({ message: `more than ${limit} bytes`, limit })))
          : Effect.flatMap(claimed(delivery.headers), (signature) => prove(signature, bytes, options))
      }),
    receive: (options) => Webhook.receive(sender(options)),
    handler: (options) => Effect.suspend(() => Webhook.handler(sender(options)))
  }
}

/** The signature that the header claims, unproven. */
const claim = (
  headers: Delivery["headers"],
  { header, prefix = "" }: Pick<SignedBody<never>, "header" | "prefix">
): Effect.Effect<Uint8Array<ArrayBuffer>, WebhookReason> => {
  const value = headers.get(header)
  if (value === null) return Effect.fail(new Webhook.MissingHeader({ message: header }))
  const signature = value.startsWith(prefix) ? bytesOfHex(value.slice(prefix.length)) : undefined
  const message = `not ${prefix === "" ? "" : `${prefix} and `}64 hexadecimal digits`
  return signature === undefined ? Effect.fail(new Webhook.BadSignature({ message })) : Effect.succeed(signature)
}

/** A byte order mark is no JSON. */
const parse = Option.liftThrowable((bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes))
)

const concat = (parts: ReadonlyArray<Uint8Array>, size: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
