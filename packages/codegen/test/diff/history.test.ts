import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { diff } from "../../src/diff/index.ts"
import { generate } from "../../src/generate.ts"
import type { JsonObject } from "../../src/json.ts"
import { readPublished } from "../../src/read/published.ts"
import { compile, within, writeAll } from "../support/generator.ts"
import { document } from "./corpus/index.ts"

/**
 * A folder with the versions of one document, in the order of their names; the corpus unless given.
 */
const folder = process.env["CODEGEN_HISTORY"]

const versions: ReadonlyArray<readonly [name: string, text: string]> =
  folder === undefined
    ? [
        ["1", JSON.stringify(document())],
        ["2", JSON.stringify(document({ "Job properties seen": { type: "boolean" } }))],
        ["3", JSON.stringify(document({ "Person properties mail": undefined }))],
        ["4", JSON.stringify(document({ "NewJob properties colour": { type: "string" } }))],
        ["5", JSON.stringify(document({ "State enum 3": "lost" }))]
      ]
    : readdirSync(folder)
        .filter((name) => /\.(?:json|ya?ml)$/.test(name))
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), "utf8")])

/**
 * Programs that use all types of a version, as callers do: they send what it takes, and read what
 * it gives.
 */
const program = (index: string, before: string, after: string): string => {
  const names = [...index.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name = ""]) => name)
  const lines = names.flatMap((name) => {
    const operation = /^(.+)Operation$/.exec(name)?.[1]
    if (operation === undefined) return []
    return [
      `export const send${operation} = (input: Old.${operation}Input): New.${operation}Input => input`,
      `export const read${operation} = (success: New.${operation}Success): Old.${operation}Success => success`,
      `export const fail${operation} = (error: New.${operation}Error): Old.${operation}Error => error`
    ]
  })
  const exported = names.map((name) => `export type Has${name} = New.${name}`)
  return [
    `import type * as Old from "./${before}/index.ts"`,
    `import type * as New from "./${after}/index.ts"`,
    ...lines,
    ...exported
  ].join("\n")
}

describe("a history of versions", () => {
  it("has a major wherever a program of the version before no longer compiles", () =>
    within({}, async (root) => {
      const documents: Array<JsonObject> = []
      for (const [at, [name, text]] of versions.entries()) {
        const spec = /\.ya?ml$/.test(name) ? "spec.yaml" : "spec.json"
        writeAll(root, { [`v${at}/${spec}`]: text })
        documents.push(await readPublished(join(root, `v${at}/${spec}`)))
        const { files } = generate({ root, spec: join(root, `v${at}/${spec}`) })
        writeAll(join(root, `v${at}`), Object.fromEntries(files))
      }
      for (let at = 1; at < versions.length; at++) {
        const index = readFileSync(join(root, `v${at - 1}/index.ts`), "utf8")
        writeAll(root, { [`step${at}.ts`]: program(index, `v${at - 1}`, `v${at}`) })
      }
      const { out } = await compile(root, "TypeScript 7")
      const missed: Array<string> = []
      let majors = 0
      for (let at = 1; at < versions.length; at++) {
        const [before, after] = [documents[at - 1], documents[at]]
        if (before === undefined || after === undefined) continue
        const errors = out.split("\n").filter((line) => line.startsWith(`step${at}.ts`))
        const { types } = diff(before, after)
        if (types === "major") majors++
        if (errors.length > 0 && types !== "major")
          missed.push(`${versions[at - 1]?.[0]} to ${versions[at]?.[0]} is ${types}, but: ${errors[0]}`)
      }
      assert.deepStrictEqual(missed, [])
      if (folder === undefined) assert.isAbove(majors, 1)
    }))
})
