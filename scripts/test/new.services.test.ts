import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { command } from "../new/newCommand.ts"
import { shapes } from "./support/shapes.ts"
import { install, run, workspace } from "./support/workspace.ts"

let folder = ""
const names = Object.keys(shapes)

/** Runs the command, and gives what it says. */
const make = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const said: Array<string> = []
  const spies = (["log", "error"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line))
  )
  const code = await command([...argv, "--root", folder])
  for (const spy of spies) spy.mockRestore()
  expect(code, said.join("\n")).toBe(0)
  return said.join("\n")
}

beforeAll(async () => {
  folder = workspace()
  for (const [name, document] of Object.entries(shapes)) {
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify(document()))
    await make("provider", name, "--from", path)
    install(folder, name)
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("providers of services of many shapes", () => {
  it("compile but for what a person decides", async () => {
    const projects = names.map((name) => `packages/${name}/tsconfig.src.json`)
    const { output } = await run(folder, "tsc", "-b", ...projects, "--pretty", "false")
    const found = output.split("\n").flatMap((line) => /^(\S+?)\(\d+,\d+\): error .*$/.exec(line)?.slice(0, 2) ?? [])
    expect(found.filter((_, at) => at % 2 === 0 && !(found[at + 1] ?? "").endsWith("/translate.ts"))).toEqual([])
  })

  it("pass their own tests at once", async () => {
    const quick = ["--no-isolate", "--no-file-parallelism", "--no-color"]
    const folders = names.flatMap((name) => [`packages/${name}/`, `packages/${name}-types/`])
    const { code, output } = await run(folder, "vitest", "run", ...quick, ...folders)
    expect(code, output).toBe(0)
    expect(output).toMatch(new RegExp(`Test Files\\s+${names.length * 4} passed`))
  })
})
