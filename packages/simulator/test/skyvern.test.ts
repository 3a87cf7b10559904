import { assert, describe, it } from "@effect/vitest"
import { createHmac } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { sky } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const url = "https://shop.example"
const start = (simulator: Running, body: object = {}) =>
  Effect.map(sky(simulator, "POST", "/run/tasks", { body: { prompt: "Find it", url, ...body } }), ({ json }) => json)
const read = (simulator: Running, id: string) => Effect.map(sky(simulator, "GET", `/runs/${id}`), ({ json }) => json)
const find = (simulator: Running, query: Record<string, string>) =>
  Effect.map(sky(simulator, "GET", "/runs", { query }), ({ json }) =>
    json.map(({ run_id, title }: { readonly run_id: string; readonly title: string | null }) => [run_id, title])
  )

describe("runs of Skyvern", () => {
  it.effect("are created, queued, running and completed, with times that name no zone", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: "2 seconds", running: "4 seconds", steps: 2, output: { usd: 799 } })
      const made = yield* start(simulator, { title: "mine" })
      assert.deepInclude(made, { status: "created", run_type: "task_v1", output: null })
      assert.notProperty(made.run_request, "title")
      const words: Array<string> = []
      for (let second = 0; second < 7; second++) {
        words.push((yield* read(simulator, made.run_id)).status)
        yield* TestClock.adjust("1 second")
      }
      assert.deepStrictEqual(words, [...Array(2).fill("queued"), ...Array(4).fill("running"), "completed"])
      const run = yield* read(simulator, made.run_id)
      assert.deepStrictEqual(run.output, { usd: 799 })
      assert.strictEqual(run.finished_at, "1970-01-01T00:00:06.000000")
      assert.lengthOf(run.screenshot_urls, 2)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("are found by a part of their title or address, except those of the engine 2.0", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const one = yield* start(simulator, { title: "Prices errand:order-7" })
      const other = yield* start(simulator, { title: "Prices errand:order-7", engine: "skyvern-2.0" })
      assert.deepStrictEqual(yield* find(simulator, { search_key: "ORDER-7" }), [[one.run_id, "Prices errand:order-7"]])
      assert.lengthOf(yield* find(simulator, { search_key: "shop.ex" }), 2)
      assert.deepStrictEqual(yield* find(simulator, { run_type: "task_v2" }), [[other.run_id, "About: Find it"]])
      assert.lengthOf(yield* find(simulator, { page: "2", page_size: "1" }), 1)
      for (const query of [{ page: "101" }, { page_size: "101" }, { search_key: "ab" }])
        assert.strictEqual((yield* sky(simulator, "GET", "/runs", { query })).status, 422)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("have a timeline with the engine 2.0 alone, which is all that takes a profile", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const [plain, composed] = [yield* start(simulator), yield* start(simulator, { engine: "skyvern-2.0" })]
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* sky(simulator, "GET", `/runs/${plain.run_id}/timeline`)).status, 400)
      const { json } = yield* sky(simulator, "GET", `/runs/${composed.run_id}/timeline`)
      assert.include(["block", "thought"], json[0].type)
      const body = { prompt: "x", url, browser_profile_id: "bp_1" }
      assert.strictEqual((yield* sky(simulator, "POST", "/run/tasks", { body })).status, 400)
      assert.strictEqual((yield* start(simulator, { ...body, engine: "skyvern-2.0" })).run_type, "task_v2")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("begin only after a model was asked where no address is given, also for a client that has gone", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const gone = yield* Effect.forkChild(Effect.timeoutOption(start(simulator, { url: undefined }), "1 second"))
      const waits = yield* Effect.forkChild(start(simulator, { url: "" }))
      yield* simulator.drive(Effect.sleep("4 seconds"))
      assert.lengthOf(yield* simulator.tasks, 0)
      yield* simulator.drive(Effect.sleep("2 seconds"))
      assert.lengthOf(yield* simulator.tasks, 2)
      assert.strictEqual((yield* Fiber.join(waits)).status, "created")
      assert.strictEqual((yield* Fiber.join(gone))._tag, "None")
    }).pipe(Effect.provide(Simulator.layer({ skyvern: { withoutUrl: "5 seconds" } })))
  )

  it.effect("are canceled without a word, too late or not", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ end: "never" })
      yield* simulator.script({ queued: 0, running: 0 })
      const [long, short] = [yield* start(simulator), yield* start(simulator)]
      for (const { run_id } of [long, short]) {
        const { json, status } = yield* sky(simulator, "POST", `/runs/${run_id}/cancel`)
        assert.deepStrictEqual([status, json], [200, {}])
      }
      assert.strictEqual((yield* read(simulator, long.run_id)).status, "canceled")
      assert.strictEqual((yield* read(simulator, short.run_id)).status, "completed")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("may be called canceled first, and completed when the agent that worked on is done", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, running: "5 seconds" })
      const { run_id } = yield* start(simulator)
      yield* sky(simulator, "POST", `/runs/${run_id}/cancel`)
      assert.strictEqual((yield* read(simulator, run_id)).status, "canceled")
      yield* TestClock.adjust("6 seconds")
      assert.strictEqual((yield* read(simulator, run_id)).status, "completed")
    }).pipe(Effect.provide(Simulator.layer({ skyvern: { worksOn: true } })))
  )

  it.effect("are failed, with their output, when only their webhook could not be delivered", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ running: "5 seconds", output: "done", times: "always" })
      const [silent, told] = [
        yield* start(simulator),
        yield* start(simulator, { webhook_url: "https://hooks.example/away" })
      ]
      yield* simulator.drive(Effect.sleep("10 seconds"))
      assert.deepInclude(yield* read(simulator, silent.run_id), { status: "completed", output: "done" })
      assert.deepInclude(yield* read(simulator, told.run_id), { status: "failed", output: "done" })
    }).pipe(Effect.provide(Simulator.layer({ skyvern: { failsWithWebhook: true } })))
  )

  it.effect("that wait for a code go on when it comes, for them or for their identifier", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ running: "4 seconds", steps: 2, pauses: [{ after: 1 }], times: "always" })
      const named = yield* start(simulator, { totp_identifier: "me" })
      const other = yield* start(simulator, { totp_identifier: "you" })
      yield* TestClock.adjust("1 minute")
      const send = (body: object) => sky(simulator, "POST", "/credentials/totp", { body })
      const told = yield* send({ totp_identifier: "me", content: "It is 123456" })
      assert.deepInclude(told.json, { code: "123456", totp_identifier: "me" })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* read(simulator, named.run_id)).status, "completed")
      assert.strictEqual((yield* read(simulator, other.run_id)).status, "paused")
      yield* send({ totp_identifier: "anybody", content: "654321", task_id: other.run_id })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* read(simulator, other.run_id)).status, "completed")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("may show another prompt than they were started with, and never their title", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { run_id } = yield* start(simulator, { prompt: "Find It", title: "mine" })
      const { run_request: request } = yield* read(simulator, run_id)
      assert.deepInclude(request, { prompt: "In the browser: find it" })
      assert.notProperty(request, "title")
      const [task] = yield* simulator.tasks
      assert.strictEqual(task?.start.prompt, "Find It")
    }).pipe(Effect.provide(Simulator.layer({ skyvern: { rewrites: true } })))
  )

  it.effect("are refused to strangers, and when there are too many", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const stranger = yield* sky(simulator, "GET", "/runs", { key: "another" })
      assert.deepStrictEqual([stranger.status, stranger.json], [403, { detail: "Invalid credentials" }])
      yield* start(simulator)
      assert.strictEqual((yield* sky(simulator, "POST", "/run/tasks", { body: { prompt: "x", url } })).status, 429)
    }).pipe(Effect.provide(Simulator.layer({ apiKey: "sk_1", skyvern: { concurrency: 1 } })))
  )

  it.effect("are reported once, signed over the bytes of the body with the key of the account", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const heard: Array<readonly [signature: unknown, body: string]> = []
      const server = createServer((request, response) => {
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", () => {
          heard.push([request.headers["x-skyvern-signature"], Buffer.concat(chunks).toString()])
          response.writeHead(500).end()
        })
      })
      yield* Effect.acquireRelease(
        Effect.promise(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))),
        () => Effect.promise(() => new Promise((resolve) => server.close(resolve)))
      )
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
      yield* simulator.script({ running: "1 second" })
      const { run_id } = yield* start(simulator, { webhook_url: address })
      yield* simulator.drive(Effect.sleep("20 seconds"))
      assert.lengthOf(heard, 1)
      const [[signature, body] = ["", ""]] = heard
      assert.strictEqual(signature, createHmac("sha256", "sk_1").update(body).digest("hex"))
      assert.deepInclude(JSON.parse(body), { run_id, status: "completed" })
      assert.deepInclude((yield* simulator.deliveries)[0], { provider: "skyvern", task: run_id, status: 500 })
    }).pipe(Effect.scoped, Effect.provide(Simulator.layer({ apiKey: "sk_1" })))
  )
})
