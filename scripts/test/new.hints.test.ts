import { describe, expect, it } from "vitest"
import { client, resources } from "../new/emit/client.ts"
import { translate } from "../new/emit/translate.ts"
import { checkHints, type Hints, nearest, parseHint, type Role, roles } from "../new/hints.ts"
import { jobOf } from "../new/job.ts"
import { apiFrom, documentOf, made, names, object, query, status } from "./support/newDocument.ts"

const text = { type: "string" }
const pages = [query("page", { type: "integer" }), query("limit", { type: "integer" })]

/** A service whose ways nobody would guess. */
const paths = {
  "POST /launch": { ...object({ thing: text }), body: object({ goal: text }) },
  "GET /things/{thing}": object({ thing: text, state: status("on", "off"), result: text }),
  "GET /things/{thing}/brief": object({ state: status("on", "off") }),
  "GET /things/{thing}/log": object({ lines: text }),
  "PATCH /things/{thing}": {
    body: { ...object({ action: status("pause", "stop"), why: text }), required: ["action"] },
    needsBody: true
  },
  "POST /things/{thing}/browser/stop": {},
  "GET /all": { type: "array", items: object({ thing: text, state: status("on", "off") }), parameters: pages },
  "GET /some": { ...object({ things: { type: "array", items: object({ name: text }) } }), parameters: pages },
  "GET /owners/{owner}/things/{thing}": object({ state: status("on", "off") }),
  "GET /owners/{owner}": object({ state: status("in", "out") })
}

const hintsOf = (given: { readonly [role in Role]?: string }): Hints =>
  Object.fromEntries(
    roles.flatMap((role) => {
      const hint = given[role] === undefined ? undefined : parseHint(role, given[role])
      if (typeof hint === "string") throw new Error(hint)
      return hint === undefined ? [] : [[role, hint]]
    })
  )

const jobWith = (given: { readonly [role in Role]?: string }) => jobOf(apiFrom(made(paths)), hintsOf(given))

const read = "GET /things/{thing}"

describe("hints", () => {
  const all = {
    start: "POST /launch",
    read,
    status: "GET /things/{thing}/brief",
    stop: `PATCH /things/{thing} {"action":"stop"}`,
    list: "GET /all"
  }

  it("say which operation is what, and how it is stopped", () => {
    const job = jobWith(all)
    const source = translate(names, job)
    expect(source).toMatch(/client\.launch\.\w+\(\{ body: input \}\)/)
    expect(source).toContain("peek = (client: Client, id: string) => client.things.")
    expect(source).toContain(`client.things.update({ path: { "thing": id }, body: {"action":"stop"} })`)
    expect(source).toContain(`client.all.get({ query: { "page": page, "limit": limit } })`)
    expect(job).toMatchObject({ kind: "thing", notes: [], id: { property: "thing" }, shown: { property: "thing" } })
  })

  it("may be given for what is not guessed alone: all else is guessed", () => {
    const job = jobWith({ start: "POST /launch" })
    expect(job.start?.method.operation.path).toBe("/launch")
    expect(job.read?.method.operation.path).toBe("/things/{thing}")
    expect(job.stop).toBeUndefined()
    expect(job.notes.join()).toContain("/browser/stop stops a browser")
  })

  it.each<readonly [role: Role, hint: string, message: string]>([
    ["start", "GET /all", "starts nothing: a GET only reads"],
    ["start", "PATCH /things/{thing}", "is about a thing that is there already"],
    ["read", "POST /launch", "does not read a task: only a GET reads"],
    ["read", "GET /all", "it takes no id"],
    ["read", "GET /owners/{owner}/things/{thing}", "it takes owner and thing, and a task has one id"],
    ["status", "POST /launch", "only a GET reads"],
    ["status", "GET /owners/{owner}", "GET /things/{thing} reads a thing, and this is about something else"],
    ["status", "GET /things/{thing}/log", "its answer has no status"],
    ["stop", "GET /things/{thing}", "stops nothing: a GET only reads"],
    ["stop", "POST /launch", "does not take the id of a thing"],
    ["stop", "POST /things/{thing}/browser/stop", "stops a browser, and GET /things/{thing} reads a thing"],
    ["stop", "PATCH /things/{thing}", "needs a body to stop a thing"],
    ["stop", `PATCH /things/{thing} {"act":"stop"}`, "takes no act; it takes action, why"],
    ["stop", `PATCH /things/{thing} {"action":"halt"}`, "is one of pause, stop, not halt"],
    ["stop", `PATCH /things/{thing} {"why":"late"}`, "needs action in its body"],
    ["list", "GET /some", "its items have no status"],
    ["list", "GET /things/{thing}", "it needs more than a page to be asked for"]
  ])("that make no sense are refused: --%s '%s'", (role, hint, message) => {
    expect(() => jobWith(role === "read" ? { read: hint } : { read, [role]: hint })).toThrow(message)
    expect(() => jobWith(role === "read" ? { read: hint } : { read, [role]: hint })).toThrow(`--${role}: `)
  })

  it("for a service of which no task can be read are refused, but for the start", () => {
    const blind = apiFrom(made({ "POST /launch": object({ thing: text }), "GET /all": paths["GET /all"] }))
    expect(jobOf(blind, hintsOf({ start: "POST /launch" })).start?.method.operation.path).toBe("/launch")
    expect(() => jobOf(blind, hintsOf({ list: "GET /all" }))).toThrow("give --read with the operation that does")
  })

  it.each([
    ["start", "POST", "POST is no operation such as"],
    ["start", "launch it", "launch it is no operation such as"],
    ["start", "SEND /launch", "SEND is no method such as GET"],
    ["read", `GET /a {"b":1}`, "only --stop a body after it"],
    ["stop", `POST /a {"b":}`, "is no JSON object"]
  ] as const)("--%s '%s' is not understood", (role, given, message) => {
    expect(parseHint(role, given)).toContain(message)
  })

  it("name operations of the document: the nearest are told for one that it does not have", () => {
    const document = documentOf(paths)
    const check =
      (start: string, kept = document) =>
      () =>
        checkHints(hintsOf({ start }), kept, document)
    expect(check("POST /launch")).not.toThrow()
    expect(check("post /launch")).not.toThrow()
    expect(check("POST /lunch")).toThrow("--start: the document has no POST /lunch; it has\n  --start 'POST /launch'\n")
    const kept = documentOf({ "GET /all": paths["GET /all"] })
    expect(check("POST /launch", kept)).toThrow(
      "POST /launch is left out by --only; add a pattern that matches /launch"
    )
  })

  it("are near whatever their parameters are called", () => {
    const all = ["GET /runs", "GET /runs/{run_id}/status", "GET /runs/{run_id}", "GET /bots"]
    expect(nearest("GET /runs/{id}", all)[0]).toBe("GET /runs/{run_id}")
  })
})

describe("what is written of a bare list", () => {
  it("reads it under a name", () => {
    const api = apiFrom(made({ "GET /all": paths["GET /all"] }))
    expect(client(names, api, "https://acme.test")).toContain(
      `streamGet: bareByNumber(Api.getAll, { page: "page", size: "limit", max: 100, items: "items" })`
    )
    expect(resources(names, api.groups)).toContain(
      `readonly streamGet: Items<Pages.Named<Api.GetAllOperation>, "items">`
    )
  })
})
