import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { JsonObject } from "@errand/codegen/json"
import { describe, expect, it } from "vitest"
import { mark } from "@errand/codegen/read/marks"
import { parse } from "yaml"
import { baseUrlOf } from "../new/api.ts"
import { specText } from "../new/document.ts"
import { client, resources } from "../new/emit/client.ts"
import { providerTest } from "../new/emit/providerTest.ts"
import { translate } from "../new/emit/translate.ts"
import { jobOf } from "../new/job.ts"
import { namesOf, singular, words } from "../new/names.ts"
import { nameOperations } from "../new/operations.ts"
import { versionOf } from "../new/version.ts"
import { wrapComments } from "../new/wrapComments.ts"
import { apiFrom, made, names, object, operationsOf, status } from "./support/newDocument.ts"
import { repository } from "./support/workspace.ts"

describe("what a service calls a task", () => {
  it("is found in the services that are known", () => {
    const jobs = ["browser-use", "browseract"].map((name) =>
      jobOf(apiFrom(readFileSync(join(repository, `specs/${name}/v2.yaml`), "utf8")))
    )
    expect(jobs.map(operationsOf)).toEqual([
      { start: "createTask", read: "getTask", peek: "getTaskStatus", stop: undefined, id: "id" },
      { start: "runTask", read: "getTask", peek: "getTaskStatus", stop: "stopTask", id: "id" }
    ])
    expect(jobs.map(({ kind, status }) => [kind, status?.schema, status?.words.length])).toEqual([
      ["task", "TaskStatus", 5],
      ["task", "TaskStatus", 8]
    ])
  })

  it("is the thing that can be started, looked at and stopped, among others that have a status", () => {
    const text = made({
      "GET /users/{id}": object({ id: { type: "string" }, status: status("active", "gone") }),
      "POST /users": object({ id: { type: "string" } }),
      "POST /runs": object({ run_id: { type: "integer" } }),
      "GET /runs/{run_id}": object({ data: object({ state: status("on", "off"), answer: {} }) }),
      "DELETE /runs/{run_id}": {}
    })
    const job = jobOf(apiFrom(text))
    expect(operationsOf(job)).toMatchObject({ start: "createRun", read: "getRun", stop: "deleteRun" })
    expect(job).toMatchObject({
      kind: "run",
      inside: "data",
      id: { property: "run_id", numeric: true },
      status: { property: "state", words: ["on", "off"] },
      fields: { output: "answer" }
    })
    const hand = translate(names, job)
    expect(hand).toContain(`NonNullable<NonNullable<Raw["data"]>["state"]>`)
    expect(hand).toContain(`Answer.number(Answer.at(answer, "run_id"))?.toString()`)
  })

  it("stays open where nothing looks like it, and that does not compile", () => {
    const hand = translate(names, jobOf(apiFrom(made({ "GET /weather": object({ sky: { type: "string" } }) }))))
    for (const name of ["start", "peek", "read", "stop"])
      expect(hand).toMatch(new RegExp(`export const ${name}: .* = undefined`))
    expect(hand).toContain("Fill: the words of a status. The document lists none.")
  })
})

describe("what is written of a task", () => {
  it("says where a cost is told, takes the agent's own word, and prefers a reason in words", () => {
    const task = {
      run_id: { type: "string" },
      status: status("on", "off"),
      errors: { type: "array", items: { type: "string" } },
      failure_reason: { type: "string" },
      totalCostUsd: { type: "string" },
      isTaskSuccessful: { type: ["boolean", "null"] },
      success: { type: "boolean" }
    }
    const job = jobOf(apiFrom(made({ "GET /runs/{run_id}": object(task) })))
    const hand = translate(names, job)
    expect(hand).toContain("// Fill: what it has cost, as `credits` or as `usd`: `totalCostUsd` holds it.")
    expect(hand).toContain(`verdict: { claimed: Answer.flag(task["isTaskSuccessful"]), judged: null }`)
    expect(hand).toContain(`const told = task["failure_reason"]`)
  })

  it("has one line for each open status, also where the document lists none", () => {
    const job = jobOf(apiFrom(made({ "GET /runs/{run_id}": object({ status: { type: "string" } }) })))
    const [hand, tests] = [translate(names, job), providerTest(names, job)]
    expect(tests).toContain(`return { ...found, "status": [...words][0] }`)
    expect(hand).toMatch(/The document lists none\. \*\/\nexport type Word = "Fill"\n[^]*\{\n {2}Fill: undefined\n\}/)
  })
})

