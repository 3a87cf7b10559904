import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { use, v4 } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const start = (simulator: Running, body: object = {}) =>
  v4(simulator, "POST", "/runs", { body: { task: "x", ...body } })
const events = (simulator: Running, id: string, query: { readonly [name: string]: string } = {}) =>
  v4(simulator, "GET", `/runs/${id}/events`, { query })
const status = (simulator: Running, id: string) =>
  Effect.map(v4(simulator, "GET", `/runs/${id}/status`), ({ json }) => json.status)
const types = ({ json }: { readonly json: { readonly events: ReadonlyArray<{ readonly type: string }> } }) =>
  json.events.map(({ type }) => type)

describe("a run of Browser Use v4", () => {
  it.effect("is queued, dispatched, runs and ends; its events tell it, numbered, and the link to the browser", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: "2 seconds", running: "4 seconds", steps: 2, output: "done" })
      const { json } = yield* start(simulator)
      const seen = [yield* status(simulator, json.id)]
      for (const pause of ["1 second", "1 second", "4 seconds"] as const) {
        yield* TestClock.adjust(pause)
        seen.push(yield* status(simulator, json.id))
      }
      assert.deepStrictEqual(seen, ["queued", "dispatching", "running", "completed"])
      const all = yield* events(simulator, json.id)
      assert.deepStrictEqual(types(all), ["run.queued", "browser.ready", "agent.step", "agent.step", "run.completed"])
      assert.match(all.json.events[1].data.live_view_url, /^http.*\/live\//)
      assert.deepInclude(all.json, { nextAfter: 5, hasMore: false })
      const some = yield* events(simulator, json.id, { after: "1", limit: "2" })
      assert.deepStrictEqual(types(some), ["browser.ready", "agent.step"])
      assert.deepInclude(some.json, { nextAfter: 3, hasMore: true })
      assert.deepInclude((yield* events(simulator, json.id, { after: "5" })).json, { events: [], nextAfter: null })
      const run = yield* v4(simulator, "GET", `/runs/${json.id}`)
      assert.deepInclude(run.json, { result: "done", error: null, totalCostUsd: "0.022" })
      assert.notInclude(run.text, "/live/")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("for which no browser can be made ready fails, and only its events say so", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ dispatchFails: true, failure: { message: "no browser" } })
      const { json } = yield* start(simulator)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(types(yield* events(simulator, json.id)), ["run.queued", "run.dispatch_failed"])
      const run = yield* v4(simulator, "GET", `/runs/${json.id}`)
      assert.deepInclude(run.json, { status: "failed", error: "no browser" })
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("is judged after its end, where that was asked for, which changes it once more", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ running: "1 second", judge: { verdict: false, takes: "20 seconds" }, times: 2 })
      const [judged, other] = [yield* start(simulator, { judge: {} }), yield* start(simulator)]
      const view = (id: string) => Effect.map(v4(simulator, "GET", `/runs/${id}`), ({ json }) => json)
      yield* TestClock.adjust("2 seconds")
      const before = yield* view(judged.json.id)
      assert.deepInclude(before, { status: "completed", judgement: null })
      yield* TestClock.adjust("20 seconds")
      const after = yield* view(judged.json.id)
      assert.deepInclude(after.judgement, { verdict: false })
      assert.notStrictEqual(after.updatedAt, before.updatedAt)
      assert.isNull((yield* view(other.json.id)).judgement)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("is cancelled however often that is asked; one that is over stays as it is", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ end: "never" })
      yield* simulator.script({ running: "1 second" })
      const [endless, short] = [yield* start(simulator), yield* start(simulator)]
      yield* TestClock.adjust("2 seconds")
      const cancel = (id: string) =>
        Effect.map(v4(simulator, "POST", `/runs/${id}/cancel`), ({ json, status }) => [status, json.status])
      assert.deepStrictEqual(yield* cancel(endless.json.id), [200, "cancelled"])
      assert.deepStrictEqual(yield* cancel(endless.json.id), [200, "cancelled"])
      assert.deepStrictEqual(yield* cancel(short.json.id), [200, "completed"])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("takes no property that the spec does not name, and no session or workspace that is not there", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const unknown = "00000000-0000-4000-8000-000000000000"
      assert.strictEqual((yield* start(simulator, { metadata: {} })).status, 422)
      assert.strictEqual((yield* start(simulator, { sessionId: unknown })).status, 404)
      assert.strictEqual((yield* start(simulator, { workspaceId: unknown })).status, 404)
      assert.deepStrictEqual((yield* start(simulator, { attachedFileIds: [unknown] })).json.missingFileIds, [unknown])
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("a session of Browser Use v4", () => {
  it.effect("is busy with one run at a time; messages wait, and become runs that are read from the message", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ running: "9 seconds", times: "always" })
      const { json } = yield* start(simulator)
      const session = `/sessions/${json.sessionId}`
      assert.strictEqual((yield* start(simulator, { sessionId: json.sessionId })).status, 409)
      const send = (text: string, interrupt = false) =>
        v4(simulator, "POST", `${session}/queue`, { body: { text, interrupt } })
      const first = yield* send("one")
      assert.deepInclude(first.json, { status: "pending", runId: null, mode: "queue" })
      for (let nth = 2; nth <= 10; nth++) yield* send(`message ${nth}`)
      assert.strictEqual((yield* send("one too many")).status, 429)
      yield* TestClock.adjust("10 seconds")
      const consumed = yield* v4(simulator, "GET", `${session}/queue/${first.json.id}`)
      assert.strictEqual(consumed.json.status, "consumed")
      assert.strictEqual((yield* v4(simulator, "DELETE", `${session}/queue/${first.json.id}`)).status, 409)
      assert.strictEqual((yield* v4(simulator, "GET", session)).json.latestRunId, consumed.json.runId)
      // The run that goes on is cancelled for it.
      yield* send("now", true)
      assert.strictEqual(yield* status(simulator, consumed.json.runId), "cancelled")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("takes a place in the account, which both versions share", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ end: "never", times: "always" })
      const first = yield* start(simulator)
      const task = yield* use(simulator, "POST", "/tasks", { body: { task: "x" } })
      assert.strictEqual(task.status, 202)
      assert.deepStrictEqual(
        [(yield* start(simulator)).status, (yield* use(simulator, "POST", "/tasks", { body: { task: "x" } })).status],
        [429, 429]
      )
      yield* v4(simulator, "POST", `/runs/${first.json.id}/cancel`)
      assert.strictEqual((yield* use(simulator, "POST", "/tasks", { body: { task: "x" } })).status, 202)
    }).pipe(Effect.provide(Simulator.layer({ browserUse: { concurrency: 2 } })))
  )
})

