import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { programs } from "../readme/fences.ts"
import { check, documents, run, write } from "../readme/verify.ts"

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
  for (const program of all.filter(({ run }) => run)) {
    it.concurrent(`${program.name} runs`, async ({ expect }) => expect(await run(root, program)).toBeUndefined())
  }
})
