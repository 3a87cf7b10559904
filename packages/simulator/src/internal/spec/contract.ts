/**
 * One service's spec at run time: which operation a request means, whether the request fits, and whether an answer does.
 * Routes come from the generated operation table, schemas from the generated document.
 */
import { Ajv2020 } from "ajv/dist/2020.js"
import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js"
import { fullFormats } from "ajv-formats/dist/formats.js"

/** As much of a generated operation as routing and validation need. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly in: string; readonly required?: true }>
  readonly request?: { readonly required: boolean; readonly media: ReadonlyArray<string> }
  readonly ok: { readonly [status: string]: ReadonlyArray<string> }
}

/** Why a request does not fit, as FastAPI says it. */
export interface Issue {
  readonly loc: ReadonlyArray<string | number>
  readonly msg: string
  readonly type: string
}

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

export interface Contract {
  readonly operations: ReadonlyArray<Operation>
  /** The operation of a method and path below the service's base. */
  readonly route: (
    method: string,
    path: string
  ) => { readonly operation: Operation; readonly path: { [name: string]: string } } | undefined
  /** Whether any method has this path. */
  readonly allows: (path: string) => boolean
  readonly request: (operation: Operation, incoming: Incoming) => Input | ReadonlyArray<Issue>
  /** What is wrong with an answer, in words. */
  readonly response: (operation: Operation, status: number, body: unknown) => string | undefined
}

interface Document {
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } }
}

/** FastAPI reads and writes naive times, so the zone is optional, as in ISO 8601. */
const formats = { ...fullFormats, "date-time": fullFormats["iso-date-time"] }

/** The operations among the exports of a generated module. */
export const operations = (module: { readonly [name: string]: unknown }): ReadonlyArray<Operation> =>
  Object.values(module).filter(
    (one): one is Operation =>
      typeof one === "object" && one !== null && "method" in one && "path" in one && "ok" in one
  )

export const make = (document: Document, operations: ReadonlyArray<Operation>): Contract => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, useDefaults: true, verbose: true, formats })
  ajv.addSchema(document, "spec")
  const at = (...path: ReadonlyArray<string>): ValidateFunction | undefined =>
    ajv.getSchema(
      `spec#/${path.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`
    )
  const schemaAt = (...path: ReadonlyArray<string>): unknown => path.reduce<unknown>(child, document)
  const routes = new Map<string, Array<Route>>()
  for (const route of operations.map(prepare).toSorted((a, b) => a.names.length - b.names.length)) {
    const key = shape(route.operation.method, route.operation.path)
    routes.set(key, [...(routes.get(key) ?? []), route])
  }
  const checks = new Map<Operation, Checks>()

  /** Found, and compiled by the first who needs it. */
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
        types: once(() => kinds(child(parameter, "schema"), schemaAt)),
        check: once(() => at(...path, "parameters", String(index), "schema"))
      })),
      body: once(() => (media === undefined ? undefined : at(...path, "requestBody", "content", media, "schema"))),
      responses: new Map(
        Object.entries(record(schemaAt(...path, "responses"))).map(([status, response]) => {
          const media = Object.keys(record(child(response, "content")))[0]
          const place =
            status === "422"
              ? // The spec declares one bare error for a refused body; the service sends the list that it declares elsewhere.
                ["components", "schemas", "HTTPValidationError"]
              : [...path, "responses", status, "content", media ?? "", "schema"]
          return [status, media === undefined ? undefined : once(() => at(...place))]
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
      const value = read(sent, types())
      const validate = check()
      if (validate !== undefined && !validate(value)) issues.push(...told([place, name], validate.errors))
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
    if (body !== undefined && check !== undefined && !check(body)) issues.push(...told(["body"], check.errors))
    return body
  }

  return {
    operations,
    route: (method, path) => {
      for (const route of routes.get(shape(method, path)) ?? []) {
        const found = route.expression.exec(path)
        if (found === null) continue
        const values = route.names.map((name, index) => [name, decode(found[index + 1] ?? "")] as const)
        return { operation: route.operation, path: Object.fromEntries(values) }
      }
      return undefined
    },
    allows: (path) => [...routes.values()].some((some) => some.some(({ expression }) => expression.test(path))),
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

/** What a request and an answer are held to. */
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
  /** By status; nothing for one without a body. */
  readonly responses: ReadonlyMap<string, (() => ValidateFunction | undefined) | undefined>
}

interface Route {
  readonly operation: Operation
  readonly names: ReadonlyArray<string>
  readonly expression: RegExp
}

const prepare = (operation: Operation): Route => ({ operation, ...pattern(operation.path) })

/** Method and number of segments: what operations are looked up by before any expression is tried. */
const shape = (method: string, path: string): string => `${method} ${path.split("/").length}`

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}

const record = (value: unknown): { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null ? { ...value } : {}

const child = (of: unknown, key: string): unknown =>
  typeof of === "object" && of !== null && Object.hasOwn(of, key) ? Reflect.get(of, key) : undefined

const text = (value: unknown): string => (typeof value === "string" ? value : "")

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const pattern = (path: string) => {
  const names: Array<string> = []
  const source = path
    .split("/")
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
      names.push(name)
      return "([^/]+)"
    })
    .join("/")
  return { names, expression: new RegExp(`^${source}$`) }
}

