import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { use } from "./support/requests.ts"

const unknownId = "00000000-0000-4000-8000-000000000000"

describe("refusals of Browser Use", () => {
  it.effect("a request that does not fit is 422 with every place named", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const answer = yield* use(simulator, "POST", "/tasks", { body: { task: "", maxSteps: 0, llm: "none" } })
      assert.strictEqual(answer.status, 422)
      assert.sameDeepMembers(
        answer.json.detail.map((issue: { loc: unknown; type: unknown }) => [issue.loc, issue.type]),
        [
          [["body", "task"], "string_too_short"],
          [["body", "maxSteps"], "greater_than_equal"],
          [["body", "llm"], "enum"]
        ]
      )
      const query = yield* use(simulator, "GET", "/tasks", { query: { pageSize: "1000", after: "soon" } })
      assert.sameDeepMembers(
        query.json.detail.map((issue: { loc: unknown }) => issue.loc),
        [
          ["query", "pageSize"],
          ["query", "after"]
        ]
      )
      const path = yield* use(simulator, "GET", "/tasks/not-a-uuid")
      assert.deepStrictEqual(path.json.detail[0].loc, ["path", "task_id"])
      const missing = yield* use(simulator, "POST", "/tasks")
      assert.deepStrictEqual(missing.json.detail, [{ loc: ["body"], msg: "Field required", type: "missing" }])
      assert.strictEqual((yield* use(simulator, "POST", "/tasks", { body: {} })).json.detail[0].type, "missing")
      assert.deepStrictEqual(yield* simulator.tasks, [])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("what only the prose forbids is 422 too: more than ten pairs of metadata, a schema that is none", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const metadata = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, "v"]))
      assert.strictEqual((yield* use(simulator, "POST", "/tasks", { body: { task: "t", metadata } })).status, 422)
      assert.strictEqual(
        (yield* use(simulator, "POST", "/tasks", { body: { task: "t", structuredOutput: "no" } })).status,
        422
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a body that is no JSON, or is not said to be, is 422", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const post = (type: string, body: string) =>
        Effect.promise(() =>
          fetch(`${simulator.browserUse.baseUrl}/tasks`, {
            method: "POST",
            headers: { "x-browser-use-api-key": "k", "content-type": type },
            body
          }).then((response) => response.json())
        )
      assert.strictEqual((yield* post("application/json", '{"task"')).detail[0].type, "json_invalid")
      assert.strictEqual((yield* post("text/plain", '{"task":"t"}')).detail[0].type, "model_attributes_type")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("no key and a wrong key are 401, an unknown path 404, an unknown method 405", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.strictEqual((yield* use(simulator, "GET", "/tasks", { key: undefined })).status, 401)
      assert.strictEqual((yield* use(simulator, "GET", "/tasks", { key: "wrong" })).status, 401)
      assert.strictEqual((yield* use(simulator, "GET", "/tasks", { key: "right" })).status, 200)
      assert.strictEqual((yield* use(simulator, "GET", "/nothing", { key: "right" })).status, 404)
      assert.strictEqual((yield* use(simulator, "PUT", "/tasks", { key: "right" })).status, 405)
    }).pipe(Effect.provide(Simulator.layer({ apiKey: "right" })))
  )

  it.effect("more sessions than the limit are 429 until one ends", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const start = use(simulator, "POST", "/tasks", { body: { task: "t" } })
      assert.strictEqual((yield* start).status, 202)
      assert.strictEqual((yield* start).status, 202)
      assert.strictEqual((yield* start).status, 429)
      assert.strictEqual((yield* use(simulator, "POST", "/browsers", { body: {} })).status, 429)
      assert.strictEqual((yield* use(simulator, "GET", "/billing/account")).json.rateLimit, 2)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* start).status, 202)
    }).pipe(Effect.provide(Simulator.layer({ browserUse: { concurrency: 2 } })))
  )

  it.effect("with no credits left a start is 402", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const start = use(simulator, "POST", "/tasks", { body: { task: "t" } })
      assert.strictEqual((yield* start).status, 202)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* start).status, 402)
      assert.strictEqual((yield* use(simulator, "GET", "/billing/account")).json.totalCreditsBalanceUsd, 0)
    }).pipe(Effect.provide(Simulator.layer({ browserUse: { credits: 0.02 } })))
  )
})

