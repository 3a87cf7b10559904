import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { diff } from "@errand/codegen/diff"
import { generate } from "@errand/codegen/generate"
import type { JsonObject } from "@errand/codegen/json"
import { command } from "../ci/command.ts"

const path = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json")
const read = (): JsonObject => JSON.parse(readFileSync(path, "utf8")) as JsonObject
const root = join(import.meta.dirname, "../..")

describe("a description of twelve megabytes, GitHub's", () => {
  it("becomes types that compile strictly", async () => {
    const folder = mkdtempSync(join(tmpdir(), "errand-scale-"))
    try {
      const { files } = generate({ root: join(path, ".."), spec: path })
      for (const [name, text] of files) writeFileSync(join(folder, name), text)
      assert.isAbove(files.get("index.ts")?.match(/^export const \w+: Operation</gm)?.length ?? 0, 1000)
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
    assert.deepStrictEqual(diff(read(), read()), { changes: [], types: "none", client: "none" })
  })
})
