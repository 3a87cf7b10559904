import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { rounds } from "@errand/testkit/rounds"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { compile, compileAll, prepare, run } from "../newcomer/attempt.ts"
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

/** One README of each kind: with few rounds, their programs are run, and all others compiled. */
const kinds = ["errand", "core", "http", "browser-use", "codegen"]
const isRun = (readme: string): boolean => rounds({ few: 0, many: 1 }) === 1 || kinds.includes(readme)

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

  const parent = join(work, "newcomer")
  const newFolder = (name: string, from = begun): string => {
    const folder = join(parent, name)
    cpSync(from, folder, { recursive: true, verbatimSymlinks: true })
    return folder
  }

  const packages = publicPackages(repository).map(({ folder }) => [basename(folder), folder] as const)
  const readmes = [["errand", repository] as const, ...packages]
  const attempts = readmes.flatMap(([readme, path]) =>
    lessons(readFileSync(join(path, "README.md"), "utf8")).map((lesson, nth) => ({ readme, lesson, nth }))
  )
  const folderOf = ({ nth, readme }: { readonly nth: number; readonly readme: string }) => `${readme}.${nth}`
  /** The folders that could not be prepared, and then those that do not compile. */
  const problems = new Map<string, string>()
  let complaints: ReadonlyMap<string, string> = new Map()
  beforeAll(async () => {
    for (const attempt of attempts) {
      const { lesson, nth, readme } = attempt
      const folder = newFolder(folderOf(attempt), nth === 0 ? begun : join(parent, folderOf({ readme, nth: nth - 1 })))
      const problem = await prepare(folder, lesson, install)
      if (problem !== undefined) problems.set(folderOf(attempt), problem)
    }
    complaints = await compileAll(parent, attempts.map(folderOf), join(repository, "node_modules/typescript"))
  })

  it("has a program to begin with in every README", () => {
    expect([...new Set(attempts.map(({ readme }) => readme))]).toEqual(readmes.map(([name]) => name))
  })

  const named = attempts.map((attempt) => [folderOf(attempt), attempt] as const)
  it.each(named)("installs what %s, the program of a README, needs, and compiles it", (name) => {
    expect(problems.get(name)).toBeUndefined()
    expect(complaints.get(name)).toBeUndefined()
  })

  // Every program of every README is also run by the tests of the READMEs.
  it.concurrent.each(named.filter(([, { lesson, readme }]) => lesson.run && isRun(readme)))(
    "runs %s",
    async (name, { lesson }) => {
      expect(await run(join(parent, name), lesson, process.execPath)).toBeUndefined()
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
