import { dirname, join } from "node:path"
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { generate } from "@errand/codegen/generate"
import { mark } from "@errand/codegen/read/marks"
import { readPublished as published } from "@errand/codegen/read/published"
import { carryText as carried } from "@errand/codegen/update/carryText"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { command } from "../new/newCommand.ts"
import { programs } from "../readme/fences.ts"
import { install, repository, run, workspace } from "./support/workspace.ts"

const fixture = join(import.meta.dirname, "fixtures/new-ferry")
const document = join(fixture, "openapi.yaml")
const table = "packages/ferry/src/internal/translate.ts"
const words = "waiting aboard crossing needs_hand turning_back landed sunk called_back drifted".split(" ")

/** One process for all files: what they import is loaded once. */
const quick = ["--no-isolate", "--no-file-parallelism", "--no-color"]

let folder = ""
const text = (path: string) => readFileSync(join(folder, path), "utf8")
const json = (path: string) => JSON.parse(text(path)) as Record<string, unknown>
const said: Array<string> = []

beforeAll(async () => {
  folder = workspace()
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line))
  const code = await command(["provider", "ferry", "--from", document, "--root", folder])
  log.mockRestore()
  expect(code).toBe(0)
  install(folder, "ferry")
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

// One provider's story, from a published document to running tasks. The order of the tests is the
// story's.
describe("a new provider", () => {
  it("has the facts of the document, and none of its prose: an update finds nothing to do", async () => {
    const spec = text("specs/ferry/v3.yaml")
    expect(spec).not.toMatch(/prose/i)
    expect(spec.split(mark).length - 1).toBe(11)
    expect(carried(spec, "v3.yaml", await published(document)).text).toBe(spec)
    const { files } = generate({ root: dirname(document), spec: document })
    const facts = (source: string | undefined) => source?.slice(source.indexOf("\n"))
    expect(facts(text("packages/ferry-types/src/v3/document.ts"))).toBe(facts(files.get("document.ts")))
  })

  it("says what is left to do", () => {
    expect(said.join("\n")).toContain(`${table}: what ${words.join(", ")} mean`)
    expect(said.join("\n")).toMatch(/specs\/ferry\/v3\.yaml: a description of yours in \d\d places/)
  })

  it("is made like its siblings, and known where they are", () => {
    for (const kind of ["", "-types"]) {
      const ours = text(`packages/ferry${kind}/package.json`)
      const theirs = readFileSync(join(repository, `packages/browseract${kind}/package.json`), "utf8")
      const shape = (manifest: string) => {
        const { description, devDependencies, errand, keywords, ...rest } = JSON.parse(manifest) as Record<
          string,
          unknown
        >
        expect([typeof description, typeof devDependencies]).toEqual(["string", "object"])
        expect(keywords).not.toEqual([])
        expect(typeof errand).toBe(kind === "" ? "undefined" : "object")
        return rest
      }
      expect(shape(ours)).toEqual(shape(theirs.replaceAll("browseract", "ferry").replaceAll("v2", "v3")))
    }
    expect(json("turbo.json")).toMatchObject({
      boundaries: { tags: { ferry: { dependencies: { allow: ["core", "http", "types", "simulator"] } } } }
    })
    expect(text(".oxlintrc.json").match(/browseract,ferry/g)).toHaveLength(2)
    expect(text("specs/sources.yaml")).toMatch(/^ferry\/v3: null$/m)
    expect(json("scripts/package.json")).toMatchObject({
      devDependencies: { "@errand/ferry": "workspace:^", "@errand/ferry-types": "workspace:^" }
    })
    expect(globSync(".changeset/first-ferry*.md", { cwd: folder })).toHaveLength(2)
  })

  it("compiles but for the words that nobody has translated, each at its line", async () => {
    const { code, output } = await run(folder, "tsc", "-b", "packages/ferry/tsconfig.src.json", "--pretty", "false")
    expect(code).not.toBe(0)
    const lines = text(table).split("\n")
    const found = output
      .split("\n")
      .flatMap((line) => /^(\S+?)\((\d+),\d+\): error TS\d+/.exec(line)?.slice(1, 3) ?? [])
    const places = words.flatMap((word) => [
      table,
      String(lines.findIndex((line) => line.trim().startsWith(`${word}:`)) + 1)
    ])
    expect(found).toEqual(places)
  })

  it("passes its own tests at once, on a service made of the specification", async () => {
    const { code, output } = await run(folder, "vitest", "run", ...quick, "packages/ferry/", "packages/ferry-types/")
    expect(output).toMatch(/Test Files\s+4 passed/)
    expect(code, output).toBe(0)
  })

  it("is formatted, and within the boundaries", async () => {
    for (const [program, ...args] of [
      ["oxfmt", "--check", "packages/ferry", "packages/ferry-types", "turbo.json", ".oxlintrc.json", "scripts"],
      ["sherif", "--no-install"],
      ["turbo", "boundaries"]
    ] as const) {
      const { code, output } = await run(folder, program, ...args)
      expect(code, output).toBe(0)
    }
  })

  it("is linted clean, by the rules of its siblings: what breaks them is found", async () => {
    const stray = "packages/ferry/src/client/Stray.ts"
    mkdirSync(dirname(join(folder, stray)))
    writeFileSync(
      join(folder, stray),
      `import * as Task from "@errand/core/Task"
import * as Api from "@errand/browseract-types/v2"
import { Effect } from "effect"

export const stray = async () => [await Promise.resolve(Task), Api, Effect]
`
    )
    const paths = ["packages/ferry/src", "packages/ferry/test", "packages/ferry-types/test"]
    const { output } = await run(folder, "oxlint", "-c", ".oxlintrc.json", "--format", "unix", ...paths)
    rmSync(dirname(join(folder, stray)), { recursive: true })
    const found = output.split("\n").flatMap((line) => /^(\S+?):\d+:\d+: (.*)$/.exec(line)?.slice(1) ?? [])
    expect(found.filter((_, index) => index % 2 === 0)).toEqual([stray, stray, stray, stray])
    expect(output).toContain("The client does not build on core")
    expect(output).toContain("does not build on browseract-types")
    expect(output).toContain("'effect' import is restricted")
    expect(output).toContain("no-async-await")
  })

  it("is finished in fewer than 150 lines, and then compiles to the last test and README", async () => {
    const hand = readFileSync(join(fixture, "hand/src/internal/translate.ts"), "utf8").split("\n")
    // Every line of the file counts, those that were generated included: it is the only one that
    // changes.
    expect(hand.length).toBeLessThan(150)
    cpSync(join(fixture, "hand"), join(folder, "packages/ferry"), { recursive: true })
    for (const [program, ...args] of [
      ["oxfmt", "--check", "packages/ferry"],
      ["oxlint", "-c", ".oxlintrc.json", "packages/ferry/src/internal", "packages/ferry/test"]
    ] as const) {
      const { code, output } = await run(folder, program, ...args)
      expect(code, output).toBe(0)
    }
    for (const [index, { code }] of ["ferry", "ferry-types"]
      .flatMap((name) => programs(text(`packages/${name}/README.md`)))
      .entries())
      writeFileSync(
        join(folder, `packages/ferry/test/readme.${index}.ts`),
        code.replaceAll(/^const /gm, "export const ")
      )
    const { code, output } = await run(folder, "tsc", "-b", "packages/ferry", "--pretty", "false")
    expect(code, output).toBe(0)
    expect(existsSync(join(folder, "packages/ferry/test/readme.2.ts"))).toBe(true)
  })

  it("passes the checks of effects", async () => {
    const args = ["--project", "tsconfig.src.json", "--format", "text", "--strict"]
    const { code, output } = await run(join(folder, "packages/ferry"), "effect-tsgo", "diagnostics", ...args)
    expect(output).toContain("0 errors, 0 warnings")
    expect(code, output).toBe(0)
  })

  it("runs tasks: start, wait, cancel, failure, restart, and its first tests still pass", async () => {
    const { code, output } = await run(folder, "vitest", "run", ...quick, "packages/ferry/")
    expect(output).toMatch(/Test Files\s+4 passed/)
    expect(code, output).toBe(0)
  })
})
