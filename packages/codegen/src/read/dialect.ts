/** Rewrites OpenAPI 3.0 as 3.1, so that the later stages know one dialect. */
import { isArray, isObject, type Json, type JsonObject, showValue } from "../json.ts"
import { replaceSchema, walk } from "./walk.ts"

/**
 * Rewrites a document in place: `nullable` becomes a null type, `exclusiveMinimum: true` a number,
 * and keywords beside a 3.0 reference, where they have no meaning, are removed. `nullable` counts
 * in a 3.1 document too, since authors who write it mean it.
 */
export const modernise = (document: JsonObject): void => {
  const old = showValue(document["openapi"]).startsWith("3.0")
  walk(document, {
    schema: (schema) => {
      if (old) {
        dropBesideReference(schema)
        rewriteExclusive(schema, "minimum", "exclusiveMinimum")
        rewriteExclusive(schema, "maximum", "exclusiveMaximum")
      }
      rewriteNullable(schema)
    }
  })
  if (old) document["openapi"] = "3.1.0"
}

/**
 * Keywords that do not change which values are valid, so that they may stand beside a reference.
 */
export const annotations = new Set([
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "readOnly",
  "summary",
  "title",
  "writeOnly"
])

const dropBesideReference = (schema: JsonObject): void => {
  if (typeof schema["$ref"] !== "string") return
  for (const key of Object.keys(schema)) {
    if (key !== "$ref" && key !== "nullable" && !annotations.has(key) && !key.startsWith("x-")) delete schema[key]
  }
}

const rewriteExclusive = (schema: JsonObject, bound: string, flag: string): void => {
  if (typeof schema[flag] !== "boolean") return
  const limit = schema[bound]
  if (schema[flag] === true && limit !== undefined) {
    schema[flag] = limit
    delete schema[bound]
  } else delete schema[flag]
}

const rewriteNullable = (schema: JsonObject): void => {
  const wanted = schema["nullable"] === true
  delete schema["nullable"]
  if (!wanted) return
  const { type } = schema
  if (typeof type === "string" || isArray(type)) {
    const types: ReadonlyArray<Json> = isArray(type) ? type : [type]
    schema["type"] = types.includes("null") ? types : [...types, "null"]
    if (isArray(schema["enum"]) && !schema["enum"].includes(null)) schema["enum"] = [...schema["enum"], null]
  } else if (isArray(schema["enum"])) {
    if (!schema["enum"].includes(null)) schema["enum"] = [...schema["enum"], null]
  } else addNull(schema)
}

/**
 * Makes null one more alternative of a schema without a type; annotations stay outside the
 * alternatives.
 */
const addNull = (schema: JsonObject): void => {
  const outside: JsonObject = {}
  const inside: JsonObject = {}
  for (const [key, value] of Object.entries(schema))
    (annotations.has(key) || key.startsWith("x-") ? outside : inside)[key] = value
  const [only, ...more] = isArray(inside["allOf"]) && Object.keys(inside).length === 1 ? inside["allOf"] : []
  const alternatives = isArray(inside["anyOf"]) && Object.keys(inside).length === 1 ? inside["anyOf"] : undefined
  if (Object.keys(inside).length === 0) return
  const kept = isObject(only) && more.length === 0 ? only : inside
  replaceSchema(schema, { ...outside, anyOf: [...(alternatives ?? [kept]), { type: "null" }] })
}
