import { readFileSync, symlinkSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { codegen as run, compile, compilers, repository, run as execute, within } from "../support/generator.ts"

const spec = (status: string, more = "") => `openapi: 3.1.0
info: { title: Kiosk, version: "3" }
paths:
  /tickets/{id}:
    get:
      operationId: getTicket
      summary: Look at a ticket.
      parameters: [ { name: id, in: path, required: true, description: Its id., schema: { type: string } } ]
      responses:
        "200":
          description: The ticket.
          content: { application/json: { schema: { $ref: "#/components/schemas/Ticket" } } }
components:
  schemas:
    Ticket:
      description: A ticket.
      type: object
      required: [ status ]
      properties:
        status: { type: string, description: Where it stands., enum: [ ${status} ] }${more}
`

const consumer = `import { getTicket, TicketStatusValues, type GetTicketSuccess } from "@kiosk/types/v3"
import type { paths } from "@kiosk/types/v3/raw"
import { document } from "@kiosk/types/v3/document"
const words: { readonly [Word in GetTicketSuccess["status"]]: string } = { sold: "yours", void: "gone" }
type Raw = paths["/tickets/{id}"]["get"]
export const path: string = getTicket.path + TicketStatusValues.map((word) => words[word]).join() + document.openapi
export type { Raw }
`

/** An empty project with the package linked into it, and its command as a process. */
const project = (
  use: (root: string, codegen: (...args: ReadonlyArray<string>) => ReturnType<typeof execute>) => Promise<void>
) =>
  within(
    { "package.json": `{ "private": true, "type": "module" }`, "kiosk.yaml": spec("sold, void") },
    async (root) => {
      mkdirSync(join(root, "node_modules/@errand"), { recursive: true })
      symlinkSync(join(repository, "packages/codegen"), join(root, "node_modules/@errand/codegen"))
      const bin = join(root, "node_modules/@errand/codegen/src/bin.ts")
      await use(root, (...args) => execute(process.execPath, [bin, ...args], root))
    }
  )

const out = "packages/kiosk/src/v3"

describe("the generator in a repository of one's own", () => {
  it("makes a package that builds and is used, keeps it checked, and updates it", () =>
    project(async (root, codegen) => {
      const first = await codegen("init", "kiosk.yaml", "--out", out, "--package", "@kiosk/types")
      assert.deepStrictEqual([first.code, first.err], [0, ""])
      assert.include(first.out, "codegen: 1 specifications, 5 of 5 files written")
      assert.strictEqual((await codegen("--check")).code, 0)

      const kiosk = join(root, "packages/kiosk")
      const built = await execute(process.execPath, [compilers["TypeScript 7"], "-p", "."], kiosk)
      assert.deepStrictEqual(built, { code: 0, out: "", err: "" })
      mkdirSync(join(root, "node_modules/@kiosk"))
      symlinkSync(kiosk, join(root, "node_modules/@kiosk/types"))
      mkdirSync(join(root, "app"))
      writeFileSync(join(root, "app/main.ts"), consumer)
      const used = await compile(join(root, "app"), "TypeScript 7")
      assert.deepStrictEqual([used.out, used.code], ["", 0])
      const ran = await execute(
        process.execPath,
        ["--input-type=module", "-e", `console.log((await import("@kiosk/types/v3")).getTicket.path)`],
        root
      )
      assert.strictEqual(ran.out, "/tickets/{id}\n")

      const more = spec("sold, void, lent", "\n        price: { type: integer }")
      const language = "{ name: language, in: query, schema: { type: string } }"
      writeFileSync(join(root, "new.yaml"), more.replace("parameters: [", `parameters: [ ${language},`))
      const told = await codegen("diff", "kiosk.yaml", "new.yaml")
      assert.match(told.out, /`Ticket.status` may be `lent`/)
      assert.strictEqual((await codegen("update", "kiosk.yaml", "--from", "new.yaml", "--check")).code, 1)
      assert.strictEqual((await codegen("--check")).code, 0, "a check writes nothing")
      const updated = await codegen("update", "kiosk.yaml", "--from", "new.yaml")
      assert.deepStrictEqual([updated.code, updated.err], [0, ""])
      assert.match(updated.out, /kiosk\.yaml:\d+:\d+ is still to be described/)
      assert.include(readFileSync(join(root, out, "index.ts"), "utf8"), `["sold", "void", "lent"] as const`)
      assert.notInclude(readFileSync(join(root, out, "raw.ts"), "utf8"), "TODO")
      await execute(process.execPath, [compilers["TypeScript 7"], "-p", "."], kiosk)
      const broken = await compile(join(root, "app"), "TypeScript 7")
      assert.match(broken.out, /main\.ts\(4,7\): error TS2741: Property 'lent' is missing/)
      const undescribed = await codegen("--check")
      assert.deepStrictEqual([undescribed.code, undescribed.out], [1, ""])
      assert.match(undescribed.err, /^codegen: kiosk\.yaml:\d+:\d+ is still to be described\n$/)
    }))

  it("adds a second version to a package, whose first stays as it is", () =>
    within({ "one.yaml": spec("a"), "two.yaml": spec("b") }, async (root) => {
      const codegen = (...args: ReadonlyArray<string>) => inside(root, () => run(...args))
      const init = (document: string, version: string) =>
        codegen("init", document, "--out", `packages/kiosk/src/${version}`, "--package", "@kiosk/types")
      assert.strictEqual((await init("one.yaml", "v1")).code, 0)
      const first = readFileSync(join(root, "packages/kiosk/src/v1/index.ts"), "utf8")
      const { out } = await init("two.yaml", "v2")
      assert.match(out, /package\.json exports \.\/v2, \.\/v2\/raw, \.\/v2\/document, too/)
      const manifest = readFileSync(join(root, "packages/kiosk/package.json"), "utf8")
      const { errand, exports } = JSON.parse(manifest) as Record<string, object>
      assert.deepStrictEqual(Object.keys(errand ?? {}), ["v1", "v2"])
      assert.deepStrictEqual(
        Object.keys(exports ?? {}),
        ["v1", "v2"].flatMap((version) => [`./${version}`, `./${version}/raw`, `./${version}/document`])
      )
      assert.strictEqual(readFileSync(join(root, "packages/kiosk/src/v1/index.ts"), "utf8"), first)
      assert.include(readFileSync(join(root, "packages/kiosk/src/v2/index.ts"), "utf8"), `["b"] as const`)
      assert.notInclude((await init("two.yaml", "v2")).out, "too")
      assert.strictEqual((await codegen("--check")).code, 0)
    }))

  it("keeps several documents in folders that are no packages, each with its own hints", () =>
    within({ "a.yaml": spec("a"), "b.yaml": spec("b"), "b.hints.yaml": hints }, async (root) => {
      const codegen = (...args: ReadonlyArray<string>) => inside(root, () => run(...args))
      assert.strictEqual((await codegen("init", "a.yaml", "--out", "src/a")).code, 0)
      assert.strictEqual((await codegen("init", "b.yaml", "--out", "src/b", "--overlay", "b.hints.yaml")).code, 0)
      assert.include(readFileSync(join(root, "src/b/index.ts"), "utf8"), "export const find:")
      assert.strictEqual((await codegen("--check")).code, 0)
      rmSync(join(root, "src/a/raw.ts"))
      writeFileSync(join(root, "b.hints.yaml"), hints.replace("find", "look"))
      const { code, err } = await codegen("--check")
      assert.strictEqual(code, 1)
      assert.include(err, "codegen: src/a/raw.ts is missing")
      assert.include(err, "codegen: src/b/index.ts is out of date")
    }))

  it("says what is wrong with a command, and what cannot be had", () =>
    within({ "a.yaml": spec("a"), "list.yaml": "- 1\n" }, async (root) => {
      const said = async (...args: ReadonlyArray<string>) => {
        const { code, err, out } = await inside(root, () => run(...args))
        return [code, (err || out).split("\n")[0]]
      }
      assert.deepStrictEqual(await said("init", "a.yaml"), [
        2,
        "Usage: init <specification> --out <folder> [--package <name>] [--overlay <file>]"
      ])
      assert.deepStrictEqual(await said("init", "a.yaml", "--out", "types", "--package", "x"), [
        2,
        "codegen: --package needs an --out that ends with src/<version>, and types does not"
      ])
      assert.deepStrictEqual(await said("init", "gone.yaml", "--out", "types"), [
        1,
        `codegen: gone.yaml: cannot be read (ENOENT: no such file or directory, open '${join(root, "gone.yaml")}')`
      ])
      assert.deepStrictEqual(await said("update", "a.yaml", "--from", "a.yaml"), [
        1,
        "codegen: a.yaml: is no specification that codegen knows; see init"
      ])
      assert.deepStrictEqual(await said("diff", "a.yaml", "list.yaml"), [
        1,
        "codegen: list.yaml:1:1: an object was expected at the root"
      ])
      assert.deepStrictEqual(await said(), [1, "codegen: there is nothing to generate from; see codegen init --help"])
      writeFileSync(join(root, "errand-codegen.json"), `{ "specs": [{ "spec": "a.yaml" }] }`)
      assert.deepStrictEqual(await said(), [
        1,
        `codegen: errand-codegen.json has to be { "specs": [{ "spec": "…", "out": "…" }] }`
      ])
      writeFileSync(join(root, "errand-codegen.json"), `{`)
      assert.match(String((await said("--check"))[1]), /^codegen: errand-codegen.json cannot be read: /)
      assert.match(
        String((await said("init", "a.yaml", "--out", "a"))[1]),
        /^codegen: errand-codegen.json cannot be read: /
      )
      rmSync(join(root, "errand-codegen.json"))
      assert.deepStrictEqual(await said("diff", "--loud"), [
        2,
        "codegen: Unknown option '--loud'. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- \"--loud\""
      ])
    }))

  it("reads a document from the network, and says with a code of its own that it could not", async () => {
    const server = createServer(
      (request, response) => void response.end(request.url === "/v3" ? spec("sold") : "<html>")
    )
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      assert.deepStrictEqual((await run("diff", `${address}/v3`, `${address}/v3`)).code, 0)
      assert.match((await run("diff", `${address}/v3`, `${address}/page`)).err, /page:1:1: an object was expected/)
    } finally {
      server.closeAllConnections()
      server.close()
    }
    const { code, err } = await run("diff", `${address}/v3`, `${address}/v3`)
    assert.strictEqual(code, 3)
    assert.match(err, /^codegen: http:\S+ could not be fetched \(.+\)\n$/)
  })
})

const hints = `overlay: 1.0.0
info: { title: Hints, version: "1" }
actions:
  - target: $.paths['/tickets/{id}'].get
    update: { x-errand-name: find }
`

const inside = async <A>(root: string, use: () => Promise<A>): Promise<A> => {
  const before = process.cwd()
  process.chdir(root)
  try {
    return await use()
  } finally {
    process.chdir(before)
  }
}
