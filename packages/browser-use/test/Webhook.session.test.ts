import { BrowserUse, Webhook } from "@errand/browser-use"
import { Webhook as WebhookV4 } from "@errand/browser-use/v4"
import { Cadence, Inbox, Task } from "@errand/core"
import { webhookSuite } from "@errand/provider-testkit/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { createHmac } from "node:crypto"
import { json } from "./support/FakeService.ts"
import { provider } from "./support/provider.ts"
import { vendorSecret, vendorSigned, vendorTimestamp } from "./support/vendorSigned.ts"

const headers = (signature: string) =>
  new Headers({ "X-Browser-Use-Timestamp": vendorTimestamp, "X-Browser-Use-Signature": signature })

describe("a webhook about a session, as Browser Use signs it,", () => {
  it.effect.each(vendorSigned)("is genuine, and tells which session: $name", ({ body, signature }) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1000 * Number(vendorTimestamp))
      const options = { secret: Redacted.make(vendorSecret) }
      const event = yield* Webhook.verify({ headers: headers(signature), body }, options)
      assert.deepInclude(event, { type: "session.status.update", sessionId: "synthetic-session" })
      assert.isFalse("taskId" in event)
    }).pipe(Effect.catchTag("WebhookRejected", (error) => Effect.die(error)))
  )

  it.effect("wakes every wait for a task of that session, and no other", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1000 * Number(vendorTimestamp))
      const sessions: ReadonlyArray<string> = ["synthetic-session", "synthetic-session", "another-session"]
      const looked: Array<string> = []
      let starts = 0
      const { provider: browserUse } = provider(({ method, url }) => {
        if (method === "POST") return json({ id: `t-${++starts}`, sessionId: sessions[starts - 1] }, 202)
        const [, id = ""] = /tasks\/([^/]+)/.exec(url.pathname) ?? []
        looked.push(id)
        return json({ id, status: "started" })
      })
      const tasks = yield* Effect.forEach(sessions, () => Task.start(browserUse, { task: "x" }))
      const waits = yield* Effect.forEach(tasks, (task) => Effect.forkChild(Task.join(task)))
      yield* TestClock.adjust("10 seconds")
      looked.length = 0
      const [vector] = vendorSigned
      assert(vector !== undefined)
      const request = new Request("http://127.0.0.1/hook", {
        method: "POST",
        body: vector.body,
        headers: headers(vector.signature)
      })
      const answer = yield* Webhook.receive({ secret: Redacted.make(vendorSecret) })(request)
      assert.strictEqual(answer.status, 204)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(looked.toSorted(), ["t-1", "t-2"])
      yield* Fiber.interruptAll(waits)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 hour")), Effect.scoped, Effect.provide(Inbox.layer))
  )
})

describe("one webhook of an account that has tasks of both versions", () => {
  it.effect("wakes the waits of either, whichever receiver was mounted", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1000 * Number(vendorTimestamp))
      const [vector] = vendorSigned
      assert(vector !== undefined)
      const inbox = yield* Inbox.Inbox
      for (const receive of [Webhook.receive, WebhookV4.receive]) {
        const signals = yield* Effect.forEach(["browser-use/v2", "browser-use/v4"], (name) =>
          inbox.listen({ provider: name, sessionId: "synthetic-session" })
        )
        const request = new Request("http://127.0.0.1/hook", {
          method: "POST",
          body: vector.body,
          headers: headers(vector.signature)
        })
        assert.strictEqual((yield* receive({ secret: Redacted.make(vendorSecret) })(request)).status, 204)
        for (const { arrived } of signals) yield* arrived
      }
    }).pipe(Effect.scoped, Effect.provide(Inbox.layer))
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

webhookSuite("webhooks of Browser Use about sessions, mounted in Node's http", {
  handler: Webhook.handler({ secret: [Redacted.make("the next secret"), Redacted.make(secret)] }),
  provider: ({ apiKey, browserUse, fetch }) => BrowserUse.make({ apiKey, baseUrl: browserUse.baseUrl, fetch }),
  simulator: (url) => ({ browserUse: { webhook: { url, secret, about: "session" } } }),
  input: () => ({ task: "Find the price" }),
  lie: (url, _, now, sessionId) => post(url, about(sessionId), now, sign(now, about(sessionId))),
  forged: (url, _, now) => [[post(url, about("s"), now, sign(now, about("t"))), 401]],
  words: ["started", "finished"]
})
