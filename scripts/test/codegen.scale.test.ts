import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { diff } from "@errand/codegen/diff"
import { generate } from "@errand/codegen/generate"
import { isObject, objectOr, textOr, type Json, type JsonObject } from "@errand/codegen/json"
import { rounds } from "@errand/testkit/rounds"
import { command } from "../ci/command.ts"

const path = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json")
const whole = JSON.parse(readFileSync(path, "utf8")) as JsonObject
const root = join(import.meta.dirname, "../..")

/** Of the paths every so many-th is kept. */
const stride = rounds({ few: 10, many: 1 })

/**
 * A copy of a document, without the paths in between and without the components that no path needs
 * any more.
 */
const part = (document: JsonObject): JsonObject => {
  if (stride === 1) return structuredClone(document)
  const paths = Object.fromEntries(Object.entries(objectOr(document["paths"])).filter((_, nth) => nth % stride === 0))
  const components: JsonObject = {}
  const keep = (value: Json | undefined): void => {
    if (Array.isArray(value)) return value.forEach(keep)
    if (!isObject(value)) return
    for (const each of Object.values(value)) keep(each)
    const [, kind, name] = /^#\/components\/(\w+)\/(.+)$/.exec(textOr(value["$ref"]) ?? "") ?? []
    if (kind === undefined || name === undefined) return
    const kept = (components[kind] ??= {}) as JsonObject
    if (name in kept) return
    kept[name] = objectOr(objectOr(document["components"])[kind])[name] ?? null
    keep(kept[name])
  }
  keep(paths)
  return structuredClone({ ...document, paths, components })
}

describe(`GitHub's description, of twelve megabytes, ${stride === 1 ? "whole" : `one path in ${stride}`},`, () => {
  it("becomes types that compile strictly", async () => {
    const folder = mkdtempSync(join(tmpdir(), "errand-scale-"))
    try {
      writeFileSync(join(folder, "github.json"), JSON.stringify(part(whole)))
      const { files } = generate({ root: folder, spec: join(folder, "github.json") })
      for (const [name, text] of files) writeFileSync(join(folder, name), text)
      assert.isAbove(files.get("index.ts")?.match(/^export const \w+: Operation</gm)?.length ?? 0, 1000 / stride)
      const options = {
        target: "ES2023",
        lib: ["ES2023", "DOM"],
        module: "NodeNext",
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        erasableSyntaxOnly: true,
        verbatimModuleSyntax: true,
        allowImportingTsExtensions: true,
        noEmit: true,
        types: []
      }
      writeFileSync(join(folder, "package.json"), `{ "type": "module" }`)
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["."] }))
      const tsc = join(root, "node_modules/typescript/bin/tsc")
      const { code, output } = await command(process.execPath, [tsc, "-p", "."], { cwd: folder })
      assert.deepStrictEqual([output, code], ["", 0])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it("does not differ from itself", () => {
    assert.deepStrictEqual(diff(part(whole), part(whole)), { changes: [], types: "none", client: "none" })
  })
})
