/**
 * What every receiver of webhooks does, for all senders: it believes nothing that is not proven,
 * notifies the inbox, and answers at once and without details. A provider's own `Webhook` is what a
 * program mounts; what its author proves a webhook with is in `WebhookProof`.
 */
import * as Data from "effect/Data"
import { printable } from "./internal/printableError.ts"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
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

/** A webhook as it came: the body byte for byte, before any parser has seen it. */
export interface Delivery {
  readonly headers: Pick<Headers, "get">
  readonly body: Uint8Array | string
}

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
