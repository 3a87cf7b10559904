import { BrowserAct, Webhook } from "@errand/browseract/v3"
import { Task } from "@errand/core"
import { secretsSuite } from "@errand/provider-testkit/secrets"
import { Effect, Redacted } from "effect"

const key = "ba_canary_5d41402abc4b2a76"
const token = "token_canary-0123456789abcdef"
const segment = "segment-canary-fedcba98"
const callback = Webhook.url(`https://hooks.test/in/${segment}?from=a%20b`, Redacted.make(token))

secretsSuite({
  what: "a key, a token of a callback or a signature",
  service: "browseract/v3",
  make: BrowserAct.make,
  key,
  header: ["authorization", `Bearer ${key}`],
  input: { bot_id: "17", input: {}, callback_url: callback, status_change_callback_url: callback },
  id: "1",
  forms: [key, token, segment, callback],
  sent: callback,
  secretsOf: (body) => String((body as { readonly callback_url?: string }).callback_url),
  refusal: (words, headers, body) => ({ code: 99001, msg: words, traceId: headers, data: { [words]: body } }),
  hasLiveUrl: true,
  faults: [
    { kind: "garbage", body: JSON.stringify("ECHO"), executed: true },
    { kind: "envelope", code: 10118, message: "full", status: 200 }
  ],
  more: (provider, tell, id) =>
    Effect.gen(function* () {
      yield* tell(provider.resume(id))
      const wait = { within: "20 seconds", outageFor: "15 seconds", queueWithin: "10 seconds" } as const
      yield* tell(Task.run(provider, { template_id: "21", input: {}, callback_url: callback }, wait))
    })
})
