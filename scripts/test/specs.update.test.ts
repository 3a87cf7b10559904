import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { codegenCheck } from "./support/codegen.ts"
import { assert, describe, it } from "vitest"
import { at, type Json, type JsonObject } from "@errand/codegen/json"
import { load } from "@errand/codegen/read/load"
import { extractFacts } from "@errand/codegen/update/facts"
import { type Said, specs, withRepository } from "./support/repository.ts"

const name = "browseract/v2"
const types = "packages/browseract-types/src/v2"

/** What the provider would publish: the facts alone, with a change, in a file. */
const publish = (root: string, change: (document: JsonObject) => void): string => {
  const { root: ours } = load(join(root, `specs/${name}.yaml`), name)
  const document = extractFacts(ours, ours)
  change(document)
  writeFileSync(join(root, "published.json"), JSON.stringify(document))
  return join(root, "published.json")
}

const unchanged = (): void => {}

const follow = (root: string, from: string): Promise<Said> => specs(root, "update", name, "--from", from)

const push = (document: JsonObject, path: ReadonlyArray<string>, item: Json): void =>
  void (at(document, path) as Array<Json>).push(item)

const changesets = (root: string): ReadonlyArray<string> =>
  readdirSync(join(root, ".changeset"))
    .map((file) => readFileSync(join(root, ".changeset", file), "utf8"))
    .sort()

const textOf = (root: string, file: string): string => readFileSync(join(root, file), "utf8")

