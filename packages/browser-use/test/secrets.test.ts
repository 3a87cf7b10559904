import { BrowserUse } from "@errand/browser-use"
import { secretsSuite } from "@errand/provider-testkit/secrets"
import { Effect, Exit } from "effect"

const key = "bu_canary_5d41402abc4b2a76"
/** Written one way here, and another way in JSON, in addresses and in forms. */
const secret = 'canary "päss" & \\word/'
const password = "proxy-canary-4e5f"
const user = "session-canary-9a8b"
const id = "0a1b2c3d-0000-4000-8000-000000000000"

secretsSuite({
  what: "a key, a secret, a proxy's password or a signature",
  service: "browser-use",
  make: BrowserUse.make,
  key,
  header: ["x-browser-use-api-key", key],
  input: { task: "x", secrets: { "shop.test": secret } },
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
  secretsOf: (body) => Object.values((body as { readonly secrets?: object }).secrets ?? {}).join(),
  refusal: (words, headers, body) => ({
    detail: [{ loc: ["body", words], msg: words, type: headers, input: { [words]: body } }]
  }),
  hasLiveUrl: true,
  faults: [],
  more: ({ client: { browsers, files, sessions } }, tell) =>
    Effect.gen(function* () {
      const customProxy = { host: "proxy.test", port: 8080, username: user, password }
      yield* tell(browsers.create({ body: { customProxy } }))
      const session = yield* tell(sessions.create({ body: { customProxy } }))
      const sessionId = Exit.isSuccess(session) ? session.value.id : id
      yield* tell(files.upload({ sessionId, name: "a.txt", contentType: "text/plain", data: new Uint8Array(3) }))
    })
})
