import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { at, type Json, type JsonObject, objectOr } from "@errand/codegen/json"
import { load } from "@errand/codegen/read/load"
import { extractFacts } from "@errand/codegen/update/facts"
import { withProvider } from "./support/provider.ts"
import { specs, withRepository } from "./support/repository.ts"

const name = "browseract/v2"
const types = "packages/browseract-types/src/v2/index.ts"
const tasks = "^/v2/workflow/(?:get|list|stop)-tasks?$"

const textOf = (root: string, file: string): string => readFileSync(join(root, file), "utf8")

const pathsOf = (root: string): ReadonlyArray<string> =>
  Object.keys(objectOr(load(join(root, `specs/${name}.yaml`), name).root["paths"]))

const exportedBy = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^export (?:const|type|interface) (\w+)/gm)].map(([, exported = ""]) => exported)

/** A repository without hints, and the whole document of its provider at an address. */
const withWhole = (
  use: (root: string, document: JsonObject, publish: (document: JsonObject) => void) => Promise<void>
): Promise<void> =>
  withRepository(name, ["browseract-types"], (root) => {
    const documents = new Map<string, string>()
    const { root: ours } = load(join(root, `specs/${name}.yaml`), name)
    const document = extractFacts(ours, ours)
    const publish = (next: JsonObject) => void documents.set("/v2", JSON.stringify(next))
    publish(document)
    writeFileSync(join(root, `specs/${name}.overlay.yaml`), "overlay: 1.0.0\n# Names.\nactions: []\n")
    return withProvider(documents, (address) => {
      writeFileSync(join(root, "specs/sources.yaml"), `${name}: ${address}/v2\n`)
      return use(root, document, publish)
    })
  })

describe("a specification that keeps a part of its provider's document", () => {
  it("is cut once, stays cut in every update and check, and gets the rest later without renaming anything", () =>
    withWhole(async (root, document, publish) => {
      const all = pathsOf(root)
      const cut = await specs(root, "update", name, "--only", tasks)
      assert.strictEqual(cut.code, 4, "what is gone has to be looked at")
      const kept = ["get-task", "list-tasks", "stop-task"].map((each) => `/v2/workflow/${each}`)
      assert.sameMembers([...pathsOf(root)], kept)
      assert.strictEqual(
        textOf(root, `specs/${name}.overlay.yaml`),
        `overlay: 1.0.0\n# Names.\nx-errand-only:\n  - ${tasks}\nactions: []\n`
      )
      const part = exportedBy(textOf(root, types))
      assert.notInclude(textOf(root, `specs/${name}.yaml`), "RegionResponse")
      assert.notInclude(part, "RunWorkflowTaskRequest")

      const [spec, whole] = [join(root, `specs/${name}.yaml`), join(root, "whole.json")]
      writeFileSync(whole, JSON.stringify(document))
      const compared = await specs(root, "diff", spec, whole)
      assert.match(compared.lines[0] ?? "", /^Words only/, "what is left out is not compared")

      const same = { code: 0, lines: [`specs: ${name} is what is published`] }
      assert.deepStrictEqual(await specs(root, "check"), same)
      const elsewhere = structuredClone(document)
      delete objectOr(elsewhere["paths"])["/v2/workflow/get-region-list"]
      publish(elsewhere)
      assert.deepStrictEqual(await specs(root, "check"), same, "drift of what is left out is none")
      const here = structuredClone(document)
      const values = at(here, ["components", "schemas", "TaskStatus", "enum"]) as Array<Json>
      values.push("queued")
      publish(here)
      assert.strictEqual((await specs(root, "check")).code, 1)

      publish(document)
      await specs(root, "update", name, "--only", "^/v2/workflow/run", "--only", "^/")
      assert.sameMembers([...pathsOf(root)], [...all])
      assert.includeMembers([...exportedBy(textOf(root, types))], [...part])
      assert.include(textOf(root, `specs/${name}.overlay.yaml`), "x-errand-only:\n  - ^/v2/workflow/run\n  - ^/\n")
    }))

  it("is left as it is where a pattern matches nothing, or where it is not said which specification is meant", () =>
    withWhole(async (root) => {
      const before = textOf(root, `specs/${name}.yaml`)
      assert.deepStrictEqual(await specs(root, "update", name, "--only", "^/runs"), {
        code: 1,
        lines: [`specs: specs/${name}.overlay.yaml:4:3: no path matches ^\\/runs`]
      })
      assert.strictEqual(textOf(root, `specs/${name}.yaml`), before)
      assert.notInclude(textOf(root, `specs/${name}.overlay.yaml`), "x-errand-only")
      assert.strictEqual((await specs(root, "update", "--only", "^/")).code, 2)
      assert.strictEqual((await specs(root, "check", name, "--only", "^/")).code, 2)
    }))
})
