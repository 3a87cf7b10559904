import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "esbuild"
import { assert, describe, it } from "vitest"
import { entry, overlayOf, repository, run, specOf, within } from "./support/generator.ts"

/** Prints every module that a program loads. */
const watch = `import { registerHooks } from "node:module"
registerHooks({ load: (url, context, next) => { process.stderr.write("loads " + url + "\\n"); return next(url, context) } })
`

describe("what codegen costs", () => {
  it("loads a handful of its own files, and no compiler, when nothing has changed", () =>
    within(
      {
        "specs/acme/v1.yaml": readFileSync(specOf("defaults"), "utf8"),
        "specs/acme/v1.overlay.yaml": readFileSync(overlayOf("defaults") ?? "", "utf8"),
        "packages/acme-types/package.json": "{\n}\n",
        "watch.mjs": watch
      },
      async (root) => {
        const codegen = async (...args: ReadonlyArray<string>) => {
          const { err, out } = await run(
            process.execPath,
            ["--import", join(root, "watch.mjs"), entry, "--root", root, ...args],
            root
          )
          const loaded = [...err.matchAll(/^loads (file:.*)$/gm)].map((match) =>
            (match[1] ?? "").replace(pathToFileURL(`${repository}/`).href, "")
          )
          return { out, loaded }
        }
        const working = await codegen()
        assert.include(working.loaded.join("\n"), "openapi-typescript", "the watch sees what is loaded")
        for (const idle of [await codegen(), await codegen("--check")]) {
          assert.strictEqual(idle.out, "codegen: 1 specifications, nothing changed\n")
          assert.deepStrictEqual(
            idle.loaded.filter((file) => !file?.endsWith("watch.mjs")),
            [
              "scripts/codegen.mjs",
              ...["cli/main", "cli/args", "workspace/lock", "workspace/sites", "workspace/staleness"].map(
                (name) => `packages/codegen/src/${name}.ts`
              )
            ]
          )
        }
      }
    ))
})

describe("what the operation table costs", () => {
  const bundle = async (code: string): Promise<Uint8Array> => {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: import.meta.dirname, loader: "ts" },
      bundle: true,
      format: "esm",
      minify: true,
      write: false,
      absWorkingDir: repository
    })
    return outputFiles[0]?.contents ?? new Uint8Array()
  }

  it("is one operation where one is used", async () => {
    const code = Buffer.from(
      await bundle(`import { getTask } from "@errand/browser-use-types/v2"; console.log(getTask)`)
    ).toString()
    assert.include(code, "/tasks/{task_id}")
    assert.notInclude(code, "/sessions")
    assert.notInclude(code, "claude")
    assert.isBelow(code.length, 350)
  })

  it("is below 2 kB, gzipped, for all 44 operations of Browser Use", async () => {
    const all = await bundle(
      `import * as api from "@errand/browser-use-types/v2"; console.log(Object.values(api).filter((each) => "method" in each))`
    )
    assert.isBelow(gzipSync(all).length, 3 * 1024)
    const { createTask, ...rest } = await import("@errand/browser-use-types/v2")
    const rows = JSON.stringify([createTask, ...Object.values(rest)].filter((each) => "method" in each))
    assert.isBelow(gzipSync(rows).length, 2 * 1024)
  })
})
