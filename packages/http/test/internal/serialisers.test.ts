import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { writeBody } from "../../src/internal/request/body.ts"
import { writeHeaders } from "../../src/internal/request/headers.ts"
import { writePath } from "../../src/internal/request/path.ts"
import { prepare } from "../../src/internal/request/prepare.ts"
import { writeQuery } from "../../src/internal/request/query.ts"
import type { Parameter } from "../../src/Operation.ts"
import { operation } from "../support/operations.ts"

const q = (value: unknown, parts: Partial<Parameter> = {}) =>
  writeQuery([{ name: "p", in: "query", ...parts }], { p: value })

const refusal = (value: unknown): string => {
  assert.isObject(value)
  return `${(value as { where: string }).where} ${(value as { message: string }).message}`
}

describe("query", () => {
  it.each<readonly [string, unknown, Partial<Parameter>, string]>([
    ["text", "a b&c", {}, "p=a%20b%26c"],
    ["a number", 1.5, {}, "p=1.5"],
    ["false", false, {}, "p=false"],
    ["a BigInt", 2n ** 60n, {}, "p=1152921504606846976"],
    ["a date", new Date(0), {}, "p=1970-01-01T00%3A00%3A00.000Z"],
    ["empty text", "", {}, "p="],
    ["nothing", undefined, {}, ""],
    ["null", null, {}, ""],
    ["an empty list", [], {}, ""],
    ["a list", ["a", "b c"], {}, "p=a&p=b%20c"],
    ["a list, not exploded", ["a,", "b"], { explode: false }, "p=a%2C,b"],
    ["a list of dates", [new Date(0)], {}, "p=1970-01-01T00%3A00%3A00.000Z"],
    ["a list with spaces", [1, 2], { style: "spaceDelimited" }, "p=1%202"],
    ["a list with pipes", [1, 2], { style: "pipeDelimited" }, "p=1%7C2"],
    ["an object", { a: 1, b: "x y", c: undefined }, {}, "a=1&b=x%20y"],
    ["an object, not exploded", { a: 1, b: 2 }, { explode: false }, "p=a,1,b,2"],
    [
      "a deep object",
      { a: 1, b: { c: [1, 2] } },
      { style: "deepObject", explode: true },
      "p[a]=1&p[b][c][]=1&p[b][c][]=2"
    ],
    ["a document", { a: ["x"] }, { content: "application/json" }, "p=%7B%22a%22%3A%5B%22x%22%5D%7D"]
  ])("%s", (_, value, parts, expected) => {
    assert.strictEqual(q(value, parts), expected)
  })

  it.each<readonly [string, unknown, Partial<Parameter>]>([
    ["a function", () => 1, {}],
    ["NaN", Number.NaN, {}],
    ["an invalid date", new Date("x"), {}],
    ["a map", new Map(), {}],
    ["a list in a list", [[1]], {}],
    ["undefined in a list", [undefined], {}],
    ["half a character", "\ud800", {}],
    ["a cycle in a document", cyclic(), { content: "application/json" }],
    ["a required parameter that is not there", undefined, { required: true }]
  ])("refuses %s", (_, value, parts) => {
    assert.match(refusal(q(value, parts)), /^query\.p/)
  })

  it("refuses a parameter that the operation does not have", () => {
    assert.strictEqual(refusal(writeQuery([], { pagesize: 3 })), "query.pagesize is not a parameter of this operation")
    assert.strictEqual(writeQuery([], { pagesize: undefined }), "")
  })

  it("what a server reads is what was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string({ unit: "binary" })), (name, values) => {
        fc.pre(name !== "" && wellFormed(name) && values.every(wellFormed))
        const text = writeQuery([{ name, in: "query" }], { [name]: values })
        if (typeof text !== "string") return assert.fail("refused")
        assert.deepStrictEqual(new URLSearchParams(text).getAll(name), values)
        const url = new URL(`http://x.test/?${text}`)
        assert.deepStrictEqual(url.searchParams.getAll(name), values)
      })
    )
  })
})

describe("path", () => {
  const at = (value: unknown, parts: Partial<Parameter> = {}, template = "/things/{id}/x") =>
    writePath(operation({ path: template, parameters: [{ name: "id", in: "path", required: true, ...parts }] }), {
      id: value
    })

  it.each<readonly [unknown, Partial<Parameter>, string]>([
    ["a/b", {}, "/things/a%2Fb/x"],
    [3, {}, "/things/3/x"],
    ["{id}", {}, "/things/%7Bid%7D/x"],
    ["$&", {}, "/things/%24%26/x"],
    [["a", "b"], {}, "/things/a,b/x"],
    [{ a: 1, b: 2 }, {}, "/things/a,1,b,2/x"],
    [{ a: 1, b: 2 }, { explode: true }, "/things/a=1,b=2/x"],
    [["a", "b"], { style: "label", explode: true }, "/things/.a.b/x"],
    ["v", { style: "matrix" }, "/things/;id=v/x"],
    [["a", "b"], { style: "matrix", explode: true }, "/things/;id=a;id=b/x"],
    [{ a: 1 }, { style: "matrix", explode: true }, "/things/;a=1/x"],
    ["%2e%2e", {}, "/things/%252e%252e/x"],
    ["...", {}, "/things/.../x"]
  ])("%j %j", (value, parts, expected) => {
    assert.strictEqual(at(value, parts), expected)
  })

  it.each(["", ".", "..", undefined, null, [], {}, [""]])("refuses %j", (value) => {
    assert.match(refusal(at(value)), /^path\.id/)
  })

  it("refuses two values that together lead elsewhere", () => {
    const row = operation({
      path: "/{a}{b}/x",
      parameters: [
        { name: "a", in: "path" },
        { name: "b", in: "path", style: "label" }
      ]
    })
    assert.strictEqual(writePath(row, { a: "x", b: "y" }), "/x.y/x")
    assert.match(
      refusal(
        writePath(
          operation({
            path: "/{a}{b}",
            parameters: [
              { name: "a", in: "path" },
              { name: "b", in: "path" }
            ]
          }),
          { a: ".", b: "." }
        )
      ),
      /path/
    )
  })

  it("never leaves the place of its parameter", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(".", "..", "%2e", "../..", "a/../..")),
        (value) => {
          const text = at(value)
          if (typeof text !== "string") return
          const { pathname, search } = new URL(`http://x.test${text}`)
          const segments = pathname.split("/")
          assert.deepStrictEqual([segments.length, segments[1], segments[3], search], [4, "things", "x", ""])
          assert.strictEqual(decodeURIComponent(segments[2] ?? ""), value)
        }
      ),
      { numRuns: 500 }
    )
  })
})

