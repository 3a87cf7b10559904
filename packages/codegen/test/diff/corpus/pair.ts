/** The notation of the corpus: one small API, and edits that make two documents of it. */
import { isObject, type Json, type JsonObject } from "../../../src/json.ts"

/**
 * Places as keys with spaces between them, from an operation, a schema or the document; `undefined`
 * takes away.
 */
export type Edits = Readonly<Record<string, Json | undefined>>

/** What is expected of one direction of a pair. */
export interface Expected {
  /** `code direction: caller, types bump, client bump`, the worst first. */
  readonly says: ReadonlyArray<string>
  /**
   * A program against the first document's types. It compiles against the second's unless a caller
   * "breaks compile".
   */
  readonly use?: string
  /** What the program knows `GetJob` as. */
  readonly called?: string
  /** Why the compiler and the policy disagree about this program. */
  readonly byDesign?: string
}

export interface Pair {
  readonly title: string
  /** Made to both documents. */
  readonly given?: Edits
  /** Made to the second document. */
  readonly then: Edits
  readonly there: Expected
  /** From the second to the first. */
  readonly back: Expected
}

const json = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } })
const answer = (schema: Json): JsonObject => ({ description: "", ...json(schema) })
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })
const text: JsonObject = { type: "string" }
const object = (required: ReadonlyArray<string>, properties: JsonObject): JsonObject => ({
  type: "object",
  required,
  properties
})

/** `Job` only comes back, `NewJob` is only sent, `Label` goes both ways. */
const base = (): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Jobs", version: "1" },
  servers: [{ url: "https://api.example.com" }],
  security: [{ key: [] }],
  paths: {
    "/jobs": {
      get: {
        operationId: "listJobs",
        parameters: [
          { name: "page", in: "query", schema: { type: "integer" } },
          { name: "sort", in: "query", schema: { type: "string", enum: ["up", "down"] } }
        ],
        responses: { "200": answer({ type: "array", items: ref("Job") }) }
      },
      post: {
        operationId: "createJob",
        requestBody: { required: true, ...json(ref("NewJob")) },
        responses: { "201": answer(ref("Job")), "400": answer(ref("Problem")) }
      }
    },
    "/jobs/{id}": {
      get: {
        operationId: "getJob",
        parameters: [
          { name: "id", in: "path", required: true, schema: text },
          { name: "X-Trace", in: "header", schema: text }
        ],
        responses: {
          "200": { ...answer(ref("Job")), headers: { "X-Left": { schema: { type: "integer" } } } },
          "404": answer(ref("Problem"))
        }
      }
    },
    "/labels": {
      put: {
        operationId: "putLabel",
        requestBody: { required: true, ...json(ref("Label")) },
        responses: { "200": answer(ref("Label")) }
      }
    }
  },
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      token: { type: "http", scheme: "bearer" }
    },
    schemas: {
      Circle: object(["kind", "radius"], { kind: { const: "circle" }, radius: { type: "number" } }),
      Job: object(["id", "state", "size", "parts", "owner", "tags", "shape", "value"], {
        id: text,
        state: ref("State"),
        note: text,
        size: { type: "integer" },
        parts: { type: "array", items: ref("Part") },
        owner: { anyOf: [ref("Person"), { type: "null" }] },
        tags: { type: "object", additionalProperties: text },
        shape: { oneOf: [ref("Circle"), ref("Square")] },
        value: { type: ["string", "integer"] },
        model: ref("Model")
      }),
      Label: object(["text"], { text, colour: text }),
      Model: { type: "string", enum: ["small", "large"], "x-errand-open": true },
      NewJob: object(["task"], {
        task: text,
        note: text,
        size: { type: "integer", maximum: 10 },
        mode: { type: "string", enum: ["fast", "slow"] },
        model: ref("Model"),
        target: { anyOf: [{ type: "string" }, { type: "integer" }] },
        limits: { type: "object", additionalProperties: { type: "integer" } },
        steps: { type: "array", items: ref("Step") }
      }),
      Part: object(["name", "parts"], { name: text, parts: { type: "array", items: ref("Part") } }),
      Person: object(["name"], { name: text, mail: text }),
      Problem: object(["detail"], { detail: text }),
      Square: object(["kind", "side"], { kind: { const: "square" }, side: { type: "number" } }),
      State: { type: "string", enum: ["queued", "running", "done"] },
      Step: object(["name"], { name: text, next: ref("Step") })
    }
  }
})

/** As parsed: no two places share an object. */
const copy = <A extends Json>(value: A): A => JSON.parse(JSON.stringify(value)) as A

/** A document with edits made, in their order. */
export const document = (...edits: ReadonlyArray<Edits | undefined>): JsonObject => {
  const made = copy(base())
  for (const each of edits) for (const [where, value] of Object.entries(each ?? {})) edit(made, where.split(" "), value)
  return made
}

const operations: Readonly<Record<string, ReadonlyArray<string>>> = {
  listJobs: ["paths", "/jobs", "get"],
  createJob: ["paths", "/jobs", "post"],
  getJob: ["paths", "/jobs/{id}", "get"],
  putLabel: ["paths", "/labels", "put"]
}

/** `ok` is the schema of an operation's answer, `sent` that of its body. */
const short: Readonly<Record<string, ReadonlyArray<string>>> = {
  ok: ["responses", "200", "content", "application/json", "schema"],
  sent: ["requestBody", "content", "application/json", "schema"]
}

const edit = (made: JsonObject, [first = "", ...rest]: ReadonlyArray<string>, value: Json | undefined): void => {
  const from = operations[first] ?? (first in made || /^[a-z]/.test(first) ? [first] : ["components", "schemas", first])
  const keys = [...from, ...rest.flatMap((key) => short[key] ?? [key])]
  const last = keys.pop() ?? ""
  let here: Json = made
  for (const key of keys) {
    const next: Json | undefined = (here as Record<string, Json>)[key]
    if (next === undefined) throw new Error(`${first} ${rest.join(" ")} leads nowhere at ${key}`)
    here = next
  }
  if (Array.isArray(here)) here.splice(Number(last), 1, ...(value === undefined ? [] : [copy(value)]))
  else if (isObject(here) && value === undefined) delete here[last]
  else (here as Record<string, Json>)[last] = copy(value ?? null)
}

/**
 * What a consumer of either document's types starts from.
 *
 * @param called the name of `getJob` where it has another
 */
export const preamble = (types: string, called = "GetJob"): string => `import * as api from "${types}"
declare const job: api.${called}Success
declare const label: api.PutLabelSuccess
declare const failure: api.${called}Error
declare const list: (input: api.ListJobsInput) => void
declare const create: (input: api.CreateJobInput) => void
declare const get: (input: api.${called}Input) => void
declare const put: (input: api.PutLabelInput) => void
export const never = (value: never): never => value
export const known = [job, label, failure, list, create, get, put, api]
`
