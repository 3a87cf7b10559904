import { assert, describe, expectTypeOf, it } from "vitest"
import { document } from "@errand/skyvern-types/v1/document"
import * as api from "@errand/skyvern-types/v1"

const all: ReadonlyArray<object> = Object.values(api)
/** Two rows in the order of their names. */
const byId = ([a = ""]: ReadonlyArray<string>, [b = ""]: ReadonlyArray<string>) => (a < b ? -1 : 1)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe("Skyvern v1", () => {
  it("has a row for each of the seven operations that a task needs, and the document behind it", () => {
    assert.deepStrictEqual(operations.map(({ id, method, path }) => [id, `${method} ${path}`]).sort(byId), [
      ["cancelRun", "POST /v1/runs/{run_id}/cancel"],
      ["getRun", "GET /v1/runs/{run_id}"],
      ["getRunTimeline", "GET /v1/runs/{run_id}/timeline"],
      ["listRunArtifacts", "GET /v1/runs/{run_id}/artifacts"],
      ["listRuns", "GET /v1/runs"],
      ["runTask", "POST /v1/run/tasks"],
      ["sendCode", "POST /v1/credentials/totp"]
    ])
    for (const { method, path } of operations) assert.property(document.paths[path], method.toLowerCase())
  })

  it("has the key as a security scheme, and in no input", () => {
    for (const { parameters } of operations)
      assert.notInclude(
        parameters.map(({ name }) => name),
        "x-api-key"
      )
    expectTypeOf<api.GetRunInput>().toEqualTypeOf<{ readonly path: { readonly run_id: string } }>()
    assert.notInclude(JSON.stringify(document.paths), "x-api-key")
    assert.include(JSON.stringify(document), `"ApiKey":{"in":"header","name":"x-api-key","type":"apiKey"}`)
  })

  it("asks for the prompt and nothing else to start a task", () => {
    expectTypeOf<{ body: { prompt: string } }>().toExtend<api.RunTaskInput>()
    // @ts-expect-error a task without its prompt
    const none: api.RunTaskInput = { body: {} }
    // @ts-expect-error the field is called webhook_url, and the service ignores other names
    const misnamed: api.RunTaskInput = { body: { prompt: "x", webhook: "https://example.com/" } }
    void [none, misnamed]
    assert.deepStrictEqual([api.runTask.safe, api.runTask.idempotent], [false, false])
  })

  it("makes a translation of the status total", () => {
    expectTypeOf<(typeof api.RunStatusValues)[number]>().toEqualTypeOf<api.RunStatus>()
    assert.lengthOf(api.RunStatusValues, 9)
    // @ts-expect-error `terminated` is a word of its own, and has to be translated too
    const short: Record<api.RunStatus, number> = {
      created: 0,
      queued: 1,
      running: 2,
      paused: 3,
      timed_out: 4,
      failed: 5,
      completed: 6,
      canceled: 7
    }
    void short
  })

  it("tells a task from a run of an agent by the type of the run", () => {
    const steps = (run: api.GetRunSuccess): string =>
      run.run_type === "workflow_run" ? run.run_with : (run.run_request?.prompt ?? "")
    const at = "2026-11-01T00:00:00Z"
    const task: api.GetRunSuccess = {
      run_type: "task_v1",
      run_id: "tsk_1",
      status: "created",
      created_at: at,
      modified_at: at,
      recording_archived: false
    }
    assert.strictEqual(steps(task), "")
    expectTypeOf<api.GetRunSuccess["status"]>().toEqualTypeOf<api.RunStatus>()
  })

  it("takes engines, proxies and types of runs that it does not know yet", () => {
    expectTypeOf<"skyvern-9.0">().toExtend<api.RunEngine>()
    expectTypeOf<"RESIDENTIAL_NO">().toExtend<api.ProxyLocation>()
    expectTypeOf<"task_v9">().toExtend<api.RunType>()
    assert.include(api.RunEngineValues, "skyvern-1.0")
    // @ts-expect-error what nobody extends stays closed
    const closed: api.RunStatus = "waiting"
    void closed
  })

  it("nests a timeline, and repeats a cancel", () => {
    expectTypeOf<api.WorkflowRunTimeline["children"]>().toEqualTypeOf<Array<api.WorkflowRunTimeline>>()
    assert.deepStrictEqual([api.cancelRun.method, api.cancelRun.idempotent], ["POST", true])
    expectTypeOf<api.CancelRunSuccess>().toBeUnknown()
  })
})
