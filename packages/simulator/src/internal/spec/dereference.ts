/**
 * Follows the references of a specification's operations: parameters in one list, bodies and
 * answers where they are used.
 */

type Json = { readonly [key: string]: unknown }

/** An OpenAPI document, as generated packages have it. */
export interface OpenApiDocument {
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } }
  readonly components: { readonly [kind: string]: { readonly [name: string]: unknown } }
}

/** The same specification with complete operations. References between schemas stay. */
export const dereference = (document: OpenApiDocument): OpenApiDocument => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [
      path,
      mapValues(item, (one) => operation(document, item, one))
    ])
  )
})

const operation = (document: OpenApiDocument, item: Json, one: unknown): unknown => {
  if (typeof one !== "object" || one === null || !("responses" in one)) return one
  const { parameters, requestBody, responses, ...rest } = fields(one)
  const all = new Map<string, Json>()
  for (const parameter of [...list(item["parameters"]), ...list(parameters)]) {
    const found = resolve(document, parameter)
    all.set(`${String(found["in"])} ${String(found["name"])}`, found)
  }
  return {
    ...rest,
    parameters: [...all.values()],
    responses: mapValues(fields(responses), (response) => resolve(document, response)),
    ...(requestBody !== undefined && { requestBody: resolve(document, requestBody) })
  }
}

/**
 * The same without parameters that are lists or objects, which services write in several ways, and
 * without headers and cookies.
 */
export const withPlainParameters = (document: OpenApiDocument): OpenApiDocument => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [
      path,
      mapValues(item, (one) => {
        const parameters = list(fields(one)["parameters"]).filter((parameter) => {
          const { in: place, schema } = fields(parameter)
          return (place === "path" || place === "query") && isPlain(document, schema)
        })
        return typeof one === "object" && one !== null && !Array.isArray(one) ? { ...one, parameters } : one
      })
    ])
  )
})

const isPlain = (document: OpenApiDocument, schema: unknown, depth = 0): boolean => {
  const found = resolve(document, schema)
  const types = [found["type"]].flat()
  if (schema === undefined || types.includes("array") || types.includes("object")) return false
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => list(found[key]))
  return depth > 8 || parts.every((part) => isPlain(document, part, depth + 1))
}

const mapValues = (of: Json, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]))

/** Follows a reference into the document's components, through others if need be. */
const resolve = (document: OpenApiDocument, value: unknown, hops = 0): Json => {
  const found = fields(value)
  const reference = found["$ref"]
  const match = typeof reference === "string" ? /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) : null
  const [, kind = "", name = ""] = match ?? []
  if (kind === "" || hops > 32) return found
  return resolve(document, document.components[kind]?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], hops + 1)
}

const fields = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {})
const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
