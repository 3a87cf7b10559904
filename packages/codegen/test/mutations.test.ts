import { join } from "node:path"
import { rounds } from "@errand/testkit/rounds"
import { assert, describe, it } from "vitest"
import { diff } from "../src/diff/index.ts"
import { generate } from "../src/generate.ts"
import type { Json, JsonObject } from "../src/json.ts"
import { SpecProblem } from "../src/problem.ts"
import { readPublished } from "../src/read/published.ts"
import { everything, placesIn, withValue } from "./support/everything.ts"
import { compile, within, writeAll } from "./support/generator.ts"

/** Values that a document may hold by mistake, or that an empty line of YAML means. */
const odd: ReadonlyArray<Json> = [
  null,
  true,
  false,
  5,
  "text",
  "",
  [],
  {},
  [null],
  [{}],
  { $ref: 5 },
  "__proto__",
  { $ref: "#/components/schemas/Thing" },
  { $ref: "#/components/schemas/Nope" }
]

/** How many of the odd values each place gets. */
const perPlace = Number(process.env["CODEGEN_PER_PLACE"] ?? rounds({ few: 1, many: 2 }))

const mutations: ReadonlyArray<JsonObject> = placesIn(everything)
  .filter((path) => path.length > 0)
  .flatMap((path, index) =>
    Array.from({ length: perPlace }, (_, nth) => odd[(index * perPlace + nth) % odd.length] ?? null).map(
      (value) => withValue(everything, path, value) as JsonObject
    )
  )

describe("a document with one odd value", () => {
  it("becomes types, or is refused with one message that names a place", () =>
    within({}, async (root) => {
      const wrong: Array<string> = []
      for (const [index, document] of mutations.entries()) {
        const folder = `case${index}`
        writeAll(root, { [`${folder}/spec.json`]: JSON.stringify(document) })
        try {
          const { files } = generate({ root, spec: join(root, folder, "spec.json") })
          if (index % 8 === 0) writeAll(join(root, folder), Object.fromEntries(files))
        } catch (error) {
          if (!(error instanceof SpecProblem)) throw error
          if (error.message.includes("please report")) wrong.push(error.message)
        }
      }
      assert.deepStrictEqual(wrong, [])
      assert.strictEqual((await compile(root, "TypeScript 7")).out, "")
    }))

  it("can be compared, or is refused with one message", () =>
    within({}, async (root) => {
      const spec = join(root, "spec.json")
      const wrong: Array<string> = []
      for (const document of mutations.filter((_, index) => index % 3 === 0)) {
        writeAll(root, { "spec.json": JSON.stringify(document) })
        try {
          const read = await readPublished(spec)
          diff(everything, read)
          diff(read, everything)
          const same = diff(read, read).changes
          if (same.length > 0) wrong.push(`not itself: ${same[0]?.words}`)
        } catch (error) {
          if (!(error instanceof SpecProblem)) wrong.push(error instanceof Error ? (error.stack ?? "") : String(error))
        }
      }
      assert.deepStrictEqual(wrong, [])
    }))
})
