/**
 * Webhooks of Skyvern: whether one is genuine, and which run it is about. They are signed with the
 * API key, but their time is not: a genuine one can be sent again by whoever has seen it. So what
 * it says is not believed. It makes the waits for that run look at once, once a second at most, and
 * where none waits for it, it does nothing.
 */
import type { Inbox } from "@errand/core/Inbox"
import type { Delivery, Secret, WebhookRejected } from "@errand/core/Webhook"
import * as WebhookProof from "@errand/core/WebhookProof"
import { at, isFields, optional, text } from "@errand/http/Answer"
import type * as Effect from "effect/Effect"
import * as Confidential from "./internal/confidential.ts"
import { name as provider } from "./internal/providerError.ts"

export { WebhookRejected } from "@errand/core/Webhook"
export type { Delivery } from "@errand/core/Webhook"

/** What a receiver needs to know. */
export interface Options {
  /**
   * The API key, for Skyvern signs with the key of the account; while it is changed the new and the
   * old one.
   */
  readonly secret: Secret
  /** Larger bodies are refused; default 8 MiB, since a webhook tells the whole run. */
  readonly maxBodyBytes?: number | undefined
}

/** What a genuine webhook tells. */
export interface Event {
  readonly runId: string
  /** Any word: look at the run. */
  readonly status?: string
  /**
   * The whole run, as the service would have shown it then; `<redacted>` for what its start was
   * given in confidence.
   */
  readonly raw: unknown
}

/** Name of the header that holds the HMAC in hexadecimal. */
export const signatureHeader = "x-skyvern-signature"

/** Checks a webhook that something else has received, and reads it. Dies of an empty secret. */
export const verify = (delivery: Delivery, options: Options): Effect.Effect<Event, WebhookRejected> =>
  signed.verify(delivery, options)

/**
 * Answers a webhook, and notifies the inbox of its run: 204 when it is genuine, else 401, 400, 405
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
  read: (raw) => {
    // Older runs are named by another property.
    const runId = text(at(raw, "run_id")) ?? text(at(raw, "task_id")) ?? text(at(raw, "workflow_run_id"))
    if (!isFields(raw) || runId === undefined) return undefined
    return { runId, ...optional("status", text(at(raw, "status"))), raw: Confidential.hide(raw) }
  },
  otherwise: "no run in it",
  taskOf: ({ runId }) => runId
})
