import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { assert, describe, it } from "vitest"
import { type Change, diff } from "../../src/diff/index.ts"
import type { JsonObject } from "../../src/json.ts"

const folder = dirname(createRequire(import.meta.url).resolve("@octokit/openapi/package.json"))
const text = readFileSync(join(folder, "generated/api.github.com.json"), "utf8")
const read = () => JSON.parse(text) as JsonObject

type Nested = { [key: string]: Nested }

describe("GitHub's description, of 13 megabytes and a thousand operations,", () => {
  it("differs from an edited copy by the edits alone, each told once with all that it reaches", () => {
    const after = read()
    const { components, paths } = after as unknown as { components: Nested; paths: Nested }
    const schemas = components["schemas"]
    const user = schemas?.["simple-user"]?.["properties"]
    const repository = schemas?.["repository"]
    assert.isTrue(user?.["login"] !== undefined && repository !== undefined)
    Object.assign(user?.["login"] ?? {}, { type: "integer" })
    delete repository?.["properties"]?.["full_name"]
    Object.assign(schemas?.["nullable-simple-user"]?.["properties"]?.["avatar_url"] ?? {}, { nullable: true })
    delete paths["/zen"]
    const { changes } = diff(read(), after)
    const said = changes.map(({ code, subject, direction }: Change) => `${subject} ${code} ${direction}`)
    assert.deepStrictEqual(said, [
      "metaGetZen operation-removed both",
      "nullable-simple-user.avatar_url became-nullable response",
      "repository.full_name property-removed response",
      "simple-user.login type-changed response"
    ])
    for (const { uses } of changes.slice(1)) assert.isAbove(uses.length, 50)
    assert.deepStrictEqual(changes[0]?.uses, ["metaGetZen"])
  })
})
