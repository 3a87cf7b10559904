/**
 * One service's spec at run time: which operation a request means, whether the request fits, and
 * whether an answer does. Routes come from the generated operation table, schemas from the
 * generated document.
 */
import { Ajv2020 } from "ajv/dist/2020.js"
import type { ValidateFunction } from "ajv/dist/2020.js"
import { fullFormats } from "ajv-formats/dist/formats.js"
import { issuesOf, missing } from "./issue.ts"
import type { Issue } from "./issue.ts"
import { child, record, text } from "./json.ts"
import { router } from "./operation.ts"
import type { Operation, Router } from "./operation.ts"
import { readAs, typesOf } from "./parameterText.ts"

/** What a client sent, before anything was checked. */
export interface Incoming {
  readonly path: { readonly [name: string]: string }
  readonly query: URLSearchParams
  readonly contentType: string | undefined
  readonly body: Buffer
}

/** A request that fits: text has become numbers and booleans, and defaults are filled in. */
export interface Input {
  readonly path: { readonly [name: string]: unknown }
  readonly query: { readonly [name: string]: unknown }
  readonly body: unknown
}

export interface Contract extends Router {
  readonly operations: ReadonlyArray<Operation>
  readonly request: (operation: Operation, incoming: Incoming) => Input | ReadonlyArray<Issue>
  /** What is wrong with an answer, in words. */
  readonly response: (operation: Operation, status: number, body: unknown) => string | undefined
}

interface Document {
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } }
}

/** FastAPI reads and writes naive times, so the zone is optional, as in ISO 8601. */
const formats = { ...fullFormats, "date-time": fullFormats["iso-date-time"] }

export const make = (document: Document, operations: ReadonlyArray<Operation>): Contract => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, useDefaults: true, verbose: true, formats })
  ajv.addSchema(document, "spec")
  const at = (...path: ReadonlyArray<string>): ValidateFunction | undefined =>
    ajv.getSchema(
      `spec#/${path.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`
    )
  const schemaAt = (...path: ReadonlyArray<string>): unknown => path.reduce<unknown>(child, document)
  const checks = new Map<Operation, Checks>()

  /** The checks of an operation, compiled by the first request that needs them. */
  const checksOf = (operation: Operation): Checks => {
    const known = checks.get(operation)
    if (known !== undefined) return known
    const path = ["paths", operation.path, operation.method.toLowerCase()]
    const declared = schemaAt(...path, "parameters")
    const media = operation.request?.media[0]
    const made: Checks = {
      parameters: (Array.isArray(declared) ? declared : []).map((parameter: unknown, index) => ({
        name: text(child(parameter, "name")),
        place: child(parameter, "in") === "path" ? "path" : "query",
        required: child(parameter, "required") === true,
        byDefault: child(child(parameter, "schema"), "default"),
        types: lazily(() => typesOf(child(parameter, "schema"), schemaAt)),
        check: lazily(() => at(...path, "parameters", String(index), "schema"))
      })),
      body: lazily(() => (media === undefined ? undefined : at(...path, "requestBody", "content", media, "schema"))),
      responses: new Map(
        Object.entries(record(schemaAt(...path, "responses"))).map(([status, response]) => {
          const media = Object.keys(record(child(response, "content")))[0]
          const place =
            status === "422"
              ? // The spec declares one bare error for a refused body;
                // the service sends the list that it declares elsewhere.
                ["components", "schemas", "HTTPValidationError"]
              : [...path, "responses", status, "content", media ?? "", "schema"]
          return [status, media === undefined ? undefined : lazily(() => at(...place))]
        })
      )
    }
    checks.set(operation, made)
    return made
  }

  const parameters = (operation: Operation, incoming: Incoming, issues: Array<Issue>) => {
    const input: { path: { [name: string]: unknown }; query: { [name: string]: unknown } } = { path: {}, query: {} }
    for (const { byDefault, check, name, place, required, types } of checksOf(operation).parameters) {
      const sent = place === "path" ? incoming.path[name] : (incoming.query.get(name) ?? undefined)
      if (sent === undefined) {
        if (required) issues.push(missing([place, name]))
        if (byDefault !== undefined) input[place][name] = byDefault
        continue
      }
      const isList = place === "query" && types().has("array")
      const value = isList ? incoming.query.getAll(name) : readAs(sent, types())
      const validate = check()
      if (validate !== undefined && !validate(value)) issues.push(...issuesOf([place, name], validate.errors))
      else input[place][name] = value
    }
    return input
  }

  const content = (operation: Operation, incoming: Incoming, issues: Array<Issue>): unknown => {
    if (operation.request?.media[0] === undefined) return undefined
    if (incoming.body.length === 0) {
      if (operation.request.required) issues.push(missing(["body"]))
    } else if (!/^application\/(.*\+)?json\b/i.test(incoming.contentType ?? "")) {
      issues.push({
        loc: ["body"],
        msg: "Input should be a valid dictionary or object to extract fields from",
        type: "model_attributes_type"
      })
    }
    if (issues.some((issue) => issue.loc[0] === "body")) return undefined
    const body = incoming.body.length === 0 ? {} : parse(incoming.body)
    if (body === undefined) issues.push({ loc: ["body", 0], msg: "JSON decode error", type: "json_invalid" })
    const check = checksOf(operation).body()
    if (body !== undefined && check !== undefined && !check(body)) issues.push(...issuesOf(["body"], check.errors))
    return body
  }

  return {
    operations,
    ...router(operations),
    request: (operation, incoming) => {
      const issues: Array<Issue> = []
      const input = { ...parameters(operation, incoming, issues), body: content(operation, incoming, issues) }
      return issues.length === 0 ? input : issues
    },
    response: (operation, status, body) => {
      const { responses } = checksOf(operation)
      const declared = responses.get(String(status))
      if (!responses.has(String(status)) || (declared === undefined && status >= 300)) return undefined
      if (declared === undefined) return body === undefined ? undefined : `${operation.id}: a ${status} has no body`
      const check = declared()
      if (check === undefined || check(body)) return undefined
      return `${operation.id} ${status}: ${ajv.errorsText(check.errors, { dataVar: "body" })}`
    }
  }
}

/** The compiled checks of one operation. */
interface Checks {
  readonly parameters: ReadonlyArray<{
    readonly name: string
    readonly place: "path" | "query"
    readonly required: boolean
    readonly byDefault: unknown
    readonly types: () => ReadonlySet<string>
    readonly check: () => ValidateFunction | undefined
  }>
  readonly body: () => ValidateFunction | undefined
  /** By status; undefined for an answer without a body. */
  readonly responses: ReadonlyMap<string, (() => ValidateFunction | undefined) | undefined>
}

const lazily = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}
