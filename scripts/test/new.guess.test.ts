import type { JsonObject } from "@errand/codegen/json"
import { rounds } from "@errand/testkit/rounds"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { corrected, keyCorrections, keyOf } from "../new/guess/key.ts"
import { jobOf } from "../new/job.ts"
import { apiFrom, documentOf, made, object, operationsOf, query, status } from "./support/newDocument.ts"

const text = { type: "string" }
const run = object({ run_id: text, status: status("on", "off") })

/** A service of runs, and what else it has. */
const runs = (more: Readonly<Record<string, object>> = {}, parts: object = {}) =>
  made({ "POST /runs": object({ run_id: text }), "GET /runs/{run_id}": run, ...more }, parts)

const guessOf = (document: string) => jobOf(apiFrom(document))

describe("a start", () => {
  const started = object({ run_id: text })
  const read = { "GET /runs/{run_id}": run }

  it.each([
    ["lives where the task is read", { "POST /runs": started, "POST /bots/{bot_id}/runs": started }, "/runs"],
    ["is a verb there", { "POST /runs/start": started }, "/runs/start"],
    ["may name the parent of the task", { "POST /bots/{bot_id}/runs": started }, "/bots/{bot_id}/runs"],
    ["may answer with the id by which a task is read", { "POST /v1/run/things": started }, "/v1/run/things"],
    ["is none that answers without a task", { "POST /bots/{bot_id}/runs": object({ count: text }) }, undefined],
    ["is none that is about a task that is there", { "POST /runs/{run_id}/runs": started }, undefined],
    ["is none that stops a task, whatever it answers", { "POST /runs-by-name/cancel": started }, undefined],
    ["is none whose answer has only an id of its own", { "POST /words": object({ id: text }) }, undefined]
  ])("%s", (_, more, path) => {
    expect(guessOf(made({ ...read, ...more })).start?.method.operation.path).toBe(path)
  })

  it("of several parents is the one with the shortest path, and the others are told", () => {
    const paths = { "POST /bots/templates/{template_id}/runs": started, "POST /bots/{bot_id}/runs": started }
    const { notes, start } = guessOf(made({ ...read, ...paths }))
    expect(start?.method.operation.path).toBe("/bots/{bot_id}/runs")
    expect(notes).toEqual([
      "POST /bots/{bot_id}/runs is taken for the start of a run; another can be given: " +
        "--start 'POST /bots/templates/{template_id}/runs'"
    ])
  })

  it("of several that answer with a task is none, and all are told as hints", () => {
    const { notes, start } = guessOf(made({ ...read, "POST /run/tasks": started, "POST /run/scripts": started }))
    expect(start).toBeUndefined()
    expect(notes.join()).toContain("give one of\n  --start 'POST /run/scripts'\n  --start 'POST /run/tasks'")
  })

  it("answers with an id that is called as the read calls it, or id, or after the task; also inside", () => {
    const idFrom = (answer: object) => guessOf(made({ ...read, "POST /runs": answer })).id
    expect(idFrom(object({ id: text, run_id: text }))).toEqual({ property: "run_id", numeric: false })
    expect(idFrom(object({ id: { type: "integer" } }))).toEqual({ property: "id", numeric: true })
    expect(idFrom(object({ data: object({ runId: text }), session: object({ id: text }) }))).toEqual({
      property: "runId",
      numeric: false,
      inside: "data"
    })
    expect(idFrom(object({ session: object({ id: text }) }))).toBeUndefined()
  })
})

