/**
 * Callbacks of BrowserAct, of either version: the receiver of which `Webhook` is made. They are not
 * signed, so the address that a start names carries a secret token.
 */
import * as Webhook from "@errand/core/Webhook"
import type { WebhookReason } from "@errand/core/Webhook"
import * as WebhookProof from "@errand/core/WebhookProof"
import { at, optional, text } from "@errand/http/Answer"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { unwrap } from "./answer.ts"
import { withoutLiveUrl } from "./liveUrl.ts"
import { matches } from "./token.ts"

/** What a receiver needs to know. */
export interface Options {
  /**
   * At least 16 characters that cannot be guessed, the same in every process that receives:
   * `openssl rand -hex 32` makes one. While it is changed the new and the old one.
   */
  readonly token: Webhook.Secret
  /** Larger bodies are refused; default 8 MiB, since a callback tells the whole task. */
  readonly maxBodyBytes?: number | undefined
}

/** A callback as it came. */
export interface Delivery {
  /** The address that was called, or its path with the query. */
  readonly url: string
  readonly body: Uint8Array | string
}

/** What a callback tells. */
export interface Event {
  readonly taskId: string
  /** Any word: look at the task. */
  readonly status?: string
  /** The whole task, as a look would have given it then; `<redacted>` for its live view. */
  readonly raw: unknown
}

/** The query parameter that holds the token. */
export const parameter = "errand_token"

/**
 * The address to give as `callback_url` or `status_change_callback_url`. It holds the token as
 * plain text: give it to BrowserAct only, and keep it out of logs. Of two tokens it is the first.
 * Throws when `base` is no absolute URL or a token can be guessed.
 */
export const url = (base: string | URL, token: Webhook.Secret): string => {
  const address = new URL(base)
  address.searchParams.set(parameter, Redacted.value(safe(token)[0]))
  return address.href
}

/** What a receiver of one version does; see `Webhook`. */
export type Receiver = WebhookProof.Receiver<Event, Options, Delivery>

/** The receiver of the version whose tasks know this name. */
export const makeReceiver = (provider: string): Receiver => {
  const reject = (reason: WebhookReason) => Effect.fail(new Webhook.WebhookRejected({ provider, reason }))

  const prove = Effect.fnUntraced(function* (address: string, { token }: Options) {
    const query = new URLSearchParams(address.split("#", 1)[0]?.split("?").slice(1).join("?"))
    const candidate = query.get(parameter)
    if (candidate === null) return yield* reject(new Webhook.BadToken({ message: "no token" }))
    if (!(yield* matches(safe(token), candidate))) {
      return yield* reject(new Webhook.BadToken({ message: "another token" }))
    }
  })

  const read = (bytes: Uint8Array): Effect.Effect<Event, Webhook.WebhookRejected> => {
    const task = unwrap(Option.getOrUndefined(parse(bytes)))
    const taskId = text(at(task, "id")) ?? text(at(task, "task_id"))
    return taskId === undefined
      ? reject(new Webhook.BadBody({ message: "no JSON object with the id of a task" }))
      : Effect.succeed({ taskId, ...optional("status", text(at(task, "status"))), raw: withoutLiveUrl(task) })
  }

  const sender = (options: Options): Webhook.Sender => {
    safe(options.token)
    const { limit } = WebhookProof.bounds(options, defaults)
    return {
      provider,
      // Without the token the body is not even read.
      read: Effect.fnUntraced(function* (request) {
        yield* prove(request.url, options)
        const bytes = yield* WebhookProof.body(provider, request, limit)
        return (yield* read(bytes)).taskId
      })
    }
  }

  return {
    verify: (delivery, options) =>
      Effect.andThen(
        prove(delivery.url, options),
        Effect.suspend(() => {
          const { limit } = WebhookProof.bounds(options, defaults)
          const { body } = delivery
          const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body
          return bytes.length > limit
            ? reject(new Webhook.BodyTooLarge({ message: `more than ${limit} bytes`, limit }))
            : read(bytes)
        })
      ),
    receive: (options) => Webhook.receive(sender(options)),
    handler: (options) => Effect.suspend(() => Webhook.handler(sender(options)))
  }
}

const defaults = { maxBodyBytes: 8 * 1024 * 1024 }

const safe = (token: Webhook.Secret) => {
  const tokens = WebhookProof.secretsOf(token)
  if (tokens.some((one) => Redacted.value(one).length < 16)) {
    throw new RangeError("the token of a webhook must have 16 characters or more")
  }
  return tokens
}

/**
 * An id that came as a number keeps its digits: with 17 of them a double would name another task.
 */
const parse = Option.liftThrowable((bytes: Uint8Array): unknown =>
  JSON.parse(
    new TextDecoder("utf-8", { fatal: true })
      .decode(bytes)
      .replace(/("(?:task_)?id"\s*:\s*)(\d{16,})(?=\s*[,}])/g, '$1"$2"')
  )
)
