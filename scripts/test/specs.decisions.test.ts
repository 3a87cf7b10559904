import { assert, describe, it } from "vitest"
import { listed } from "../specs/decisions.ts"

describe("the list of what is to be decided", () => {
  it("goes by file and line, has the tests last, and says nothing twice or at length", () => {
    const test = { file: "packages/acme/test/a.test.ts", line: 1, what: "t" }
    const spec = (line: number) => ({ file: "specs/acme/v1.yaml", line, what: "s" })
    const lines = listed([
      test,
      spec(10),
      spec(9),
      spec(10),
      { file: "packages/acme/src/a.ts", line: 5, what: "x".repeat(1000) }
    ])
    const [first = "", ...rest] = lines
    assert.match(first, /^packages\/acme\/src\/a\.ts:5: x{239}…$/)
    assert.deepStrictEqual(rest, [
      "specs/acme/v1.yaml:9: s",
      "specs/acme/v1.yaml:10: s",
      "packages/acme/test/a.test.ts:1: t"
    ])
  })
})