describe("a stop", () => {
  const strategy = object({ strategy: { ...status("session", "task"), default: "session" } })

  it.each([
    ["that says what it does", { "POST /runs/{run_id}/cancel": {} }, "POST /runs/{run_id}/cancel"],
    [
      "with a reason that is no choice",
      { "POST /runs/{run_id}/stop": { body: object({ why: status("user", "late") }) } },
      "POST /runs/{run_id}/stop"
    ],
    ["with its verb before the id", { "POST /runs/{run_id}/cancel-run": {} }, "POST /runs/{run_id}/cancel-run"]
  ])("%s is taken", (_, more, place) => {
    const { notes, stop } = guessOf(runs(more))
    expect(`${stop?.method.operation.method} ${stop?.method.operation.path}`).toBe(place)
    expect(notes).toEqual([])
  })

  it("by DELETE is taken, and is to be looked at", () => {
    const { notes, stop } = guessOf(runs({ "DELETE /runs/{run_id}": {} }))
    expect(stop?.method.operation.method).toBe("DELETE")
    expect(notes).toEqual([
      "DELETE /runs/{run_id} is taken for the stop of a run: make sure that it stops one that is at work"
    ])
  })

  it.each([
    [
      "something inside a task",
      { "POST /runs/{run_id}/browser/stop": {} },
      /\/browser\/stop stops a browser, and GET \/runs\/\{run_id\} reads a run.*Give --stop/
    ],
    ["something else by its name", { "POST /runs/{run_id}/stop-session": {} }, /stops a session, and .* reads a run/],
    ["another resource", { "POST /sessions/{session_id}/stop": {} }, /stops a session, and .* reads a run/],
    [
      "one of several things",
      { "POST /runs/{run_id}/stop": { body: strategy } },
      /can stop more than a run: `strategy` is session or task.*give one of\n  --stop 'POST \/runs\/\{run_id\}\/stop \{"strategy":"session"\}'\n  --stop '.*\{"strategy":"task"\}'/
    ],
    [
      "nobody knows what, for want of a body",
      { "POST /runs/{run_id}/stop": { body: object({ why: text }), needsBody: true } },
      /needs a body to stop a run; give it as in --stop/
    ],
    [
      "by one of the words of a body",
      { "PATCH /runs/{run_id}": { body: object({ action: status("pause", "stop") }) } },
      /a run may be stopped by one of\n  --stop 'PATCH \/runs\/\{run_id\} \{"action":"stop"\}'$/
    ]
  ])("of %s is refused, and it is told which hint to give", (_, more, message) => {
    const { notes, stop } = guessOf(runs(more))
    expect(stop).toBeUndefined()
    expect(notes.join("\n")).toMatch(message)
  })

  it("by an id in the query is about the task of the read", () => {
    const byId = { parameters: [query("id", text, true)] }
    const read = { "GET /job/get": { ...object({ id: text, status: status("on") }), ...byId } }
    expect(guessOf(made({ ...read, "POST /job/stop": byId })).stop?.method.operation.path).toBe("/job/stop")
    expect(guessOf(made({ ...read, "POST /session/stop": byId })).stop).toBeUndefined()
    expect(guessOf(made({ ...read, "POST /job/stop-session": byId })).stop).toBeUndefined()
  })

  it("is never one about another object, whatever the two are called", () => {
    const noun = fc.constantFrom("job", "task", "run", "agent", "crawl", "session", "browser", "machine", "profile")
    const verb = fc.constantFrom("stop", "cancel", "abort", "terminate", "kill")
    fc.assert(
      fc.property(noun, noun, verb, fc.constantFrom("POST", "PUT", "DELETE"), (own, other, verb, method) => {
        fc.pre(own !== other)
        const place = `/${own}s/{id}`
        const task = object({ id: text, status: status("on", "off") })
        const strange = [`${place}/${other}/${verb}`, `${place}/${verb}-${other}`, `/${other}s/{id}/${verb}`]
        const paths = { [`POST /${own}s`]: task, [`GET ${place}`]: task }
        const { kind, stop } = guessOf(
          made({ ...paths, ...Object.fromEntries(strange.map((path) => [`${method} ${path}`, { needsBody: false }])) })
        )
        expect([kind, stop]).toEqual([own, undefined])
        const right = guessOf(made({ ...paths, [`${method} ${place}/${verb}`]: { needsBody: false } }))
        expect(right.stop?.method.operation.path).toBe(`${place}/${verb}`)
      }),
      { numRuns: rounds({ few: 10, many: 100 }) }
    )
  })
})

describe("an answer that is one of several", () => {
  const kinds = (mapping: object) => ({
    oneOf: Object.keys(mapping).map((kind) => ({ $ref: `#/components/schemas/${kind}` })),
    discriminator: { propertyName: "kind" }
  })
  const service = (schemas: object) =>
    made({ "POST /runs": object({ run_id: text }), "GET /runs/{run_id}": kinds(schemas) }, { components: { schemas } })

  it("is a task where all of them have a status, and tells what any of them tells", () => {
    const words = { $ref: "#/components/schemas/Words" }
    const one = { ...object({ kind: { const: "One" }, run_id: text, status: words, output: text }), required: ["kind"] }
    const two = {
      ...object({ kind: { const: "Two" }, run_id: text, status: words, failure_reason: text }),
      required: ["kind"]
    }
    const document = made(
      { "POST /runs": object({ run_id: text }), "GET /runs/{run_id}": kinds({ One: one, Two: two }) },
      { components: { schemas: { One: one, Two: two, Words: status("on", "off") } } }
    )
    expect(guessOf(document)).toMatchObject({
      status: { property: "status", words: ["on", "off"], schema: "Words" },
      fields: { output: "output", message: "failure_reason" },
      shown: { property: "run_id" }
    })
  })

  it("may be told apart by the status itself: its words are those of all", () => {
    const one = { ...object({ kind: { const: "One" }, status: { const: "on" } }), required: ["kind"] }
    const two = { ...object({ kind: { const: "Two" }, status: status("off", "gone") }), required: ["kind"] }
    expect(guessOf(service({ One: one, Two: two })).status).toEqual({
      property: "status",
      words: ["on", "off", "gone"],
      schema: undefined
    })
  })

  it("is no task where one of them has no status", () => {
    const one = { ...object({ kind: { const: "One" }, status: status("on") }), required: ["kind"] }
    const two = { ...object({ kind: { const: "Two" } }), required: ["kind"] }
    expect(operationsOf(guessOf(service({ One: one, Two: two })))).toMatchObject({ read: undefined })
  })
})

