import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { stringify } from "yaml"
import { at, fromPointer, isArray, isObject, type Json, type JsonObject, objectOr, sortKeys } from "../../src/json.ts"
import { parse } from "../../src/read/load.ts"
import { mark, findMarks } from "../../src/read/marks.ts"
import { extractFacts } from "../../src/update/facts.ts"
import { isSet } from "../../src/read/keyKind.ts"
import { carryText } from "../../src/update/carryText.ts"
import { seeded, shuffle } from "../support/shuffle.ts"
import { repository } from "../support/generator.ts"
import { documents, described } from "./documents.ts"

const file = "v1.yaml"

const ours = `# Ours.
openapi: 3.1.0
info: { title: Shop, version: "1" } # our words
paths:
  /orders:
    # What a customer wants.
    get:
      operationId: listOrders
      summary: List orders.
      parameters:
        - name: size
          in: query
          description: How many.
          schema: { type: integer, maximum: 10 }
        - name: page
          in: query
          description: Which page.
          schema: { type: integer }
      responses:
        "200":
          description: Some orders.
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
components:
  schemas:
    Order:
      description: An order.
      type: object
      required: [ id ]
      properties:
        # Never a number.
        id: { type: string, description: Its id. }
        status: { type: string, description: Where it stands., enum: [ open, done ] }
        title: { type: string, description: A property with the name of a keyword. }
`

const order = "#/components/schemas/Order/properties"

/** Our document with values put, or taken out, at pointers. */
const published = (changes: Readonly<Record<string, Json | undefined>>): JsonObject => {
  const document = structuredClone(parse(ours, file).root)
  for (const [pointer, value] of Object.entries(changes)) {
    const path = fromPointer(pointer)
    const parent = at(document, path.slice(0, -1)) as JsonObject
    const key = path.at(-1) ?? ""
    if (value === undefined) delete parent[key]
    else parent[key] = value
  }
  return document
}

const update = (changes: Readonly<Record<string, Json | undefined>>) => carryText(ours, file, published(changes))

