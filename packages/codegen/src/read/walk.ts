/** Where schemas and references stand in a document. */
import { isArray, isObject, type Json, type JsonObject, objectOr, type Path } from "../json.ts"

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const

export interface Visitor {
  /** Every schema, outermost first; it may be rewritten in place. */
  readonly schema?: (schema: JsonObject, path: Path) => void
  /** Every other object: path items, parameters, responses and what is in them. */
  readonly piece?: (value: JsonObject, path: Path) => void
}

/** A path up to its `#`. */
export const withoutFragment = (path: string): string => /^(?:[^#{]|\{[^}]*\}|\{)*/.exec(path)?.[0] ?? path

/** Keywords whose value is one schema, a list of schemas, or a map of names to schemas. */
export const singleSchemaKeys = new Set([
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
export const schemaListKeys = new Set(["allOf", "anyOf", "items", "oneOf", "prefixItems"])
export const schemaMapKeys = new Set(["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"])

/** Visits a schema and all inside it. References are not followed. */
export const visitSchemas = (
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
      if (schemaListKeys.has(keyword))
        value.forEach((item, index) => visitSchemas(item, visit, [...path, keyword, index]))
    } else if (schemaMapKeys.has(keyword)) {
      for (const [name, item] of Object.entries(value)) visitSchemas(item, visit, [...path, keyword, name])
    } else if (singleSchemaKeys.has(keyword)) visitSchemas(value, visit, [...path, keyword])
  }
}

/**
 * Maps whose keys are names chosen by the author, so that `schema` or `example` there is no
 * keyword.
 */
export const namedMapKeys = new Set([
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
/** Keys whose values are data, in which nothing is a keyword. */
export const dataKeys = new Set(["const", "default", "enum", "example", "examples", "value"])

/**
 * Whether a key is an extension rather than a name: between paths and between the responses of an
 * operation there are extensions, elsewhere a name may begin with `x-` too.
 */
export const isExtension = (name: string, map: Path): boolean =>
  name.startsWith("x-") && (map.at(-1) === "paths" || (map.at(-1) === "responses" && map.at(-2) !== "components"))

/** Visits a whole document, or a piece of one. */
export const walk = (value: Json | undefined, visitor: Visitor, path: Path = []): void => {
  if (isArray(value)) return value.forEach((item, index) => walk(item, visitor, [...path, index]))
  if (!isObject(value)) return
  visitor.piece?.(value, path)
  for (const [key, item] of Object.entries(value)) {
    const here = [...path, key]
    if (dataKeys.has(key) || key.startsWith("x-")) continue
    if (key === "schema" || key === "itemSchema") visitSchemas(item, visitor.schema ?? ignore, here)
    else if (key === "schemas" || key === "$defs") {
      for (const [name, schema] of Object.entries(objectOr(item)))
        visitSchemas(schema, visitor.schema ?? ignore, [...here, name])
    } else if (namedMapKeys.has(key) && isObject(item)) {
      for (const [name, inner] of Object.entries(item))
        if (!isExtension(name, here)) walk(inner, visitor, [...here, name])
    } else walk(item, visitor, here)
  }
}

const ignore = (): void => {}

/** Replaces the content of a schema in place, so that every holder of the object sees it. */
export const replaceSchema = (schema: JsonObject, next: JsonObject): void => {
  for (const key of Object.keys(schema)) delete schema[key]
  Object.assign(schema, next)
}