describe("what is to be described", () => {
  it.each(["browser-use/v2", "skyvern/v1", "firecrawl/v2"])(
    "is little for each operation of a document without prose: %s",
    (name) => {
      const document = parse(readFileSync(join(repository, `specs/${name}.yaml`), "utf8")) as JsonObject
      const marks = specText(document, `specs/${name}.yaml`, "v1").split(mark).length - 1
      // What a start takes is most of it, so that a document of few operations has more for each.
      const operations = nameOperations(document).size
      expect(marks).toBeGreaterThan(operations)
      expect(marks).toBeLessThan(4 * operations + 16)
    }
  )
})

describe("a client's shape", () => {
  it("groups by tag or path, and shortens names where that stays clear", () => {
    const { groups } = apiFrom(
      made({
        "GET /v1/jobs": object({}),
        "POST /v1/jobs": object({}),
        "GET /v1/jobs/{id}": object({}),
        "GET /": object({})
      })
    )
    expect(groups.map(({ methods, name }) => [name, methods.map((method) => method.name)])).toEqual([
      ["api", ["get"]],
      ["jobs", ["list", "create", "get"]]
    ])
  })

  it("goes by cursor or by page number where the specification has the names for it", () => {
    const query = (name: string, schema: object) => ({ name, in: "query", schema })
    const list = { type: "array", items: { type: "object" } }
    const text = made({
      "GET /jobs": {
        ...object({ items: list, nextPageToken: { type: ["string", "null"] } }),
        parameters: [query("pageToken", { type: "string" })]
      },
      "GET /runs": {
        ...object({ runs: list, total: { type: "integer" } }),
        parameters: [query("page", { type: "integer" }), query("per_page", { type: "integer", maximum: 40 })]
      },
      "GET /logs": { ...object({ lines: list }), parameters: [query("limit", { type: "integer" })] }
    })
    const api = apiFrom(text)
    const source = client(names, api, "https://acme.test")
    expect(source).toContain(`{ cursor: "pageToken", next: "nextPageToken", items: "items" }`)
    expect(source).toContain(`{ page: "page", size: "per_page", max: 40, items: "runs" }`)
    expect(api.groups.flatMap(({ methods }) => methods.filter(({ stream }) => stream !== undefined))).toHaveLength(2)
  })

  it.each([
    [{ type: "apiKey", in: "header", name: "X-Key" }, { header: "X-Key" }],
    [
      { type: "http", scheme: "bearer" },
      { header: "authorization", scheme: "Bearer" }
    ],
    [
      { type: "oauth2", flows: {} },
      { header: "authorization", scheme: "Bearer" }
    ]
  ])("sends its key as %j says", (scheme, key) => {
    const parts = { components: { securitySchemes: { key: scheme } }, security: [{ key: [] }] }
    const api = apiFrom(made({ "GET /a": {} }, parts))
    expect(api.key).toMatchObject(key)
    expect(api.doubt).toBeUndefined()
  })

  it("guesses a bearer key where nothing is said, and says so", () => {
    expect(apiFrom(made({ "GET /a": {} })).doubt).toContain("is a guess")
  })
})

