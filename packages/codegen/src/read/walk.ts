/** Where schemas and references stand in a document. */
import { isArray, isObject, type Json, type JsonObject, objectOr, type Path } from "../json.ts"

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const

export interface Visitor {
  /** Every schema, outermost first; it may be rewritten in place. */
  readonly schema?: (schema: JsonObject, path: Path) => void
  /** Every other object: path items, parameters, responses and what is in them. */
  readonly piece?: (value: JsonObject, path: Path) => void
}

/** Keywords whose value is one schema, a list of schemas, or a map of names to schemas. */
const one = new Set([
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties"
])
const many = new Set(["allOf", "anyOf", "items", "oneOf", "prefixItems"])
export const named = new Set(["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"])

/** Visits a schema and all inside it. References are not followed. */
export const eachSchema = (
  schema: Json | undefined,
  visit: (schema: JsonObject, path: Path) => void,
  path: Path = []
): void => {
  if (!isObject(schema)) return
  visit(schema, path)
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword]
    if (typeof value !== "object" || value === null) continue
    if (isArray(value)) {
      if (many.has(keyword)) value.forEach((item, index) => eachSchema(item, visit, [...path, keyword, index]))
    } else if (named.has(keyword)) {
      for (const [name, item] of Object.entries(value)) eachSchema(item, visit, [...path, keyword, name])
    } else if (one.has(keyword)) eachSchema(value, visit, [...path, keyword])
  }
}

/** Maps whose keys are names that somebody chose, so that `schema` or `example` there is no keyword. */
export const maps = new Set([
  "callbacks",
  "content",
  "encoding",
  "headers",
  "links",
  "parameters",
  "pathItems",
  "paths",
  "requestBodies",
  "responses",
  "securitySchemes",
  "variables",
  "webhooks"
])
/** Keys below which stands somebody's data. */
export const data = new Set(["const", "default", "enum", "example", "examples", "value"])

/** Visits a whole document, or a piece of one. */
export const walk = (value: Json | undefined, visitor: Visitor, path: Path = []): void => {
  if (isArray(value)) return value.forEach((item, index) => walk(item, visitor, [...path, index]))
  if (!isObject(value)) return
  visitor.piece?.(value, path)
  for (const [key, item] of Object.entries(value)) {
    const here = [...path, key]
    if (data.has(key) || key.startsWith("x-")) continue
    if (key === "schema" || key === "itemSchema") eachSchema(item, visitor.schema ?? ignore, here)
    else if (key === "schemas" || key === "$defs") {
      for (const [name, schema] of Object.entries(objectOr(item)))
        eachSchema(schema, visitor.schema ?? ignore, [...here, name])
    } else if (maps.has(key) && isObject(item)) {
      for (const [name, inner] of Object.entries(item))
        if (!name.startsWith("x-")) walk(inner, visitor, [...here, name])
    } else walk(item, visitor, here)
  }
}

const ignore = (): void => {}

/** Puts another schema in the place of one that others hold. */
export const replace = (schema: JsonObject, next: JsonObject): void => {
  for (const key of Object.keys(schema)) delete schema[key]
  Object.assign(schema, next)
}
