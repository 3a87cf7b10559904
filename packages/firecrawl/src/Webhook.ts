/**
 * Webhooks of Firecrawl: whether one is genuine, and which job it is about. What it says is not
 * believed: it makes the waits for that job look at once, and only that look counts.
 *
 * The signature covers the body and no time, so a webhook that was overheard can be sent again for
 * ever. That is bound by what is awaited: a replay for a job that is over, or that nobody waits
 * for, does nothing, and one for a job that is awaited costs one look, of which the look-out makes
 * no more than one a second.
 */
import type { Inbox } from "@errand/core/Inbox"
import type { Delivery, Secret, WebhookRejected } from "@errand/core/Webhook"
import * as WebhookProof from "@errand/core/WebhookProof"
import { at, fields, identifier, optional, text } from "@errand/http/Answer"
import type * as Effect from "effect/Effect"
import { name as provider } from "./internal/providerError.ts"

export { WebhookRejected } from "@errand/core/Webhook"
export type { Delivery } from "@errand/core/Webhook"

/** What a receiver needs to know. */
export interface Options {
  /**
   * The signing secret that the settings of the account show; while it is changed the new and the
   * old one.
   */
  readonly secret: Secret
  /** Larger bodies are refused; default 8 MiB, since a webhook tells what the agent found. */
  readonly maxBodyBytes?: number | undefined
}

/**
 * What a genuine webhook tells. Fields that it does not have, or not as they should be, are absent.
 */
export interface Event {
  /** `agent.started`, `agent.action`, `agent.completed`, or whatever comes next. */
  readonly type: string
  /**
   * The id of the job, of an event about one. Jobs of other kinds than the agent's have ids, too.
   */
  readonly taskId?: string
  /** The same for each repetition of a delivery. */
  readonly webhookId?: string
  /** The `metadata` that the start gave the webhook. */
  readonly metadata: { readonly [key: string]: unknown }
  /** The whole body. */
  readonly raw: unknown
}

/** Name of the header that holds `sha256=` and the HMAC in hexadecimal. */
export const signatureHeader = "X-Firecrawl-Signature"

/** Checks a webhook that something else has received, and reads it. Dies of an empty secret. */
export const verify = (delivery: Delivery, options: Options): Effect.Effect<Event, WebhookRejected> =>
  signed.verify(delivery, options)

/**
 * Answers a webhook, and notifies the inbox of its job: 204 when it is genuine, else 401, 400, 405
 * or 413, without a body. Throws at once when the secret is empty.
 */
export const receive = (options: Options): ((request: Request) => Effect.Effect<Response, never, Inbox>) =>
  signed.receive(options)

/**
 * The same as a plain function that any server can call. It notifies the inbox in scope, so make it
 * where the tasks are awaited, and mount it where nothing has read the body yet.
 */
export const handler = (options: Options): Effect.Effect<(request: Request) => Promise<Response>, never, Inbox> =>
  signed.handler(options)

const signed = WebhookProof.makeSigned<Event>({
  provider,
  maxBodyBytes: 8 * 1024 * 1024,
  header: signatureHeader,
  prefix: "sha256=",
  read: (raw) => {
    const type = text(at(raw, "type"))
    if (type === undefined) return undefined
    return {
      type,
      ...optional("taskId", identifier(at(raw, "id"))),
      ...optional("webhookId", text(at(raw, "webhookId"))),
      metadata: fields(at(raw, "metadata")),
      raw
    }
  },
  otherwise: "no JSON object with the type of an event",
  taskOf: ({ taskId }) => taskId
})
