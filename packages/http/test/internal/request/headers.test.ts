import { assert, describe, it } from "@effect/vitest"
import { writeHeaders } from "../../../src/internal/request/headers.ts"
import type { Parameter } from "../../../src/Operation.ts"
import { refusal } from "../../support/refusal.ts"

describe("headers", () => {
  it("gives header parameters as fields and cookie parameters as one cookie", () => {
    const rows: ReadonlyArray<Parameter> = [
      { name: "X-A", in: "header" },
      { name: "X-L", in: "header" },
      { name: "X-O", in: "header", explode: true },
      { name: "a", in: "cookie" },
      { name: "b", in: "cookie" }
    ]
    assert.deepStrictEqual(writeHeaders(rows, { "X-A": 1, "X-L": ["a", "b"], "X-O": { k: "v" } }, { a: "x;y", b: 2 }), {
      "X-A": "1",
      "X-L": "a,b",
      "X-O": "k=v",
      cookie: "a=x%3By; b=2"
    })
  })

  it.each(["a\r\nX-Evil: 1", "a\0", "日本"])("refuses the value %j", (value) => {
    assert.match(refusal(writeHeaders([{ name: "X-A", in: "header" }], { "X-A": value }, {})), /^header\.X-A/)
  })
})
