import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { rounds } from "@errand/testkit/rounds"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { command } from "../new/newCommand.ts"
import { documents } from "./support/chance.ts"
import { shapes } from "./support/shapes.ts"
import { install, run, workspace } from "./support/workspace.ts"

let folder = ""
const names = Object.keys(shapes)

/**
 * Documents by chance; their services are only compiled, for nothing may fit what such a schema
 * demands.
 */
const chance = fc.sample(documents, rounds({ few: 2, many: 25 }))
const made: Array<string> = []

/** Runs the command, and gives what it says where it has refused. */
const make = async (...argv: ReadonlyArray<string>): Promise<string | undefined> => {
  const said: Array<string> = []
  const spies = (["log", "error"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line))
  )
  const code = await command([...argv, "--root", folder])
  for (const spy of spies) spy.mockRestore()
  return code === 0 ? undefined : said.join("\n")
}

beforeAll(async () => {
  folder = workspace()
  for (const [name, document] of Object.entries(shapes)) {
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify(document()))
    expect(await make("provider", name, "--from", path)).toBeUndefined()
    install(folder, name)
  }
  for (const [nth, document] of chance.entries()) {
    const name = `chance-${nth}`
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify(document))
    const refusal = await make("provider", name, "--from", path)
    if (refusal !== undefined) expect(refusal).toMatch(/^new: .*\nnew: nothing was written$/)
    else {
      install(folder, name)
      made.push(name)
    }
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("providers of services of many shapes", () => {
  it("compile but for what a person decides", async () => {
    expect(made.length).toBeGreaterThan(chance.length / 2)
    const projects = [...names, ...made].map((name) => `packages/${name}/tsconfig.src.json`)
    const { output } = await run(folder, "tsc", "-b", ...projects, "--pretty", "false")
    const errors = output.split("\n").filter((line) => /^\S+\(\d+,\d+\): error /.test(line))
    const open = errors.filter((line) =>
      /\/translate\.ts\(\d+,\d+\): error TS(?:2322: Type 'undefined' |2304: .*'Fill')/.test(line)
    )
    expect(errors.filter((line) => !open.includes(line))).toEqual([])
    for (const word of ["groups", "samples", "cursors", "plain"])
      expect(open.some((line) => line.startsWith(`packages/${word}/`))).toBe(true)
  })

  it("pass their own tests at once", async () => {
    const quick = ["--no-isolate", "--no-file-parallelism", "--no-color"]
    const folders = names.flatMap((name) => [`packages/${name}/`, `packages/${name}-types/`])
    const { code, output } = await run(folder, "vitest", "run", ...quick, ...folders)
    expect(code, output).toBe(0)
    expect(output).toMatch(new RegExp(`Test Files\\s+${names.length * 4} passed`))
  })
})
