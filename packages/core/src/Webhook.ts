/**
 * What every receiver of webhooks does, for all senders: it reads no more than it must, believes
 * nothing that is not proven, notifies the inbox, and answers at once and without details. A
 * provider's own `Webhook` says what is proof.
 */
import * as Data from "effect/Data"
import * as OptionRules from "./internal/optionRules.ts"
import { bytesOfHex, isSigned } from "./internal/hmac.ts"
import { printable } from "./internal/printableError.ts"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { Inbox } from "./Inbox.ts"

/** A header that the proof needs is not there. */
export class MissingHeader extends printable(Data.TaggedError("MissingHeader"))<{ readonly message: string }> {}
/** The time of sending is no whole number of seconds. */
export class BadTimestamp extends printable(Data.TaggedError("BadTimestamp"))<{ readonly message: string }> {}
/** Sent too long ago, or too far in the future. */
export class TooOld extends printable(Data.TaggedError("TooOld"))<{
  readonly message: string
  /** How long ago it says it was sent; negative if that is yet to come. */
  readonly age: Duration.Duration
}> {}
/** Not signed with the secret that we share with the sender. */
export class BadSignature extends printable(Data.TaggedError("BadSignature"))<{ readonly message: string }> {}
/** The address does not carry the token. */
export class BadToken extends printable(Data.TaggedError("BadToken"))<{ readonly message: string }> {}
/** The body cannot be read, or tells nothing that we understand. */
export class BadBody extends printable(Data.TaggedError("BadBody"))<{ readonly message: string }> {}
/** The body is larger than we want to read. */
export class BodyTooLarge extends printable(Data.TaggedError("BodyTooLarge"))<{
  readonly message: string
  /** In bytes. */
  readonly limit: number
}> {}
/** Not a POST. */
export class WrongMethod extends printable(Data.TaggedError("WrongMethod"))<{ readonly message: string }> {}

/** Why a webhook is not believed. */
export type WebhookReason =
  | MissingHeader
  | BadTimestamp
  | TooOld
  | BadSignature
  | BadToken
  | BadBody
  | BodyTooLarge
  | WrongMethod

/** A webhook that is not believed. Neither secret nor signature nor body is in it. */
export class WebhookRejected extends printable(Data.TaggedError("WebhookRejected"))<{
  /** Whose webhook it claims to be. */
  readonly provider: string
  readonly reason: WebhookReason
}> {
  override get message(): string {
    return `${this.provider}: webhook refused: ${this.reason._tag}: ${this.reason.message}`
  }
}

/**
 * What proves a webhook: one secret, or the new and the old one while they are changed, each of
 * which does. The first is the one for what is newly made.
 */
export type Secret = Redacted.Redacted<string> | readonly [Redacted.Redacted<string>, Redacted.Redacted<string>]

export { bytesOfHex, isSigned }

/** Each secret by itself. All must be tried, so that the time tells nothing of which it was. */
export const secretsOf = (
  secret: Secret
): readonly [Redacted.Redacted<string>, ...ReadonlyArray<Redacted.Redacted<string>>] =>
  Redacted.isRedacted(secret) ? [secret] : secret