describe("facts that are carried over", () => {
  it("leave our files byte for byte where the provider says the same, in other words and order", () => {
    for (const provider of ["browser-use", "browseract"]) {
      const text = readFileSync(join(repository, `specs/${provider}/v2.yaml`), "utf8")
      const { root } = parse(text, file)
      const said = shuffle(extractFacts(root, root), seeded(7)) as JsonObject
      const made = carryText(text, file, {
        ...said,
        info: { title: "Their title", version: at(root, ["info", "version"]) ?? "" }
      })
      assert.strictEqual(made.text, text)
      assert.deepStrictEqual([made.undescribed, made.reread], [[], []])
    }
  })

  it("bring no word of the provider's", () => {
    const { text } = update({
      "#/info": { title: "THEIRS", version: "1", description: "THEIRS", contact: { name: "THEIRS" } },
      "#/tags": [{ name: "Orders", description: "THEIRS" }],
      "#/paths/~1orders/get/summary": "THEIRS",
      "#/paths/~1orders/get/x-code-samples": ["THEIRS"],
      [`${order}/id`]: { type: "string", title: "THEIRS", examples: ["THEIRS"] },
      [`${order}/note`]: { type: "string", description: "THEIRS", title: "THEIRS" }
    })
    assert.notInclude(text, "THEIRS")
    assert.include(text, `note:\n          type: string\n`)
    assert.include(text, "description: Its id.")
  })

  it("keep comments, order and all else as it stands: only lines that say something new change", () => {
    const { reread, text, undescribed } = update({
      "#/paths/~1orders/get/parameters": [
        { name: "page", in: "query", schema: { type: "integer" } },
        { name: "size", in: "query", schema: { type: "integer", maximum: 50 } }
      ],
      [`${order}/status/enum`]: ["new", "done", "open"]
    })
    const expected = ours.replace("maximum: 10", "maximum: 50").replace("[ open, done ]", "[ open, done, new ]")
    assert.strictEqual(text, expected)
    assert.deepStrictEqual(undescribed, [])
    const lines = reread.map(({ line }) => expected.split("\n")[line - 1]?.trim())
    assert.deepStrictEqual(lines, [
      "status: { type: string, description: Where it stands., enum: [ open, done, new ] }",
      "- name: size"
    ])
  })

  it("mark what callers see first and has no description, and nothing else", () => {
    const { text, undescribed } = update({
      "#/paths/~1orders/post": {
        operationId: "order",
        requestBody: { $ref: "#/components/requestBodies/Order" },
        parameters: [
          { name: "dry", in: "query", schema: { type: "boolean" } },
          { name: "order_id", in: "query", schema: { type: "string" } },
          { $ref: "#/components/parameters/Sort" }
        ],
        responses: { 201: { content: {} }, 400: { $ref: "#/components/responses/Bad" } }
      },
      "#/components/parameters": { Sort: { name: "sort", in: "query", schema: { type: "string" } } },
      "#/components/requestBodies": {
        Order: { content: { "application/json": { schema: { $ref: "#/components/schemas/NewOrder" } } } }
      },
      "#/components/responses": { Bad: { content: {} } },
      "#/components/schemas/NewOrder": {
        allOf: [
          { $ref: "#/components/schemas/Line" },
          { type: "object", properties: { pageSize: {}, gift: { type: "object", properties: { inner: {} } } } }
        ]
      },
      "#/components/schemas/Line": { type: "object", properties: { list: { type: "array", items: {} } } },
      "#/components/schemas/OrderState": { type: "string", enum: ["a"] },
      "#/components/schemas/Colour": { type: "string", enum: ["b"] },
      "#/components/schemas/Answer": {
        type: "object",
        properties: {
          note: { type: "string" },
          phase: { $ref: "#/components/schemas/Step" },
          delivery_status: { anyOf: [{ type: "string", enum: ["c"] }, { type: "null" }] },
          status: { type: "integer" }
        }
      },
      "#/components/schemas/Step": { type: "string", enum: ["d"] }
    })
    const marks = [
      "#/components/parameters/Sort/description",
      "#/components/schemas/Answer/properties/delivery_status/description",
      "#/components/schemas/Line/properties/list/description",
      "#/components/schemas/NewOrder/allOf/1/properties/gift/description",
      "#/components/schemas/OrderState/description",
      "#/components/schemas/Step/description",
      "#/paths/~1orders/post/parameters/0/description",
      "#/paths/~1orders/post/summary"
    ]
    assert.deepStrictEqual(findMarks(parse(text, file).root).toSorted(), marks)
    for (const { line } of undescribed) assert.include(text.split("\n")[line - 1], mark)
    assert.lengthOf(undescribed, marks.length)
    assert.include(text, `post:\n      operationId: order\n      summary: ${mark}\n`)
    assert.include(text, `- name: dry\n          in: query\n          description: ${mark}\n`)
    assert.match(text, /"201":\n +description: ""\n/, "OpenAPI demands a description of a response")
    assert.match(text, /Bad:\n +description: ""\n/)
  })

  it("leave undescribed what has been so, also where it is demanded", () => {
    const bare = ours.replace("          description: How many.\n", "").replace("      summary: List orders.\n", "")
    const theirs = parse(bare, file).root
    assert.strictEqual(carryText(bare, file, theirs).text, bare)
    const next = structuredClone(theirs)
    const parameters = at(next, ["paths", "/orders", "get", "parameters"]) as Array<Json>
    parameters.unshift({ name: "colour", in: "query", schema: { type: "string" } })
    const { text, undescribed } = carryText(bare, file, next)
    assert.deepStrictEqual(
      undescribed.map(({ pointer }) => pointer),
      ["#/paths/~1orders/get/parameters/2/description"]
    )
    assert.strictEqual(carryText(text, file, next).text, text)
  })

  it("take out what is gone, with its description, and put new names where sorted ones stand", () => {
    const { text } = update({
      [`${order}/id`]: undefined,
      "#/components/schemas/Order/required": [],
      [`${order}/size`]: { type: "integer" }
    })
    assert.notInclude(text, "Its id.")
    assert.notMatch(text, /required:/)
    assert.match(text, /status:[^]*size:|size:[^]*title:/)
    assert.isBelow(text.indexOf("size:", text.indexOf("schemas:")), text.indexOf("status:"))
  })

  it("name what to read again where it stands after others have gone", () => {
    const page = { name: "page", in: "query", schema: { type: "integer", minimum: 1 } }
    const { reread, text } = update({ "#/paths/~1orders/get/parameters": [page] })
    assert.deepStrictEqual(
      reread.map(({ line }) => text.split("\n")[line - 1]?.trim()),
      ["- name: page"]
    )
  })

  it("are said in our dialect, whichever the provider speaks", () => {
    const made = update({
      "#/openapi": "3.0.3",
      [`${order}/note`]: { type: "string", nullable: true },
      [`${order}/size`]: { type: "integer", minimum: 0, exclusiveMinimum: true }
    })
    const { root } = parse(made.text, file)
    assert.strictEqual(root["openapi"], "3.1.0")
    const properties = objectOr(at(root, fromPointer(order)))
    assert.deepStrictEqual(at(properties, ["note", "type"]), ["string", "null"])
    assert.deepStrictEqual(properties["size"], {
      type: "integer",
      exclusiveMinimum: 0
    })
  })

  it("give the same bytes from JSON, from YAML with other line ends, and from another order of keys", () => {
    const next = published({
      [`${order}/status/enum`]: ["open", "done", "lost"],
      [`${order}/b`]: { type: "string" },
      [`${order}/a`]: { type: "string", default: "x" }
    })
    const { text } = carryText(ours, file, next)
    const crlf = parse(stringify(next).replaceAll("\n", "\r\n"), file).root
    assert.strictEqual(carryText(ours, file, crlf).text, text)
    assert.strictEqual(carryText(ours, file, parse(`\uFEFF${JSON.stringify(next)}`, file).root).text, text)
    assert.strictEqual(carryText(ours, file, shuffle(next, seeded(3)) as JsonObject).text, text)
    assert.strictEqual(carryText(JSON.stringify(parse(ours, file).root), file, next).text.at(0), "{")
  })

  it("leave an alias right when what it stands for has changed", () => {
    const aliased = ours.replace("schema: { type: integer }", "schema: &limit { type: integer, maximum: 5 }")
    const text = `${aliased}        max: *limit\n`
    const theirs = structuredClone(parse(text, file).root)
    const page = at(theirs, ["paths", "/orders", "get", "parameters", 1, "schema"]) as JsonObject
    page["maximum"] = 6
    const made = carryText(text, file, theirs)
    const { root } = parse(made.text, file)
    assert.deepStrictEqual(settled(extractFacts(root, root)), settled(extractFacts(theirs, root)))
    assert.strictEqual(carryText(made.text, file, theirs).text, made.text)
  })

  it("keep the indentation of a file that is JSON", () => {
    const text = `${JSON.stringify(parse(ours, file).root, null, 4)}\n`
    const { text: next } = carryText(text, file, published({ [`${order}/status/enum`]: ["open"] }))
    assert.strictEqual(next, text.replace(/"open",\s+"done"/, `"open"`))
  })

  it("are, whatever the two documents hold, exactly the provider's, once and for all", () => {
    fc.assert(
      fc.property(documents, documents, fc.integer({ min: 0 }), (mine, theirs, seed) => {
        const text = stringify(described(mine), { lineWidth: 120 })
        const made = carryText(text, file, theirs)
        const { root } = parse(made.text, file)
        assert.deepStrictEqual(settled(extractFacts(root, root)), settled(extractFacts(theirs, root)))
        assert.strictEqual(carryText(made.text, file, theirs).text, made.text)
        assert.strictEqual(carryText(text, file, shuffle(theirs, seeded(seed)) as JsonObject).text, made.text)
      }),
      { numRuns: 40 }
    )
  })
})

/** Lists whose order says nothing in one order. */
const settled = (value: Json, key = ""): Json => {
  if (isArray(value)) {
    const items = value.map((item) => settled(item))
    return isSet(key) ? items.map((item) => JSON.stringify(sortKeys(item))).sort() : items
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, settled(item, name)]))
    : value
}
