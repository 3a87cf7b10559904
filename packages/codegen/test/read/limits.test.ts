import { existsSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it, vi } from "vitest"
import { Parser } from "yaml"
import { generate } from "../../src/generate.ts"
import { SpecProblem } from "../../src/problem.ts"
import { hasDoubledKey, maxDepth } from "../../src/read/limits.ts"
import { load, parse } from "../../src/read/load.ts"
import { within } from "../support/generator.ts"

const refusal = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof SpecProblem) return error.message
    throw error
  }
  return "nothing was refused"
}

const head = `openapi: 3.1.0\ninfo: { title: t, version: "1" }\n`

describe("what a document may ask of the reader", () => {
  it.skipIf(!existsSync("/dev/zero"))("is no file without end", () => {
    assert.include(
      refusal(() => load("/dev/zero", "zero")),
      "zero: is larger than 64 MB"
    )
  })

  it("is no reference to a device", () =>
    within(
      { "spec.yaml": `${head}paths: {}\ncomponents: { schemas: { A: { $ref: ./folder } } }\n`, "folder/a": "" },
      (root) =>
        assert.include(
          refusal(() => generate({ root, spec: join(root, "spec.yaml") })),
          "which cannot be read"
        )
    ))

  it("is no text whose aliases stand for a thousand times as much", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for (let level = 1; level < 12; level++)
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`)
    assert.include(
      refusal(() => parse(lines.join("\n"), "spec.yaml")),
      "holds more than 2000000 values"
    )
    const many = `a: &a { b: 1 }\n${Array.from({ length: 20_000 }, (_, index) => `k${index}: *a`).join("\n")}`
    assert.deepStrictEqual(parse(many, "spec.yaml").root["k19999"], { b: 1 })
  })

  it("is no alias that contains itself", () => {
    assert.include(
      refusal(() => parse("a: &a { b: *a }", "spec.yaml")),
      "spec.yaml:1:12: the alias a contains itself"
    )
  })

  it("is no value that lies deeper than the compilers can follow", () => {
    const nest = (depth: number): string => `${`{"a":`.repeat(depth)}1${"}".repeat(depth)}`
    assert.include(
      refusal(() => parse(nest(maxDepth + 1), "spec.json")),
      "nested more than"
    )
    assert.include(
      refusal(() => parse(nest(100_000), "spec.json")),
      "nested"
    )
    assert.include(
      refusal(() => parse("- ".repeat(5000), "spec.yaml")),
      "nested"
    )
    assert.include(
      refusal(() => parse(`a: ${"[".repeat(20_000)}`, "spec.yaml")),
      "nested"
    )
    assert.strictEqual(
      refusal(() => parse(nest(maxDepth), "spec.json")),
      "nothing was refused"
    )
  })

  it("is types for a schema as deep as that", () => {
    const deep = `${`{"type":"array","items":`.repeat(maxDepth - 4)}{"type":"string"}${"}".repeat(maxDepth - 4)}`
    const text = `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{"A":${deep}}}}`
    return within({ "spec.json": text }, (root) => {
      const raw = generate({ root, spec: join(root, "spec.json") }).files.get("raw.ts")
      assert.include(raw, `string${"[]".repeat(maxDepth - 4)};`)
    })
  })

  it("is a map of very many keys, of which none stands twice", () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `key${index}: 1`).join("\n")
    assert.strictEqual(Object.keys(parse(keys, "spec.yaml").root).length, 50_000)
    assert.include(
      refusal(() => parse(`${keys}\nkey7: 2`, "spec.yaml")),
      "spec.yaml:50001:1: Map keys must be unique"
    )
  })
})

describe("a key that stands twice in JSON", () => {
  it.each([
    [`{"a":1,"a":2}`, true],
    [`{"a":1,"\\u0061":2}`, true],
    [`{"x":[{"a":1},{"a":2}],"a":{"a":"a"}}`, false],
    [`{"x":{"y":[1,{"b":1,"c":[],"b":2}]}}`, true],
    [`{"a":"{\\"a\\":1,","b":"\\\\","c":"\\\\\\"a"}`, false],
    [`{"a":["a","a",{"a":{}}],"b":["b"]}`, false]
  ])("is found: %s", (text, expected) => {
    JSON.parse(text)
    assert.strictEqual(hasDoubledKey(text), expected)
  })

  it("does not need the slow parser for texts with escapes", () => {
    const runs = vi.spyOn(Parser.prototype, "parse")
    const count = (text: string): number => {
      runs.mockClear()
      parse(text, "spec.json")
      return runs.mock.calls.length
    }
    assert.deepStrictEqual(parse(`{"a":"\\u00fc","b":1.0,"c":1e3}`, "spec.json").root, { a: "ü", b: 1, c: 1000 })
    assert.deepStrictEqual(
      [`{"a":"\\u00fc"}`, `{"\\u00fc":1,"ü\\n":"\\ud83d\\ude00"}`, `{"a":["\\"","\\\\u0061"]}`, `a: "\\u00fc"`].map(
        count
      ),
      [0, 0, 0, 1]
    )
    runs.mockRestore()
  })
})
