import { join } from "node:path"
import { rounds } from "@errand/testkit/rounds"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { generate } from "../src/generate.ts"
import type { JsonObject } from "../src/json.ts"
import { SpecProblem } from "../src/problem.ts"
import { documentsOf } from "./support/chance.ts"
import { compile, compilers, within, writeAll } from "./support/generator.ts"

/** How many documents of each version are compiled together; they begin with the tests' seed. */
const count = rounds({ few: 20, many: 300 })

/**
 * Writes what is generated from each document into a folder of its own; a refusal has to be a
 * message.
 */
const writeEach = (root: string, documents: ReadonlyArray<JsonObject>): ReadonlyArray<string> =>
  documents.flatMap((document, index) => {
    const folder = `case${index}`
    writeAll(root, { [`${folder}/spec.json`]: JSON.stringify(document, null, 1) })
    try {
      const { files } = generate({ root, spec: join(root, folder, "spec.json") })
      writeAll(join(root, folder), Object.fromEntries(files))
      return []
    } catch (error) {
      if (!(error instanceof SpecProblem)) throw error
      return [error.message]
    }
  })

describe.each(["3.0.3", "3.1.0"] as const)("any document of OpenAPI %s", (version) => {
  const documents = fc.sample(documentsOf(version), count)

  it.each(Object.keys(compilers) as ReadonlyArray<keyof typeof compilers>)(
    "compiles strictly under %s, or is refused with a message",
    (compiler) =>
      within({}, async (root) => {
        const refused = writeEach(root, documents)
        for (const message of refused) assert.notInclude(message, "please report this")
        assert.isBelow(refused.length, count / 2, refused.join("\n"))
        const { out } = await compile(root, compiler)
        assert.strictEqual(out, "")
      })
  )
})
