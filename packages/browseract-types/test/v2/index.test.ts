import { assert, describe, expectTypeOf, it } from "vitest"
import { document } from "@errand/browseract-types/v2/document"
import * as api from "@errand/browseract-types/v2"

const all: ReadonlyArray<object> = Object.values(api)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe("BrowserAct v2", () => {
  it("has a row for each of the 12 operations, under its own name, and the document behind it", () => {
    assert.sameMembers(
      operations.map(({ id }) => id),
      [
        "runTask",
        "runTemplateTask",
        "getTaskStatus",
        "getTask",
        "listTasks",
        "resumeTask",
        "stopTask",
        "listWorkflows",
        "getWorkflow",
        "listTemplates",
        "getTemplate",
        "listRegions"
      ]
    )
    for (const { method, path } of operations) assert.property(document.paths[path], method.toLowerCase())
    assert.lengthOf(Object.keys(document.components.schemas), 24)
  })

  it("gives nothing where the service answers with an empty 200", () => {
    expectTypeOf<api.StopTaskSuccess>().toBeVoid()
    expectTypeOf<api.ResumeTaskSuccess>().toBeVoid()
    assert.deepStrictEqual(api.stopTask.ok, { "200": [] })
  })

  it("repeats a stop but not a resume, although both are PUT", () => {
    assert.deepStrictEqual([api.stopTask.method, api.stopTask.idempotent], ["PUT", true])
    assert.deepStrictEqual([api.resumeTask.method, api.resumeTask.idempotent], ["PUT", false])
  })

  it("asks for the workflow and nothing else to run one", () => {
    expectTypeOf<{ body: { workflow_id: string } }>().toExtend<api.RunTaskInput>()
    // @ts-expect-error which workflow?
    const none: api.RunTaskInput = { body: {} }
    // @ts-expect-error an id as a number has lost its last digits
    const number: api.GetTaskInput = { query: { task_id: 79482165130497 } }
    void [none, number]
  })

  it("makes a translation of the status total", () => {
    expectTypeOf<(typeof api.TaskStatusValues)[number]>().toEqualTypeOf<api.TaskStatus>()
    assert.lengthOf(api.TaskStatusValues, 8)
    // @ts-expect-error `unknown` is one of the provider's own words, and has to be translated too
    const short: Record<api.TaskStatus, number> = {
      created: 0,
      running: 1,
      finished: 2,
      canceled: 3,
      pausing: 4,
      paused: 5,
      failed: 6
    }
    void short
  })

  it("pages lists by the parameters that they have", () => {
    const paged = operations.filter(({ pagination }) => pagination !== undefined)
    assert.sameMembers(
      paged.map(({ id }) => id),
      ["listTasks", "listWorkflows", "listTemplates"]
    )
    for (const { pagination, parameters } of paged) {
      assert.includeMembers(
        parameters.map(({ name }) => name),
        [pagination?.page ?? "", pagination?.size ?? ""]
      )
      assert.deepStrictEqual([pagination?.max, pagination?.pages], [500, "total_pages"])
    }
  })

  it("answers every error in the one envelope", () => {
    expectTypeOf<api.RunTaskError["body"]>().toEqualTypeOf<api.ResponseData>()
    expectTypeOf<api.RunTaskError["status"]>().toEqualTypeOf<400 | 500>()
  })
})
