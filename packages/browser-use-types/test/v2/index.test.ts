import { assert, describe, expectTypeOf, it } from "vitest"
import * as api from "@errand/browser-use-types/v2"

const all: ReadonlyArray<object> = Object.values(api)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe("Browser Use v2", () => {
  it("has a row for each of the 44 operations, under its own name", () => {
    assert.lengthOf(operations, 44)
    for (const [name, value] of Object.entries(api)) if ("method" in value) assert.strictEqual(value.id, name)
    assert.lengthOf(new Set(operations.map(({ method, path }) => `${method} ${path}`)), 44)
  })

  it("fills every placeholder of a path by a required parameter, and has no other path parameter", () => {
    for (const { parameters, path } of operations) {
      const named = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "")
      const declared = parameters.filter((parameter) => parameter.in === "path")
      assert.sameMembers(
        declared.map(({ name }) => name),
        named
      )
      assert.isTrue(declared.every(({ required }) => required === true))
    }
  })

  it("carries its types in the phantom only: nothing of them is there at run time", () => {
    for (const operation of operations) assert.notProperty(operation, "~types")
    expectTypeOf(api.createTask).toEqualTypeOf<api.Operation<api.CreateTaskOperation>>()
    expectTypeOf(api.createTask).toExtend<api.Operation>()
  })

  it("asks for the task and nothing else to create one", () => {
    expectTypeOf<{ body: { task: string } }>().toExtend<api.CreateTaskInput>()
    // @ts-expect-error a task without its text
    const none: api.CreateTaskInput = { body: {} }
    // @ts-expect-error no such option
    const unknown: api.CreateTaskInput = { body: { task: "x", colour: "red" } }
    void [none, unknown]
    expectTypeOf<api.CreateTaskSuccess>().toEqualTypeOf<api.TaskCreatedResponse>()
    assert.deepStrictEqual(api.createTask.ok, { "202": ["application/json"] })
    assert.deepStrictEqual([api.createTask.safe, api.createTask.idempotent], [false, false])
  })

  it("tells errors apart by status", () => {
    expectTypeOf<
      Extract<api.CreateTaskError, { status: 429 }>["body"]
    >().toEqualTypeOf<api.TooManyConcurrentActiveSessionsError>()
    expectTypeOf<Extract<api.GetTaskError, { status: 404 }>["body"]>().toEqualTypeOf<api.TaskNotFoundError>()
    expectTypeOf<api.CreateTaskError["status"]>().toEqualTypeOf<400 | 404 | 422 | 429>()
    expectTypeOf<api.DeleteSessionSuccess>().toBeVoid()
  })

  it("makes a translation of the status total: the four values of an older specification do not compile", () => {
    expectTypeOf<(typeof api.TaskStatusValues)[number]>().toEqualTypeOf<api.TaskStatus>()
    assert.deepStrictEqual([...api.TaskStatusValues], ["created", "started", "finished", "failed", "stopped"])
    const total = { created: 0, started: 1, finished: 2, failed: 3, stopped: 4 } satisfies Record<
      api.TaskStatus,
      number
    >
    assert.sameMembers(Object.keys(total), [...api.TaskStatusValues])
    type Older = "started" | "finished" | "failed" | "stopped"
    // @ts-expect-error a table over the older four values lacks `created`
    const older: Record<api.TaskStatus, number> = {} as Record<Older, number>
    void older
  })

  it("takes models that it does not know yet, and completes those that it knows", () => {
    expectTypeOf<"a-model-of-next-week">().toExtend<api.SupportedLLMs>()
    expectTypeOf<number>().not.toExtend<api.SupportedLLMs>()
    expectTypeOf<string>().toExtend<api.SupportedLLMs>()
    assert.include(api.SupportedLLMsValues, "browser-use-2.0")
    // @ts-expect-error what nobody extends stays closed
    const closed: api.TaskStatus = "waiting"
    void closed
  })

  it("pages lists by the parameters and properties that they have", () => {
    const paged = operations.filter(({ pagination }) => pagination !== undefined)
    assert.sameMembers(
      paged.map(({ id }) => id),
      [
        "listTasks",
        "listSessions",
        "listProfiles",
        "listBrowsers",
        "listSkills",
        "listSkillExecutions",
        "listMarketplaceSkills"
      ]
    )
    for (const { pagination, parameters } of paged) {
      const names = parameters.map(({ name }) => name)
      assert.includeMembers(names, [pagination?.page ?? "", pagination?.size ?? ""])
    }
  })

  it("requires in an answer what the service fills in, and leaves it optional in a request", () => {
    expectTypeOf<api.TaskListResponse["items"]>().toBeArray()
    expectTypeOf<Pick<api.CreateTaskRequest, "maxSteps">>().toEqualTypeOf<{ maxSteps?: number }>()
    expectTypeOf<api.SessionNotFoundError["detail"]>().toBeString()
  })
})