describe("a group", () => {
  const groups = ["api", "call", "client", "config", "connection", "context", "effect", "items", "layer", "options"]
  const more = ["operation types", "pages", "stream", "acme client", "acme error", "extract", "partial", "jobs"]
  const paged = {
    ...object({ items: { type: "array", items: { type: "object" } } }),
    parameters: ["page", "limit"].map((name) => ({ name, in: "query", schema: { type: "integer" } }))
  }
  const api = apiFrom(
    made(Object.fromEntries([...groups, ...more].map((name) => [`GET /${name.replace(" ", "-")}`, paged])))
  )

  /** The names that a source imports or declares for itself. */
  const namesIn = (source: string): ReadonlyArray<string> =>
    [
      ...source.matchAll(/^import (?:type )?\* as (\w+)/gm),
      ...source.matchAll(/^(?:export )?(?:const|class|interface|type) (\w+)/gm),
      ...[...source.matchAll(/^import (?:type )?\{([^}]+)\}/gm)].flatMap(([, list = ""]) =>
        list.split(",").map((name) => ["", name.trim()])
      )
    ].map(([, name = ""]) => name)

  it("may have any name: no type of it hides an import, a type or another group", () => {
    expect(api.groups).toHaveLength(groups.length + more.length)
    for (const source of [client(names, api, "https://acme.test"), resources(names, api.groups)]) {
      const found = namesIn(source)
      expect(found.filter((name, index) => found.indexOf(name) !== index)).toEqual([])
    }
    // What the types of the language are called is used there.
    expect(api.groups.map(({ type }) => type)).not.toContain("Extract")
    expect(api.groups.map(({ type }) => type)).toContain("Jobs")
  })
})

describe("the comments of what is written", () => {
  it("are wrapped where names make them too wide, and stay as they are where not", () => {
    const words = "a word of a sentence ".repeat(8).trim()
    const source = `/** ${words} */
export const one = "/** ${words} */"

/**
 * Short.
 *
 * - ${words}
 * - short
 */
  // ${words}
/** Short. */
`
    const wrapped = wrapComments(source)
    const lines = wrapped.split("\n").filter((line) => !line.startsWith("export"))
    expect(lines.filter((line) => line.length > 100)).toEqual([])
    expect(wrapped).toContain(`export const one = "/** ${words} */"`)
    expect(wrapped).toMatch(
      /^ \* Short\.\n \*\n \* - a word[^]*\n \*   [a-z][^]*\n \* - short\n \*\/\n {2}\/\/ a word/m
    )
    expect(wrapped).toMatch(/^\/\*\* Short\. \*\/$/m)
    expect(wrapComments(wrapped)).toBe(wrapped)
  })
})

