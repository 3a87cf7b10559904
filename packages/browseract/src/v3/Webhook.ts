/**
 * Callbacks of BrowserAct v3. They are not signed, so the address that a start names carries a
 * secret token. What a callback says is not believed: it makes the waits for that task look at
 * once, and only that look counts.
 */
import type { Inbox } from "@errand/core/Inbox"
import type { WebhookRejected } from "@errand/core/Webhook"
import type * as Effect from "effect/Effect"
import * as Callback from "../internal/callback.ts"
import { name } from "./internal/providerError.ts"

export { WebhookRejected } from "@errand/core/Webhook"
export type { Delivery, Event, Options } from "../internal/callback.ts"
export { parameter, url } from "../internal/callback.ts"

const receiver = Callback.makeReceiver(name)

/**
 * Checks a callback that something else has received, and reads it. Dies of a token that can be
 * guessed.
 */
export const verify = (
  delivery: Callback.Delivery,
  options: Callback.Options
): Effect.Effect<Callback.Event, WebhookRejected> => receiver.verify(delivery, options)

/**
 * Answers a callback, and notifies the inbox of its task: 204 when it is genuine, else 401, 400,
 * 405 or 413, without a body. Throws at once when the token can be guessed.
 */
export const receive = (options: Callback.Options): ((request: Request) => Effect.Effect<Response, never, Inbox>) =>
  receiver.receive(options)

/**
 * The same as a plain function that any server can call. It notifies the inbox in scope, so make it
 * where the tasks are awaited, and mount it where nothing has read the body yet.
 */
export const handler = (
  options: Callback.Options
): Effect.Effect<(request: Request) => Promise<Response>, never, Inbox> => receiver.handler(options)
