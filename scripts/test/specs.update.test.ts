import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { codegenCheck } from "./support/codegen.ts"
import { assert, describe, it } from "vitest"
import { at, type Json, type JsonObject } from "@errand/codegen/json"
import { load } from "@errand/codegen/load"
import { facts } from "@errand/codegen/update/facts"
import { specs, withRepository } from "./support/repository.ts"

const name = "browser-use/v2"
const types = "packages/browser-use-types/src/v2"

/** What the provider would publish: the facts alone, with a change, in a file. */
const publish = (root: string, change: (document: JsonObject) => void): string => {
  const { root: ours } = load(join(root, `specs/${name}.yaml`), name)
  const document = facts(ours, ours)
  change(document)
  writeFileSync(join(root, "published.json"), JSON.stringify(document))
  return join(root, "published.json")
}

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

describe("a specification that its provider has changed", () => {
  it(
    "becomes types and changesets, and a list with the line of the table that is no longer total",
    () =>
      withRepository(["core", "http", "browser-use-types", "browser-use"], async (root) => {
        const from = publish(root, (document) => {
          push(document, ["components", "schemas", "TaskStatus", "enum"], "paused")
          const view = at(document, ["components", "schemas", "TaskView", "properties"]) as JsonObject
          view["retries"] = { type: "integer", description: "Their words." }
        })
        const ran = await specs(root, "update", name, "--from", from)
        assert.strictEqual(ran.code, 4, ran.lines.join("\n"))
        assert.include(textOf(root, `${types}/index.ts`), `"stopped", "paused"] as const`)
        assert.notInclude(textOf(root, `specs/${name}.yaml`), "Their words.")

        const [client = "", generated = "", ...more] = changesets(root)
        assert.deepStrictEqual(more, [])
        assert.match(client, /^---\n"@errand\/browser-use": minor\n---\n\n.*`paused`/)
        assert.notInclude(client, "retries", "the client shows no such field")
        assert.match(generated, /^---\n"@errand\/browser-use-types": major\n---\n\n.*`paused`.*`TaskView.retries`/)

        const open = toDecide(root, ran.lines)
        const table = textOf(root, "packages/browser-use/src/internal/translate.ts")
          .split("\n")
          .find((line) => line.includes("in Api.TaskStatus]"))
        assert.include(open, `packages/browser-use/src/internal/translate.ts: ${table}`)
        assert.match(ran.lines.find((line) => line.includes("translate.ts")) ?? "", /Property 'paused' is missing/)
        assert.includeMembers(
          [...open],
          [`specs/${name}.yaml: description: TODO(describe)`, `specs/${name}.yaml: TaskStatus:`]
        )

        const again = await specs(root, "update", name, "--from", from)
        assert.include(again.lines, `specs: specs/${name}.yaml is what the provider says`)
        assert.lengthOf(changesets(root), 2)
        assert.include(toDecide(root, again.lines), `specs/${name}.yaml: description: TODO(describe)`)
        assert.deepStrictEqual(await codegenCheck(root), {
          code: 1,
          said: [`codegen: ${undescribed(root)} is still to be described`]
        })
        const spec = join(root, `specs/${name}.yaml`)
        writeFileSync(spec, readFileSync(spec, "utf8").replace("TODO(describe)", "How often a step was tried again."))
        assert.notInclude((await codegenCheck(root)).said.join("\n"), "described")
      }),
    120_000
  )

  it(
    "is updated without a list where nothing is left to decide",
    () =>
      withRepository(["browser-use-types"], async (root) => {
        assert.strictEqual(
          (
            await specs(
              root,
              "update",
              name,
              "--from",
              publish(root, () => {})
            )
          ).code,
          0
        )
        assert.deepStrictEqual(changesets(root), [])
        const from = publish(root, (document) => {
          const parameters = at(document, ["paths", "/tasks", "get", "parameters"]) as Array<JsonObject>
          const [first] = parameters
          if (first !== undefined) first["schema"] = { type: "integer", minimum: 1, maximum: 200, default: 10 }
        })
        const ran = await specs(root, "update", name, "--from", from)
        assert.strictEqual(ran.code, 4)
        assert.deepStrictEqual(toDecide(root, ran.lines), [`specs/${name}.yaml: - name: pageSize`])
        assert.deepStrictEqual(
          changesets(root).map((text) => text.split("\n")[1]),
          [`"@errand/browser-use-types": patch`]
        )
        const settled = await specs(root, "update", name, "--from", from)
        assert.deepStrictEqual([settled.code, settled.lines.includes("To decide:")], [0, false])
        assert.lengthOf(changesets(root), 1)
      }),
    60_000
  )

  it(
    "loses hints of ours and gains operations without one, and the list says which",
    () =>
      withRepository(["browser-use-types"], async (root) => {
        const from = publish(root, (document) => {
          const paths = document["paths"] as JsonObject
          paths["/accounts/me"] = paths["/billing/account"] ?? {}
          delete paths["/billing/account"]
        })
        const ran = await specs(root, "update", name, "--from", from)
        assert.strictEqual(ran.code, 4)
        const list = ran.lines.slice(ran.lines.indexOf("To decide:"))
        assert.include(
          list.join("\n"),
          `specs/${name}.overlay.yaml:8: the target $.paths['/billing/account'].get matches nothing`
        )
        assert.include(list.join("\n"), `GET /accounts/me has no x-errand-name`)
      }),
    60_000
  )

  it(
    "is left alone where the provider's document, or a correction of it, cannot be applied",
    () =>
      withRepository(["browser-use-types"], async (root) => {
        const before = textOf(root, `specs/${name}.yaml`)
        writeFileSync(join(root, "published.html"), "<html>\n<body>gone</body>\n")
        const wrong = await specs(root, "update", name, "--from", join(root, "published.html"))
        assert.deepStrictEqual([wrong.code, wrong.lines.length], [1, 1])
        writeFileSync(
          join(root, `specs/${name}.patch.yaml`),
          "overlay: 1.0.0\nactions:\n  - target: $.paths['/gone']\n    description: It answers differently.\n    remove: true\n"
        )
        const late = await specs(
          root,
          "update",
          name,
          "--from",
          publish(root, () => {})
        )
        assert.deepStrictEqual(late, {
          code: 1,
          lines: [`specs: specs/${name}.patch.yaml:3:5: the target $.paths['/gone'] matches nothing`]
        })
        assert.strictEqual(textOf(root, `specs/${name}.yaml`), before)
        assert.strictEqual((await specs(root, "update", "acme/v1", "--from", "x")).code, 1)
        assert.strictEqual((await specs(root, "update", name)).code, 2)
        assert.strictEqual((await specs(root, "grow")).code, 2)
      }),
    60_000
  )
})

const undescribed = (root: string): string => {
  const lines = textOf(root, `specs/${name}.yaml`).split("\n")
  const line = lines.findIndex((text) => text.includes("TODO(describe)"))
  return `specs/${name}.yaml:${line + 1}:${(lines[line] ?? "").indexOf("TODO") + 1}`
}
