import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { maxDepth, parse } from "../../src/internal/json.ts"

const value = (text: string): unknown => Result.getOrThrow(parse(text))

describe("parse", () => {
  it.each<readonly [string, unknown]>([
    ["16429034742537847", "16429034742537847"],
    ["-16429034742537847", "-16429034742537847"],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", "9007199254740993"],
    ["[ 16429034742537847 ,1]", ["16429034742537847", 1]],
    ['{"a":16429034742537847,"b":"16429034742537847"}', { a: "16429034742537847", b: "16429034742537847" }],
    ['{"a": " :16429034742537847,", "b":1}', { a: " :16429034742537847,", b: 1 }],
    ['["\\": 16429034742537847", 2]', ['": 16429034742537847', 2]],
    ["[0.16429034742537847, 1]", [Number("0.16429034742537847"), 1]],
    ["[16429034742537847.5]", [Number("16429034742537847.5")]],
    ["[16429034742537847e2]", [Number("16429034742537847e2")]],
    ['{"16429034742537847":1}', { "16429034742537847": 1 }]
  ])("%s", (text, expected) => {
    assert.deepStrictEqual(value(text), expected)
  })

  it("is JSON.parse wherever no integer is too long", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/\d{16}/.test(text))
        assert.deepStrictEqual(value(text), JSON.parse(text))
      })
    )
  })

  it("keeps every digit of every integer, and every other value", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.string(), (n, text) => {
        const [digits, rest] = value(`[${n}, ${JSON.stringify(text)}]`) as [unknown, unknown]
        assert.strictEqual(String(digits), String(n))
        assert.strictEqual(rest, text)
      })
    )
  })

  it("does not stumble over long texts, and refuses what is not JSON", () => {
    assert.deepStrictEqual(value(`["${"x\\n".repeat(3_000_000)}", 16429034742537847]`), [
      "x\n".repeat(3_000_000),
      "16429034742537847"
    ])
    for (const text of ["", "{", "<html>", "[1,]", "01", "16429034742537847,"])
      assert.isTrue(Result.isFailure(parse(text)), text)
  })
})

describe("a document that goes too deep", () => {
  const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`

  it("is refused, and one that does not is read", () => {
    assert.isTrue(Result.isSuccess(parse(nested(maxDepth))))
    assert.isTrue(Result.isFailure(parse(nested(maxDepth + 2))))
    assert.isTrue(Result.isFailure(parse(nested(100_000))))
  })

  it("is not taken for one because of what its texts hold", () => {
    const text = `${"[".repeat(2000)}"\\`
    assert.deepStrictEqual(value(JSON.stringify([text, { [text]: text }])), [text, { [text]: text }])
  })

  it("is not taken for one because it is wide", () => {
    assert.lengthOf(value(`[${"[{}],".repeat(5000)}0]`) as Array<unknown>, 5001)
  })
})
