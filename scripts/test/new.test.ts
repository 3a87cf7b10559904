import { dirname, join, relative } from "node:path"
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { generate } from "@errand/codegen/generate"
import { mark } from "@errand/codegen/read/marks"
import { readPublished } from "@errand/codegen/read/published"
import { carryText } from "@errand/codegen/update/carryText"
import { update } from "@errand/codegen/update/update"
import { isMany } from "@errand/testkit/rounds"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { command } from "../new/newCommand.ts"
import { programs } from "../readme/fences.ts"
import { install, repository, run, workspace } from "./support/workspace.ts"

const fixture = join(import.meta.dirname, "fixtures/new-ferry")
const document = join(fixture, "openapi.yaml")
const next = join(fixture, "v4.yaml")
const table = "packages/ferry/src/internal/translate.ts"
const words = "waiting aboard crossing needs_hand turning_back landed sunk called_back drifted".split(" ")
const nextTable = "packages/ferry/src/v4/internal/translate.ts"
const nextWords = "waiting crossing landed sunk".split(" ")
const stop = `POST /crossings/{crossing_id}/stop {"what":"task"}`

/** One process for all files: what they import is loaded once. */
const quick = ["--no-isolate", "--no-file-parallelism", "--no-color"]

let folder = ""
const text = (path: string) => readFileSync(join(folder, path), "utf8")
const json = (path: string) => JSON.parse(text(path)) as Record<string, unknown>
const said: Array<string> = []

/** What was written of the first version, and then of both, by path. */
let first: ReadonlyMap<string, string> = new Map()
let both: ReadonlyMap<string, string> = new Map()

/** All files of the service with their texts. */
const tree = (): ReadonlyMap<string, string> =>
  new Map(
    globSync(["packages/ferry{,-types}/**", "specs/ferry/*"], {
      cwd: folder,
      withFileTypes: true,
      exclude: (entry) => ["dist", "node_modules"].includes(entry.name)
    })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .sort()
      .map((path) => [path, text(path)])
  )

const make = async (...argv: ReadonlyArray<string>) => {
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line))
  const code = await command([...argv, "--root", folder])
  log.mockRestore()
  expect(code).toBe(0)
}

