import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { match, wordOf, write } from "../../src/internal/title.ts"

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("a b", "errand:a", "~61~", "a", "\ud800")
)

describe("the name in a title", () => {
  it("is found for its own nonce and for no other, whatever the caller's title is", () => {
    fc.assert(
      fc.property(text, text, text, (title, one, other) => {
        fc.pre(one !== "")
        const item = { title: write(title, one) }
        assert.strictEqual(match(item, one), "same")
        assert.strictEqual(match(item, other), one === other ? "same" : "other")
      })
    )
  })

  it("is one word of plain letters, long enough to be searched for, and stands for one nonce alone", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        assert.match(wordOf(one), /^errand:[\w.~-]*$/)
        assert.strictEqual(wordOf(one) === wordOf(other), one === other)
      })
    )
  })

  it("stands behind a title of the caller's, and alone where there is none", () => {
    assert.strictEqual(write("Weekly prices", "order-7"), "Weekly prices errand:order-7")
    for (const none of [undefined, null, ""]) assert.strictEqual(write(none, "a/b"), "errand:a~2f~b")
  })
})
