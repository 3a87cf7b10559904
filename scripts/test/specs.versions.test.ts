import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { parse, stringify } from "yaml"
import { at, type Json, type JsonObject, objectOr } from "@errand/codegen/json"
import { load } from "@errand/codegen/read/load"
import { readLock } from "@errand/codegen/workspace/lock"
import { listSites } from "@errand/codegen/workspace/sites"
import { codegenCheck } from "./support/codegen.ts"
import { withProvider } from "./support/provider.ts"
import { specs, withRepository } from "./support/repository.ts"

const home = join(import.meta.dirname, "../..")

const textOf = (root: string, file: string): string => readFileSync(join(root, file), "utf8")

/** All files below a folder with their text. */
const filesOf = (root: string, folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(join(root, folder)).map((file) => [file, textOf(root, join(folder, file))]))

/** A repository whose service has a second version, v9, which says what v2 says. */
const withTwoVersions = (use: (root: string) => Promise<void>): Promise<void> =>
  withRepository("browseract/v2", ["core", "http", "browseract-types", "browseract"], async (root) => {
    writeFileSync(join(root, "specs/browseract/v9.yaml"), textOf(root, "specs/browseract/v2.yaml"))
    writeFileSync(join(root, "specs/browseract/v9.overlay.yaml"), textOf(root, "specs/browseract/v2.overlay.yaml"))
    await use(root)
  })

/** What v9's provider publishes now: one status more. */
const publish = (root: string): string => {
  const { root: document } = load(join(root, "specs/browseract/v9.yaml"), "v9.yaml")
  const values = at(document, ["components", "schemas", "TaskStatus", "enum"]) as Array<Json>
  values.push("queued")
  writeFileSync(join(root, "published.yaml"), stringify(document))
  return join(root, "published.yaml")
}

describe("a service with two versions", () => {
  it("has types of both in one package, and an update of one moves nothing of the other", () =>
    withTwoVersions(async (root) => {
      assert.strictEqual((await specs(root, "update", "browseract/v9", "--from", publish(root))).code, 4)
      const types = "packages/browseract-types"
      assert.deepStrictEqual(
        filesOf(root, `${types}/src/v2`),
        filesOf(home, `${types}/src/v2`),
        "the files of v2 are what they are where v2 is alone"
      )
      assert.match(textOf(root, `${types}/src/v9/index.ts`), /TaskStatusValues = \[[^\]]*"queued"\s*\] as const/)
      const { errand } = JSON.parse(textOf(root, `${types}/package.json`)) as { errand: JsonObject }
      assert.deepStrictEqual(
        Object.entries(errand).map(([version, origin]) => [version, objectOr(origin)["spec"] ?? null]),
        [
          ["v2", "specs/browseract/v2.yaml"],
          ["v9", "specs/browseract/v9.yaml"]
        ]
      )
      assert.deepStrictEqual(Object.keys(readLock(root)?.specs ?? {}), [
        "specs/browseract/v2.yaml",
        "specs/browseract/v9.yaml"
      ])
      assert.deepStrictEqual(await codegenCheck(root), {
        code: 0,
        said: ["codegen: 2 specifications, nothing changed"]
      })

      const [changeset = "", ...more] = Object.values(filesOf(root, ".changeset"))
      assert.match(changeset, /^---\n"@errand\/browseract-types": major\n---\n\nv9: .*`queued`/)
      assert.deepStrictEqual(more, [], "the client is of v2, and shows nothing of v9")

      writeFileSync(join(root, types, "src/v9/raw.ts"), "")
      assert.deepStrictEqual((await codegenCheck(root)).said.slice(0, 1), [
        `codegen: ${types}/src/v9/raw.ts is edited by hand`
      ])
    }))

  it("is checked by version: drift of one is none of the other, and `diff` tells what lies between them", () =>
    withTwoVersions((root) => {
      const published = publish(root)
      const documents = new Map([
        ["/2", textOf(root, "specs/browseract/v2.yaml")],
        ["/9", textOf(root, "published.yaml")]
      ])
      return withProvider(documents, async (address) => {
        writeFileSync(join(root, "specs/sources.yaml"), `browseract/v2: ${address}/2\nbrowseract/v9: ${address}/9\n`)
        const { code, lines } = await specs(root, "check")
        assert.strictEqual(code, 1)
        assert.include(lines, "specs: browseract/v2 is what is published")
        assert.include(lines, "specs: browseract/v9 has drifted")
        assert.strictEqual((await specs(root, "check", "browseract/v2")).code, 0)

        const between = await specs(root, "diff", join(root, "specs/browseract/v2.yaml"), published)
        assert.match(between.lines.join("\n"), /`TaskStatus` may be `queued`/)
      })
    }))
})

describe("a types package of this repository", () => {
  for (const { out, spec } of listSites(home)) {
    const [, folder = "", , version = ""] = out.split("/")
    it(`${folder} has ${spec} as an entry, with its raw types and its document, and says so in its README`, () => {
      const { exports } = parse(textOf(home, `packages/${folder}/package.json`)) as { exports: JsonObject }
      for (const [entry, file] of [
        [`./${version}`, "index"],
        [`./${version}/raw`, "raw"],
        [`./${version}/document`, "document"]
      ] as const)
        assert.strictEqual(exports[entry], `./src/${version}/${file}.ts`)
      const readme = textOf(home, `packages/${folder}/README.md`)
      assert.include(readme, `blob/main/${spec})`)
      assert.include(readme, `@errand/${folder}/${version}"`)
    })
  }
})
