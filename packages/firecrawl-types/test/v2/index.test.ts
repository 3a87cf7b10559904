import { assert, describe, expectTypeOf, it } from "vitest"
import { document } from "@errand/firecrawl-types/v2/document"
import * as api from "@errand/firecrawl-types/v2"

const all: ReadonlyArray<object> = Object.values(api)
/** Two rows in the order of their names. */
const byId = ([a = ""]: ReadonlyArray<string>, [b = ""]: ReadonlyArray<string>) => (a < b ? -1 : 1)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe("Firecrawl v2", () => {
  it("has a row for each of the agent's three operations, and the document behind it", () => {
    assert.deepStrictEqual(operations.map(({ id, method, path }) => [id, `${method} ${path}`]).sort(byId), [
      ["cancelAgent", "DELETE /agent/{jobId}"],
      ["getAgent", "GET /agent/{jobId}"],
      ["startAgent", "POST /agent"]
    ])
    for (const { method, path } of operations) assert.property(document.paths[path], method.toLowerCase())
    assert.sameMembers(Object.keys(document.components.schemas), ["AuditMetadata", "ThreatProtectionOverride"])
  })

  it("asks for the prompt and nothing else to start a job", () => {
    expectTypeOf<{ body: { prompt: string } }>().toExtend<api.StartAgentInput>()
    // @ts-expect-error a job without its prompt
    const none: api.StartAgentInput = { body: {} }
    // @ts-expect-error no such option
    const unknown: api.StartAgentInput = { body: { prompt: "x", colour: "red" } }
    void [none, unknown]
    assert.deepStrictEqual([api.startAgent.safe, api.startAgent.idempotent], [false, false])
  })

  it("takes any schema, and gives any data", () => {
    const input: api.StartAgentInput = { body: { prompt: "x", schema: { type: "object", properties: { a: {} } } } }
    assert.deepStrictEqual(input.body.schema, { type: "object", properties: { a: {} } })
    expectTypeOf<{ a: 1 }>().toExtend<NonNullable<api.GetAgentSuccess["data"]>>()
  })

  it("has the fourth status and the webhook, which the provider's document lacks", () => {
    type Status = NonNullable<api.GetAgentSuccess["status"]>
    expectTypeOf<Status>().toEqualTypeOf<"processing" | "completed" | "failed" | "cancelled">()
    // @ts-expect-error a table over the three words of the document
    const short: Record<Status, number> = { processing: 0, completed: 1, failed: 2 }
    const input: api.StartAgentInput = {
      body: { prompt: "x", webhook: { url: "https://example.com/", events: ["completed"], metadata: { key: 1 } } }
    }
    void [short, input]
    const schemas = JSON.stringify(document.paths["/agent/{jobId}"])
    assert.include(schemas, `"enum":["processing","completed","failed","cancelled"]`)
  })

  it("takes models that it does not know yet", () => {
    expectTypeOf<"spark-9">().toExtend<NonNullable<api.StartAgentInput["body"]["model"]>>()
    expectTypeOf<"spark-9">().toExtend<api.GetAgentSuccess["model"]>()
    expectTypeOf<number>().not.toExtend<api.GetAgentSuccess["model"]>()
  })

  it("tells errors apart by status", () => {
    expectTypeOf<api.StartAgentError["status"]>().toEqualTypeOf<402 | 429>()
    expectTypeOf<api.GetAgentError>().toBeNever()
  })
})
