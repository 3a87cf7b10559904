/** Where schemas and references stand in a document. */
import { arrayOr, isArray, isObject, type Json, type JsonObject, objectOr } from "./json.ts"

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const

/** Keywords whose value is one schema, a list of schemas, or a map of names to schemas. */
const one = [
  "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"
]
const many = ["allOf", "anyOf", "items", "oneOf", "prefixItems"]
const named = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"]

/** The schemas directly inside a schema, with the path to each. */
export const subschemas = (schema: JsonObject): ReadonlyArray<{ readonly path: ReadonlyArray<string | number>; readonly schema: JsonObject }> => {
  const found: Array<{ path: ReadonlyArray<string | number>; schema: JsonObject }> = []
  const add = (path: ReadonlyArray<string | number>, value: Json | undefined) => {
    if (isObject(value)) found.push({ path, schema: value })
  }
  for (const keyword of one) add([keyword], schema[keyword])
  for (const keyword of many) arrayOr(schema[keyword]).forEach((item, index) => add([keyword, index], item))
  for (const keyword of named) {
    for (const [name, item] of Object.entries(objectOr(schema[keyword]))) add([keyword, name], item)
  }
  return found
}

/** Calls `visit` for a schema and all inside it, outermost first. References are not followed. */
export const eachSchema = (schema: Json | undefined, visit: (schema: JsonObject) => void): void => {
  if (!isObject(schema)) return
  visit(schema)
  for (const inner of subschemas(schema)) eachSchema(inner.schema, visit)
}

const carriers = new Set(["schema", "itemSchema"])
/** Maps whose keys are names that somebody chose, so that `schema` or `example` there is no keyword. */
const maps = new Set([
  "callbacks", "content", "encoding", "examples", "headers", "links", "parameters", "pathItems", "paths", "requestBodies", "responses",
  "securitySchemes", "variables", "webhooks"
])
const opaque = new Set(["example", "value", "default", "enum", "const", "x-errand-pagination"])

/** Calls `visit` for every outermost schema in a piece of a document: below `schema` keys and in `components.schemas`. */
export const eachRootSchema = (value: Json | undefined, visit: (schema: JsonObject) => void): void => {
  if (isArray(value)) return value.forEach((item) => eachRootSchema(item, visit))
  if (!isObject(value)) return
  for (const [key, item] of Object.entries(value)) {
    if (opaque.has(key) || key.startsWith("x-")) continue
    if (carriers.has(key) && isObject(item)) visit(item)
    else if (key === "schemas") for (const schema of Object.values(objectOr(item))) isObject(schema) && visit(schema)
    else if (maps.has(key) && isObject(item)) for (const inner of Object.values(item)) eachRootSchema(inner, visit)
    else eachRootSchema(item, visit)
  }
}