describe("names", () => {
  it.each([
    ["create_job_jobs_post", "post", "/jobs", "createJob"],
    ["JobsController_create", "post", "/jobs", "jobsCreate"],
    ["list-all.jobs", "get", "/jobs", "listAllJobs"],
    ["", "get", "/jobs/{job_id}", "getJob"],
    ["99", "get", "/jobs", "listJobs"],
    ["", "post", "/v1/jobs", "createJob"],
    ["", "post", "/v1/run/tasks", "runTask"],
    ["", "post", "/bots/{bot_id}/runs", "createRun"],
    ["", "post", "/runs/{run_id}/cancel", "cancelRun"],
    ["", "get", "/runs/{run_id}/status", "getRunStatus"],
    ["", "get", "/account", "getAccount"],
    ["", "patch", "/workspaces/{id}", "updateWorkspace"],
    ["", "delete", "/workspaces/{id}/files", "deleteFile"],
    ["", "head", "/jobs", "headJobs"],
    ["", "get", "/", "get"]
  ])("%s of %s %s is %s", (operationId, method, path, name) => {
    const operation = operationId === "" ? {} : { operationId }
    expect([...nameOperations({ paths: { [path]: { [method]: operation } } }).values()]).toEqual([name])
  })

  it("are never given twice", () => {
    const get = { operationId: "list" }
    const paths = { "/a": { get }, "/b": { get }, "/c": { get: { operationId: "getB" } } }
    expect([...nameOperations({ paths }).values()]).toEqual(["list", "getB", "getC"])
    const post = {}
    const runs = ["/bots/{id}/runs", "/bots/templates/{id}/runs", "/templates/{id}/runs"]
    const children = Object.fromEntries(runs.map((path) => [path, { post }]))
    expect([...nameOperations({ paths: children }).values()]).toEqual([
      "createRun",
      "createTemplateRun",
      "postTemplatesIdRuns"
    ])
  })

  it("cannot end the comments that they stand in", () => {
    const text = made({ "GET /jobs/*/globalThis.ran=true/*": object({ id: { type: "string" } }) })
    const source = resources(names, apiFrom(text).groups)
    expect(source).toContain("/jobs/*\\/globalThis.ran=true/*")
    expect(source).not.toContain("/jobs/*/")
  })

  it("take a title for what people say, and a version from where the service says it", () => {
    expect(namesOf("acme-cloud", "Acme Cloud REST API v2", "v2")).toMatchObject({
      pascal: "AcmeCloud",
      constant: "ACME_CLOUD",
      title: "Acme Cloud"
    })
    const beside = (isSamePlace: boolean) => namesOf("acme", "Acme", "v2", { pascal: "ACME", isSamePlace })
    expect(beside(false)).toMatchObject({ pascal: "ACME", entry: "@errand/acme/v2", folder: "v2/", place: "ACME_V2" })
    expect(beside(true).place).toBe("ACME")
    expect(namesOf("acme", "`${process.exit()}` */", "v1").title).not.toMatch(/[`$*]/)
    expect(versionOf({ servers: [{ url: "https://a.test/v3" }], info: { version: "1.2" } })).toBe("v3")
    expect(versionOf({ paths: { "/v4/a": {}, "/v4/b/v5": {} } })).toBe("v4")
    expect(versionOf({ paths: { "/a/v5": {}, "/b": {} }, info: { version: "2" } })).toBe("v2")
    expect(versionOf({ info: { version: "7.1.0" } })).toBe("v7")
    expect(versionOf({ info: { version: "0.9" } })).toBe("v1")
    expect(versionOf({})).toBe("v1")
  })

  it.each([
    ["Acme Cloud REST API v2", "Acme Cloud"],
    ["The Acme Public API", "Acme"],
    ["Acme API - Production", "Acme"],
    ["Acme API (v1.2)", "Acme"],
    ["Acme | API Reference", "Acme"],
    ["OpenWeather", "OpenWeather"],
    ["Public API v1", "Bot Works"],
    ["API", "Bot Works"],
    ["FastAPI", "Bot Works"],
    ["Swagger - OpenAPI 3.0", "Bot Works"],
    ["", "Bot Works"]
  ])("take from the title %j the name %j", (title, called) => {
    expect(namesOf("bot-works", title, "v1").title).toBe(called)
  })

  it("know one from many", () => {
    expect(["jobs", "job", "queries", "boxes", "status", "process"].map(singular)).toEqual([
      "job",
      "job",
      "query",
      "box",
      "status",
      "process"
    ])
    expect(words("getHTTPStatus_of-job")).toEqual(["get", "httpstatus", "of", "job"])
  })
})

describe("where a service answers", () => {
  it("is its first address, with variables by their defaults, relative to where the document came from", () => {
    const of = (url: string, from = "./openapi.yaml") =>
      baseUrlOf({ servers: [{ url, variables: { region: { default: "eu" } } }] }, from)
    expect(of("https://{region}.acme.test/v1/")).toBe("https://eu.acme.test/v1")
    expect(of("/api/v1", "https://acme.test/openapi.json")).toBe("https://acme.test/api/v1")
    expect(of("/api/v1")).toBeUndefined()
    expect(baseUrlOf({}, "https://acme.test/openapi.json")).toBeUndefined()
  })
})
