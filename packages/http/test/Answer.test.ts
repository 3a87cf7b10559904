import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import * as fc from "fast-check"
import * as Answer from "../src/Answer.ts"

describe("looking into an answer", () => {
  it("finds what is there, by own properties only", () => {
    const job = { id: "1", error: { detail: "no" }, list: [1, 2] }
    assert.strictEqual(Answer.at(job, "error", "detail"), "no")
    assert.strictEqual(Answer.at(job, "error", "detail", "length"), undefined)
    assert.strictEqual(Answer.at(job, "constructor"), undefined)
    assert.strictEqual(Answer.at(job, "list", "0"), undefined)
    assert.strictEqual(Answer.at(job), job)
  })

  it("never throws, whatever came", () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.string()), (value, path) => {
        const found = Answer.at(value, ...path)
        for (const read of [Answer.text, Answer.number, Answer.flag, Answer.list, Answer.fields, Answer.identifier])
          read(found)
        Answer.time(found)
        const output = Answer.output(found)
        assert.isTrue(output === null || typeof output === "string")
      })
    )
  })

  it("reads a moment without a zone as UTC, and nothing else as a moment", () => {
    const at = (value: unknown) => {
      const time = Answer.time(value)
      return time && DateTime.formatIso(time)
    }
    assert.strictEqual(at("2026-03-01T12:00:00"), "2026-03-01T12:00:00.000Z")
    assert.strictEqual(at("2026-03-01T12:00:00+02:00"), "2026-03-01T10:00:00.000Z")
    assert.strictEqual(at("soon"), undefined)
    assert.strictEqual(at(1), undefined)
  })

  it("gives output as text, structure as JSON, and nothing as null", () => {
    assert.strictEqual(Answer.output("done"), "done")
    assert.strictEqual(Answer.output({ price: 1 }), '{"price":1}')
    assert.strictEqual(Answer.output(undefined), null)
    assert.strictEqual(Answer.output(1n), null)
  })

  it("takes as an id only what can stand in an address and in a message", () => {
    assert.strictEqual(Answer.identifier("job_1"), "job_1")
    for (const bad of ["", "a b", "x".repeat(201), 17, null]) assert.strictEqual(Answer.identifier(bad), undefined)
  })

  it("leaves out a property without a value", () => {
    assert.deepStrictEqual({ ...Answer.optional("a", 1), ...Answer.optional("b", undefined) }, { a: 1 })
  })
})
