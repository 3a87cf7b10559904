import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { generate } from "../../src/generate.ts"
import { SpecProblem } from "../../src/problem.ts"
import { readPublished, Unreachable } from "../../src/read/published.ts"
import { codegen, within, writeAll } from "../support/generator.ts"

const document = (ref: string): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: {},
    components: { schemas: { Leak: { $ref: ref } } }
  })

/** Serves texts by path; a path without one is answered with 404, and `>` is a redirect. */
const serving = async <A>(
  texts: Readonly<Record<string, string>>,
  use: (address: string) => Promise<A>,
  kept: Array<string | undefined> = []
): Promise<A> => {
  const server: Server = createServer((request, response) => {
    kept.push(request.headers.connection)
    const text = texts[request.url ?? ""]
    if (text?.startsWith(">") === true) response.writeHead(302, { location: text.slice(1) }).end()
    else response.writeHead(text === undefined ? 404 : 200).end(text)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
}

const refusal = async (run: () => unknown): Promise<string> => {
  try {
    await run()
  } catch (error) {
    if (error instanceof SpecProblem || error instanceof Unreachable) return error.message
    throw error
  }
  return "nothing was refused"
}

const secret = JSON.stringify({ type: "string", const: "a-secret" })

describe("a document from the network", () => {
  it("comes on a connection of its own, since the server may close a kept one while the last is read", async () => {
    const kept: Array<string | undefined> = []
    const read = async (server: string) => {
      for (const name of ["a", "b"]) await readPublished(`${server}/${name}.json`)
    }
    const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths: {} })
    await serving({ "/a.json": text, "/b.json": text }, read, kept)
    assert.deepStrictEqual(kept, ["close", "close"])
  })

  it("reads no local file, wherever a reference leads", () =>
    within({ "secrets.json": secret }, async (root) => {
      const home = process.cwd()
      process.chdir(root)
      try {
        const ways = ["./secrets.json", "secrets.json", join(root, "secrets.json"), `file://${root}/secrets.json`]
        await serving(
          Object.fromEntries(ways.map((way, index) => [`/${index}.json`, document(way)])),
          async (server) => {
            for (const index of ways.keys()) {
              const said = await refusal(() => readPublished(`${server}/${index}.json`))
              assert.match(said, /leads to another server|could not be fetched/)
              const { code, out } = await codegen("diff", `${server}/${index}.json`, `${server}/${index}.json`)
              assert.notStrictEqual(code, 0)
              assert.notInclude(out, "a-secret")
            }
          }
        )
      } finally {
        process.chdir(home)
      }
    }))

  it("reads other files of its own server, from the folder where it was found in the end", () =>
    serving(
      {
        "/latest.json": ">/v2/api.json",
        "/v2/api.json": document("parts/leak.yaml#/Leak"),
        "/v2/parts/leak.yaml": `Leak: { $ref: "other.yaml" }\n`,
        "/v2/parts/other.yaml": "type: integer\n"
      },
      async (server) => {
        const { components } = await readPublished(`${server}/latest.json`)
        assert.include(JSON.stringify(components), `{"type":"integer"}`)
      }
    ))

  it("follows no reference to another server, not even through a redirect", () =>
    serving({ "/leak.json": secret }, async (other) =>
      serving(
        { "/a.json": document(`${other}/leak.json`), "/b.json": document("c.json"), "/c.json": `>${other}/leak.json` },
        async (server) => {
          assert.include(await refusal(() => readPublished(`${server}/a.json`)), "leads to another server")
          assert.include(await refusal(() => readPublished(`${server}/b.json`)), "could not be fetched")
        }
      )
    ))
})

describe("a local document", () => {
  it("reads nothing outside of its folder unless it is asked to", () =>
    within({ "api/spec.json": document("../secrets.json"), "secrets.json": secret }, async (root) => {
      const spec = join(root, "api/spec.json")
      const said = "out of the folder of the document; --files <folder> allows another folder"
      assert.include(await refusal(() => generate({ root, spec })), said)
      assert.include(await refusal(() => readPublished(spec)), said)
      assert.isTrue(generate({ root, spec, files: root }).files.has("index.ts"))
      const { code } = await codegen(spec, "--files", root, "--out", join(root, "out"))
      assert.strictEqual(code, 0)
    }))

  it("follows no link out of its folder", () =>
    within({ "api/spec.json": document("link.json"), "secrets.json": secret }, async (root) => {
      symlinkSync(join(root, "secrets.json"), join(root, "api/link.json"))
      assert.include(await refusal(() => generate({ root, spec: join(root, "api/spec.json") })), "out of the folder")
    }))

  it("reads the folder that its configuration names", () =>
    within({}, async (root) => {
      mkdirSync(join(root, "specs/shop"), { recursive: true })
      writeAll(root, {
        "specs/shop/v1.json": document("../common.json"),
        "specs/common.json": `{ "type": "string" }`,
        "errand-codegen.json": JSON.stringify({ specs: [{ spec: "specs/shop/v1.json", files: "specs", out: "out" }] })
      })
      assert.strictEqual((await codegen("--root", root)).code, 0)
      writeAll(root, {
        "specs/shop/v1.json": `${document("../common.json")}\n`,
        "errand-codegen.json": JSON.stringify({ specs: [{ spec: "specs/shop/v1.json", out: "out" }] })
      })
      assert.include((await codegen("--root", root)).err, "out of the folder of the document")
    }))
})
