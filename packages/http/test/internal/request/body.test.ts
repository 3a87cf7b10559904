import { assert, describe, it } from "@effect/vitest"
import { writeBody } from "../../../src/internal/request/body.ts"
import { operation } from "../../support/operations.ts"
import { makeCycle, refusal } from "../../support/refusal.ts"

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

  it("writes the properties of a form as its encoding says", () => {
    const encoding = {
      metadata: { style: "deepObject", explode: true },
      expand: { style: "deepObject", explode: true },
      tags: { style: "form", explode: false },
      path: { style: "form", allowReserved: true }
    }
    const media = ["application/x-www-form-urlencoded"]
    const row = operation({ method: "POST", request: { required: true, media, encoding } })
    const value = {
      metadata: { order: "1 2", empty: undefined },
      expand: ["a", "b"],
      tags: ["x", "y"],
      path: "a/b c",
      plain: "c d",
      gone: null
    }
    assert.deepInclude(writeBody(row, value), {
      content: "metadata[order]=1%202&expand[]=a&expand[]=b&tags=x,y&path=a/b%20c&plain=c+d"
    })
    assert.strictEqual(new URLSearchParams("metadata[order]=1%202").get("metadata[order]"), "1 2")
    assert.match(refusal(writeBody(row, { metadata: { order: () => 1 } })), /^body\.metadata\.order/)
  })

  it("knows media types with parameters, in any case", () => {
    const form = "application/x-www-form-urlencoded; charset=utf-8"
    assert.deepStrictEqual(to([form], { a: "ü" }), { content: "a=%C3%BC", type: form, isStream: false })
    const sent = to(["Multipart/Form-Data; boundary=x"], { a: 1 })
    assert.isTrue(sent !== undefined && "content" in sent && sent.content instanceof FormData)
    const json = "application/json; version=2"
    assert.deepStrictEqual(to([json], { a: 1 }), { content: '{"a":1}', type: json, isStream: false })
  })

  it("leaves the content type of multipart to the runtime", () => {
    const sent = to(["multipart/form-data"], { a: 1, file: new Blob(["x"]), bytes: new Uint8Array([1]) })
    assert.isTrue(sent !== undefined && "content" in sent && sent.content instanceof FormData)
    assert.notProperty(sent, "type")
    const own = new FormData()
    assert.deepStrictEqual(to(["multipart/form-data"], own), { content: own, isStream: false })
  })

  it("writes the parts of multipart as documents of the media type that they have", async () => {
    const encoding = {
      meta: { content: "application/json" },
      tags: { content: "application/json" },
      file: { content: "image/png" },
      note: { content: "text/markdown" }
    }
    const row = operation({ method: "POST", request: { required: true, media: ["multipart/form-data"], encoding } })
    const sent = writeBody(row, {
      meta: { a: 1 },
      tags: ["x", "y"],
      file: [new File(["1"], "a.png"), new Blob(["2"], { type: "image/gif" }), new Uint8Array([51])],
      note: "# x",
      plain: ["c", 1]
    })
    assert.isTrue(sent !== undefined && "content" in sent && sent.content instanceof FormData)
    const parts = sent !== undefined && "content" in sent && sent.content instanceof FormData ? [...sent.content] : []
    const read = parts.map(async ([name, part]) =>
      typeof part === "string" ? [name, part] : [name, part.type, part.name, await part.text()]
    )
    assert.deepStrictEqual(await Promise.all(read), [
      ["meta", "application/json", "blob", `{"a":1}`],
      ["tags", "application/json", "blob", `["x","y"]`],
      ["file", "image/png", "a.png", "1"],
      ["file", "image/gif", "blob", "2"],
      ["file", "image/png", "blob", "3"],
      ["note", "text/markdown", "blob", "# x"],
      ["plain", "c"],
      ["plain", "1"]
    ])
    assert.match(refusal(writeBody(row, { meta: { a: 1n } })), /^body\.meta/)
  })

  it("writes a property of a form as one document where its encoding says so", () => {
    const media = ["application/x-www-form-urlencoded"]
    const encoding = { list: { content: "application/json" } }
    const row = operation({ method: "POST", request: { required: true, media, encoding } })
    assert.deepInclude(writeBody(row, { list: [1, "a"] }), { content: "list=%5B1%2C%22a%22%5D" })
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
    ["a cycle", makeCycle()],
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