/** One provider's half of a receiver. */
export interface Sender {
  /** The provider's name, as tasks know it: `browser-use/v2`. */
  readonly provider: string
  /**
   * Other providers whose tasks the same news may be about, such as those of another version of the
   * service.
   */
  readonly alsoFor?: ReadonlyArray<string>
  /**
   * Reads a request and tells the id of the task that it is news of, or the session where it names
   * no task; `undefined` for genuine news of neither.
   */
  readonly read: (
    request: Request
  ) => Effect.Effect<string | { readonly sessionId: string } | undefined, WebhookRejected>
}

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
): Effect.Effect<Uint8Array<ArrayBuffer>, WebhookRejected> => {
  const rejected = (reason: WebhookReason) => new WebhookRejected({ provider, reason })
  const tooLarge = rejected(new BodyTooLarge({ message: `more than ${limit} bytes`, limit }))
  const unreadable = rejected(new BadBody({ message: "the body did not come whole" }))
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

/**
 * Answers one request: 204 after the inbox was notified; else 401 (not proven), 400, 405 or 413,
 * and 500 for a bug. The answer has no body. Why one was refused is logged at level Debug, since
 * any program can send them, and is an attribute of the span.
 */
export const receive = (sender: Sender): ((request: Request) => Effect.Effect<Response, never, Inbox>) => {
  const { alsoFor = [], provider, read } = sender
  const accept = Effect.fnUntraced(function* (request: Request) {
    if (request.method !== "POST") {
      return yield* new WebhookRejected({ provider, reason: new WrongMethod({ message: "not a POST" }) })
    }
    const about = yield* read(request)
    const { notify } = yield* Inbox
    const news = (name: string) =>
      about === undefined
        ? Effect.succeed(false)
        : notify(typeof about === "string" ? { provider: name, id: about } : { provider: name, ...about })
    const told = yield* Effect.forEach([provider, ...alsoFor], news)
    const heard = told.includes(true)
    yield* Effect.annotateCurrentSpan("errand.webhook.heard", heard)
    return new Response(null, { status: 204 })
  })
  const refuse = Effect.fnUntraced(function* ({ message, reason }: WebhookRejected) {
    yield* Effect.logDebug(message)
    yield* Effect.annotateCurrentSpan("errand.webhook.refused", reason._tag)
    const status = statuses[reason._tag]
    return new Response(null, { status, ...(status === 405 && { headers: { allow: "POST" } }) })
  })
  const fail = (defect: unknown) =>
    Effect.as(Effect.logError("a webhook could not be handled", defect), new Response(null, { status: 500 }))
  const span = { kind: "server", attributes: { "errand.provider": provider } } as const
  return (request) =>
    accept(request).pipe(
      Effect.catchTag("WebhookRejected", refuse),
      Effect.catchDefect(fail),
      Effect.withSpan("Webhook.receive", span, { captureStackTrace: false })
    )
}

/** {@link receive} as a plain function that any server can call. It notifies the inbox in scope. */
export const handler = (sender: Sender): Effect.Effect<(request: Request) => Promise<Response>, never, Inbox> =>
  Effect.map(Effect.context<Inbox>(), (context) => {
    const run = Effect.runPromiseWith(context)
    const answer = receive(sender)
    return (request) => run(answer(request))
  })

/** How a service signs the whole body of its webhooks, and what it tells in them. */
export interface SignedBody<Event> {
  /** The provider's name, as tasks know it. */
  readonly provider: string
  /** The longest body that is read where the caller does not say, in bytes. */
  readonly maxBodyBytes: number
  /** The signature that the headers claim, unproven. */
  readonly claim: (headers: Pick<Headers, "get">) => Effect.Effect<Uint8Array<ArrayBuffer>, WebhookReason>
  /** Reads a body that is proven. */
  readonly readEvent: (bytes: Uint8Array<ArrayBuffer>) => Effect.Effect<Event, WebhookReason>
  /** The task that an event is news of. */
  readonly taskOf: (event: Event) => string | undefined
}

/** What proves and bounds a webhook of which the whole body is signed. */
export interface SignedBodyOptions extends Pick<Bounds, "maxBodyBytes"> {
  readonly secret: Secret
}

/** The checks of a service that signs the whole body: of a webhook as it came, and of a request. */
export const makeSigned = <Event>({ claim, maxBodyBytes, provider, readEvent, taskOf }: SignedBody<Event>) => {
  const rejected = (reason: WebhookReason) => new WebhookRejected({ provider, reason })
  const limitOf = (options: SignedBodyOptions): number => bounds(options, { maxBodyBytes }).limit
  const prove = Effect.fnUntraced(function* (
    signature: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
    { secret }: SignedBodyOptions
  ) {
    const isOurs = yield* isSigned(secretsOf(secret), signature, [bytes])
    return yield* isOurs ? readEvent(bytes) : Effect.fail(new BadSignature({ message: "not ours" }))
  }, Effect.mapError(rejected))
  return {
    verify: (
      { body, headers }: { readonly body: Uint8Array | string; readonly headers: Pick<Headers, "get"> },
      options: SignedBodyOptions
    ): Effect.Effect<Event, WebhookRejected> =>
      Effect.suspend(() => {
        const limit = limitOf(options)
        const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body)
        return bytes.length > limit
          ? Effect.fail(rejected(new BodyTooLarge({ message: `more than ${limit} bytes`, limit })))
          : Effect.flatMap(Effect.mapError(claim(headers), rejected), (signature) => prove(signature, bytes, options))
      }),
    sender: (options: SignedBodyOptions): Sender => {
      const limit = limitOf(options)
      return {
        provider,
        // The body of an unsigned request is not even read.
        read: Effect.fnUntraced(function* (request) {
          const signature = yield* Effect.mapError(claim(request.headers), rejected)
          return taskOf(yield* prove(signature, yield* body(provider, request, limit), options))
        })
      }
    }
  }
}

const statuses: { readonly [Tag in WebhookReason["_tag"]]: 400 | 401 | 405 | 413 } = {
  MissingHeader: 401,
  BadTimestamp: 401,
  TooOld: 401,
  BadSignature: 401,
  BadToken: 401,
  BadBody: 400,
  BodyTooLarge: 413,
  WrongMethod: 405
}

const concat = (parts: ReadonlyArray<Uint8Array>, size: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
