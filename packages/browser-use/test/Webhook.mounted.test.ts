import { BrowserUse, Webhook } from "@errand/browser-use"
import { Cadence, Inbox, Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Redacted } from "effect"
import { createHmac } from "node:crypto"
import { connect } from "node:net"
import { mount } from "./support/mount.ts"

const secret = "whsec_0123456789abcdef"
const rarely = Effect.provideService(Cadence.Cadence, Cadence.every("1 hour"))
const running = [{ queued: "1 second", running: "29 seconds", output: "42 EUR" }] as const

/** A receiver in Node's http, a simulator that reports to it, and a provider that polls once an hour. */
const stage = Effect.gen(function* () {
  const url = yield* mount(yield* Webhook.handler({ secret: Redacted.make(secret) }))
  const simulator = yield* Simulator.make({ tasks: running, browserUse: { webhook: { url, secret } } })
  const { apiKey, browserUse, fetch } = simulator
  const provider = BrowserUse.make({ apiKey, baseUrl: browserUse.baseUrl, fetch })
  const looks = simulator.count({ operation: "getTaskStatus" })
  return { looks, provider, simulator, url }
})

const seconds = Effect.map(Clock.currentTimeMillis, (now) => now / 1000)

describe("webhooks of Browser Use, mounted in Node's http", () => {
  it.effect("wake the wait when the task ends, long before the poll would", () =>
    Effect.gen(function* () {
      const { looks, provider, simulator } = yield* stage
      yield* simulator.drive(
        Effect.gen(function* () {
          const began = yield* seconds
          assert.strictEqual(yield* Task.run(provider, { task: "Find the price" }), "42 EUR")
          const took = (yield* seconds) - began
          assert.isTrue(took >= 30 && took < 32, `it took ${took} seconds`)
          // At the start, at the news that it runs, and at the news that it has ended.
          assert.strictEqual(yield* looks, 3)
          assert.strictEqual(yield* simulator.count({ operation: "getTask" }), 1)
        })
      )
      const statuses = (yield* simulator.deliveries).map(({ status, word }) => [word, status])
      assert.deepStrictEqual(statuses, [
        ["started", 204],
        ["finished", 204]
      ])
    }).pipe(rarely, Effect.scoped, Effect.provide(Inbox.layer))
  )

  it.effect("are not needed: without them the poll finds the end", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.make({ tasks: running })
      const { apiKey, browserUse, fetch } = simulator
      const provider = BrowserUse.make({ apiKey, baseUrl: browserUse.baseUrl, fetch })
      const run = Effect.andThen(Task.run(provider, { task: "Find the price" }), seconds)
      const took = yield* simulator.drive(run, { step: "1 minute" })
      assert.isTrue(took >= 3600, `it took ${took} seconds`)
    }).pipe(rarely, Effect.scoped, Effect.provide(Inbox.layer))
  )

  it.effect("are refused when they are forged, cut short or too large, and then nobody looks", () =>
    Effect.gen(function* () {
      const { looks, provider, simulator, url } = yield* stage
      yield* simulator.drive(
        Effect.gen(function* () {
          const task = yield* Task.start(provider, { task: "Find the price" })
          const wait = yield* Effect.forkChild(Task.join(task))
          yield* Effect.sleep("10 seconds")
          const before = yield* looks
          const body = JSON.stringify({ type: "agent.task.status_update", payload: { task_id: task.ref.id } })
          const now = String(Math.floor(yield* seconds))
          const mac = (key: string) => createHmac("sha256", key).update(`${now}.${body}`).digest("hex")
          const post = (signature: string, sent: string, method = "POST") =>
            Effect.promise(async () => {
              const headers = { "X-Browser-Use-Timestamp": now, "X-Browser-Use-Signature": signature }
              const answer = await simulator.fetch(url, { method, headers, body: sent })
              return [answer.status, await answer.text()]
            })
          assert.deepStrictEqual(yield* post(mac("another secret"), body), [401, ""])
          assert.deepStrictEqual(yield* post(mac(secret), body.replace("status", "x")), [401, ""])
          assert.deepStrictEqual(yield* post(mac(secret), body, "PUT"), [405, ""])
          const large = yield* Effect.exit(Effect.promise(() => hurl(url, now, mac(secret))))
          assert.deepInclude(large, { _tag: "Success", value: 413 })
          yield* Effect.sleep("1 second")
          assert.strictEqual(yield* looks, before)
          // A genuine one that tells a lie: the task works on.
          assert.deepStrictEqual(yield* post(mac(secret), body), [204, ""])
          yield* Effect.sleep("1 second")
          assert.strictEqual(yield* looks, before + 1)
          assert.isUndefined(wait.pollUnsafe())
        })
      )
    }).pipe(rarely, Effect.scoped, Effect.provide(Inbox.layer))
  )
})

/** Posts megabytes in chunks, whatever is answered meanwhile, and gives the status of the answer. */
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
