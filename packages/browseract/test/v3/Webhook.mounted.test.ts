import { BrowserAct, Webhook } from "@errand/browseract/v3"
import { webhookSuite } from "@errand/provider-testkit/webhook"
import { Redacted } from "effect"

const token = Redacted.make("canary_0123456789abcdef")
const body = (id: string) => JSON.stringify({ task_id: id, status: "finished" })

webhookSuite("callbacks of BrowserAct v3, mounted in Node's http", {
  handler: Webhook.handler({ token }),
  provider: ({ apiKey, browserAct, fetch }) => BrowserAct.make({ apiKey, baseUrl: browserAct.baseUrl, fetch }),
  simulator: () => ({}),
  input: (address) => ({
    bot_id: "90000000000000001",
    input: { product: "Pixel 9" },
    // Where no receiver is, none is named.
    ...(address.startsWith("http://127.0.0.1") && {
      status_change_callback_url: Webhook.url(address, token)
    })
  }),
  lie: (address, id) => ({ url: Webhook.url(address, token), body: body(id) }),
  forged: (address, id) => [
    [{ url: `${address}?errand_token=0123456789abcdef`, body: body(id) }, 401],
    [{ url: Webhook.url(address, token), body: "{}" }, 400]
  ],
  words: ["running", "finished"],
  operations: { status: "getRunStatus", snapshot: "getRun" }
})
