import * as BrowserAct from "@errand/browseract-types/v2"
import { document as browserAct } from "@errand/browseract-types/v2/document"
import * as BrowserUse from "@errand/browser-use-types/v2"
import { document as browserUse } from "@errand/browser-use-types/v2/document"
import * as Stub from "@errand/simulator/Stub"
import { assert, describe, it } from "vitest"
import * as Contract from "../src/internal/spec/contract.ts"
import * as Operation from "../src/internal/spec/operation.ts"
import { dereference } from "../src/internal/spec/dereference.ts"
import { hard } from "./support/schemas.ts"

const services = [
  { name: "Browser Use", document: browserUse, table: BrowserUse },
  { name: "BrowserAct", document: browserAct, table: BrowserAct }
]

/** A request as a client would write it. */
const written = (stub: Stub.Stub, operation: Operation.Operation): Request => {
  const { body, path, query } = stub.input(operation.id)
  const filled = operation.path.replaceAll(/\{(.+?)\}/g, (_, name: string) =>
    encodeURIComponent(String(Reflect.get(Object(path), name)))
  )
  const url = new URL(`${stub.baseUrl}${filled}`)
  for (const [name, value] of Object.entries(Object(query))) url.searchParams.set(name, String(value))
  return new Request(url, {
    method: operation.method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } })
  })
}

describe.each(services)("a stub of $name", ({ document, table }) => {
  it("answers every operation, as the specification has it, when asked as the specification has it", async () => {
    const stub = Stub.make(document, table)
    const contract = Contract.make(dereference(document), Operation.operations(table))
    for (const operation of contract.operations) {
      const response = await stub.fetch(written(stub, operation))
      assert.isTrue(response.ok, `${operation.id} ${response.status} ${await response.clone().text()}`)
      const text = await response.text()
      assert.isUndefined(
        contract.response(operation, response.status, text === "" ? undefined : JSON.parse(text)),
        operation.id
      )
    }
    assert.deepStrictEqual(
      stub.requests.map(({ operation }) => operation),
      [...stub.operations]
    )
  })
})

describe("a stub", () => {
  it.each(hard.map((schema) => [JSON.stringify(schema), schema] as const))(
    "asks and answers with what its own specification allows: %s",
    async (_, schema) => {
      const content = { "application/json": { schema } }
      const post = { requestBody: { required: true, content }, responses: { "200": { content } } }
      const document: Stub.OpenApiDocument = { paths: { "/things": { post } }, components: {} }
      const json = ["application/json"]
      const make: Operation.Operation = {
        id: "make",
        method: "POST",
        path: "/things",
        parameters: [],
        request: { required: true, media: json },
        ok: { "200": json }
      }
      const stub = Stub.make(document, { make })
      const answer = await stub.fetch(written(stub, make))
      assert.strictEqual(answer.status, 200, await answer.clone().text())
      assert.isUndefined(Contract.make(document, [make]).response(make, 200, await answer.json()))
    }
  )

  const post = (body: unknown) =>
    new Request("https://service.test/tasks", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" }
    })

  it("refuses what the specification does not know, and what it does not allow", async () => {
    const stub = Stub.make(browserUse, BrowserUse)
    assert.strictEqual((await stub.fetch(new Request("https://service.test/nowhere"))).status, 404)
    const refused = await stub.fetch(post({ task: 1 }))
    assert.strictEqual(refused.status, 422)
    assert.include(await refused.text(), "task")
    assert.deepStrictEqual(
      stub.requests.map(({ operation }) => operation),
      [undefined, "createTask"]
    )
  })

  it("says what a test wants said", async () => {
    const stub = Stub.make(browserUse, BrowserUse, (_, count) =>
      count === 1 ? { id: "mine" } : count === 2 ? new Response(null, { status: 503 }) : undefined
    )
    assert.deepStrictEqual(await (await stub.fetch(post({ task: "a" }))).json(), { id: "mine" })
    assert.strictEqual((await stub.fetch(post({ task: "a" }))).status, 503)
    assert.strictEqual((await stub.fetch(post({ task: "a" }))).status, 202)
    assert.deepStrictEqual(stub.requests[0]?.body, { task: "a" })
  })

  it("reads parameters and bodies that are shared by reference", async () => {
    const shared: Stub.OpenApiDocument = {
      paths: {
        "/jobs/{id}": {
          parameters: [{ $ref: "#/components/parameters/Id" }],
          put: {
            requestBody: { $ref: "#/components/requestBodies/Job" },
            responses: { "200": { $ref: "#/components/responses/Job" } }
          }
        }
      },
      components: {
        parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
        requestBodies: { Job: { content: { "application/json": { schema: { $ref: "#/components/schemas/Job" } } } } },
        responses: { Job: { content: { "application/json": { schema: { $ref: "#/components/schemas/Job" } } } } },
        schemas: { Job: { type: "object", required: ["goal"], properties: { goal: { type: "string" } } } }
      }
    }
    const json = ["application/json"]
    const putJob = {
      id: "putJob",
      method: "PUT",
      path: "/jobs/{id}",
      parameters: [{ name: "id", in: "path", required: true as const }],
      request: { required: true, media: json },
      ok: { "200": json }
    }
    const stub = Stub.make(shared, { putJob })
    assert.deepStrictEqual(Object.keys(stub.input("putJob")), ["path", "body"])
    const answer = await stub.fetch(written(stub, putJob))
    assert.isString(((await answer.json()) as { goal: unknown }).goal)
  })

  it("checks what it can: a list or an object in a query, and a body that is no JSON, are let in", async () => {
    const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } }
    const query = [
      { name: "of", in: "query", required: true, style: "deepObject", schema },
      { name: "ids", in: "query", required: true, schema: { anyOf: [{ type: "array" }, { type: "null" }] } },
      { name: "trace", in: "header", required: true, schema: { type: "string" } },
      { name: "page", in: "query", schema: { type: "integer" } }
    ]
    const post = { parameters: query, requestBody: { content: { "text/plain": {} } }, responses: { "204": {} } }
    const document: Stub.OpenApiDocument = { paths: { "/notes": { post } }, components: {} }
    const parameters = query.map(({ in: place, name }) => ({ name, in: place }))
    const request = { required: true, media: ["text/plain"] }
    const write = { id: "write", method: "POST", path: "/notes", parameters, request, ok: { "204": [] } }
    const stub = Stub.make(document, { write })
    assert.deepStrictEqual(Object.keys(stub.input("write")), ["query", "header", "body"])
    const url = `${stub.baseUrl}/notes?of%5Ba%5D=1&ids=1&ids=2`
    const send = (search: string) => stub.fetch(new Request(`${url}${search}`, { method: "POST", body: "a note" }))
    assert.strictEqual((await send("")).status, 204)
    assert.strictEqual((await send("&page=one")).status, 422)
  })
})
