/**
 * Webhooks as Browser Use signs them, for any version: they are the account's, and signed in one
 * way. Each version says whose tasks they are news of.
 */
import * as Webhook from "@errand/core/Webhook"
import type { Delivery, WebhookReason } from "@errand/core/Webhook"
import * as WebhookProof from "@errand/core/WebhookProof"
import { at, type Fields, fields, isFields, optional, text } from "@errand/http/Answer"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { canonical, parse } from "./canonical.ts"

/** What a receiver needs to know. */
export interface Options {
  /**
   * The signing secret that the dashboard shows beside the webhook; while it is changed the new and
   * the old one.
   */
  readonly secret: Webhook.Secret
  /**
   * How far the time of sending may be from now, in the past or the future; default 300 seconds.
   */
  readonly tolerance?: Duration.Input | undefined
  /** Larger bodies are refused unread; default 64 KiB. */
  readonly maxBodyBytes?: number | undefined
}

export type { Delivery } from "@errand/core/Webhook"

/**
 * What a genuine webhook tells. Fields that it does not have, or not as they should be, are absent.
 */
export interface Event {
  /** `session.status.update`, `agent.task.status_update`, `test`, or whatever comes next. */
  readonly type: string
  /** When it was signed, by the sender's clock. */
  readonly sentAt: DateTime.Utc
  /** When it happened, in the sender's words. */
  readonly timestamp?: string
  readonly taskId?: string
  readonly sessionId?: string
  /**
   * Any word: the ones of webhooks are not those of the tasks, and have changed before. Look at the
   * task.
   */
  readonly status?: string
  /** The task's metadata. */
  readonly metadata: { readonly [key: string]: unknown }
  /** The whole body. Integers of more than 15 digits may have been rounded. */
  readonly raw: unknown
}

/** Name of the header that holds the HMAC in hexadecimal. */
export const signatureHeader = "X-Browser-Use-Signature"

/** Name of the header that holds the time of sending, in seconds since 1970. */
export const timestampHeader = "X-Browser-Use-Timestamp"

/** Checks a webhook that something else has received, and reads it. */
export const verify = (
  provider: string,
  { body, headers }: Delivery,
  options: Options
): Effect.Effect<Event, Webhook.WebhookRejected> =>
  Effect.suspend((): Effect.Effect<Event, WebhookReason> => {
    const { limit, tolerance } = settings(options)
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body)
    const tooLarge = new Webhook.BodyTooLarge({ message: `more than ${limit} bytes`, limit })
    return bytes.length > limit
      ? Effect.fail(tooLarge)
      : Effect.flatMap(claim(headers, tolerance), (claimed) => prove(claimed, bytes, options))
  }).pipe(Effect.mapError(rejected(provider)))

/** What the tasks of each version know their provider by. */
const names = ["browser-use/v2", "browser-use/v4"]

/** Receives webhooks for the tasks of this provider. Throws of options that make no sense. */
export const sender = (provider: string, options: Options): Webhook.Sender => {
  const { limit, tolerance } = settings(options)
  return {
    provider,
    // One webhook of the account tells of the tasks of all versions.
    alsoFor: names.filter((name) => name !== provider),
    // The cheapest doubts first: the body of a stale or unsigned request is not even read.
    read: Effect.fnUntraced(function* (request) {
      const claimed = yield* Effect.mapError(claim(request.headers, tolerance), rejected(provider))
      const bytes = yield* WebhookProof.body(provider, request, limit)
      const event = yield* Effect.mapError(prove(claimed, bytes, options), rejected(provider))
      return event.taskId ?? (event.sessionId === undefined ? undefined : { sessionId: event.sessionId })
    })
  }
}

const rejected = (provider: string) => (reason: WebhookReason) => new Webhook.WebhookRejected({ provider, reason })

const settings = (options: Options) => WebhookProof.bounds(options, { maxBodyBytes: 64 * 1024 })

/** What the headers say, unproven. */
interface Claim {
  /** As it was signed, to the letter. */
  readonly timestamp: string
  readonly signature: Uint8Array<ArrayBuffer>
}

const claim = Effect.fnUntraced(function* (headers: Delivery["headers"], tolerance: Duration.Duration) {
  const timestamp = headers.get(timestampHeader)
  if (timestamp === null) return yield* new Webhook.MissingHeader({ message: timestampHeader })
  const hex = headers.get(signatureHeader)
  if (hex === null) return yield* new Webhook.MissingHeader({ message: signatureHeader })
  if (!/^\d{1,12}$/.test(timestamp)) {
    return yield* new Webhook.BadTimestamp({ message: "not a whole number of seconds" })
  }
  const age = (yield* Clock.currentTimeMillis) - 1000 * Number(timestamp)
  if (Math.abs(age) > Duration.toMillis(tolerance)) {
    const apart = Duration.millis(Math.abs(age))
    const message = `sent ${Duration.format(apart)} ${age < 0 ? "from now" : "ago"}`
    return yield* new Webhook.TooOld({ message, age: age < 0 ? Duration.negate(apart) : apart })
  }
  const signature = WebhookProof.bytesOfHex(hex)
  if (signature === undefined) return yield* unsigned("not 64 hexadecimal digits")
  return { timestamp, signature } satisfies Claim
})

/**
 * Signed over the canonical form, as documented, or over the body as it came, as it was documented
 * before.
 */
const prove = Effect.fnUntraced(function* (claimed: Claim, bytes: Uint8Array<ArrayBuffer>, { secret }: Options) {
  const body = Option.getOrUndefined(decode(bytes))
  const form = body === undefined ? undefined : canonical(body)
  const utf8 = new TextEncoder()
  const prefix = utf8.encode(`${claimed.timestamp}.`)
  const forms = form === undefined ? [bytes] : [utf8.encode(form), bytes]
  const signed = forms.map((form) => concat(prefix, form))
  if (!(yield* WebhookProof.isSigned(WebhookProof.secretsOf(secret), claimed.signature, signed)))
    return yield* unsigned("not ours")
  const raw = form === undefined ? undefined : Option.getOrUndefined(parse(body ?? ""))
  if (!isFields(raw)) return yield* new Webhook.BadBody({ message: "not a JSON object" })
  return event(raw, Number(claimed.timestamp))
})

const event = (raw: Fields, seconds: number): Event => {
  const payload = at(raw, "payload")
  // Its fields were in camel case once.
  const field = (snake: string, camel = snake) => text(at(payload, snake)) ?? text(at(payload, camel))
  return {
    type: text(at(raw, "type")) ?? "",
    sentAt: DateTime.makeUnsafe(1000 * seconds),
    ...optional("timestamp", text(at(raw, "timestamp"))),
    ...optional("taskId", field("task_id", "taskId")),
    ...optional("sessionId", field("session_id", "sessionId")),
    ...optional("status", field("status")),
    metadata: fields(at(payload, "metadata")),
    raw
  }
}

const concat = (one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> => {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

const unsigned = (message: string) => new Webhook.BadSignature({ message })

const decode = Option.liftThrowable((bytes: Uint8Array) =>
  // A byte order mark is kept, for JSON has none.
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
)
