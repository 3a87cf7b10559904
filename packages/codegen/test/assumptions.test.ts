import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { generate, type Generated } from "../src/generate.ts"
import type { Json, JsonObject } from "../src/json.ts"
import { SpecProblem } from "../src/problem.ts"
import { codegen, within, writeAll } from "./support/generator.ts"

const text = { type: "string" }
const answer = (schema: Json) => ({ description: "", content: { "application/json": { schema } } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const made = (document: Readonly<Record<string, Json>>): Promise<Generated> =>
  within({}, (root) => {
    const whole = { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths: {}, ...document }
    writeAll(root, { "spec.json": JSON.stringify(whole, null, 1) })
    return generate({ root, spec: join(root, "spec.json") })
  })

const index = async (document: Readonly<Record<string, Json>>): Promise<string> =>
  (await made(document)).files.get("index.ts") ?? ""

/** The one warning of a document. */
const warning = async (document: Readonly<Record<string, Json>>): Promise<string> => {
  const { warnings } = await made(document)
  assert.strictEqual(warnings.length, 1, warnings.join("\n"))
  return warnings[0] ?? ""
}

const get = (path: string, operation: Json): Readonly<Record<string, Json>> => ({
  paths: { [path]: { get: operation } }
})

describe("what has one meaning is taken, and said", () => {
  it("one path item under several paths is an operation under each", async () => {
    const pets = { get: { operationId: "listPets", responses: { "200": answer(text) } } }
    const item = { $ref: "#/components/pathItems/Pets" }
    const document = { paths: { "/pets": item, "/animals": item }, components: { pathItems: { Pets: pets } } }
    const source = await index(document)
    assert.match(source, /export const listPets: [\s\S]*path: "\/animals"/)
    assert.match(source, /export const getPets: [\s\S]*path: "\/pets"/)
    assert.include(await warning(document), "the operation listPets stands under several paths")
  })

  it("an operation without a name in a path item that is referred to is called by its path", async () => {
    const pets = { get: { responses: { "200": answer(text) } } }
    const source = await index({
      paths: { "/pets": { $ref: "#/components/pathItems/Pets" } },
      components: { pathItems: { Pets: pets } }
    })
    assert.include(source, "export const getPets:")
  })

  it("required: true at a property requires it of the object", async () => {
    const document = {
      components: { schemas: { Crate: { type: "object", properties: { width: { type: "integer", required: true } } } } }
    }
    assert.include((await made(document)).files.get("raw.ts"), "width: number;")
    assert.include(await warning(document), "required: true at a property is taken for a word of the object")
  })

  it("a mapping leads to a schema wherever it stands", async () => {
    const kind = { type: "object", properties: { kind: text }, required: ["kind"] }
    const deep = "#/paths/~1word/get/responses/200/content/application~1json/schema"
    const { files, warnings } = await made({
      ...get("/word", { operationId: "getWord", responses: { "200": answer(kind) } }),
      components: {
        schemas: {
          Field: {
            oneOf: [ref("Word"), ref("Count")],
            discriminator: { propertyName: "kind", mapping: { word: deep, count: "Count" } }
          },
          Word: kind,
          Count: { ...kind, properties: { ...kind.properties, count: { type: "integer" } } }
        }
      }
    })
    assert.include(files.get("raw.ts"), `kind: "count";`)
    assert.include(files.get("raw.ts"), `kind: "word";`)
    assert.include(warnings[0], `is taken for #/components/schemas/Word, which says the same`)
  })

  it("a dynamic reference to a name that only one schema has is a reference to it", async () => {
    const document = {
      components: {
        schemas: { Node: { $dynamicAnchor: "node", type: "object", properties: { next: { $dynamicRef: "#node" } } } }
      }
    }
    assert.include((await made(document)).files.get("raw.ts"), `next?: components["schemas"]["Node"];`)
    assert.include(await warning(document), "$dynamicRef #node is taken for a $ref")
  })

  it("a parameter that stands twice with the same meaning is taken once", async () => {
    const page = { name: "page", in: "query", schema: text }
    const document = get("/a", { operationId: "getA", parameters: [page, page], responses: { "200": answer(text) } })
    assert.strictEqual((await index(document)).match(/readonly page\?/g)?.length, 1)
    assert.include(await warning(document), "stands twice with the same meaning")
  })

  it("a path is what stands before its fragment, which only tells operations apart", async () => {
    const responses = { "200": answer(text) }
    const document = {
      paths: {
        "/#Action=Start": { post: { operationId: "start", responses } },
        "/#Action=Stop": { post: { operationId: "stop", responses } },
        "/tags/{a#b}#all": {
          get: {
            operationId: "tags",
            parameters: [{ name: "a#b", in: "path", required: true, schema: text }],
            responses
          }
        }
      }
    }
    const source = await index(document)
    assert.match(source, /export const start: [\s\S]*path: "\/",[\s\S]*export const stop: [\s\S]*path: "\/",/)
    assert.include(source, `path: "/tags/{a#b}",`)
    assert.include(
      await warning(document),
      "what follows the # of a path is never sent, and is left out, and so is that of 2 others"
    )
  })

  it("a {parameter} that nothing declares is a required text", async () => {
    const document = get("/jobs/{id}", { operationId: "getJob", responses: { "200": answer(text) } })
    const source = await index(document)
    assert.include(source, "readonly id: string")
    assert.include(source, `{ name: "id", in: "path", required: true }`)
    assert.include(await warning(document), "{id} is no declared parameter")
  })

  it("an answer to HEAD has no body, whatever it declares", async () => {
    const document = { paths: { "/a": { head: { operationId: "hasA", responses: { "200": answer(text) } } } } }
    const source = await index(document)
    assert.include(source, "export type HasASuccess = void")
    assert.include(source, `ok: { "200": [] }`)
    assert.include(await warning(document), "an answer to HEAD has no body")
  })

  it("is printed by the command, which goes on", () =>
    within({}, async (root) => {
      const paths = { "/jobs/{id}": { get: { operationId: "getJob", responses: { "200": answer(text) } } } }
      const document = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths }
      writeAll(root, { "spec.json": JSON.stringify(document) })
      const { code, err } = await codegen(join(root, "spec.json"), "--out", join(root, "out"))
      assert.strictEqual(code, 0)
      assert.match(err, /^codegen: spec\.json:1:\d+: \{id\} is no declared parameter/)
    }))
})

describe("what could not be sent as it is written", () => {
  const refusal = async (document: Readonly<Record<string, Json>>): Promise<string> => {
    try {
      await made(document)
    } catch (error) {
      if (error instanceof SpecProblem) return error.message
      throw error
    }
    return "nothing was refused"
  }
  const operation = { operationId: "listOrders", responses: { "200": answer(text) } }

  it("is a query in a path, which is refused", async () => {
    assert.include(await refusal(get("/orders?beta=true", operation)), "declare what follows the ? as query parameters")
  })

  it("is one parameter with two meanings, which is refused", async () => {
    const parameters = [
      { name: "foo", in: "header", schema: text },
      { name: "foo", in: "header", required: true, schema: { type: "integer" } }
    ]
    assert.include(
      await refusal(get("/a", { ...operation, parameters })),
      "stands twice, and not with the same meaning"
    )
  })

  /** An operation that takes one form with a part `a`. */
  const form = (encoding: Json, type: string) => ({
    paths: {
      "/a": {
        post: {
          ...operation,
          requestBody: { content: { [type]: { schema: { type: "object", properties: { a: text } }, encoding } } }
        }
      }
    }
  })
  const multipart = "multipart/form-data"
  const urlencoded = "application/x-www-form-urlencoded"

  it.each<readonly [string, JsonObject, string, string]>([
    ["a style", { style: "deepObject" }, `{ a: { style: "deepObject" } }`, urlencoded],
    [
      "a style, exploded",
      { style: "deepObject", explode: true },
      `{ a: { style: "deepObject", explode: true } }`,
      urlencoded
    ],
    ["lists in one value", { explode: false }, `{ a: { style: "form", explode: false } }`, urlencoded],
    ["the usual style", { style: "form" }, `{ a: { style: "form" } }`, urlencoded],
    ["a separator", { style: "pipeDelimited", explode: false }, `{ a: { style: "pipeDelimited" } }`, urlencoded],
    ["reserved characters", { allowReserved: true }, `{ a: { style: "form", allowReserved: true } }`, urlencoded],
    [
      "a style beside a media type",
      { style: "form", contentType: "application/json" },
      `{ a: { style: "form" } }`,
      urlencoded
    ],
    ["a document", { contentType: "application/json" }, `{ a: { content: "application/json" } }`, urlencoded],
    ["a document", { contentType: "application/json" }, `{ a: { content: "application/json" } }`, multipart],
    ["a picture", { contentType: "image/png" }, `{ a: { content: "image/png" } }`, multipart]
  ])("is a form with a part in %s, which the transport writes", async (_, part, encoding, type) => {
    const source = await index(form({ a: part }, type))
    assert.include(source, `encoding: ${encoding}`)
    assert.include(source, `readonly body?: ${type === multipart ? "FormData" : "URLSearchParams"} | {`)
    assert.include(source, "readonly encoding?: {")
  })

  it.each<readonly [string, JsonObject, string, string]>([
    ["a style that OpenAPI does not have", { style: "matrix" }, "URLSearchParams", urlencoded],
    ["a media type that is no text", { contentType: "application/xml" }, "URLSearchParams", urlencoded],
    ["a style of multipart", { style: "deepObject" }, "FormData", multipart],
    ["headers of its own", { headers: { "X-A": { required: true } } }, "Blob", multipart]
  ])("is a form with a part in %s, which the caller writes", async (_, part, type, media) => {
    const source = await index(form({ a: part }, media))
    assert.include(source, `readonly body?: ${type}\n`)
    assert.notInclude(source, "encoding: {")
  })

  it("is a form of which nothing more is told", async () => {
    for (const part of [{}, { contentType: "text/plain" }, { headers: { "X-A": {} } }]) {
      const source = await index(form({ a: part }, multipart))
      assert.include(source, "readonly body?: FormData | {")
      assert.notInclude(source, "encoding")
    }
    assert.include(await index(form({}, "Multipart/Form-Data; boundary=x")), `media: ["multipart/form-data"]`)
    assert.include(
      await index(form({}, `${urlencoded}; charset=utf-8`)),
      `media: ["application/x-www-form-urlencoded"]`
    )
    assert.include(await index(form({}, "multipart/mixed")), "readonly body?: Blob | Uint8Array | ReadableStream")
  })

  it("is told to the transport where it is about reserved characters", async () => {
    const parameters = [{ name: "under", in: "query", allowReserved: true, schema: text }]
    const source = await index(get("/a", { ...operation, parameters }))
    assert.include(source, `{ name: "under", in: "query", allowReserved: true }`)
    assert.include(source, "readonly allowReserved?: true")
    assert.notInclude(await index(get("/a", operation)), "allowReserved")
  })

  it("is a document of another version, with what to do about it", async () => {
    assert.include(await refusal({ openapi: "3.2.0" }), "a document that uses nothing new may say openapi: 3.1.1")
    assert.include(await refusal({ swagger: "2.0" }), "swagger2openapi converts it")
  })
})

describe("names", () => {
  it("keep their blanks", async () => {
    const schema = { type: "object", properties: { "total    count": { type: "number" } } }
    const parameters = [{ name: "sort", in: "query", schema: { type: "string", enum: ["created    at"] } }]
    const source = await index(get("/a", { operationId: "getA", parameters, responses: { "200": answer(schema) } }))
    assert.include(source, `"total    count"?: number`)
    assert.include(source, `"created    at"`)
  })
})