describe("a list of tasks", () => {
  const pages = [query("page", { type: "integer" }), query("limit", { type: "integer", maximum: 30 })]
  const items = { type: "array", items: run }

  it.each([
    [
      "by page number",
      { ...object({ runs: items }), parameters: pages },
      { kind: "number", page: "page", size: "limit", max: 30, items: "runs" }
    ],
    [
      "as a bare list",
      { ...items, parameters: pages },
      { kind: "number", page: "page", size: "limit", max: 30, items: undefined }
    ],
    [
      "by cursor",
      { ...object({ runs: items, next_cursor: text }), parameters: [query("cursor")] },
      { kind: "cursor", cursor: "cursor", next: "next_cursor", items: "runs", size: undefined, max: 100 }
    ]
  ])("%s is found", (_, list, found) => {
    expect(guessOf(runs({ "GET /runs": list })).list).toMatchObject({ ...found, id: { property: "run_id" } })
  })

  it.each([
    ["whose items have no status", { type: "array", items: object({ run_id: text }), parameters: pages }],
    ["whose items have no id", { type: "array", items: object({ status: status("on") }), parameters: pages }],
    [
      "whose items call their status otherwise",
      { type: "array", items: object({ run_id: text, state: status("on") }), parameters: pages }
    ],
    ["that says nothing of pages", { ...items }],
    ["that needs more than a page", { ...items, parameters: [...pages, query("bot", text, true)] }]
  ])("%s is not taken", (_, list) => {
    expect(guessOf(runs({ "GET /runs": list })).list).toBeUndefined()
  })
})

describe("a key that is a parameter of the operations", () => {
  const key = { name: "x-api-key", in: "header", schema: text }
  const paths = {
    "GET /a": { parameters: [key] },
    "POST /b": { parameters: [{ $ref: "#/components/parameters/Key" }] }
  }
  const components = { parameters: { Key: key } }
  const correctionsOf = (document: JsonObject, kept = document) => keyCorrections(document, kept, "v1")

  it("becomes a security scheme, wherever the parameter stands", () => {
    const below = documentOf({ "GET /c": {} })
    const document = documentOf(paths, { components })
    const whole = {
      ...document,
      paths: {
        ...(document["paths"] as JsonObject),
        "/c": { parameters: [key], ...((below["paths"] as JsonObject)["/c"] as JsonObject) }
      }
    }
    const found = correctionsOf(whole)
    expect(found?.header).toBe("x-api-key")
    const right = corrected(whole, found?.text ?? "")
    expect(JSON.stringify(right["paths"])).not.toMatch(/x-api-key|parameters\/Key/)
    expect(keyOf(right)).toEqual({ key: { header: "x-api-key", scheme: undefined }, doubt: undefined })
  })

  it("is by custom a bearer token where the header is called authorization", () => {
    const document = documentOf({ "GET /a": { parameters: [{ ...key, name: "Authorization" }] } })
    const right = corrected(document, correctionsOf(document)?.text ?? "")
    expect(keyOf(right).key).toEqual({ header: "authorization", scheme: "Bearer" })
  })

  it("counts for the operations that are wanted, nearly all of which have it, and is corrected in all", () => {
    const whole = documentOf({ ...paths, "GET /health": {} }, { components })
    expect(correctionsOf(whole)).toBeUndefined()
    expect(correctionsOf(whole, documentOf(paths, { components }))).toMatchObject({ header: "x-api-key" })
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`GET /a${at}`, { parameters: [key] }]))
    expect(correctionsOf(documentOf({ ...many, "GET /health": {} }))).toMatchObject({ header: "x-api-key" })
  })

  it.each([
    ["a header that is no key", documentOf({ "GET /a": { parameters: [{ ...key, name: "x-user-agent" }] } })],
    [
      "a document that has its security",
      documentOf(paths, { components: { ...components, securitySchemes: { key: { type: "http", scheme: "bearer" } } } })
    ],
    ["a document without operations", documentOf({})]
  ])("is not made of %s", (_, document) => {
    expect(correctionsOf(document)).toBeUndefined()
  })
})
