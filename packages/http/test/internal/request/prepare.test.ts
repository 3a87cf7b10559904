import { assert, describe, it } from "@effect/vitest"
import { prepare } from "../../../src/internal/request/prepare.ts"
import { operation } from "../../support/operations.ts"
import { refusal } from "../../support/refusal.ts"

describe("a path with a query or a fragment in it", () => {
  const parameters = [
    { name: "limit", in: "query" },
    { name: "id", in: "path" }
  ] as const
  const written = (path: string, input: object) => {
    const prepared = prepare(operation({ path, parameters }), { path: { id: "a?b#c" }, ...input })
    return "_tag" in prepared ? prepared : [prepared.path, prepared.query]
  }

  it.each([
    ["/orders/{id}?beta=true", { query: { limit: 3 } }, ["/orders/a%3Fb%23c", "beta=true&limit=3"]],
    ["/orders/{id}?beta=true", {}, ["/orders/a%3Fb%23c", "beta=true"]],
    ["/orders?of={id}", { query: { limit: 3 } }, ["/orders", "of=a%3Fb%23c&limit=3"]],
    ["/orders/{id}#short", { query: { limit: 3 } }, ["/orders/a%3Fb%23c", "limit=3"]],
    ["/orders/{id}?a=1#short", {}, ["/orders/a%3Fb%23c", "a=1"]],
    ["/orders/{id}?", { query: { limit: 3 } }, ["/orders/a%3Fb%23c", "limit=3"]]
  ])("%s with %j", (path, input, expected) => {
    assert.deepStrictEqual(written(path, input), expected)
  })
})

describe("input", () => {
  it("must be a record, and each of its parts is checked", () => {
    assert.match(refusal(prepare(operation(), 3)), /^input/)
    assert.match(refusal(prepare(operation(), { header: { a: 1 } })), /^header\.a/)
    assert.deepStrictEqual(prepare(operation(), undefined), { path: "/thing", query: "", headers: {}, body: undefined })
  })
})
