import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import type { Operation } from "@errand/browser-use-types/v2"
import { compile, copyConsumer, fixtures, generateFixture, writeAll } from "./support/generator.ts"

type Table = Readonly<Record<string, Operation>>

describe("documents of every kind", () => {
  const root = mkdtempSync(join(tmpdir(), "errand-fixtures-"))
  beforeAll(() => {
    for (const fixture of fixtures) {
      writeAll(join(root, fixture), Object.fromEntries(generateFixture(fixture).files))
      copyConsumer(fixture, join(root, fixture))
    }
  })
  afterAll(() => rmSync(root, { recursive: true }))

  const table = async (fixture: string): Promise<Table> =>
    (await import(/* @vite-ignore */ pathToFileURL(join(root, fixture, "index.ts")).href)) as Table

  it("give types that their consumers compile against under TypeScript 7", async () => {
    const { out, code } = await compile(root, "TypeScript 7")
    assert.deepStrictEqual({ out, code }, { out: "", code: 0 })
  }, 120_000)

  it("give types that their consumers compile against under TypeScript 5.9", async () => {
    const { out, code } = await compile(root, "TypeScript 5.9")
    assert.deepStrictEqual({ out, code }, { out: "", code: 0 })
  }, 120_000)

  it("have path-level parameters below the operation's own, and styles only where they are not the default", async () => {
    const { getMember, hasMember, search } = await table("parameters")
    assert.deepStrictEqual(getMember?.parameters, [
      { name: "team", in: "path", required: true },
      { name: "member", in: "path", required: true },
      { name: "verbose", in: "query", required: true },
      { name: "X-Trace", in: "header" },
      { name: "ids", in: "query", explode: false },
      { name: "filter", in: "query", style: "deepObject", explode: true },
      { name: "pipes", in: "query", style: "pipeDelimited" },
      { name: "where", in: "query", content: "application/json" },
      { name: "session", in: "cookie" },
      { name: "page", in: "query" }
    ])
    assert.deepStrictEqual(
      hasMember?.parameters.map(({ name }) => name),
      ["team", "member", "verbose", "X-Trace"]
    )
    assert.deepStrictEqual(search?.parameters, [
      { name: "path", in: "path", required: true, style: "matrix", explode: true }
    ])
    assert.strictEqual(hasMember?.method, "HEAD")
    assert.strictEqual(hasMember?.safe, true)
  })

  it("list the media types of bodies, JSON first, and every status under which an answer may come", async () => {
    const { addPhoto, deletePhoto, login, putPhoto } = await table("bodies")
    assert.deepStrictEqual(login, {
      id: "login",
      method: "POST",
      path: "/login",
      parameters: [],
      request: { required: true, media: ["application/x-www-form-urlencoded"] },
      ok: { "200": ["text/plain"] },
      errors: { "401": [], "4XX": ["application/problem+json"], default: ["application/json"] },
      safe: false,
      idempotent: false
    })
    assert.deepStrictEqual(addPhoto?.request?.media, ["multipart/form-data"])
    assert.deepStrictEqual(addPhoto?.ok, { "201": ["application/json"], "202": [] })
    assert.deepStrictEqual(putPhoto?.request, {
      required: false,
      media: ["application/json", "image/png", "text/plain"]
    })
    assert.deepStrictEqual([putPhoto?.idempotent, putPhoto?.ok], [true, { "204": [] }])
    assert.deepStrictEqual(
      deletePhoto?.ok,
      { default: ["application/json"] },
      "without any 2xx, default is the answer too"
    )
    assert.deepStrictEqual(deletePhoto?.errors, { default: ["application/json"] })
  })

  it("take names and hints from the overlay", async () => {
    const { createJob, listJobs } = await table("defaults")
    assert.deepStrictEqual(listJobs?.pagination, {
      page: "page",
      size: "limit",
      max: 50,
      items: "items",
      total: "total"
    })
    assert.deepStrictEqual([listJobs?.safe, listJobs?.idempotent], [true, true])
    assert.deepStrictEqual([createJob?.safe, createJob?.idempotent], [false, true])
  })

  it("make operations of nameless and oddly named ones, with the spec's own paths", async () => {
    const { _2fa, delete_, getAB, getAB2, getOddThingV2 } = await table("names")
    assert.deepStrictEqual(
      [getAB?.path, getAB2?.path, delete_?.id, getOddThingV2?.id, _2fa?.path],
      ["/a/b", "/a/{b}", "delete", "getOddThingV2", "/2fa"]
    )
  })

  it("keep every value of an enum, however it is quoted", async () => {
    const { RecordSchemaValues } = (await table("names")) as unknown as { RecordSchemaValues: ReadonlyArray<string> }
    assert.deepStrictEqual(RecordSchemaValues, ["it's", '"quoted"', "back\\slash", "`tick` ${x}", "line\nbreak", "ünï"])
  })

  it("leave a document of facts: one dialect, no prose, local references, no name mistaken for a keyword", async () => {
    const read = async (fixture: string) =>
      (
        (await import(/* @vite-ignore */ pathToFileURL(join(root, fixture, "document.ts")).href)) as {
          document: { openapi: string; components: { schemas: Record<string, Record<string, unknown>> } }
        }
      ).document
    const old = await read("nullable-3.0")
    assert.strictEqual(old.openapi, "3.1.0")
    assert.deepStrictEqual(old.components.schemas["Nest"], {
      properties: { height: { exclusiveMinimum: 0, type: "number" } },
      required: ["height"],
      type: "object"
    })
    assert.deepStrictEqual(old.components.schemas["Size"], { enum: ["small", "large", null], type: ["string", "null"] })
    const { Bird } = old.components.schemas as Record<string, { properties: Record<string, unknown> }>
    assert.deepStrictEqual(Bird?.properties["home"], {
      anyOf: [{ $ref: "#/components/schemas/Nest" }, { type: "null" }]
    })
    const bodies = await read("bodies")
    assert.deepStrictEqual(bodies.components.schemas["Photo"], {
      properties: { id: { type: "string" } },
      required: ["id"],
      type: "object"
    })
    const files = await read("files")
    assert.deepStrictEqual(Object.keys(files.components.schemas), [
      "Chip",
      "Colour",
      "Id",
      "Problem",
      "common_Problem",
      "pet"
    ])
    assert.notInclude(JSON.stringify(files), ".yaml")
    assert.notInclude(JSON.stringify(await read("names")), "Closes a comment")
  })
})
