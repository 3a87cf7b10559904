import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { act } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const run = (simulator: Running, body: object = {}) =>
  Effect.map(
    act(simulator, "POST", "/run-task", { body: { workflow_id: "w", ...body } }),
    ({ json }): string => json.id
  )
const task = (simulator: Running, method: string, action: string, id: string) =>
  act(simulator, method, action, { query: { task_id: id } })

describe("tasks of BrowserAct", () => {
  it.effect("a step has an id of its own, is running, and then has succeeded or failed", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        queued: "1 second",
        steps: [
          { duration: "1 second", goal: "Look" },
          { duration: "1 second", fails: true }
        ]
      })
      const id = yield* run(simulator)
      assert.match(id, /^[1-9]\d{16}$/)
      const view = Effect.map(task(simulator, "GET", "/get-task", id), ({ json }) => json)
      const steps = Effect.map(view, (json) =>
        json.steps.map((step: { step: number; status: string }) => [step.step, step.status])
      )
      assert.deepStrictEqual(yield* steps, [])
      yield* TestClock.adjust("1500 millis")
      assert.deepStrictEqual(yield* steps, [[1, "running"]])
      const first = (yield* view).steps[0]
      assert.strictEqual(first.step_goal, "Look")
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* steps, [
        [1, "succeed"],
        [2, "running"]
      ])
      assert.strictEqual((yield* view).steps[0].id, first.id)
      assert.isDefined((yield* view).live_url_info)
      yield* TestClock.adjust("1 second")
      const ended = yield* view
      assert.deepStrictEqual(
        [ended.status, ended.credit, ended.finished_at],
        ["finished", 10, "1970-01-01T00:00:03.000Z"]
      )
      assert.deepStrictEqual(yield* steps, [
        [1, "succeed"],
        [2, "failed"]
      ])
      assert.isUndefined(ended.live_url_info)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a pause goes by pausing and paused, and only a resume ends it", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        queued: 0,
        steps: 2,
        running: "4 seconds",
        pauses: [{ after: 1, pausing: "1 second" }]
      })
      const id = yield* run(simulator)
      const status = Effect.map(task(simulator, "GET", "/get-task-status", id), ({ json }) => json.status)
      const resume = Effect.map(task(simulator, "PUT", "/resume-task", id), ({ json, status }) => [status, json?.code])
      assert.deepStrictEqual(yield* resume, [400, 10127])
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* status, "pausing")
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(yield* status, "paused")
      const answer = yield* task(simulator, "PUT", "/resume-task", id)
      assert.deepStrictEqual([answer.status, answer.text], [200, ""])
      assert.strictEqual(yield* status, "running")
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* status, "finished")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a pause with a limit ends by itself", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        queued: 0,
        steps: 2,
        running: "4 seconds",
        pauses: [{ after: 1, pausing: 0, limit: "10 seconds" }]
      })
      const id = yield* run(simulator)
      const status = Effect.map(task(simulator, "GET", "/get-task-status", id), ({ json }) => json.status)
      yield* TestClock.adjust("11 seconds")
      assert.strictEqual(yield* status, "paused")
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* status, "running")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("stop answers 200 without content, works while paused, and is 10121 on what is over", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, steps: 1, pauses: [{ after: 0, pausing: 0 }] })
      const id = yield* run(simulator)
      const first = yield* act(simulator, "PUT", "/stop-task", { query: { task_id: id, biz_code: "101" } })
      assert.deepStrictEqual([first.status, first.text], [200, ""])
      assert.strictEqual((yield* task(simulator, "GET", "/get-task-status", id)).json.status, "canceled")
      const second = yield* task(simulator, "PUT", "/stop-task", id)
      assert.deepStrictEqual([second.status, second.json.code], [400, 10121])
      assert.strictEqual((yield* task(simulator, "PUT", "/resume-task", id)).json.code, 10127)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a stop takes as long as the script says, and a task that ends meanwhile has ended", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ queued: 0, running: "10 seconds", stopping: "2 seconds", times: 2 })
      const [one, other] = [yield* run(simulator), yield* run(simulator)]
      yield* TestClock.adjust("5 seconds")
      yield* task(simulator, "PUT", "/stop-task", one)
      assert.strictEqual((yield* task(simulator, "GET", "/get-task-status", one)).json.status, "running")
      yield* TestClock.adjust("4 seconds")
      assert.strictEqual((yield* task(simulator, "GET", "/get-task-status", one)).json.status, "canceled")
      yield* task(simulator, "PUT", "/stop-task", other)
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* task(simulator, "GET", "/get-task-status", other)).json.status, "finished")
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a failed task tells why", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ end: "failed", failure: { code: 7, message: "no such page" } })
      const id = yield* run(simulator)
      yield* TestClock.adjust("1 minute")
      const { json } = yield* task(simulator, "GET", "/get-task", id)
      assert.deepStrictEqual(
        [json.status, json.task_failure_info, json.output],
        ["failed", { code: 7, message: "no such page" }, undefined]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("files are still transferred after the end, and then there or broken", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        queued: 0,
        running: "1 second",
        files: [
          { name: "a.csv", content: "a,b\n", transfer: "10 seconds" },
          { name: "b.pdf", transfer: "1 second", error: "too large" }
        ]
      })
      const id = yield* run(simulator)
      const files = Effect.map(task(simulator, "GET", "/get-task", id), ({ json }) => json.download_files)
      yield* TestClock.adjust("1 second")
      const [moving] = yield* files
      assert.deepStrictEqual(
        [moving.fileName, moving.status, moving.progress, moving.downloadUrl],
        ["a.csv", "downloading", 0, undefined]
      )
      yield* TestClock.adjust("5 seconds")
      const [half, failed] = yield* files
      assert.deepStrictEqual(
        [half.progress, failed.status, failed.errorMessage, failed.downloadUrl],
        [50, "failed", "too large", undefined]
      )
      yield* TestClock.adjust("5 seconds")
      const [done] = yield* files
      assert.deepStrictEqual([done.status, done.fileSize], ["completed", 4])
      assert.strictEqual(
        yield* Effect.promise(() => fetch(done.downloadUrl).then((response) => response.text())),
        "a,b\n"
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("the list filters by workflow, its name, status and time, and counts pages", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const [first] = (yield* act(simulator, "GET", "/list-workflows")).json.items
      yield* run(simulator, { workflow_id: first.id, input_parameters: [{ name: "keyword", value: "tea" }] })
      yield* TestClock.adjust("10 seconds")
      for (let count = 0; count < 3; count += 1) yield* run(simulator)
      const listed = (query: Record<string, string>) =>
        Effect.map(act(simulator, "GET", "/list-tasks", { query }), ({ json }) => json)
      const all = yield* listed({ limit: "3" })
      assert.deepStrictEqual([all.items.length, all.total_pages, all.total_count], [3, 2, 4])
      const [named] = (yield* listed({ workflow_name: first.name.slice(0, 4) })).items
      assert.deepStrictEqual([named.workflow_id, named.input_parameters], [first.id, "keyword=tea"])
      assert.strictEqual((yield* listed({ workflow_id: "w" })).total_count, 3)
      assert.strictEqual((yield* listed({ status: "created" })).total_count, 3)
      assert.strictEqual((yield* listed({ created_at_from: "1970-01-01T00:00:10Z" })).total_count, 3)
      assert.strictEqual((yield* listed({ created_at_to: "1970-01-01T00:00:09Z" })).total_count, 1)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("refusals of BrowserAct", () => {
  it.effect("come in an envelope with a code and a trace id", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const unknown = yield* task(simulator, "GET", "/get-task", "16429034742537847")
      assert.deepStrictEqual([unknown.status, unknown.json.code], [400, 10112])
      assert.match(unknown.json.traceId, /^[0-9a-f]{32}$/)
      const invalid = yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "" } })
      assert.strictEqual(invalid.status, 400)
      assert.include(invalid.json.msg, "workflow_id")
      const missing = yield* act(simulator, "GET", "/get-task")
      assert.strictEqual(missing.status, 400)
      const stranger = yield* act(simulator, "GET", "/list-tasks", { key: undefined })
      assert.deepStrictEqual(
        [stranger.status, stranger.json.code, stranger.json.msg],
        [401, 401, "Invalid authorization"]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("come with HTTP 200 when the scenario disguises them", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const unknown = yield* task(simulator, "GET", "/get-task", "1")
      assert.deepStrictEqual([unknown.status, unknown.json.code], [200, 10112])
      const stranger = yield* act(simulator, "GET", "/list-tasks", { key: undefined })
      assert.deepStrictEqual([stranger.status, stranger.json.code], [200, 401])
    }).pipe(Effect.provide(Simulator.layer({ browserAct: { disguised: true } })))
  )

  it.effect("more running tasks than the limit are 10118 until one ends", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* run(simulator)
      assert.strictEqual((yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "w" } })).json.code, 10118)
      yield* TestClock.adjust("1 minute")
      assert.isString(yield* run(simulator))
    }).pipe(Effect.provide(Simulator.layer({ browserAct: { concurrency: 1 } })))
  )

  it.effect("stay away where the scenario forgives: stopping what is over, resuming what runs", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const id = yield* run(simulator)
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* task(simulator, "PUT", "/resume-task", id)).status, 200)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* task(simulator, "PUT", "/stop-task", id)).status, 200)
      assert.strictEqual((yield* task(simulator, "GET", "/get-task-status", id)).json.status, "finished")
    }).pipe(Effect.provide(Simulator.layer({ browserAct: { forgiving: true } })))
  )

  it.effect("a scenario with workflows runs no other", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.isString(yield* run(simulator, { workflow_id: "mine" }))
      assert.strictEqual(
        (yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "other" } })).json.code,
        10020
      )
      const { json } = yield* act(simulator, "GET", "/get-workflow", { query: { workflow_id: "mine" } })
      assert.deepStrictEqual(json.input_parameters, [{ name: "city", default_enabled: true }])
    }).pipe(
      Effect.provide(
        Simulator.layer({ browserAct: { workflows: [{ id: "mine", name: "Mine", parameters: ["city"] }] } })
      )
    )
  )
})
