import { assert, describe, expectTypeOf, it } from "vitest"
import { document } from "@errand/browseract-types/v3/document"
import * as api from "@errand/browseract-types/v3"

const all: ReadonlyArray<object> = Object.values(api)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe("BrowserAct v3", () => {
  it("has a row for each of the 12 operations, under its own name, and the document behind it", () => {
    assert.sameMembers(
      operations.map(({ id }) => id),
      [
        "createRun",
        "createTemplateRun",
        "getRunStatus",
        "getRun",
        "listRuns",
        "resumeRun",
        "cancelRun",
        "listBots",
        "getBot",
        "listTemplates",
        "getTemplate",
        "listRegions"
      ]
    )
    for (const { method, path } of operations) assert.property(document.paths[path], method.toLowerCase())
    assert.lengthOf(Object.keys(document.components.schemas), 23)
  })

  it("asks for the bot and its input to run one", () => {
    expectTypeOf<{ path: { bot_id: string }; body: { input: { city: string } } }>().toExtend<api.CreateRunInput>()
    // @ts-expect-error the input may be empty, but not left out
    const none: api.CreateRunInput = { path: { bot_id: "1" }, body: {} }
    // @ts-expect-error an id as a number has lost its last digits
    const number: api.GetRunInput = { path: { task_id: 79482165130497 } }
    void [none, number]
  })

  it("makes a translation of the status total, with a word less than v2", () => {
    expectTypeOf<(typeof api.BotRunStatusValues)[number]>().toEqualTypeOf<api.BotRunStatus>()
    assert.sameMembers(
      [...api.BotRunStatusValues],
      ["created", "running", "finished", "canceled", "pausing", "paused", "failed"]
    )
    expectTypeOf<"unknown">().not.toExtend<api.BotRunStatus>()
    expectTypeOf<api.BotRunStatusResponse["status"]>().toEqualTypeOf<api.BotRunStatus>()
  })

  it("repeats a cancel but neither a resume nor a start, although all are POST", () => {
    for (const { method } of [api.cancelRun, api.resumeRun, api.createRun]) assert.strictEqual(method, "POST")
    assert.deepStrictEqual(
      [api.cancelRun, api.resumeRun, api.createRun].map(({ idempotent }) => idempotent),
      [true, false, false]
    )
  })

  it("pages lists by the parameters that they have", () => {
    const paged = operations.filter(({ pagination }) => pagination !== undefined)
    assert.deepStrictEqual(new Map(paged.map(({ id, pagination }) => [id, pagination?.max])), maximum)
    for (const { pagination, parameters } of paged) {
      assert.includeMembers(
        parameters.map(({ name }) => name),
        [pagination?.page ?? "", pagination?.size ?? ""]
      )
      assert.strictEqual(pagination?.pages, "total_pages")
    }
  })

  it("answers every error in the one envelope, and shows a whole run to a callback", () => {
    expectTypeOf<api.CreateRunError["body"]>().toEqualTypeOf<api.ErrorResponse>()
    expectTypeOf<api.CreateRunError["status"]>().toEqualTypeOf<400 | 500>()
    expectTypeOf<api.CreateRunRunCompletedCallback>().toEqualTypeOf<api.BotRunDetailResponse>()
    expectTypeOf<api.CreateTemplateRunRunStatusChangedCallback>().toEqualTypeOf<api.BotRunDetailResponse>()
  })

  it("allows any output, for the document gives it no type", () => {
    expectTypeOf<Exclude<api.BotRunDetailResponse["output"], undefined>>().toBeUnknown()
    expectTypeOf<{ anything: [1, "two"] }>().toExtend<NonNullable<api.ErrorResponse["data"]>>()
  })
})

const maximum = new Map([
  ["listBots", 100],
  ["listRuns", 100],
  ["listTemplates", 500]
])
