import { assert, describe, expectTypeOf, it } from "vitest"
import { document } from "@errand/browser-use-types/v4/document"
import * as api from "@errand/browser-use-types/v4"

const all: ReadonlyArray<object> = Object.values(api)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe("Browser Use v4", () => {
  it("has a row for each of the 21 operations that are kept, under its own name, and the document behind it", () => {
    assert.lengthOf(operations, 21)
    for (const [name, value] of Object.entries(api)) if ("method" in value) assert.strictEqual(value.id, name)
    for (const { method, path } of operations) assert.property(document.paths[path], method.toLowerCase())
    assert.lengthOf(new Set(operations.map(({ method, path }) => `${method} ${path}`)), 21)
  })

  it("keeps runs, single sessions and workspaces, and no schema that only other paths need", () => {
    assert.isTrue(operations.every(({ path }) => /^\/(?:runs|sessions\/\{session_id\}|workspaces)/.test(path)))
    assert.property(document.components.schemas, "RunSummary")
    assert.notProperty(document.components.schemas, "BrowserSessionItemView")
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

  it("asks for the task and nothing else to start a run, and knows no property beyond its own", () => {
    expectTypeOf<{ body: { task: string } }>().toExtend<api.CreateRunInput>()
    // @ts-expect-error a run without its text
    const none: api.CreateRunInput = { body: {} }
    // @ts-expect-error v4 takes no schema for the output
    const schema: api.CreateRunInput = { body: { task: "x", outputSchema: {} } }
    void [none, schema]
    expectTypeOf<api.CreateRunSuccess>().toEqualTypeOf<api.RunCreateResponse>()
    assert.deepStrictEqual([api.createRun.safe, api.createRun.idempotent], [false, false])
  })

  it("makes a translation of a run's status total, in every place that shows one", () => {
    const words = ["queued", "dispatching", "running", "completed", "failed", "cancelled"]
    assert.deepStrictEqual([...api.RunSummaryStatusValues], words)
    expectTypeOf<api.RunStatusResponse["status"]>().toEqualTypeOf<api.RunSummary["status"]>()
    expectTypeOf<api.RunCreateResponse["status"]>().toEqualTypeOf<api.RunSummary["status"]>()
    expectTypeOf<api.SessionInfo["status"]>().toEqualTypeOf<api.RunSummary["status"]>()
    type Older = "created" | "started" | "finished" | "failed" | "stopped"
    // @ts-expect-error the words of v2 are others
    const older: Record<api.RunSummary["status"], number> = {} as Record<Older, number>
    void older
  })

  it("takes models and proxies that it does not know yet, and no other status", () => {
    expectTypeOf<"a-model-of-next-week">().toExtend<NonNullable<api.RunCreateRequest["model"]>>()
    expectTypeOf<"zz">().toExtend<api.ProxyCountryCode>()
    assert.include(api.RunCreateRequestModelValues, "gpt-5.6-luna")
    // @ts-expect-error what the provider does not keep extending stays closed
    const closed: api.RunSummary["status"] = "waiting"
    void closed
  })

  it("repeats a cancel, but neither a start nor a message", () => {
    assert.deepStrictEqual([api.cancelRun.method, api.cancelRun.idempotent], ["POST", true])
    assert.deepStrictEqual([api.queueMessage.method, api.queueMessage.idempotent], ["POST", false])
    assert.deepStrictEqual([api.createWorkspace.method, api.createWorkspace.idempotent], ["POST", false])
  })

  it("reads events on from a number", () => {
    expectTypeOf<NonNullable<api.ListRunEventsInput["query"]>["after"]>().toEqualTypeOf<number | undefined>()
    expectTypeOf<api.RunEvent["id"]>().toBeNumber()
    expectTypeOf<api.RunEventsResponse["nextAfter"]>().toEqualTypeOf<number | null | undefined>()
    expectTypeOf<api.RunEvent["type"]>().toBeString()
  })

  it("leaves v2 to itself: both are called in one program", async () => {
    const v2 = await import("@errand/browser-use-types/v2")
    assert.strictEqual(v2.createTask.path, "/tasks")
    assert.notProperty(v2, "createRun")
    assert.notProperty(api, "createTask")
  })
})
