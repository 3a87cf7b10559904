/**
 * The copy of a document that openapi-typescript gets: what it would compile wrongly is rewritten
 * to mean the same.
 */
import { openField } from "./schemaTypes.ts"
import { isArray, isObject, type Json, type JsonObject, objectOr } from "../json.ts"
import { annotations } from "../read/dialect.ts"
import { replaceSchema, walk } from "../read/walk.ts"

/**
 * Makes a copy of a normalised document that means the same in keywords that openapi-typescript
 * understands.
 */
export const makeTypesView = (document: JsonObject): JsonObject => {
  const copy: JsonObject = structuredClone(document)
  walk(copy, {
    schema: (schema) => {
      mergeBesideReference(schema)
      rewriteNullConst(schema)
      rewriteBinary(schema)
      typeItemsAsList(schema)
      rewriteOpenEnum(schema)
      openBareObject(schema)
      widenRecord(schema)
    }
  })
  return copy
}

/** An open enum allows its known values and any other text. */
const rewriteOpenEnum = (schema: JsonObject): void => {
  if (schema["x-errand-open"] !== true || !isArray(schema["enum"])) return
  const { enum: values, type = "string" } = schema
  delete schema["enum"]
  delete schema["type"]
  schema["anyOf"] = [
    { type, enum: values },
    { type: "string", format: openField }
  ]
}

/**
 * openapi-typescript ignores keywords beside a reference, so the reference and they become parts of
 * an `allOf`.
 */
const mergeBesideReference = (schema: JsonObject): void => {
  if (typeof schema["$ref"] !== "string") return
  const meant = Object.keys(schema).filter(
    (key) => key !== "$ref" && !annotations.has(key) && !/^(?:x-|\$comment$)/.test(key)
  )
  if (meant.length === 0) return
  const rest: JsonObject = {}
  const outside: JsonObject = {}
  for (const [key, value] of Object.entries(schema))
    if (key !== "$ref") (meant.includes(key) ? rest : outside)[key] = value
  const parts = isArray(rest["allOf"]) ? rest["allOf"] : []
  const required = rest["required"]
  delete rest["allOf"]
  delete rest["required"]
  const own = Object.keys(rest).length > 0 ? [rest] : []
  replaceSchema(schema, {
    ...outside,
    ...(required !== undefined && { required }),
    allOf: [{ $ref: schema["$ref"] }, ...parts, ...own]
  })
}

/** openapi-typescript makes `unknown` of a constant null, and `null` of the type null. */
const rewriteNullConst = (schema: JsonObject): void => {
  if (schema["const"] !== null) return
  delete schema["const"]
  schema["type"] = "null"
}

/**
 * OpenAPI 3.1 marks binary text by a media type without an encoding; openapi-typescript knows
 * `format: binary` only.
 */
const rewriteBinary = (schema: JsonObject): void => {
  const media = schema["contentMediaType"]
  if (typeof media !== "string" || schema["contentEncoding"] !== undefined || /json|text|xml/.test(media)) return
  schema["type"] ??= "string"
  schema["format"] = "binary"
}

/** A schema with `items` and without a type is a list. */
const typeItemsAsList = (schema: JsonObject): void => {
  if (schema["type"] === undefined && isObject(schema["items"])) schema["type"] = "array"
}

/**
 * An object of which nothing is said may hold anything; openapi-typescript lets it hold nothing.
 */
const openBareObject = (schema: JsonObject): void => {
  const types: ReadonlyArray<Json> = isArray(schema["type"]) ? schema["type"] : [schema["type"] ?? null]
  if (types.includes("object") && !sayingKeys.some((key) => schema[key] !== undefined))
    schema["additionalProperties"] = true
}

/** Keywords that say what is in an object, or what it is. */
const sayingKeys = [
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "oneOf",
  "patternProperties",
  "properties"
]

/**
 * Named properties beside typed additional ones become an intersection, which no literal satisfies
 * unless the type of the additional properties includes those of the named ones.
 */
const widenRecord = (schema: JsonObject): void => {
  const others = schema["additionalProperties"]
  const properties = Object.values(objectOr(schema["properties"])).filter(isObject)
  if (!isObject(others) || Object.keys(others).length === 0 || properties.length === 0) return
  const distinct = new Map<string, Json>()
  for (const each of [others, ...properties])
    distinct.set(JSON.stringify(withoutAnnotations(each)), withoutAnnotations(each))
  if (distinct.size > 1) schema["additionalProperties"] = { anyOf: [...distinct.values()] }
}

const withoutAnnotations = (schema: JsonObject): JsonObject => {
  const copy = structuredClone(schema)
  for (const key of annotations) delete copy[key]
  return copy
}
