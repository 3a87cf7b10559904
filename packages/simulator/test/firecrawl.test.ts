import { assert, describe, it } from "@effect/vitest"
import { createHmac } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { fire } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const start = (simulator: Running, body: object = {}) =>
  Effect.map(fire(simulator, "POST", "", { body: { prompt: "Find it", ...body } }), ({ json }): string => json.id)
const job = (simulator: Running, id: string) => fire(simulator, "GET", `/${id}`)

/** A receiver of webhooks, and what it was sent. */
const listen = Effect.gen(function* () {
  const posts: Array<{ readonly headers: Record<string, unknown>; readonly body: string }> = []
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      posts.push({ headers: request.headers, body })
      response.end()
    })
  })
  yield* Effect.acquireRelease(
    Effect.promise(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))),
    () => Effect.promise(() => new Promise((resolve) => server.close(resolve)))
  )
  return { posts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks` }
})

describe("jobs of Firecrawl's agent", () => {
  it.effect("are processed, cost credits, and complete with an object", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: "1 second", running: "4 seconds", steps: 2, output: { usd: 799 } })
      const id = yield* start(simulator)
      yield* TestClock.adjust("3 seconds")
      const half = yield* job(simulator, id)
      assert.deepInclude(half.json, { success: true, status: "processing", creditsUsed: 5, model: "spark-1-pro" })
      assert.notProperty(half.json, "data")
      yield* TestClock.adjust("2 seconds")
      const { json, status } = yield* job(simulator, id)
      assert.strictEqual(status, 200)
      assert.deepInclude(json, { status: "completed", creditsUsed: 10, data: { usd: 799 } })
      assert.strictEqual(json.expiresAt, "1970-01-02T00:00:05.000Z")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("give a text as the result of an object, and what fits the schema where there is one", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ running: 0, output: "799 USD" })
      const [plain, typed] = [
        yield* start(simulator),
        yield* start(simulator, {
          schema: { type: "object", properties: { usd: { type: "number" } }, required: ["usd"] }
        })
      ]
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual((yield* job(simulator, plain)).json.data, { result: "799 USD" })
      assert.isNumber((yield* job(simulator, typed)).json.data.usd)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("fail with an error, and stop some time after a cancel", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ running: 0, end: "failed", failure: { message: "Max credits exceeded" } })
      yield* simulator.script({ end: "never", stopping: "3 seconds" })
      const [failed, stopped] = [yield* start(simulator), yield* start(simulator)]
      yield* TestClock.adjust("2 seconds")
      assert.deepInclude((yield* job(simulator, failed)).json, { status: "failed", error: "Max credits exceeded" })
      const answer = yield* fire(simulator, "DELETE", `/${stopped}`)
      assert.deepStrictEqual([answer.status, answer.json], [200, { success: true }])
      assert.strictEqual((yield* job(simulator, stopped)).json.status, "processing")
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual((yield* job(simulator, stopped)).json.status, "cancelled")
      assert.strictEqual((yield* fire(simulator, "DELETE", `/${stopped}`)).status, 409)
    }).pipe(Effect.provide(Simulator.layer({ firecrawl: { strict: true } })))
  )

  it.effect("are forgotten 24 hours after their end", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, running: "1 hour", steps: 0 })
      const id = yield* start(simulator)
      yield* TestClock.adjust("24 hours")
      assert.strictEqual((yield* job(simulator, id)).status, 200)
      yield* TestClock.adjust("1 hour")
      const { json, status } = yield* job(simulator, id)
      assert.deepStrictEqual([status, json], [404, { success: false, error: "Agent job not found" }])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("are refused with a status, or with HTTP 200 in a scenario that disguises errors", () =>
    Effect.gen(function* () {
      const refusals = (simulator: Running) =>
        Effect.gen(function* () {
          yield* start(simulator)
          const answers = [
            yield* fire(simulator, "POST", "", { body: { prompt: "Find it" } }),
            yield* fire(simulator, "POST", "", { body: {} }),
            yield* fire(simulator, "POST", "", { body: { prompt: "Find it" }, key: undefined }),
            yield* job(simulator, "00000000-0000-4000-8000-000000000000")
          ]
          for (const { json } of answers) assert.deepInclude(json, { success: false })
          return answers.map(({ status }) => status)
        })
      const scenario = { tasks: [{ end: "never" }], firecrawl: { concurrency: 1 } } as const
      assert.deepStrictEqual(yield* refusals(yield* Simulator.make(scenario)), [429, 400, 401, 404])
      const disguised = { ...scenario, firecrawl: { concurrency: 1, disguised: true } }
      assert.deepStrictEqual(yield* refusals(yield* Simulator.make(disguised)), [200, 200, 200, 200])
    }).pipe(Effect.scoped)
  )

  it.effect("report each action of the agent, in order, unless their start asked for other events", () =>
    Effect.gen(function* () {
      const { posts, url } = yield* listen
      const steps = [{ goal: "Open it" }, { goal: "Read it" }, { goal: "Never begun" }]
      const simulator = yield* Simulator.make({ tasks: [{ queued: 0, running: "30 seconds", steps, times: "always" }] })
      const id = yield* start(simulator, { webhook: { url } })
      yield* simulator.drive(Effect.sleep("25 seconds"))
      yield* fire(simulator, "DELETE", `/${id}`)
      yield* simulator.drive(Effect.sleep("1 minute"))
      const told = posts.map(({ body }) => JSON.parse(body))
      assert.deepStrictEqual(
        told.map(({ data, type }) => [type, data[0]?.action]),
        [
          ["agent.started", undefined],
          ["agent.action", "Open it"],
          ["agent.action", "Read it"],
          ["agent.cancelled", undefined]
        ]
      )
    }).pipe(Effect.scoped)
  )

  it.effect("report by signed webhooks what their start asked for", () =>
    Effect.gen(function* () {
      const { posts, url } = yield* listen
      const simulator = yield* Simulator.make({ tasks: [{ output: { usd: 1 } }], firecrawl: { secret: "s3cret" } })
      const webhook = { url, headers: { "x-mine": "1" }, metadata: { order: "7" }, events: ["started", "completed"] }
      const id = yield* start(simulator, { webhook })
      yield* simulator.drive(Effect.sleep("1 minute"))
      assert.lengthOf(posts, 2)
      for (const [index, { body, headers }] of posts.entries()) {
        const signature = createHmac("sha256", "s3cret").update(body).digest("hex")
        assert.deepInclude(headers, { "x-firecrawl-signature": `sha256=${signature}`, "x-mine": "1" })
        const type = ["agent.started", "agent.completed"][index]
        assert.deepInclude(JSON.parse(body), { success: true, type, id, metadata: { order: "7" } })
      }
      assert.deepStrictEqual(JSON.parse(posts[1]?.body ?? "").data[0].data, { usd: 1 })
    }).pipe(Effect.scoped)
  )
})
