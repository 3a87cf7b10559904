import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { writePath } from "../../../src/internal/request/path.ts"
import type { Parameter } from "../../../src/Operation.ts"
import { operation } from "../../support/operations.ts"
import { refusal } from "../../support/refusal.ts"

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

  it("refuses a template with a name that the operation does not have", () => {
    assert.strictEqual(
      refusal(writePath(operation({ path: "/jobs/{id}" }), {})),
      "path.id stands in the path, but is no parameter of it"
    )
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
