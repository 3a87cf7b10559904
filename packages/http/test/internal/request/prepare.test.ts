import { assert, describe, it } from "@effect/vitest"
import { prepare } from "../../../src/internal/request/prepare.ts"
import { operation } from "../../support/operations.ts"
import { refusal } from "../../support/refusal.ts"

describe("input", () => {
  it("must be a record, and each of its parts is checked", () => {
    assert.match(refusal(prepare(operation(), 3)), /^input/)
    assert.match(refusal(prepare(operation(), { header: { a: 1 } })), /^header\.a/)
    assert.deepStrictEqual(prepare(operation(), undefined), { path: "/thing", query: "", headers: {}, body: undefined })
  })
})