beforeAll(async () => {
  folder = workspace()
  await make("provider", "ferry", "--from", document, "--dry-run")
  expect([...tree()]).toEqual([])
  expect(said.splice(0).join("\n")).toMatch(/files would be written\nnew: start {2}POST \/jobs\n/)
  await make("provider", "ferry", "--from", document)
  first = tree()
  await make("version", "ferry", "v4", "--from", next, "--only", "^/(?:harbours|crossings)", "--stop", stop)
  both = tree()
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
    expect(carryText(spec, "v3.yaml", await readPublished(document)).text).toBe(spec)
    const { files } = generate({ root: dirname(document), spec: document })
    const facts = (source: string | undefined) => source?.slice(source.indexOf("\n"))
    expect(facts(text("packages/ferry-types/src/v3/document.ts"))).toBe(facts(files.get("document.ts")))
  })

  it("has only what is wanted of a large document, corrected: an update finds nothing to do there, either", async () => {
    const [spec, overlay] = ["", ".overlay"].map((part) => join(folder, `specs/ferry/v4${part}.yaml`))
    const { changed, hints } = update({ spec: spec ?? "", overlay, published: await readPublished(next), root: folder })
    expect([changed, hints]).toEqual([false, undefined])
    expect(text("specs/ferry/v4.overlay.yaml")).toContain("x-errand-only:\n  - ^/(?:harbours|crossings)\n")
    expect(text("specs/ferry/v4.yaml")).not.toMatch(/ships|in: header\n {8}name|prose/i)
    expect(text("packages/ferry/src/v4/Client.ts")).toContain(
      `key = { header: "X-Ferry-Key", variable: "FERRY_API_KEY" }`
    )
    expect(text("packages/ferry-types/src/v4/index.ts")).not.toContain("X-Ferry-Key")
  })

  it("says what was taken for what, and what is left to do", () => {
    const lines = said.join("\n")
    for (const line of ["start  POST /jobs", "stop   POST /jobs/{job_id}/abort", "list   GET /crossings"])
      expect(lines).toContain(`new: ${line}\n`)
    expect(lines).toContain("X-Ferry-Key, a parameter of the operations, is taken for the key")
    expect(lines).toContain(`${table}: what ${words.join(", ")} mean`)
    expect(lines).toContain(`${nextTable}: what ${nextWords.join(", ")} mean`)
    expect(lines).toMatch(/specs\/ferry\/v3\.yaml: a description of yours in \d\d places/)
  })

  it("may have another version beside it, of which nothing moves the first", () => {
    const shared = ["packages/ferry", "packages/ferry-types"].flatMap((path) => [
      `${path}/package.json`,
      `${path}/README.md`
    ])
    for (const [path, was] of first) {
      if (!shared.includes(path)) expect([path, both.get(path)]).toEqual([path, was])
      else if (path.endsWith(".md")) expect(both.get(path)?.startsWith(was.trimEnd())).toBe(true)
      else expect(JSON.parse(both.get(path) ?? "")).toMatchObject(JSON.parse(was) as object)
    }
    const added = [...both.keys()].filter((path) => !first.has(path))
    expect(added.filter((path) => !/\/v4[./]/.test(path))).toEqual([])
    expect(Object.keys(json("packages/ferry/package.json")["exports"] as object)).toEqual([
      ".",
      "./v4",
      "./*",
      "./internal/*",
      "./v4/internal/*",
      "./package.json"
    ])
    expect(text("packages/ferry/src/v4/Ferry.ts")).toContain(`("@errand/ferry/v4/Ferry")`)
    expect(text("packages/ferry/src/v4/internal/providerError.ts")).toContain(`name = "ferry/v4"`)
    expect(text("specs/sources.yaml")).toMatch(/^ferry\/v4: null$/m)
  })

  it("is made like its siblings, and known where they are", () => {
    for (const kind of ["", "-types"]) {
      const theirs = readFileSync(join(repository, `packages/browseract${kind}/package.json`), "utf8")
      const hasTwo = theirs.includes(`"./v3"`)
      const ours = (hasTwo ? both : first).get(`packages/ferry${kind}/package.json`) ?? ""
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
      const known = shape(theirs.replaceAll("browseract", "ferry").replaceAll("v3", "v4").replaceAll("v2", "v3"))
      expect(shape(ours)).toEqual(known)
    }
    expect(json("turbo.json")).toMatchObject({
      boundaries: {
        tags: {
          ferry: { dependencies: { allow: ["core", "http", "types", "simulator", "provider-testkit", "testkit"] } }
        }
      }
    })
    expect(text(".oxlintrc.json").match(/browseract,ferry/g)).toHaveLength(2)
    expect(text("specs/sources.yaml")).toMatch(/^ferry\/v3: null$/m)
    expect(json("scripts/package.json")).toMatchObject({
      devDependencies: { "@errand/ferry": "workspace:^", "@errand/ferry-types": "workspace:^" }
    })
    expect(globSync(".changeset/*ferry*.md", { cwd: folder }).sort()).toEqual(
      ["ferry-types-v4", "ferry-v4", "first-ferry-types", "first-ferry"].map((name) => join(".changeset", `${name}.md`))
    )
  })

  it("compiles but for the words that nobody has translated, each at its line", async () => {
    const { code, output } = await run(folder, "tsc", "-b", "packages/ferry/tsconfig.src.json", "--pretty", "false")
    expect(code).not.toBe(0)
    const found = output
      .split("\n")
      .flatMap((line) => /^(\S+?)\((\d+),\d+\): error TS\d+/.exec(line)?.slice(1, 3) ?? [])
    const placesOf = (path: string, all: ReadonlyArray<string>) => {
      const lines = text(path).split("\n")
      return all.flatMap((word) => [path, String(lines.findIndex((line) => line.trim().startsWith(`${word}:`)) + 1)])
    }
    expect(found).toEqual([...placesOf(table, words), ...placesOf(nextTable, nextWords)])
  })

  // With few rounds, new.services.test runs the generated tests of other services.
  it.skipIf(!isMany)("passes its own tests at once, on a service made of the specification", async () => {
    const { code, output } = await run(folder, "vitest", "run", ...quick, "packages/ferry/", "packages/ferry-types/")
    expect(output).toMatch(/Test Files\s+8 passed/)
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
    const other = "packages/ferry/src/v4/client/Stray.ts"
    mkdirSync(dirname(join(folder, other)))
    writeFileSync(join(folder, other), `export * from "@errand/core/Task"\n`)
    const paths = ["packages/ferry/src", "packages/ferry/test", "packages/ferry-types/test"]
    const { output } = await run(folder, "oxlint", "-c", ".oxlintrc.json", "--format", "unix", ...paths)
    for (const path of [stray, other]) rmSync(dirname(join(folder, path)), { recursive: true })
    const found = output.split("\n").flatMap((line) => /^(\S+?):\d+:\d+: (.*)$/.exec(line)?.slice(1) ?? [])
    expect(found.filter((_, index) => index % 2 === 0).sort()).toEqual([stray, stray, stray, stray, other])
    expect(output.match(/The client does not build on core/g)).toHaveLength(2)
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
    const meanings = text(nextTable)
      .replace("waiting: undefined", `waiting: { state: "working", phase: "queued" }`)
      .replace("crossing: undefined", `crossing: { state: "working", phase: "running" }`)
      .replace("landed: undefined", `landed: { state: "completed" }`)
      .replace("sunk: undefined", `sunk: { state: "failed", reason: "error" }`)
    writeFileSync(join(folder, nextTable), meanings)
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
    expect(existsSync(join(folder, "packages/ferry/test/readme.5.ts"))).toBe(true)
  })

  it("passes the checks of effects", async () => {
    const args = ["--project", "tsconfig.src.json", "--format", "text", "--strict"]
    const { code, output } = await run(join(folder, "packages/ferry"), "effect-tsgo", "diagnostics", ...args)
    expect(output).toContain("0 errors, 0 warnings")
    expect(code, output).toBe(0)
  })

  it("runs tasks of both versions in one program, and its first tests still pass", async () => {
    const { code, output } = await run(folder, "vitest", "run", ...quick, "packages/ferry/")
    expect(output).toMatch(/Test Files\s+8 passed/)
    expect(code, output).toBe(0)
  })

  it("is the same where specification and types were there before: only the provider is written", async () => {
    rmSync(join(folder, "packages/ferry"), { recursive: true })
    await make("provider", "ferry", "--version", "v3")
    const again = tree()
    for (const [path, was] of first)
      if (!path.startsWith("packages/ferry-types/")) expect([path, again.get(path)]).toEqual([path, was])
    await make("version", "ferry", "v4", "--stop", stop)
    expect([...tree()]).toEqual([...both])
    expect(text("specs/sources.yaml").match(/^ferry/gm)).toHaveLength(2)
  })
})
