import { type Post, webhookSuite } from "@errand/provider-testkit/webhook"
import { Skyvern, Webhook } from "@errand/skyvern"
import { Redacted } from "effect"
import { createHmac } from "node:crypto"
import { input, options } from "./support/simulated.ts"

const key = "sk_0123456789abcdef"
const body = (id: string) => JSON.stringify({ run_id: id, status: "completed" })
const post = (url: string, body: string, secret: string, now = 0): Post => ({
  url,
  headers: {
    "x-skyvern-timestamp": String(now),
    "x-skyvern-signature": createHmac("sha256", secret).update(body).digest("hex")
  },
  body
})

webhookSuite("webhooks of Skyvern, mounted in Node's http", {
  handler: Webhook.handler({ secret: Redacted.make(key) }),
  provider: (simulator) => Skyvern.make(options(simulator)),
  simulator: () => ({ apiKey: key }),
  input: (address) => ({ ...input, webhook_url: address }),
  // Its time is not signed: one that says that it was sent in 1970 is as genuine as any other.
  lie: (url, id) => post(url, body(id), key),
  forged: (url, id, now) => [
    [post(url, body(id), "another key", now), 401],
    [{ ...post(url, body(id), key, now), body: body(`${id}0`) }, 401],
    [{ url, body: body(id) }, 401],
    [post(url, "{}", key, now), 400],
    [{ ...post(url, body(id), key, now), method: "PUT" }, 405]
  ],
  words: ["completed"],
  operations: { status: "getRun", snapshot: "getRun" }
})
