import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { writeQuery } from "../../../src/internal/request/query.ts"
import type { Parameter } from "../../../src/Operation.ts"
import { makeCycle, refusal } from "../../support/refusal.ts"

const q = (value: unknown, parts: Partial<Parameter> = {}) =>
  writeQuery([{ name: "p", in: "query", ...parts }], { p: value })

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
    ["a list, deep", ["a", "b c"], { style: "deepObject", explode: true }, "p[]=a&p[]=b%20c"],
    ["a list, deep and not exploded", ["a"], { style: "deepObject" }, "p[]=a"],
    ["an empty list, deep", [], { style: "deepObject" }, ""],
    [
      "a list of records, deep",
      { items: [{ price: "a", quantity: 2 }, { price: "b" }] },
      { style: "deepObject" },
      "p[items][0][price]=a&p[items][0][quantity]=2&p[items][1][price]=b"
    ],
    [
      "reserved characters that may stay",
      "a/b:c?d@e$f,g;h!i'j(k)l*m",
      { allowReserved: true },
      "p=a/b:c?d@e$f,g;h!i'j(k)l*m"
    ],
    [
      "reserved characters that would break the query",
      "a&b=c+d#e%[f]",
      { allowReserved: true },
      "p=a%26b%3Dc%2Bd%23e%25%5Bf%5D"
    ],
    ["a list with reserved characters", ["a/b", "c&d"], { allowReserved: true }, "p=a/b&p=c%26d"],
    ["a document, whatever its parameters", [1], { content: "application/JSON; version=1" }, "p=%5B1%5D"],
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
    ["a deep object that holds itself", makeCycle(), { style: "deepObject" }],
    ["a function in a deep list", { a: [() => 1] }, { style: "deepObject" }],
    ["half a character", "\ud800", {}],
    ["a cycle in a document", makeCycle(), { content: "application/json" }],
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

function wellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
