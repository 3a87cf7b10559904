import { execFile } from "node:child_process"
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { command } from "../new/newCommand.ts"
import { writing } from "../new/files.ts"
import { repository } from "./support/workspace.ts"

const document = join(import.meta.dirname, "fixtures/new-ferry/openapi.yaml")

let root = ""
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "errand-refused-"))
  mkdirSync(join(root, "packages/taken"), { recursive: true })
  writeFileSync(join(root, "turbo.json"), "{}")
})
afterEach(() => rmSync(root, { recursive: true }))

const tree = () =>
  globSync("**", { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** What the command says in refusing, and its code; nothing may have been written. */
const refused = async (...argv: ReadonlyArray<string>) => {
  const before = tree()
  const lines: Array<string> = []
  const error = vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line))
  const code = await command([...argv, "--root", root])
  error.mockRestore()
  expect(tree()).toEqual(before)
  return { code, said: lines.join("\n") }
}

const from = (text: string): string => {
  const path = join(root, "document.yaml")
  writeFileSync(path, text)
  return path
}

describe("new provider refuses", () => {
  it.each([
    [[], "new what?"],
    [["client", "acme"], "new client is not known, new provider and new version are"],
    [["provider"], "needs a name"],
    [["provider", "acme"], "--from is needed"],
    [["provider", "acme", "--from"], "--from needs a value"],
    [["provider", "acme", "--form", "x"], "--form is no option"],
    [["provider", "acme", "other", "--from", "x"], "one provider at a time"],
    [["provider", "acme", "--from", "x", "--version", "new"], "new is no version"],
    [["provider", "acme", "--from", "x", "--base-url", "acme.test"], "acme.test is no URL"],
    [["provider", "acme", "--only", "^/jobs"], "--only cuts the document that --from gives"],
    [["provider", "acme", "--from", "x", "--stop", "jobs"], "jobs is no operation such as"],
    [["provider", "acme", "--from", "x", "--halt", "x"], "--halt is no option"],
    [["version"], "the service needs a name"],
    [["version", "acme"], "which version of acme, as in v2?"],
    [["version", "acme", "next"], "next is no version"],
    [["version", "acme", "v2", "v3"], "one version at a time"],
    [["version", "acme", "v2", "--version", "v2"], "the version is said once"]
  ])("%j with code 2, and shows how it is called", async (argv, message) => {
    const { code, said } = await refused(...argv)
    expect(code).toBe(2)
    expect(said).toContain(message)
    expect(said).toContain("Usage: pnpm new provider")
  })

  it.each([
    ["Acme", "is no name for a package"],
    ["acme_cloud", "is no name for a package"],
    ["../acme", "is no name for a package"],
    ["-acme", "-acme is no option"],
    ["1acme", "is no name for a package"],
    ["acme--cloud", "is no name for a package"],
    ["a".repeat(51), "is no name for a package"],
    ["acme-types", "-types is added to the name"],
    ["taken", "packages/taken exists already"]
  ])("the name %s", async (name, message) => {
    const { code, said } = await refused("provider", name, "--from", document)
    expect(code).toBeGreaterThan(0)
    expect(said).toContain(message)
  })

  it("a pattern that keeps nothing, and a hint that the document does not have, or that is cut away", async () => {
    const of = (...argv: ReadonlyArray<string>) => refused("provider", "acme", "--from", document, ...argv)
    expect((await of("--only", "^/tasks")).said).toContain("--only: no path matches")
    expect((await of("--only", "(")).said).toContain("--only: Invalid regular expression")
    expect((await of("--stop", "POST /jobs/{id}/abort")).said).toContain(
      "--stop: the document has no POST /jobs/{id}/abort; it has\n  --stop 'POST /jobs/{job_id}/abort'"
    )
    expect((await of("--only", "^/account", "--start", "POST /jobs")).said).toContain(
      "POST /jobs is left out by --only"
    )
    expect((await of("--stop", "POST /jobs")).said).toContain("--stop: POST /jobs does not take the id of a job")
  })

  it("a document that cannot be read or parsed, with its name and place", async () => {
    const missing = await refused("provider", "acme", "--from", join(root, "nowhere.yaml"))
    expect(missing.said).toMatch(/nowhere\.yaml: cannot be read/)
    expect((await refused("provider", "acme", "--from", from("a: [1"))).said).toMatch(/document\.yaml:1:\d+/)
    expect((await refused("provider", "acme", "--from", from("swagger: '2.0'"))).said).toContain("swagger2openapi")
    expect((await refused("provider", "acme", "--from", from("<html></html>"))).said).toContain("document.yaml")
  })

  it("a folder that is something else", async () => {
    rmSync(join(root, "turbo.json"))
    expect((await refused("provider", "acme", "--from", document)).said).toContain("no turbo.json")
  })

  it("a document that nothing can be made of, and says what is wrong", async () => {
    const head = "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\n"
    const server = "servers: [{ url: https://acme.test }]\n"
    const get = "paths: { /jobs: { get: { responses: { '200': { description: Done. } } } } }\n"
    expect((await refused("provider", "acme", "--from", from(head + get))).said).toContain("give --base-url <URL>")
    expect((await refused("provider", "acme", "--from", from(`${head}${server}paths: {}\n`))).said).toContain(
      "has no operations"
    )
    const dangling = get.replace("{ description: Done. }", "{ $ref: '#/components/responses/None' }")
    expect((await refused("provider", "acme", "--from", from(head + server + dangling))).said).toContain(
      "leads nowhere"
    )
  })

  it("a place in the network that does not answer, and says how to go on without", async () => {
    const server = createServer((_, response) => void response.writeHead(404).end())
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/openapi.json`
    expect((await refused("provider", "acme", "--from", url)).said).toContain("it answered 404")
    await new Promise((done) => server.close(done))
    const { code, said } = await refused("provider", "acme", "--from", url)
    expect(code).toBe(1)
    expect(said).toMatch(/ECONNREFUSED.*save the document, and give --from the file/)
  })
})

describe("a service of which something is here", () => {
  /** Writes a file of a few words. */
  const write = (path: string, content = "{}") => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }

  it.each([
    [["specs/acme/v1.yaml"], ["--from", document], "specs/acme exists already, without packages/acme-types"],
    [
      ["packages/acme-types/package.json"],
      ["--from", document],
      "packages/acme-types exists already, without specs/acme"
    ],
    [["packages/acme/package.json"], ["--from", document], "Another version of it comes by: new version acme v2"],
    [["specs/acme/notes.md"], ["--from", document], "specs/acme exists already; nothing is written over"]
  ])("is not half of it written over: %j", async (paths, argv, message) => {
    for (const path of paths) write(path)
    expect((await refused("provider", "acme", ...argv)).said).toContain(message)
  })

  it("says which of its versions is meant, and is made of what is here", async () => {
    for (const version of ["v1", "v2"]) write(`specs/acme/${version}.yaml`)
    write("packages/acme-types/package.json")
    expect((await refused("provider", "acme")).said).toContain("acme has types of v1 and v2: say which, with --version")
    expect((await refused("provider", "acme", "--version", "v3")).said).toContain("and none of v3")
    expect((await refused("provider", "acme", "--version", "v2", "--from", document)).said).toContain(
      `leave --from out. What the document says now comes by: specs update acme/v2 --from ${document}`
    )
  })

  it("has a first version before another one, which is not there yet", async () => {
    expect((await refused("version", "acme", "v2", "--from", document)).said).toContain(
      "there is no provider packages/acme that v2 could stand beside; the first comes by: new provider acme"
    )
    write("packages/acme/src/internal/providerError.ts", `export const name = "acme/v1"`)
    expect((await refused("version", "acme", "v1", "--from", document)).said).toContain(
      "packages/acme/src is acme/v1 already"
    )
    expect((await refused("version", "acme", "v2", "--from", document)).said).toContain("has no <Name>Error.ts")
    write("packages/acme/src/AcmeError.ts")
    write("packages/acme/src/Client.ts", `export const defaultBaseUrl = "https://acme.test"`)
    const { code, said } = await refused("version", "acme", "v2")
    expect(code).toBe(2)
    expect(said).toContain("there is no specs/acme/v2.yaml: give --from")
    write("packages/acme/test/v2/a.test.ts")
    expect((await refused("version", "acme", "v2", "--from", document)).said).toContain(
      "packages/acme/test/v2 is acme/v2 already"
    )
    write("packages/acme-types/src/v4/index.ts")
    expect((await refused("version", "acme", "v4", "--from", document)).said).toContain(
      "packages/acme-types/src/v4 exists already"
    )
  })
})

describe("writing", () => {
  it("takes back what it wrote when the rest fails, and nothing that others wrote meanwhile", () => {
    writeFileSync(join(root, "packages/taken/mine.txt"), "mine")
    const before = tree()
    const files = new Map([
      ["packages/acme/src/a.ts", "a"],
      ["packages/acme/b.ts", "b"],
      ["turbo.json", "changed"]
    ])
    const failing = () =>
      writing(root, files, (keep) => {
        keep("packages/acme/generated.ts")
        writeFileSync(join(root, "packages/acme/generated.ts"), "generated")
        throw new Error("no compiler")
      })
    expect(failing).toThrow("no compiler")
    expect(tree()).toEqual(before)
    expect(globSync("packages/*", { cwd: root })).toEqual([join("packages", "taken")])
    expect(readFileSync(join(root, "turbo.json"), "utf8")).toBe("{}")
    const crossed = () =>
      writing(root, files, () => {
        writeFileSync(join(root, "packages/acme/notes.txt"), "somebody's")
        throw new Error("no compiler")
      })
    expect(crossed).toThrow("no compiler")
    expect(tree()).toEqual([...before, join(root, "packages/acme/notes.txt")].sort())
  })
})

describe("the command", () => {
  it("can be called by name, and explains itself", async () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>
    }
    expect(scripts["new"]).toBe("node scripts/new.ts")
    const out = await new Promise((done) =>
      execFile(process.execPath, ["scripts/new.ts", "--help"], { cwd: repository }, (_, text) => done(text))
    )
    expect(out).toContain("Usage: pnpm new provider <name> --from <file or URL>")
  })
})
