import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import * as fc from "fast-check"
import { isAlike, matchRun } from "../../../src/v3/internal/matchInput.ts"
import { inputOf, isAlike as isAlikeKept, keep } from "../../../src/v3/internal/recall.ts"

const now = Date.UTC(2026, 2, 1, 8)
const since = DateTime.makeUnsafe(now)
const at = (seconds: number) => DateTime.formatIso(DateTime.makeUnsafe(now + 1000 * seconds))
const start = { bot_id: "17", input: { product: "Pixel 9", shops: ["a", "b"], most: 5 } }
const run = (more: object = {}) => ({
  task_id: "1",
  bot_id: "17",
  created_at: at(1),
  input: { most: 5, shops: ["a", "b"], product: "Pixel 9" },
  ...more
})

describe("a listed run", () => {
  it("is the start's when it is of the same bot, made since, and was given the same in any order", () => {
    assert.strictEqual(matchRun(start, run(), since), "same")
    // The list was asked for this bot alone.
    assert.strictEqual(matchRun(start, run({ bot_id: undefined }), since), "same")
  })

  it("is another's when it is of another bot, was made long before, or was given something else", () => {
    for (const more of [
      { bot_id: "18" },
      { created_at: at(-301) },
      { input: { ...start.input, product: "Pixel 8" } },
      { input: { ...start.input, most: 6 } },
      { input: { ...start.input, shops: ["c"] } }
    ]) {
      assert.strictEqual(matchRun(start, run(more), since), "other", JSON.stringify(more))
    }
  })

  it("is unclear when it shows less or more, was made shortly before, or cannot be read", () => {
    for (const item of [
      run({ input: { product: "Pixel 9" } }),
      run({ input: { ...start.input, language: "en" } }),
      run({ input: { ...start.input, product: "***" } }),
      run({ input: undefined }),
      run({ input: "product=Pixel 9" }),
      run({ created_at: at(-3) }),
      run({ created_at: "soon" }),
      run({ task_id: undefined }),
      null,
      "run"
    ]) {
      assert.strictEqual(matchRun(start, item, since), "unclear", JSON.stringify(item))
    }
  })

  it("of a template is known by its input alone, and not at all without one", () => {
    const template = { template_id: "21", input: start.input }
    assert.strictEqual(matchRun(template, run({ bot_id: "unheard of" }), since), "same")
    assert.strictEqual(matchRun({ template_id: "21", input: {} }, run({ input: {} }), since), "unclear")
    assert.strictEqual(matchRun({ bot_id: "17", input: {} }, run({ input: {} }), since), "same")
  })

  it("that shows what was given, whatever it was, is never another's", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (input) => {
        assert.notStrictEqual(matchRun({ bot_id: "17", input }, run({ input }), since), "other")
      })
    )
  })
})

describe("two starts", () => {
  it("are alike when the run of one could be the other's", () => {
    const template = { template_id: "21", input: start.input }
    const other = { ...start, input: { ...start.input, product: "Pixel 8" } }
    assert.isTrue(isAlike(start, { ...start, input: { ...start.input } }))
    assert.isTrue(isAlike(start, template))
    assert.isTrue(isAlike(template, { ...template, template_id: "22" }))
    assert.isFalse(isAlike(start, { ...start, bot_id: "18" }))
    assert.isFalse(isAlike(start, other))
    assert.isFalse(isAlikeKept(keep(start), keep(other)))
    assert.isTrue(isAlikeKept(keep(start), null))
  })

  it("are written down without addresses of callbacks, and read again", () => {
    const kept = keep({ ...start, callback_url: "https://hooks.test?token=s3cret" })
    assert.deepStrictEqual(inputOf(kept), start)
    assert.notInclude(JSON.stringify(kept), "s3cret")
    assert.deepStrictEqual(inputOf(keep({ template_id: "21", input: { a: 1 } })), {
      template_id: "21",
      input: { a: 1 }
    })
    assert.isUndefined(inputOf({}))
  })
})
