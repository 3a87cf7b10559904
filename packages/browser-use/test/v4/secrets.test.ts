import { BrowserUse } from "@errand/browser-use/v4"
import { secretsSuite } from "@errand/provider-testkit/secrets"
import { at, list, text } from "@errand/http/Answer"
import { Effect, Exit } from "effect"

const key = "bu_canary_5d41402abc4b2a76"
/** Written one way here, and another way in JSON, in addresses and in forms. */
const secret = 'canary "päss" & \\word/'
const password = "proxy-canary-4e5f"
const user = "session-canary-9a8b"
const id = "0a1b2c3d-0000-4000-8000-000000000000"

secretsSuite<BrowserUse.Input, BrowserUse.BrowserUseProvider>({
  what: "a key, a secret, a proxy's password or a signature",
  service: "browser-use/v4",
  make: BrowserUse.make,
  key,
  header: ["x-browser-use-api-key", key],
  input: {
    task: "x",
    browserSettings: { customProxy: { host: "proxy.test", port: 8080, username: user, password } },
    secretBindings: [{ alias: "shop", allowedDomains: ["shop.test"], source: { type: "inline", value: secret } }]
  },
  id,
  forms: [
    key,
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    "päss",
    "p%C3%A4ss",
    password,
    user
  ],
  sent: JSON.stringify(secret),
  secretsOf: (body) =>
    list(at(body, "secretBindings"))
      .flatMap((binding) => text(at(binding, "source", "value")) ?? [])
      .join(),
  refusal: (words, headers, body) => ({
    detail: [{ loc: ["body", words], msg: words, type: headers, input: { [words]: body } }]
  }),
  hasLiveUrl: true,
  faults: [],
  more: (provider, tell, runId) =>
    Effect.gen(function* () {
      yield* tell(provider.listByCursor({ limit: 10 }))
      yield* tell(provider.events(runId, undefined))
      // The link to the browser comes in an event, some time after the start.
      const run = yield* tell(Effect.retry(provider.client.runs.create({ body: { task: "x" } }), { times: 10 }))
      yield* Effect.sleep("3 seconds")
      const seenId = Exit.isSuccess(run) ? run.value.id : runId
      yield* tell(Effect.retry(provider.events(seenId, undefined), { times: 10 }))
      const workspace = yield* tell(provider.client.workspaces.create({ body: {} }))
      const workspaceId = Exit.isSuccess(workspace) ? workspace.value.id : id
      yield* tell(provider.client.workspaces.upload({ workspaceId, name: "a.txt", data: new Uint8Array(3) }))
    })
})
