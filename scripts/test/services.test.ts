import { globSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { assert, describe, it } from "vitest"
import { readCapabilities, toMarkdown } from "../services/capabilities.ts"
import { replaceSection } from "../services/section.ts"

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")

describe("the README's table of what each service can do", () => {
  it("says what the types of the providers say: `node scripts/services.ts` writes it anew", () => {
    const capabilities = readCapabilities()
    assert.strictEqual(replaceSection(readme, "services", toMarkdown(capabilities)), readme)
    const [, ...answers] = capabilities.rows.find(([part]) => part === "`Task.resume`") ?? [""]
    const resumes = capabilities.services.filter((_, at) => answers[at] === "yes")
    assert.include(resumes, "browseract/v2")
    assert.notInclude(resumes, "browser-use/v2")
    const column = (service: string) => capabilities.services.indexOf(service) + 1
    const answer = (part: string, service: string) =>
      capabilities.rows.find(([name]) => name.includes(part))?.[column(service)]
    assert.deepStrictEqual(
      ["live view", "results expire", "queue and budget"].map((part) => [
        answer(part, "firecrawl/v2"),
        answer(part, "browser-use/v4")
      ]),
      [
        ["–", "yes"],
        ["yes", "–"],
        ["–", "yes"]
      ]
    )
  })

  it("has a column for every provider that a package exports", () => {
    const repository = join(import.meta.dirname, "../..")
    const read = (path: string) => readFileSync(join(repository, path), "utf8")
    const exported = globSync("packages/*/src/{,v*/}*.ts", { cwd: repository }).flatMap((path) => {
      const [, made] = /^export interface (\w+Provider)\b[^{]*\bextends\b[^{]*\bProvider</m.exec(read(path)) ?? []
      const [, name] = /^packages\/([\w-]+)\/src/.exec(path.replaceAll("\\", "/")) ?? []
      const version = basename(dirname(path))
      // The provider in memory is of no service.
      if (made === undefined || name === undefined || name === "core") return []
      return [`@errand/${name}${version === "src" ? "" : `/${version}`} ${basename(path, ".ts")}.${made}`]
    })
    const shapes = read("scripts/services/shapes.ts")
    const columns = [...shapes.matchAll(/^import type \* as (\w+) from "(@errand\/[^"]+)"/gm)].flatMap(
      ([, alias = "", entry = ""]) =>
        [...shapes.matchAll(new RegExp(`\\b${alias}\\.(\\w+\\.\\w+Provider)\\b`, "g"))].map(
          ([, provider = ""]) => `${entry} ${provider}`
        )
    )
    assert.isAtLeast(columns.length, 8)
    assert.deepStrictEqual(columns.toSorted(), exported.toSorted())
    assert.lengthOf(readCapabilities().services, columns.length)
  })

  it("is not written into a document that has no place for it", () => {
    assert.throws(() => replaceSection("# Title", "services", "| |"), /no section between <!-- services -->/)
  })
})
