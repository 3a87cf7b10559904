import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { codegen, overlayOf, specOf, within } from "../support/generator.ts"

const manifest = `{
  "name": "@acme/types",
  "files": ["dist"]
}
`

/** A repository with two APIs, one of them with an overlay. */
const repository = (use: (root: string) => Promise<void>): Promise<void> =>
  within(
    {
      "specs/acme/v1.yaml": readFileSync(specOf("defaults"), "utf8"),
      "specs/acme/v1.overlay.yaml": readFileSync(overlayOf("defaults") ?? "", "utf8"),
      "specs/birds/v2.json": readFileSync(specOf("nullable-3.1"), "utf8"),
      "packages/acme-types/package.json": manifest,
      "packages/birds-types/package.json": manifest
    },
    use
  )

/** Every file with its text and the time of its last change. */
const snapshot = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path, `${statSync(path).mtimeMs} ${readFileSync(path, "utf8")}`])
  )

const edit = (root: string, file: string, change: (text: string) => string): void =>
  writeFileSync(join(root, file), change(readFileSync(join(root, file), "utf8")))

/** What `codegen --check` says, line by line, after making sure that it wrote nothing. */
const check = async (root: string): Promise<{ readonly code: number; readonly said: ReadonlyArray<string> }> => {
  const before = snapshot(root)
  const { code, err } = await codegen("--root", root, "--check")
  assert.deepStrictEqual(snapshot(root), before, "a check writes nothing")
  return {
    code,
    said: err
      .split("\n")
      .filter((line) => line.includes(" is "))
      .map((line) => line.replace("codegen: ", ""))
  }
}

