import { assert, describe, it } from "@effect/vitest"
import { makeSecretMemory } from "../../../src/internal/exchange/secretMemory.ts"

describe("the memory of secrets", () => {
  it("takes out what it was told, in any spelling, and nothing short", () => {
    const memory = makeSecretMemory()
    assert.strictEqual(memory.scrub("a b"), "a b")
    memory.remember(['pass "word"', "abc"])
    assert.strictEqual(memory.scrub('{"a":"pass \\"word\\""} abc'), '{"a":"<redacted>"} abc')
  })

  it("forgets the oldest of too many, and what is told again is not old", () => {
    const memory = makeSecretMemory()
    memory.remember(["first", "second"])
    memory.remember(Array.from({ length: 998 }, (_, index) => `text ${index};`))
    memory.remember(["first", "another"])
    assert.strictEqual(memory.scrub("first second another"), "<redacted> second <redacted>")
  })

  it("forgets the oldest of too much", () => {
    const memory = makeSecretMemory()
    memory.remember(["first", "x".repeat(600_000)])
    memory.remember(["y".repeat(600_000), "last"])
    assert.strictEqual(memory.scrub(`first ${"x".repeat(600_000)} last`).length, "first  <redacted>".length + 600_000)
  })
})
