/**
 * Webhooks of Browser Use: whether one is genuine, and which task or session it is about. What it
 * says is not believed: it makes the waits for that task, or for the tasks of that session, look at
 * once, and only that look counts.
 */
import type { Inbox } from "@errand/core/Inbox"
import * as Webhook from "@errand/core/Webhook"
import * as Effect from "effect/Effect"
import { name as provider } from "./internal/providerError.ts"
import * as SignedWebhook from "./internal/signedWebhook.ts"
import type { Delivery, Event, Options } from "./internal/signedWebhook.ts"

export { WebhookRejected } from "@errand/core/Webhook"
export { signatureHeader, timestampHeader } from "./internal/signedWebhook.ts"
export type { Delivery, Event, Options } from "./internal/signedWebhook.ts"

/**
 * Checks a webhook that something else has received, and reads it. Dies of options that make no
 * sense.
 */
export const verify = (delivery: Delivery, options: Options): Effect.Effect<Event, Webhook.WebhookRejected> =>
  SignedWebhook.verify(provider, delivery, options)

/**
 * Answers a webhook, and notifies the inbox of its task or session: 204 when it is genuine, else
 * 401, 400, 405 or 413, without a body. Throws at once when the secret is empty, or another option
 * makes no sense.
 */
export const receive = (options: Options): ((request: Request) => Effect.Effect<Response, never, Inbox>) =>
  Webhook.receive(SignedWebhook.sender(provider, options))

/**
 * The same as a plain function that any server can call. It notifies the inbox in scope, so make it
 * where the tasks are awaited, and mount it where nothing has read the body yet.
 */
export const handler = (options: Options): Effect.Effect<(request: Request) => Promise<Response>, never, Inbox> =>
  Effect.suspend(() => Webhook.handler(SignedWebhook.sender(provider, options)))
