import { BrowserUse, Webhook } from "@errand/browser-use/v4"
import { Cadence, Inbox, Task } from "@errand/core"
import { webhookSuite } from "@errand/provider-testkit/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { createHmac } from "node:crypto"
import { vendorSecret, vendorSigned, vendorTimestamp } from "../support/vendorSigned.ts"

const headers = (signature: string) =>
  new Headers({ "X-Browser-Use-Timestamp": vendorTimestamp, "X-Browser-Use-Signature": signature })

describe("a webhook about a session, as Browser Use signs it,", () => {
  it.effect("wakes every wait for a run of that session, and no other", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1000 * Number(vendorTimestamp))
      const sessions: ReadonlyArray<string> = ["synthetic-session", "synthetic-session", "another-session"]
      const looked: Array<string> = []
      let starts = 0
      const browserUse = BrowserUse.make({
        apiKey: "bu_x",
        baseUrl: "https://fake.test/api/v4",
        fetch: ({ method, url }) => {
          const { pathname } = new URL(url)
          if (pathname.endsWith("/workspaces")) return Promise.resolve(Response.json({ id: "w" }))
          if (method === "POST") {
            return Promise.resolve(Response.json({ id: `r-${++starts}`, sessionId: sessions[starts - 1] }))
          }
          looked.push(/runs\/([^/]+)/.exec(pathname)?.[1] ?? "")
          return Promise.resolve(Response.json({ status: "running" }))
        }
      })
      const runs = yield* Effect.forEach(sessions, () => Task.start(browserUse, { task: "x" }))
      const waits = yield* Effect.forEach(runs, (run) => Effect.forkChild(Task.join(run)))
      yield* TestClock.adjust("10 seconds")
      looked.length = 0
      const [vector] = vendorSigned
      assert(vector !== undefined)
      const post = { method: "POST", body: vector.body, headers: headers(vector.signature) }
      const receive = Webhook.receive({ secret: Redacted.make(vendorSecret) })
      assert.strictEqual((yield* receive(new Request("http://127.0.0.1/hook", post))).status, 204)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(looked.toSorted(), ["r-1", "r-2"])
      yield* Fiber.interruptAll(waits)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 hour")), Effect.scoped, Effect.provide(Inbox.layer))
  )

  it.effect("that is not genuine is refused in the name of this version", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1000 * Number(vendorTimestamp))
      const [vector] = vendorSigned
      assert(vector !== undefined)
      const delivery = { headers: headers(vector.signature), body: vector.body }
      const error = yield* Effect.flip(Webhook.verify(delivery, { secret: Redacted.make("another") }))
      assert.deepInclude(error, { provider: "browser-use/v4" })
      assert.strictEqual(error.reason._tag, "BadSignature")
      const event = yield* Webhook.verify(delivery, { secret: Redacted.make(vendorSecret) })
      assert.deepInclude(event, { type: "session.status.update", sessionId: "synthetic-session" })
    })
  )
})

const secret = "whsec_0123456789abcdef"
const sign = (now: number, body: string) => createHmac("sha256", secret).update(`${now}.${body}`).digest("hex")
const post = (url: string, body: string, now: number, signature: string) => ({
  url,
  headers: { "X-Browser-Use-Timestamp": String(now), "X-Browser-Use-Signature": signature },
  body
})
const about = (sessionId: string | undefined) =>
  JSON.stringify({ type: "session.status.update", payload: { session_id: sessionId, status: "idle" } })

webhookSuite("webhooks of Browser Use about the sessions of v4, mounted in Node's http", {
  handler: Webhook.handler({ secret: Redacted.make(secret) }),
  provider: ({ apiKey, fetch, services }) =>
    BrowserUse.make({ apiKey, baseUrl: services["browser-use/v4"].baseUrl, fetch }),
  simulator: (url) => ({ browserUse: { webhook: { url, secret } } }),
  input: () => ({ task: "Find the price" }),
  lie: (url, _, now, sessionId) => post(url, about(sessionId), now, sign(now, about(sessionId))),
  forged: (url, _, now) => [
    [post(url, about("s"), now, sign(now, about("t"))), 401],
    [{ ...post(url, about("s"), now, sign(now, about("s"))), method: "PUT" }, 405]
  ],
  words: ["running", "completed"],
  operations: { status: "getRunStatus", snapshot: "getRun" }
})
