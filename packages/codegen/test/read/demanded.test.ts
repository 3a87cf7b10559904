import { assert, describe, it } from "vitest"
import { toPointer } from "../../src/json.ts"
import { findDemandedMarks, isDescribed, listDemanded } from "../../src/read/demanded.ts"
import { parse } from "../../src/read/load.ts"

const documentOf = (text: string) => parse(`openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\n${text}`, "v1").root

const demandedIn = (text: string) => listDemanded(documentOf(text)).map(({ path }) => toPointer(path))

describe("the descriptions that are demanded", () => {
  it("are those of operations and webhooks, and of parameters whose name does not say what they are", () => {
    const found = demandedIn(`
paths:
  /orders/{order}:
    parameters:
      - { name: order, in: path, required: true, schema: { type: string } }
      - { name: language, in: header, schema: { type: string } }
    get:
      parameters:
        - { name: pageSize, in: query, schema: { type: integer } }
        - { name: page_number, in: query, schema: { type: integer } }
        - { name: taskIds, in: query, schema: { type: string } }
        - { name: paid, in: query, schema: { type: boolean } }
        - { name: page_colour, in: query, schema: { type: string } }
      responses: { "200": { description: "" } }
    description: A path item is no operation.
webhooks:
  sold: { post: { requestBody: { content: { application/json: { schema: { properties: { a: {} } } } } } } }
`)
    assert.deepStrictEqual(found, [
      "#/paths/~1orders~1{order}/parameters/1",
      "#/paths/~1orders~1{order}/get",
      "#/paths/~1orders~1{order}/get/parameters/3",
      "#/paths/~1orders~1{order}/get/parameters/4",
      "#/webhooks/sold/post"
    ])
  })

  it("are those of a body's own properties, wherever its schema stands, and not of what is inside them", () => {
    const body = (schema: string) =>
      demandedIn(`
paths:
  /orders: { post: { requestBody: { content: { application/json: { schema: ${schema} } } } } }
components:
  schemas:
    Order: { properties: { text: {}, line: { $ref: "#/components/schemas/Line" }, order_id: {} } }
    Line: { properties: { colour: {} } }
    Loop: { allOf: [ { $ref: "#/components/schemas/Loop" }, { $ref: "#/components/schemas/Order" } ] }
`).slice(1)
    const order = ["#/components/schemas/Order/properties/text", "#/components/schemas/Order/properties/line"]
    assert.deepStrictEqual(body(`{ $ref: "#/components/schemas/Order" }`), order)
    assert.deepStrictEqual(body(`{ $ref: "#/components/schemas/Loop" }`), order)
    assert.deepStrictEqual(body(`{ oneOf: [ { $ref: "#/components/schemas/Order" }, true ] }`), order)
    assert.deepStrictEqual(body(`{ type: array, items: { $ref: "#/components/schemas/Order" } }`), [])
    assert.deepStrictEqual(body(`{ $ref: "orders.yaml#/Order" }`), [], "another file has its own")
  })

  it("are those of closed lists for a state: at the property, or at the component that it is", () => {
    const found = demandedIn(`
components:
  schemas:
    RunStatus: { enum: [ a ] }
    Stage: { enum: [ a ] }
    Country: { enum: [ a ] }
    Run:
      properties:
        status: { $ref: "#/components/schemas/RunStatus" }
        taskState: { type: array, items: { $ref: "#/components/schemas/Stage" } }
        phase: { anyOf: [ { enum: [ a ] }, { type: "null" } ] }
        country: { $ref: "#/components/schemas/Country" }
        http_status: { type: integer }
        colour: { enum: [ red ] }
`)
    assert.deepStrictEqual(found, [
      "#/components/schemas/RunStatus",
      "#/components/schemas/Stage",
      "#/components/schemas/Run/properties/phase"
    ])
  })

  it("are written where neither nothing nor a mark stands", () => {
    const isWritten = (words: string) => {
      const document = documentOf(`paths: { /orders: { get: { ${words} } } }`)
      return listDemanded(document).map((each) => isDescribed(document, each))
    }
    assert.deepStrictEqual(isWritten("summary: List orders."), [true])
    assert.deepStrictEqual(isWritten("description: Lists orders."), [true])
    for (const words of ["", "summary: TODO(describe)", `description: " "`])
      assert.deepStrictEqual(isWritten(words), [false])
  })
})

describe("a mark", () => {
  it("counts only where a description is demanded", () => {
    const document = documentOf(`
paths:
  /orders:
    get:
      summary: TODO(describe)
      responses: { "200": { description: TODO(describe) } }
components:
  schemas: { Order: { description: TODO(describe) }, State: { description: TODO(describe), enum: [ a ] } }
`)
    assert.deepStrictEqual(findDemandedMarks(document), [
      "#/paths/~1orders/get/summary",
      "#/components/schemas/State/description"
    ])
  })
})
