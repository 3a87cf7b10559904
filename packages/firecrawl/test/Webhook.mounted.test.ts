import { createHmac } from "node:crypto"
import { Firecrawl, Webhook } from "@errand/firecrawl"
import { webhookSuite } from "@errand/provider-testkit/webhook"
import { Redacted } from "effect"

const secret = "canary_0123456789abcdef"
const body = (id: string) => JSON.stringify({ success: true, type: "agent.completed", id, data: [], metadata: {} })
const sign = (text: string, by = secret) => `sha256=${createHmac("sha256", by).update(text).digest("hex")}`

webhookSuite("webhooks of Firecrawl, mounted in Node's http", {
  handler: Webhook.handler({ secret: Redacted.make(secret) }),
  provider: ({ apiKey, fetch, firecrawl }) => Firecrawl.make({ apiKey, baseUrl: firecrawl.baseUrl, fetch }),
  simulator: () => ({ firecrawl: { secret } }),
  input: (address) => ({
    prompt: "Find the price of a Pixel 9",
    schema: { type: "object", properties: { price: { type: "string" } } },
    // Where no receiver is, none is named. Without its actions, a job tells its beginning and its
    // end.
    ...(address.startsWith("http://127.0.0.1") && {
      webhook: { url: address, events: ["started" as const, "completed" as const] }
    })
  }),
  lie: (address, id) => ({ url: address, headers: { [Webhook.signatureHeader]: sign(body(id)) }, body: body(id) }),
  forged: (address, id) => [
    [{ url: address, body: body(id) }, 401],
    [{ url: address, headers: { [Webhook.signatureHeader]: sign(body(id), "guessed") }, body: body(id) }, 401],
    [{ url: address, headers: { [Webhook.signatureHeader]: sign("{}") }, body: "{}" }, 400]
  ],
  words: ["processing", "completed"],
  output: '{"result":"42 EUR"}',
  operations: { status: "getAgent", snapshot: "getAgent" }
})