describe("tasks and sessions of Browser Use", () => {
  it.effect("a task is created, started, and finished, and its session closes with it", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: "1 second", running: "4 seconds", steps: 2, cost: { start: 0.1, step: 0.2 } })
      const created = yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })
      const look = use(simulator, "GET", `/tasks/${created.json.id}`)
      const session = use(simulator, "GET", `/sessions/${created.json.sessionId}`)
      const now = Effect.map(look, ({ json }) => [
        json.status,
        json.steps.length,
        json.cost,
        json.startedAt,
        json.finishedAt
      ])
      assert.deepStrictEqual(yield* now, ["created", 0, null, null, null])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* now, ["started", 0, "0.1", "1970-01-01T00:00:01.000", null])
      assert.strictEqual((yield* session).json.status, "active")
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual((yield* now).slice(0, 3), ["started", 1, "0.3"])
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* now, ["finished", 2, "0.5", "1970-01-01T00:00:01.000", "1970-01-01T00:00:05.000"])
      const ended = yield* session
      assert.deepStrictEqual(
        [ended.json.status, ended.json.finishedAt, ended.json.tasks.length],
        ["stopped", "1970-01-01T00:00:05.000", 1]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a session takes one task at a time, and none once it is stopped", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const session = (yield* use(simulator, "POST", "/sessions", { body: {} })).json.id
      const start = (sessionId: string) => use(simulator, "POST", "/tasks", { body: { task: "t", sessionId } })
      assert.strictEqual((yield* start(unknownId)).status, 404)
      const task = (yield* start(session)).json.id
      const busy = yield* start(session)
      assert.deepStrictEqual([busy.status, /running task/.test(busy.json.detail)], [400, true])
      yield* use(simulator, "PATCH", `/sessions/${session}`, { body: { action: "stop" } })
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${task}/status`)).json.status, "stopped")
      const stopped = yield* start(session)
      assert.deepStrictEqual([stopped.status, /stopped/.test(stopped.json.detail)], [400, true])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("stop ends the task, stop_task_and_session its session too, and neither changes what is over", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const session = (yield* use(simulator, "POST", "/sessions", { body: {} })).json.id
      const start = Effect.map(
        use(simulator, "POST", "/tasks", { body: { task: "t", sessionId: session } }),
        ({ json }) => json.id
      )
      const stop = (id: string, action: string) => use(simulator, "PATCH", `/tasks/${id}`, { body: { action } })
      const status = Effect.map(use(simulator, "GET", `/sessions/${session}`), ({ json }) => json.status)
      assert.strictEqual((yield* stop(yield* start, "stop")).json.status, "stopped")
      assert.strictEqual(yield* status, "active")
      assert.strictEqual((yield* stop(yield* start, "stop_task_and_session")).json.status, "stopped")
      assert.strictEqual(yield* status, "stopped")
      const done = (yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })).json.id
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* stop(done, "stop")).json.status, "finished")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("the list filters by session, status and time, newest first, page by page", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const ids: Array<string> = []
      for (let count = 0; count < 5; count += 1) {
        ids.push(
          (yield* use(simulator, "POST", "/tasks", { body: { task: `t${count}`, metadata: { count: String(count) } } }))
            .json.id
        )
        yield* TestClock.adjust("1 second")
      }
      const listTasks = (query: Record<string, string>) =>
        Effect.map(use(simulator, "GET", "/tasks", { query }), ({ json }) =>
          json.items.map((item: { id: string }) => ids.indexOf(item.id))
        )
      assert.deepStrictEqual(yield* listTasks({ pageSize: "2", pageNumber: "2" }), [2, 1])
      assert.deepStrictEqual(yield* listTasks({ after: "1970-01-01T00:00:03Z" }), [4, 3])
      assert.deepStrictEqual(yield* listTasks({ after: "1970-01-01T00:00:03" }), [4, 3])
      assert.deepStrictEqual(yield* listTasks({ before: "1970-01-01T01:00:01+01:00" }), [1, 0])
      assert.deepStrictEqual(yield* listTasks({ filterBy: "created" }), [])
      assert.deepStrictEqual(yield* listTasks({ filterBy: "started" }), [4, 3, 2, 1, 0])
      const { json } = yield* use(simulator, "GET", "/tasks")
      assert.deepStrictEqual([json.totalItems, json.pageNumber, json.pageSize], [5, 1, 10])
      assert.deepStrictEqual(yield* listTasks({ sessionId: json.items[0].sessionId }), [4])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a session is shared, deleted with its tasks, and purged only with zero data retention", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { id, sessionId } = (yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })).json
      const share = `/sessions/${sessionId}/public-share`
      assert.strictEqual((yield* use(simulator, "GET", share)).status, 404)
      const made = yield* use(simulator, "POST", share)
      assert.deepStrictEqual((yield* use(simulator, "POST", share)).json, made.json)
      assert.strictEqual(
        (yield* use(simulator, "GET", `/sessions/${sessionId}`)).json.publicShareUrl,
        made.json.shareUrl
      )
      assert.strictEqual((yield* use(simulator, "DELETE", share)).status, 204)
      assert.strictEqual((yield* use(simulator, "GET", share)).status, 404)
      assert.strictEqual((yield* use(simulator, "POST", `/sessions/${sessionId}/purge`)).status, 403)
      assert.strictEqual((yield* use(simulator, "DELETE", `/sessions/${sessionId}`)).status, 204)
      assert.strictEqual((yield* use(simulator, "GET", `/tasks/${id}`)).status, 404)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
