import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { compile, prepare, run } from "../newcomer/attempt.ts"
import { emptyFolder, fromWorkspace } from "../newcomer/folder.ts"
import type { Install } from "../newcomer/folder.ts"
import { lessons } from "../newcomer/lesson.ts"
import { pack, publicPackages } from "../pack/tarballs.ts"
import { repository } from "./support/workspace.ts"

const fence = "```"
const readme = (...parts: ReadonlyArray<readonly [language: string, text: string]>) =>
  parts.map(([language, text]) => `Words.\n\n${fence}${language}\n${text}\n${fence}\n`).join("\n")

describe("what a README tells a newcomer", () => {
  it("is the commands before its first program, the program, and the name of its file", () => {
    const text = readme(
      ["sh", "npm install --save-dev a @b/c    # why\nnpx tsx first.mts"],
      ["ts", "const one = 1"],
      ["ts", "no"]
    )
    expect(lessons(text)).toEqual([
      {
        commands: [{ kind: "install", names: ["a", "@b/c"], dev: true }],
        file: "first.mts",
        program: "const one = 1\n",
        line: 11,
        run: true
      }
    ])
  })

  it("is two programs where the first does not run by itself, the second with what is installed in between", () => {
    const text = readme(
      ["sh", "npm install a"],
      ["ts no-run", "one"],
      ["sh", "npm install b\nnpx errand-codegen diff one two"],
      ["ts gen", "part"],
      ["ts", "two"],
      ["sh", "npm install c"]
    )
    expect(lessons(text)).toMatchObject([
      { commands: [{ names: ["a"] }], file: undefined, program: "one\n", run: false },
      { commands: [{ names: ["b"] }], program: "two\n", run: true }
    ])
  })

  it("is nothing that stands in a comment", () => {
    const text = `<!-- ts\nimport { a } from "a"\n-->\n${readme(["ts", "a()"])}`
    expect(lessons(text)).toMatchObject([{ program: "a()\n", line: 7 }])
  })
})

/** One compiler, this Node, and no network; `pnpm pack-check` tries all there are. */
describe("a newcomer, in an empty folder", () => {
  const work = mkdtempSync(join(tmpdir(), "errand-newcomer-"))
  let install: Install
  const begun = join(work, "begun")
  beforeAll(async () => {
    await emptyFolder(begun)
    install = fromWorkspace(repository, work, await pack(repository, work))
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  const newFolder = (name: string): string => {
    const folder = join(work, "newcomer", name)
    cpSync(begun, folder, { recursive: true })
    return folder
  }

  const packages = publicPackages(repository).map(({ folder }) => [basename(folder), folder] as const)
  it.concurrent.each([["errand", repository] as const, ...packages])(
    "compiles and runs the first program of the README of %s",
    async (name, path) => {
      const folder = newFolder(name)
      const found = lessons(readFileSync(join(path, "README.md"), "utf8"))
      expect(found.length).toBeGreaterThan(0)
      for (const lesson of found) {
        expect(await prepare(folder, lesson, install)).toBeUndefined()
        expect(await compile(folder, join(repository, "node_modules/typescript"))).toBeUndefined()
        if (lesson.run) expect(await run(folder, lesson, process.execPath)).toBeUndefined()
      }
    }
  )

  it("is stopped by a README that does not say that its programs are modules", async () => {
    const folder = newFolder("unsaid")
    const text = readFileSync(join(repository, "packages/core/README.md"), "utf8").replace(/^npx tsx .*$/m, "")
    const [lesson] = lessons(text)
    expect(await prepare(folder, lesson!, install)).toBeUndefined()
    expect(await compile(folder, join(repository, "node_modules/typescript"))).toContain("CommonJS")
  })

  it("is stopped by a README that does not name what its program imports", async () => {
    const folder = newFolder("unnamed")
    const text = readFileSync(join(repository, "packages/browseract/README.md"), "utf8")
    const [lesson] = lessons(text.replace(/^npm install @errand\/simulator.*$/m, ""))
    expect(await prepare(folder, lesson!, install)).toBeUndefined()
    expect(await compile(folder, join(repository, "node_modules/typescript"))).toContain("@errand/simulator")
    expect(await run(folder, lesson!, process.execPath)).toContain("ERR_MODULE_NOT_FOUND")
  })
})