/** The list that a run ends with, as `file:what its line says`. */
const toDecide = (root: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.slice(lines.indexOf("To decide:") + 1).map((line) => {
    const [, file = "", number = ""] = /^ {2}(\S+?):(\d+): /.exec(line) ?? []
    return `${file}: ${textOf(root, file).split("\n")[Number(number) - 1]?.trim()}`
  })

const regions = "/v2/workflow/get-region-list"
const list = ["paths", "/v2/workflow/list-tasks", "get"]

describe("a specification that its provider has changed", () => {
  it("becomes types and changesets, and a list with the line of the table that is no longer total", () =>
    withRepository(name, ["core", "http", "browseract-types", "browseract"], async (root) => {
      const from = publish(root, (document) => {
        push(document, ["components", "schemas", "TaskStatus", "enum"], "queued")
        const view = at(document, ["components", "schemas", "WorkflowTaskResponse", "properties"]) as JsonObject
        view["retries"] = { type: "integer", description: "Their words." }
        const parameter = { name: "colour", in: "query", description: "Their words.", schema: { type: "string" } }
        push(document, [...list, "parameters"], parameter)
      })
      const ran = await follow(root, from)
      assert.strictEqual(ran.code, 4, ran.lines.join("\n"))
      assert.match(textOf(root, `${types}/index.ts`), /TaskStatusValues = \[[^\]]*"queued"\s*\] as const/)
      assert.notInclude(textOf(root, `specs/${name}.yaml`), "Their words.")

      const [client = "", generated = "", ...more] = changesets(root)
      assert.deepStrictEqual(more, [])
      assert.match(client, /^---\n"@errand\/browseract": minor\n---\n\n.*`queued`/)
      assert.notInclude(client, "retries", "the client shows no such field")
      assert.match(
        generated,
        /^---\n"@errand\/browseract-types": major\n---\n\n.*`queued`.*`WorkflowTaskResponse.retries`/
      )

      const open = toDecide(root, ran.lines)
      const table = textOf(root, "packages/browseract/src/internal/translate.ts")
        .split("\n")
        .find((line) => line.includes("in Api.TaskStatus]"))
      assert.include(open, `packages/browseract/src/internal/translate.ts: ${table}`)
      assert.match(ran.lines.find((line) => line.includes("translate.ts")) ?? "", /Property 'queued' is missing/)
      assert.includeMembers(
        [...open],
        [`specs/${name}.yaml: description: TODO(describe)`, `specs/${name}.yaml: TaskStatus:`]
      )

      assert.strictEqual(
        textOf(root, `specs/${name}.yaml`).split("TODO(describe)").length,
        2,
        "a property of an answer needs no description"
      )

      const again = await follow(root, from)
      assert.include(again.lines, `specs: specs/${name}.yaml is what the provider says`)
      assert.lengthOf(changesets(root), 2)
      assert.include(toDecide(root, again.lines), `specs/${name}.yaml: description: TODO(describe)`)
      assert.deepStrictEqual(await codegenCheck(root), {
        code: 1,
        said: [`codegen: ${undescribed(root)} is still to be described`]
      })
      const spec = join(root, `specs/${name}.yaml`)
      writeFileSync(spec, readFileSync(spec, "utf8").replace("TODO(describe)", "Only tasks of this colour."))
      assert.notInclude((await codegenCheck(root)).said.join("\n"), "described")
    }))

  it("is updated without a list where nothing is left to decide", () =>
    withRepository(name, ["browseract-types"], async (root) => {
      assert.strictEqual((await follow(root, publish(root, unchanged))).code, 0)
      const grouped = publish(root, (document) => push(document, [...list, "tags"], "Lists"))
      assert.strictEqual((await follow(root, grouped)).code, 0)
      assert.deepStrictEqual(changesets(root), [], "what nobody can notice is no release")
      const from = publish(root, (document) => {
        push(document, [...list, "tags"], "Lists")
        const limit = at(document, [...list, "parameters"]) as Array<JsonObject>
        Object.assign(limit.find((each) => each["name"] === "limit") ?? {}, {
          schema: { type: "integer", maximum: 200 }
        })
      })
      const ran = await follow(root, from)
      assert.strictEqual(ran.code, 4)
      assert.deepStrictEqual(toDecide(root, ran.lines), [`specs/${name}.yaml: - name: limit`])
      assert.deepStrictEqual(
        changesets(root).map((text) => text.split("\n")[1]),
        [`"@errand/browseract-types": patch`]
      )
      const settled = await follow(root, from)
      assert.deepStrictEqual([settled.code, settled.lines.includes("To decide:")], [0, false])
      assert.lengthOf(changesets(root), 1)
    }))

  it("loses hints of ours and gains operations without one, and the list says which", () =>
    withRepository(name, ["browseract-types"], async (root) => {
      const from = publish(root, (document) => {
        const paths = document["paths"] as JsonObject
        paths["/v2/regions"] = paths[regions] ?? {}
        delete paths[regions]
      })
      const ran = await follow(root, from)
      assert.strictEqual(ran.code, 4)
      const open = ran.lines.slice(ran.lines.indexOf("To decide:"))
      assert.include(
        open.join("\n"),
        `specs/${name}.overlay.yaml:77: the target $.paths['${regions}'].get matches nothing`
      )
      assert.include(open.join("\n"), `GET /v2/regions has no x-errand-name`)
    }))

  it("is left alone where the provider's document, or a correction of it, cannot be applied", () =>
    withRepository(name, ["browseract-types"], async (root) => {
      const before = textOf(root, `specs/${name}.yaml`)
      writeFileSync(join(root, "published.html"), "<html>\n<body>gone</body>\n")
      const wrong = await follow(root, join(root, "published.html"))
      assert.deepStrictEqual([wrong.code, wrong.lines.length], [1, 1])
      writeFileSync(
        join(root, `specs/${name}.patch.yaml`),
        "overlay: 1.0.0\nactions:\n  - target: $.paths['/gone']\n    description: It answers differently.\n    remove: true\n"
      )
      const late = await follow(root, publish(root, unchanged))
      assert.deepStrictEqual(late, {
        code: 1,
        lines: [`specs: specs/${name}.patch.yaml:3:5: the target $.paths['/gone'] matches nothing`]
      })
      assert.strictEqual(textOf(root, `specs/${name}.yaml`), before)
      assert.strictEqual((await specs(root, "update", "acme/v1", "--from", "x")).code, 1)
      assert.strictEqual((await specs(root, "update", name)).code, 2)
      assert.strictEqual((await specs(root, "grow")).code, 2)
    }))
})

const undescribed = (root: string): string => {
  const lines = textOf(root, `specs/${name}.yaml`).split("\n")
  const line = lines.findIndex((text) => text.includes("TODO(describe)"))
  return `specs/${name}.yaml:${line + 1}:${(lines[line] ?? "").indexOf("TODO") + 1}`
}
