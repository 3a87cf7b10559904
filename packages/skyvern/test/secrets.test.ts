import { secretsSuite } from "@errand/provider-testkit/secrets"
import { Skyvern, TaskV2 } from "@errand/skyvern"
import { Task } from "@errand/core"
import { Effect } from "effect"

const key = "sk_canary_5d41402abc4b2a76"
const header = "Bearer header-canary-0123456789"
const token = "webhook-canary-fedcba98"
const webhook = `https://hooks.test/in/${token}?from=a%20b`
const totp = "https://codes.test/one?k=totp-canary-4e5f6a7b"

const input = {
  prompt: "x",
  url: "https://shop.example",
  extra_http_headers: { authorization: header },
  webhook_url: webhook,
  totp_url: totp
}

secretsSuite({
  what: "a key, a header of the browser, or the token of an address",
  service: "skyvern",
  make: Skyvern.make,
  key,
  header: ["x-api-key", key],
  input,
  id: "tsk_1",
  forms: [key, header, "header-canary-0123456789", token, webhook, totp, "totp-canary-4e5f6a7b"],
  sent: header,
  secretsOf: (body) => JSON.stringify(body),
  refusal: (words, headers, body) => ({
    detail: [{ loc: ["body", words], msg: words, type: headers, input: { [words]: body } }]
  }),
  hasLiveUrl: false,
  faults: [],
  more: ({ client }, tell, id) =>
    Effect.gen(function* () {
      yield* tell(client.tasks.run({ body: input }))
      const tasks = TaskV2.make({
        apiKey: key,
        baseUrl: client.baseUrl,
        fetch: () => Promise.reject(new Error("down"))
      })
      yield* tell(Task.start(tasks, input))
      yield* tell(tasks.cancel(id))
    })
})
