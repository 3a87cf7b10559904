import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { isMany } from "@errand/testkit/rounds"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { programs } from "../readme/fences.ts"
import { check, documents, isSociable, run, runTogether, write } from "../readme/verify.ts"

const root = join(import.meta.dirname, "../..")
const fence = "```"

describe("the programs of a document", () => {
  it("keeps every line where the reader sees it", () => {
    const [first, second] = programs(
      `# Title\n\n${fence}ts\nconst a = 1\n${fence}\n\n${fence}ts no-run\nconst b = 2\n${fence}\n`
    )
    expect(first).toMatchObject({ line: 4, run: true })
    expect(first!.code.split("\n")[3]).toBe("const a = 1")
    expect(second).toMatchObject({ line: 8, run: false })
    expect(second!.code.split("\n")[7]).toBe("const b = 2")
    expect(second!.code).not.toContain("const a")
  })

  it("joins a continued fence to the one before it, and a hidden comment to the one after it", () => {
    const text = `<!-- ts\nimport { a } from "a"\n-->\n${fence}ts\na()\n${fence}\ntext\n${fence}ts continued\na(2)\n${fence}\n`
    const found = programs(text)
    expect(found).toHaveLength(1)
    expect(found[0]!.code.split("\n").slice(0, 9)).toEqual([
      "",
      `import { a } from "a"`,
      "",
      "",
      "a()",
      "",
      "",
      "",
      "a(2)"
    ])
  })

  it("wraps a gen fence where its marks stand, and never runs it", () => {
    const [gen] = programs(`${fence}ts gen\nyield* Effect.void\n${fence}\n`)
    expect(gen!.run).toBe(false)
    expect(gen!.code.split("\n")[0]).toContain("Gen.gen(function*() {")
    expect(gen!.code.split("\n").slice(1, 3)).toEqual(["yield* Effect.void", "})"])
  })

  it("leaves other languages, longer fences and inline code alone", () => {
    const text = `${fence}sh\nls\n${fence}\n\n${fence}${fence}md\n${fence}ts\nno\n${fence}\n${fence}${fence}\n\n${fence}ts${fence} is inline\n\n  ~~~ts\n  yes\n  ~~~\n`
    const found = programs(text)
    expect(found.map(({ code }) => code.trim().split("\n")[0])).toEqual(["yes"])
    expect(found[0]!.line).toBe(14)
  })
})

describe("programs in one process", () => {
  const folder = mkdtempSync(join(tmpdir(), "errand-together-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const program = (name: string, code: string) => {
    const file = join(folder, `${name}.mts`)
    writeFileSync(file, code)
    return { name, file, run: true }
  }

  it("run to their ends, each after the one before, and each fails by itself", async () => {
    const failed = await runTogether(root, [
      program("late", `setTimeout(() => { globalThis.done = true }, 50)`),
      program("throws", `if (!globalThis.done) process.exit(7)\nawait 0\nthrow new Error("one")`),
      program("rejects", `setTimeout(() => void Promise.reject(new Error("two")), 1)`),
      program("waits", "await new Promise(() => {})"),
      program("code", `process.exitCode = 3; console.log("three")`),
      program("well", `console.log("four")`)
    ])
    expect([...failed.keys()]).toEqual(["throws", "rejects", "waits", "code"])
    expect([...failed.values()]).toEqual([
      expect.stringContaining("Error: one"),
      expect.stringContaining("Error: two"),
      expect.stringContaining("never comes"),
      expect.stringContaining("three")
    ])
  })

  it("fail all from the one on that ends the process", async () => {
    const failed = await runTogether(root, [
      program("well", ""),
      program("ends", "process.exit(0)"),
      program("not", "")
    ])
    expect([...failed.keys()]).toEqual(["ends", "not"])
  })
})

describe("a document's programs", () => {
  const folder = join(root, "scripts/.readme")
  const all = write(root, folder, documents(root))
  let problems: ReadonlyMap<string, string>
  beforeAll(async () => {
    problems = all.length === 0 ? new Map() : await check(root, folder, all)
  })

  it("lean on a tree that compiles", () => {
    const programs = new Set(all.map(({ name }) => name))
    expect([...problems].filter(([name]) => !programs.has(name))).toEqual([])
  })

  for (const { name } of all) it(`${name} compiles`, () => expect(problems.get(name)).toBeUndefined())

  /** Several at a time, because most programs wait for the tasks of the simulator. */
  const processes = 6
  const whole = all.filter(({ run }) => run)
  // With few rounds they share a process, but for those that need one of their own.
  const shared = isMany ? [] : whole.filter(isSociable)
  for (const program of whole.filter((program) => !shared.includes(program))) {
    it.concurrent(`${program.name} runs`, async ({ expect }) => expect(await run(root, program)).toBeUndefined())
  }
  // With many rounds there are none.
  if (shared.length === 0) return
  describe("one after the other", () => {
    let failed: ReadonlyMap<string, string>
    beforeAll(async () => {
      const groups = Array.from({ length: processes }, (_, group) =>
        shared.filter((_, index) => index % processes === group)
      )
      const ends = await Promise.all(groups.filter(({ length }) => length > 0).map((all) => runTogether(root, all)))
      failed = new Map(ends.flatMap((failed) => [...failed]))
    })
    for (const { name } of shared) it(`${name} runs`, () => expect(failed.get(name)).toBeUndefined())
  })
})
