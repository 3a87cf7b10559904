/**
 * Any service, made of its specification alone: a `fetch` that refuses what the specification does
 * not allow, and answers every operation with a sample of what it promises. It has no state; a test
 * that needs one gives its own answers.
 */
import * as Contract from "./internal/spec/contract.ts"
import * as Operation from "./internal/spec/operation.ts"
import { dereference, type OpenApiDocument, withPlainParameters } from "./internal/spec/dereference.ts"
import * as Random from "./internal/sample/random.ts"
import { sample } from "./internal/sample/sample.ts"

export type { OpenApiDocument }

/** A request as the stub saw it. */
export interface StubRequest {
  /** The operation's name in the table; `undefined` where no operation is meant. */
  readonly operation: string | undefined
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: unknown
}

/** The answer of a test: a response, any JSON value, or undefined for the sample. */
export type Respond = (request: StubRequest, count: number) => Response | object | undefined

/** A service in memory. */
export interface Stub {
  /** To be given to a client as its base URL. */
  readonly baseUrl: string
  /** To be given to a client as its `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Every request so far. */
  readonly requests: ReadonlyArray<StubRequest>
  /** The names of all operations. */
  readonly operations: ReadonlyArray<string>
  /** An input of an operation that the specification allows: what is required, and no more. */
  readonly input: (operation: string) => { readonly [part: string]: unknown }
}

/** A service by a generated package: its `document`, and the module of its operation table. */
export const make = (
  document: OpenApiDocument,
  table: { readonly [name: string]: unknown },
  respond: Respond = () => undefined
): Stub => {
  const spec = dereference(document)
  const operations = Operation.operations(table)
  const contract = Contract.make(withPlainParameters(spec), operations)
  const random = Random.make("stub")
  const requests: Array<StubRequest> = []
  const baseUrl = "https://service.test"
  const declarationOf = ({ method, path }: Operation.Operation): unknown =>
    child(spec.paths[path], method.toLowerCase())
  const sampleOf = (schema: unknown, name?: string): unknown =>
    sample({ ...(schema as object | undefined), components: document.components }, random, name)

  const answer = (operation: Operation.Operation): Response => {
    const [status = "200", media = []] = Object.entries(operation.ok)[0] ?? []
    const code = Number(status.replace("XX", "00")) || 200
    const [type] = media
    if (type === undefined) return new Response(null, { status: code })
    const value = sampleOf(child(declarationOf(operation), "responses", status, "content", type, "schema"))
    const text = isJson(type) ? JSON.stringify(value) : typeof value === "string" ? value : ""
    return new Response(text, { status: code, headers: { "content-type": type } })
  }

  const refuse = (status: number, detail: unknown): Response => Response.json({ detail }, { status })

  return {
    baseUrl,
    requests,
    operations: operations.map(({ id }) => id),
    input: (name) => {
      const operation = operations.find(({ id }) => id === name)
      if (operation === undefined) return {}
      const input: { [part: string]: { [name: string]: unknown } | undefined } = {}
      for (const parameter of list(child(declarationOf(operation), "parameters"))) {
        const place = String(child(parameter, "in"))
        if (place !== "path" && child(parameter, "required") !== true) continue
        const name = String(child(parameter, "name"))
        if (operation.parameters.some((one) => one.name === name && one.in === place))
          input[place] = { ...input[place], [name]: sampleOf(child(parameter, "schema"), name) }
      }
      const all = operation.request?.media ?? []
      const media = all.find(isJson) ?? all[0]
      if (media === undefined) return input
      const isSampled = isJson(media) || /form/.test(media)
      const schema = child(declarationOf(operation), "requestBody", "content", media, "schema")
      return {
        ...input,
        body: isSampled ? sampleOf(schema) : media.startsWith("text/") ? "text" : new Uint8Array([1, 2, 3])
      }
    },
    fetch: async (request) => {
      const url = new URL(request.url)
      const body = Buffer.from(await request.arrayBuffer())
      const found = contract.route(request.method, url.pathname)
      const seen: StubRequest = {
        operation: found?.operation.id,
        method: request.method,
        path: url.pathname,
        headers: request.headers,
        body: parseBody(body)
      }
      requests.push(seen)
      if (found === undefined) return refuse(404, `no ${request.method} ${url.pathname} in the specification`)
      const { operation, path } = found
      const { request: content, ...bare } = operation
      const contentType = request.headers.get("content-type") ?? undefined
      const incoming = { path, query: url.searchParams, contentType, body }
      // Only JSON can be checked.
      const issues = contract.request(content?.media.some(isJson) === true ? operation : bare, incoming)
      if (Array.isArray(issues)) return refuse(422, issues)
      const given = respond(seen, requests.length)
      return given instanceof Response ? given : given === undefined ? answer(operation) : Response.json(given)
    }
  }
}

const isJson = (type: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(type)

const child = (of: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    of
  )

const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

const parseBody = (body: Buffer): unknown => {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return body.toString("utf8")
  }
}