describe("headers", () => {
  it("gives header parameters as fields and cookie parameters as one cookie", () => {
    const rows: ReadonlyArray<Parameter> = [
      { name: "X-A", in: "header" },
      { name: "X-L", in: "header" },
      { name: "X-O", in: "header", explode: true },
      { name: "a", in: "cookie" },
      { name: "b", in: "cookie" }
    ]
    assert.deepStrictEqual(writeHeaders(rows, { "X-A": 1, "X-L": ["a", "b"], "X-O": { k: "v" } }, { a: "x;y", b: 2 }), {
      "X-A": "1",
      "X-L": "a,b",
      "X-O": "k=v",
      cookie: "a=x%3By; b=2"
    })
  })

  it.each(["a\r\nX-Evil: 1", "a\0", "日本"])("refuses the value %j", (value) => {
    assert.match(refusal(writeHeaders([{ name: "X-A", in: "header" }], { "X-A": value }, {})), /^header\.X-A/)
  })
})

describe("body", () => {
  const to = (media: ReadonlyArray<string>, value: unknown, method: "POST" | "GET" = "POST") =>
    writeBody(operation({ method, request: { required: true, media } }), value)
  const json = ["application/json"]

  it("writes JSON, also text and null, under the media type of the operation", () => {
    assert.deepStrictEqual(to(json, { a: 1 }), { content: '{"a":1}', type: "application/json", isStream: false })
    assert.deepStrictEqual(to(json, "x"), { content: '"x"', type: "application/json", isStream: false })
    assert.deepStrictEqual(to(json, null), { content: "null", type: "application/json", isStream: false })
    assert.deepInclude(to(["application/merge-patch+json"], {}), { type: "application/merge-patch+json" })
  })

  it("writes forms", () => {
    assert.deepStrictEqual(
      to(["application/x-www-form-urlencoded"], { a: "x y", b: [1, 2], c: undefined, d: { e: 1 } }),
      {
        content: "a=x+y&b=1&b=2&d=%7B%22e%22%3A1%7D",
        type: "application/x-www-form-urlencoded",
        isStream: false
      }
    )
  })

  it("leaves the content type of multipart to the runtime", () => {
    const sent = to(["multipart/form-data"], { a: 1, file: new Blob(["x"]), bytes: new Uint8Array([1]) })
    assert.isTrue(sent !== undefined && "content" in sent && sent.content instanceof FormData)
    assert.notProperty(sent, "type")
    const own = new FormData()
    assert.deepStrictEqual(to(["multipart/form-data"], own), { content: own, isStream: false })
  })

  it("passes bytes and text through", () => {
    const blob = new Blob(["x"], { type: "image/png" })
    assert.deepStrictEqual(to(["application/octet-stream"], blob), {
      content: blob,
      type: "image/png",
      isStream: false
    })
    assert.deepInclude(to(["image/*"], new Uint8Array([1])), { type: "application/octet-stream" })
    assert.deepInclude(to(["image/png"], new Uint8Array([1])), { type: "image/png", content: new Uint8Array([1]) })
    assert.deepStrictEqual(to(["text/csv"], "a;b"), { content: "a;b", type: "text/csv", isStream: false })
    assert.deepInclude(to(["application/octet-stream"], new Blob(["x"]).stream()), { isStream: true })
  })

  it.each<readonly [string, unknown]>([
    ["a BigInt", { a: 1n }],
    ["a cycle", cyclic()],
    ["a function", () => 1],
    ["nothing", undefined]
  ])("refuses %s", (_, value) => {
    assert.match(refusal(to(json, value)), /^body/)
  })

  it("refuses a body of a GET, and a form that is no record", () => {
    assert.match(refusal(to(json, {}, "GET")), /GET request has none/)
    assert.match(refusal(to(["application/x-www-form-urlencoded"], [1])), /^body/)
  })
})

describe("input", () => {
  it("must be a record, and each of its parts is checked", () => {
    assert.match(refusal(prepare(operation(), 3)), /^input/)
    assert.match(refusal(prepare(operation(), { header: { a: 1 } })), /^header\.a/)
    assert.deepStrictEqual(prepare(operation(), undefined), { path: "/thing", query: "", headers: {}, body: undefined })
  })
})

function cyclic(): unknown {
  const value: { self?: unknown } = {}
  value.self = value
  return value
}

function wellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