describe("a project whose data may not be kept", () => {
  it.effect("is refused all of v4, and none of v2", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const workspace = yield* v4(simulator, "POST", "/workspaces", { body: { name: "mine" } })
      assert.deepStrictEqual(
        [(yield* start(simulator)).status, (yield* v4(simulator, "GET", "/runs")).status, workspace.status],
        [403, 403, 403]
      )
      assert.strictEqual((yield* use(simulator, "POST", "/tasks", { body: { task: "x" } })).status, 202)
    }).pipe(Effect.provide(Simulator.layer({ browserUse: { closedToV4: true } })))
  )
})

describe("the list of runs", () => {
  it.effect("goes by a cursor that stays where it was while runs are added", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const ids: Array<string> = []
      const add = Effect.map(start(simulator), ({ json }) => ids.unshift(json.id))
      for (let nth = 0; nth < 5; nth++) yield* add
      const page = (query: { readonly [name: string]: string }) => v4(simulator, "GET", "/runs", { query })
      const first = yield* page({ limit: "2" })
      yield* TestClock.adjust("1 second")
      yield* add
      const second = yield* page({ limit: "2", cursor: first.json.nextCursor })
      const third = yield* page({ limit: "2", cursor: second.json.nextCursor })
      assert.deepStrictEqual(
        [first, second, third].flatMap(({ json }) => json.runs.map(({ id }: { readonly id: string }) => id)),
        ids.slice(1)
      )
      assert.deepInclude(third.json, { hasMore: false, nextCursor: null })
      assert.strictEqual((yield* page({ cursor: "nonsense" })).status, 400)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