describe("codegen with a lock", () => {
  it("writes what is missing, then finds nothing to do", () =>
    repository(async (root) => {
      assert.strictEqual((await check(root)).code, 1)
      const first = await codegen("--root", root)
      assert.deepStrictEqual([first.code, first.err], [0, ""])
      assert.include(first.out, "codegen: 2 specifications, 9 of 9 files written")
      const written = snapshot(root)
      const second = await codegen("--root", root)
      assert.strictEqual(second.out, "codegen: 2 specifications, nothing changed\n")
      assert.deepStrictEqual(snapshot(root), written)
      assert.deepStrictEqual(await check(root), { code: 0, said: [] })
    }))

  it("names every edited, missing, foreign and outdated file of all packages, by what is wrong with it", () =>
    repository(async (root) => {
      await codegen("--root", root)
      edit(root, "packages/acme-types/src/v1/index.ts", (text) => `${text}\n// mine`)
      rmSync(join(root, "packages/birds-types/src/v2/raw.ts"))
      edit(root, "packages/birds-types/package.json", (text) => text.replace(/"sha256": "\w+"/, `"sha256": "0"`))
      writeFileSync(join(root, "packages/birds-types/src/v2/own.ts"), "export {}\n")
      const edited = [
        "packages/acme-types/src/v1/index.ts is edited by hand",
        "packages/birds-types/package.json is edited by hand",
        "packages/birds-types/src/v2/own.ts is not generated",
        "packages/birds-types/src/v2/raw.ts is missing"
      ]
      assert.deepStrictEqual(await check(root), { code: 1, said: edited })

      edit(root, "specs/acme/v1.yaml", (text) =>
        text.replace("name: { type: string }", "name: { type: string, description: Its name. }")
      )
      assert.deepStrictEqual((await check(root)).said, [
        "packages/acme-types/package.json is out of date",
        "packages/acme-types/src/v1/index.ts is edited by hand",
        "packages/acme-types/src/v1/raw.ts is out of date",
        ...edited.slice(1),
        "specs/codegen.lock.json is out of date"
      ])

      rmSync(join(root, "packages/birds-types/src/v2/own.ts"))
      await codegen("--root", root)
      assert.deepStrictEqual(await check(root), { code: 0, said: [] })
      assert.include(readFileSync(join(root, "packages/acme-types/src/v1/raw.ts"), "utf8"), "Its name.")
    }))

  it("notices another folder of files, and another folder to write to, in the configuration", () =>
    within(
      {
        "specs/shop/v1.json": JSON.stringify({
          openapi: "3.1.0",
          info: { title: "Shop", version: "1" },
          paths: {},
          components: { schemas: { Ticket: { $ref: "../parts/ticket.json" } } }
        }),
        "specs/parts/ticket.json": `{ "type": "object" }`
      },
      async (root) => {
        const configure = (site: object) =>
          writeFileSync(
            join(root, "errand-codegen.json"),
            JSON.stringify({ specs: [{ spec: "specs/shop/v1.json", files: "specs", out: "api", ...site }] })
          )
        configure({})
        assert.deepInclude(await codegen("--root", root), { code: 0, err: "" })
        assert.deepStrictEqual(await check(root), { code: 0, said: [] })
        // A reference would now lead out of the folder.
        configure({ files: "specs/shop" })
        const narrowed = await codegen("--root", root, "--check")
        assert.strictEqual(narrowed.code, 1)
        assert.include(narrowed.err, "ticket.json")
        configure({ files: "." })
        assert.deepStrictEqual((await check(root)).said, ["errand-codegen.lock.json is out of date"])
        configure({ out: "generated/api" })
        assert.include((await check(root)).said, "generated/api/index.ts is missing")
      }
    ))

  it("notices a changed overlay, a new one, and a file that the specification refers to", () =>
    repository(async (root) => {
      cpSync(join(specOf("files"), ".."), join(root, "specs/files"), { recursive: true })
      renameSync(join(root, "specs/files/spec.yaml"), join(root, "specs/files/v1.yaml"))
      edit(root, "specs/files/schemas/pet.yaml", (text) => text.replace("../spec.yaml", "../v1.yaml"))
      cpSync(join(root, "packages/acme-types"), join(root, "packages/files-types"), { recursive: true })
      await codegen("--root", root)
      assert.strictEqual((await check(root)).code, 0)
      edit(root, "specs/files/schemas/pet.yaml", (text) =>
        text.replace("name: { type: string }", "name: { type: integer }")
      )
      assert.deepStrictEqual((await check(root)).said, [
        "packages/files-types/src/v1/document.ts is out of date",
        "packages/files-types/src/v1/raw.ts is out of date",
        "specs/codegen.lock.json is out of date"
      ])
      await codegen("--root", root)
      edit(root, "specs/acme/v1.overlay.yaml", (text) => text.replace("max: 50", "max: 40"))
      assert.deepStrictEqual((await check(root)).said, [
        "packages/acme-types/src/v1/index.ts is out of date",
        "specs/codegen.lock.json is out of date"
      ])
      await codegen("--root", root)
      writeFileSync(
        join(root, "specs/birds/v2.overlay.yaml"),
        "overlay: 1.0.0\nactions:\n  - target: $.paths['/birds/{id}'].get\n    update: { x-errand-name: findBird }\n"
      )
      assert.deepStrictEqual((await check(root)).said, [
        "packages/birds-types/src/v2/index.ts is out of date",
        "specs/codegen.lock.json is out of date"
      ])
    }))

  it("removes what is no longer generated, and never what somebody else put there", () =>
    repository(async (root) => {
      await codegen("--root", root)
      rmSync(join(root, "specs/birds/v2.json"))
      writeFileSync(
        join(root, "packages/acme-types/src/v1/old.ts"),
        "// Generated from specs/acme/v1.yaml by errand's codegen. Do not edit.\n"
      )
      writeFileSync(join(root, "packages/acme-types/src/v1/own.ts"), "export {}\n")
      assert.deepStrictEqual((await check(root)).said, [
        "packages/acme-types/src/v1/old.ts is no longer generated",
        "packages/acme-types/src/v1/own.ts is not generated",
        "packages/birds-types/src/v2/document.ts is no longer generated",
        "packages/birds-types/src/v2/index.ts is no longer generated",
        "packages/birds-types/src/v2/raw.ts is no longer generated",
        "specs/codegen.lock.json is out of date"
      ])
      await codegen("--root", root)
      assert.deepStrictEqual(readdirSync(join(root, "packages/birds-types/src")), [])
      assert.deepStrictEqual(readdirSync(join(root, "packages/acme-types/src/v1")), [
        "document.ts",
        "index.ts",
        "own.ts",
        "raw.ts"
      ])
    }))

  it("records where the types come from, and changes no other character of package.json", () =>
    repository(async (root) => {
      await codegen("--root", root)
      const text = readFileSync(join(root, "packages/acme-types/package.json"), "utf8")
      assert.match(
        text,
        /^\{\n  "name": "@acme\/types",\n  "files": \["dist"\],\n  "errand": \{\n    "v1": \{\n      "spec": "specs\/acme\/v1\.yaml",\n      "sha256": "[0-9a-f]{64}",\n      "upstream": "7\.1\.0",\n      "generator": "openapi-typescript [\d.]+"\n    \}\n  \}\n\}\n$/
      )
      edit(root, "packages/acme-types/package.json", (own) =>
        own
          .replace(`"files": ["dist"]`, `"files": [ "dist" ], "note": "a } in a text"`)
          .replace(/\n\}\n$/, `,\n  "last": {}\n}\n`)
      )
      edit(root, "specs/acme/v1.yaml", (spec) => spec.replace("version: 7.1.0", "version: 7.2.0"))
      await codegen("--root", root)
      const next = readFileSync(join(root, "packages/acme-types/package.json"), "utf8")
      assert.include(next, `"files": [ "dist" ], "note": "a } in a text"`)
      assert.include(next, `"upstream": "7.2.0"`)
      assert.isTrue(next.endsWith(`  },\n  "last": {}\n}\n`))
    }))
})