/** The JSON types that a schema allows, through references and alternatives. */
const kinds = (schema: unknown, schemaAt: (...path: ReadonlyArray<string>) => unknown): ReadonlySet<string> => {
  const reference = child(schema, "$ref")
  if (typeof reference === "string") return kinds(schemaAt(...reference.slice(2).split("/")), schemaAt)
  const alternatives = child(schema, "anyOf") ?? child(schema, "oneOf")
  if (Array.isArray(alternatives)) return new Set(alternatives.flatMap((one) => [...kinds(one, schemaAt)]))
  return new Set([child(schema, "type")].flat().filter((type) => typeof type === "string"))
}

/** Text from a path or query as the type that the schema wants; as it stands when it cannot be one. */
const read = (sent: string, types: ReadonlySet<string>): unknown => {
  if (types.has("string")) return sent
  if (types.has("integer") && /^[+-]?\d+$/.test(sent)) return Number(sent)
  if (types.has("number") && sent.trim() !== "" && Number.isFinite(Number(sent))) return Number(sent)
  if (types.has("boolean") && /^(true|1|yes|on)$/i.test(sent)) return true
  if (types.has("boolean") && /^(false|0|no|off)$/i.test(sent)) return false
  return sent
}

const missing = (loc: ReadonlyArray<string>): Issue => ({ loc, msg: "Field required", type: "missing" })

/** FastAPI's words for what a schema does not allow. Errors of alternatives are left to the alternative's own. */
const told = (
  place: ReadonlyArray<string>,
  errors: ReadonlyArray<ErrorObject> | null | undefined
): ReadonlyArray<Issue> => {
  const all = errors ?? []
  const inner = all.filter((error) => error.keyword !== "anyOf" && !isNull(error))
  return (inner.length === 0 ? all : inner).map((error) => {
    const at = error.instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")))
    if (error.keyword === "required")
      return missing([...place, ...at.map(String), text(child(error.params, "missingProperty"))])
    return { loc: [...place, ...at], msg: sentence(error), type: words[error.keyword] ?? typeWord(error) }
  })
}

const isNull = (error: ErrorObject): boolean => error.keyword === "type" && child(error.params, "type") === "null"

const words: { readonly [keyword: string]: string } = {
  minLength: "string_too_short",
  maxLength: "string_too_long",
  minimum: "greater_than_equal",
  maximum: "less_than_equal",
  enum: "enum",
  const: "literal_error",
  pattern: "string_pattern_mismatch",
  minItems: "too_short",
  maxItems: "too_long"
}

const typeWord = (error: ErrorObject): string => {
  if (error.keyword === "format") return `${text(child(error.params, "format")).replaceAll("-", "_")}_parsing`
  const type = text(child(error.params, "type"))
  if (type === "integer") return "int_parsing"
  return type === "" ? "value_error" : `${type}_type`
}

const sentence = (error: ErrorObject): string => {
  const allowed = child(error.params, "allowedValues")
  const values = Array.isArray(allowed) ? `: ${allowed.slice(0, 20).map(String).join(", ")}` : ""
  return `Input ${error.message ?? "is not valid"}${values}`
}
