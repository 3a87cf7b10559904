import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { call } from "./support/requests.ts"
import type { Ask, Running } from "./support/requests.ts"

/** Paths without `/v3/bots`. */
const bots = (simulator: Running, method: string, path: string, ask?: Ask) =>
  call(simulator, "browseract/v3", method, `/v3/bots${path}`, ask)
const run = (simulator: Running, bot = "17", body: object = {}) =>
  Effect.map(
    bots(simulator, "POST", `/${bot}/runs`, { body: { input: { product: "Pixel 9" }, ...body } }),
    ({ json }): string => json.task_id
  )
const code = (answer: Effect.Effect<{ readonly status: number; readonly json: { readonly code?: number } }>) =>
  Effect.map(answer, ({ json, status }) => [status, json.code])

describe("runs of BrowserAct v3", () => {
  it.effect("go from created to finished, with steps, an output of any type, and files", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        queued: "1 second",
        steps: 2,
        running: "4 seconds",
        output: [1, { two: 2 }],
        files: [{ name: "a.csv", content: "a,b", transfer: "10 seconds" }]
      })
      const id = yield* run(simulator)
      assert.match(id, /^[1-9]\d{16}$/)
      const status = Effect.map(bots(simulator, "GET", `/runs/${id}/status`), ({ json }) => json.status)
      const view = Effect.map(bots(simulator, "GET", `/runs/${id}`), ({ json }) => json)
      assert.strictEqual(yield* status, "created")
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* status, "running")
      const half = yield* view
      assert.deepInclude(half, { task_id: id, bot_id: "17", bot_type: "workflow", input: { product: "Pixel 9" } })
      assert.isDefined(half.live_url_info.live_url)
      yield* TestClock.adjust("3 seconds")
      const ended = yield* view
      assert.deepInclude(ended, { status: "finished", credit: 10, output: [1, { two: 2 }] })
      assert.deepInclude(ended.download_files[0], { file_name: "a.csv", status: "downloading" })
      assert.notProperty(ended.download_files[0], "download_url")
      yield* TestClock.adjust("10 seconds")
      const [file] = (yield* view).download_files
      assert.strictEqual(file.expires_at, 5000 + 7 * 86_400_000)
      for (const [url, content] of [
        [file.download_url, "a,b"],
        [ended.output_files.json.download_url, '[1,{"two":2}]']
      ]) {
        const text = yield* Effect.promise(() => simulator.fetch(url).then((answer) => answer.text()))
        assert.strictEqual(text, content)
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("pause until they are resumed, which is answered before it takes effect", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, steps: 2, running: "2 seconds", pauses: [{ after: 1, pausing: 0 }] })
      const id = yield* run(simulator)
      const resume = bots(simulator, "POST", `/runs/${id}/resume`)
      assert.deepStrictEqual(yield* code(resume), [400, 10127])
      yield* TestClock.adjust("1 second")
      const answer = yield* resume
      assert.deepInclude(answer.json, { task_id: id, status: "paused" })
      yield* TestClock.adjust("2 seconds")
      const status = Effect.map(bots(simulator, "GET", `/runs/${id}/status`), ({ json }) => json.status)
      assert.strictEqual(yield* status, "paused")
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* status, "running")
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* status, "finished")
    }).pipe(Effect.provide(Simulator.layer({ browserActV3: { resuming: "3 seconds" } })))
  )

  it.effect("of an agent cannot be resumed, and of a bot that is not there not be started", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, steps: 2, pauses: [{ after: 0, pausing: 0 }] })
      const id = yield* run(simulator, "2")
      assert.deepStrictEqual(yield* code(bots(simulator, "POST", `/runs/${id}/resume`)), [400, 10879])
      assert.deepStrictEqual(yield* code(bots(simulator, "POST", "/3/runs", { body: { input: {} } })), [400, 10020])
      assert.deepStrictEqual(yield* code(bots(simulator, "POST", "/2/runs", { body: {} })), [400, 99001])
      const agents = yield* bots(simulator, "GET", "", { query: { bot_type: "agent" } })
      assert.deepStrictEqual(
        agents.json.items.map((one: { readonly bot_id: string }) => one.bot_id),
        ["2"]
      )
    }).pipe(
      Effect.provide(
        Simulator.layer({
          browserActV3: {
            bots: [
              { id: "1", name: "One" },
              { id: "2", name: "Two", type: "agent" }
            ]
          }
        })
      )
    )
  )

  it.effect("are canceled once: later it is an error", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ end: "never" })
      const id = yield* run(simulator)
      const cancel = bots(simulator, "POST", `/runs/${id}/cancel`)
      assert.deepInclude((yield* cancel).json, { task_id: id, status: "canceled" })
      assert.deepStrictEqual(yield* code(cancel), [400, 10121])
      assert.deepStrictEqual(yield* code(bots(simulator, "GET", "/runs/1")), [400, 10112])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("are listed with their input, by bot and time, newest first", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const first = yield* run(simulator)
      yield* TestClock.adjust("1 minute")
      const other = yield* run(simulator, "18")
      const template = (yield* bots(simulator, "POST", "/templates/21/runs", { body: { input: { a: 1 } } })).json
        .task_id
      const list = (query: Record<string, string>) =>
        Effect.map(bots(simulator, "GET", "/runs", { query }), ({ json }) =>
          json.items.map((one: { readonly task_id: string }) => one.task_id)
        )
      assert.deepStrictEqual(yield* list({}), [template, other, first])
      assert.deepStrictEqual(yield* list({ bot_id: "17" }), [first])
      assert.deepStrictEqual(yield* list({ created_at_from: "1970-01-01T00:00:30Z" }), [template, other])
      const { json } = yield* bots(simulator, "GET", "/runs", { query: { limit: "1" } })
      assert.deepInclude(json, { total_count: 3, total_pages: 3, limit: 1 })
      assert.deepInclude(json.items[0], { input: { a: 1 } })
      assert.notProperty(json.items[0], "output")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("are as many at once as the account allows, which may be told with HTTP 200", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* run(simulator)
      assert.deepStrictEqual(yield* code(bots(simulator, "POST", "/17/runs", { body: { input: {} } })), [200, 10118])
    }).pipe(Effect.provide(Simulator.layer({ browserActV3: { concurrency: 1, disguised: true } })))
  )

  it.effect("are counted together with those of v2, for the limit is the account's", () =>
    Effect.gen(function* () {
      const limits = [{ browserAct: { concurrency: 2 } }, { browserActV3: { concurrency: 2 } }] as const
      for (const limit of limits) {
        const simulator = yield* Simulator.make({ ...limit, tasks: [{ end: "never", times: "always" }] })
        const old = call(simulator, "browseract", "POST", "/v2/workflow/run-task", { body: { workflow_id: "17" } })
        const first = yield* run(simulator)
        assert.deepStrictEqual((yield* old).status, 200)
        const refused = yield* code(bots(simulator, "POST", "/17/runs", { body: { input: {} } }))
        assert.deepStrictEqual(
          [refused, yield* code(old)],
          [
            [400, 10118],
            [400, 10118]
          ]
        )
        yield* bots(simulator, "POST", `/runs/${first}/cancel`)
        assert.strictEqual((yield* old).status, 200)
      }
    }).pipe(Effect.scoped)
  )

  it.effect("share their place with those of v2", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.strictEqual(simulator.services["browseract/v3"].baseUrl, simulator.browserAct.baseUrl)
      const v2 = yield* call(simulator, "browseract", "GET", "/v2/workflow/list-workflows")
      const v3 = yield* bots(simulator, "GET", "/templates")
      const regions = yield* bots(simulator, "GET", "/regions")
      assert.deepStrictEqual([v2.status, v3.status, regions.status], [200, 200, 200])
      const [template] = v3.json.items
      assert.deepInclude((yield* bots(simulator, "GET", `/templates/${template.template_id}`)).json, {
        name: template.name
      })
      const [bot] = (yield* bots(simulator, "GET", "")).json.items
      assert.deepInclude((yield* bots(simulator, "GET", `/${bot.bot_id}`)).json, { name: bot.name })
      const id = yield* simulator.start("browseract/v3", { bot_id: "17", input: {} })
      assert.strictEqual((yield* bots(simulator, "GET", `/runs/${id}/status`)).status, 200)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
