import { BrowserUse, Webhook } from "@errand/browser-use"
import { Inbox } from "@errand/core"
import { mount } from "@errand/provider-testkit/mount"
import { type Post, webhookSuite } from "@errand/provider-testkit/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Redacted } from "effect"
import { createHmac } from "node:crypto"
import { connect } from "node:net"

const secret = "whsec_0123456789abcdef"
const handler = Webhook.handler({ secret: Redacted.make(secret) })
const body = (id: string) => JSON.stringify({ type: "agent.task.status_update", payload: { task_id: id } })
const sign = (key: string, now: number, body: string) =>
  createHmac("sha256", key).update(`${now}.${body}`).digest("hex")
const post = (url: string, body: string, now: number, signature: string): Post => ({
  url,
  headers: { "X-Browser-Use-Timestamp": String(now), "X-Browser-Use-Signature": signature },
  body
})

webhookSuite("webhooks of Browser Use, mounted in Node's http", {
  handler,
  provider: ({ apiKey, browserUse, fetch }) => BrowserUse.make({ apiKey, baseUrl: browserUse.baseUrl, fetch }),
  simulator: (url) => ({ browserUse: { webhook: { url, secret } } }),
  input: () => ({ task: "Find the price" }),
  lie: (url, id, now) => post(url, body(id), now, sign(secret, now, body(id))),
  forged: (url, id, now) => [
    [post(url, body(id), now, sign("another secret", now, body(id))), 401],
    [post(url, body(id).replace("status", "x"), now, sign(secret, now, body(id))), 401],
    [{ ...post(url, body(id), now, sign(secret, now, body(id))), method: "PUT" }, 405]
  ],
  words: ["started", "finished"]
})

describe("a webhook of Browser Use, mounted in Node's http", () => {
  it.effect("is refused when it is too large, before all of it has come", () =>
    Effect.gen(function* () {
      const url = yield* mount(yield* handler)
      const now = Math.floor((yield* Clock.currentTimeMillis) / 1000)
      const status = yield* Effect.promise(() => hurl(url, String(now), sign(secret, now, body("t"))))
      assert.strictEqual(status, 413)
    }).pipe(Effect.scoped, Effect.provide(Inbox.layer))
  )
})

/**
 * Posts megabytes in chunks, whatever is answered meanwhile, and gives the status of the answer.
 */
const hurl = (url: string, at: string, signature: string) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, pathname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ntransfer-encoding: chunked\r\nx-browser-use-timestamp: ${at}\r\nx-browser-use-signature: ${signature}\r\n\r\n`
    let answer = ""
    socket.on("error", reject)
    socket.on("data", (chunk) => {
      answer += String(chunk)
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
      if (status === undefined) return
      socket.destroy()
      resolve(Number(status))
    })
    socket.write(head)
    for (let chunks = 0; chunks < 64; chunks++) socket.write(`4000\r\n${"x".repeat(0x4000)}\r\n`)
  })
