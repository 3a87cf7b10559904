import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { stringify } from "yaml"
import { at, type Json, type JsonObject } from "@errand/codegen/json"
import { load } from "@errand/codegen/read/load"
import { extractFacts } from "@errand/codegen/update/facts"
import { withProvider } from "./support/provider.ts"
import { specs, withRepository } from "./support/repository.ts"

const name = "browseract/v2"

/** A repository whose provider publishes at an address, and what it publishes. */
const withDrift = (
  use: (root: string, document: JsonObject, publish: (text: string) => void) => Promise<void>
): Promise<void> =>
  withRepository(name, ["browseract-types"], (root) => {
    const documents = new Map<string, string>()
    return withProvider(documents, async (address) => {
      writeFileSync(join(root, "specs/sources.yaml"), `${name}: ${address}/openapi\n`)
      const { root: ours } = load(join(root, `specs/${name}.yaml`), name)
      await use(root, extractFacts(ours, ours), (text) => documents.set("/openapi", text))
    })
  })

describe("specs check", () => {
  it("finds no drift in other words, another format and another order, and names the first fact that differs", () =>
    withDrift(async (root, document, publish) => {
      const before = readFileSync(join(root, `specs/${name}.yaml`), "utf8")
      const info = document["info"] as JsonObject
      publish(stringify({ ...document, info: { ...info, title: "Theirs", description: "Prose." } }))
      assert.deepStrictEqual(await specs(root, "check"), { code: 0, lines: [`specs: ${name} is what is published`] })

      const next = structuredClone(document)
      const values = at(next, ["components", "schemas", "TaskStatus", "enum"]) as Array<Json>
      values.push("queued")
      publish(JSON.stringify(next))
      const drifted = await specs(root, "check", name)
      assert.strictEqual(drifted.code, 1)
      assert.include(drifted.lines, `specs: ${name} has drifted`)
      assert.match(drifted.lines.join("\n"), /`TaskStatus` may be `queued`/)
      assert.strictEqual(readFileSync(join(root, `specs/${name}.yaml`), "utf8"), before, "a check writes nothing")

      const source = readFileSync(join(root, "specs/sources.yaml"), "utf8")
      mkdirSync(join(root, "specs/acme"))
      mkdirSync(join(root, "packages/acme-types"))
      writeFileSync(join(root, "packages/acme-types/package.json"), `{ "name": "@errand/acme-types" }`)
      writeFileSync(join(root, "specs/acme/v1.yaml"), stringify({ openapi: "3.1.0", info, paths: {} }))
      writeFileSync(join(root, "specs/sources.yaml"), `acme/v1: http://127.0.0.1:1/openapi\n${source}`)
      const updated = await specs(root, "update")
      assert.strictEqual(updated.code, 4, "without --from, update reads the same addresses")
      assert.match(updated.lines.join("\n"), /acme\/v1 was not compared/)
      assert.strictEqual((await specs(root, "check", name)).code, 0)
    }))

  it("says with a code of its own that a document could not be fetched", () =>
    withDrift(async (root, _, publish) => {
      const sources = readFileSync(join(root, "specs/sources.yaml"), "utf8")
      const gone = await specs(root, "check")
      assert.strictEqual(gone.code, 3)
      assert.match(gone.lines.join("\n"), /^specs: browseract\/v2 was not compared: http:.* \(it answered 404\)$/)
      writeFileSync(join(root, "specs/sources.yaml"), `${name}: http://127.0.0.1:1/openapi\n`)
      assert.strictEqual((await specs(root, "check")).code, 3)
      assert.strictEqual((await specs(root, "update")).code, 3)
      writeFileSync(join(root, "specs/sources.yaml"), sources)
      publish("<html>Moved</html>")
      const page = await specs(root, "check")
      assert.strictEqual(page.code, 1)
      assert.match(page.lines.join("\n"), /^specs: browseract\/v2 was not compared: http:.*an object was expected/)
    }))

  it("compares nothing where no address is known, and refuses a source that is none", () =>
    withRepository(name, ["browseract-types"], async (root) => {
      const unknown = { code: 0, lines: [`specs: no address of ${name} is known, it was not compared`] }
      assert.deepStrictEqual(await specs(root, "check"), unknown)
      const sources = (text: string) => writeFileSync(join(root, "specs/sources.yaml"), text)
      sources(`${name}: null\n`)
      assert.deepStrictEqual(await specs(root, "check"), unknown)
      sources(`acme/v1: http://127.0.0.1/\n`)
      assert.deepStrictEqual(await specs(root, "check"), {
        code: 1,
        lines: ["specs: specs/sources.yaml:1:10: acme/v1 is no specification"]
      })
      sources(`${name}: ftp://127.0.0.1/\n`)
      assert.match((await specs(root, "check")).lines.join(), /has to start with http/)
    }))
})

describe("specs diff", () => {
  it("tells the changes as text or as JSON, and fails on them only where it was asked to", () =>
    withDrift(async (root, document) => {
      const [a, b] = [join(root, "a.json"), join(root, "b.yaml")]
      const next = structuredClone(document)
      delete (next["paths"] as JsonObject)["/v2/workflow/get-region-list"]
      writeFileSync(a, JSON.stringify(document))
      writeFileSync(b, stringify(next))
      const text = await specs(root, "diff", a, b)
      assert.strictEqual(text.code, 0)
      assert.match(text.lines.join("\n"), /Breaks callers/)
      const json = await specs(root, "diff", a, b, "--json", "--exit-code")
      assert.strictEqual(json.code, 1)
      const { changes, types } = JSON.parse(json.lines.join("\n")) as { changes: ReadonlyArray<Json>; types: string }
      assert.deepStrictEqual([changes.length > 0, types], [true, "major"])
      assert.strictEqual((await specs(root, "diff", a, a, "--exit-code")).code, 0)
      const named = await specs(root, "diff", join(root, `specs/${name}.yaml`), b)
      assert.include(named.lines.join("\n"), "`listRegions`", "by the hints that stand beside it")
      assert.strictEqual((await specs(root, "diff", a)).code, 2)
      assert.strictEqual((await specs(root, "diff", a, b, "--loud")).code, 2)
    }))
})
