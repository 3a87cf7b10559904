/** The document as openapi-typescript should see it: a copy, with what it would get wrong said in other words. */
import { openField } from "./schemaTypes.ts"
import { isArray, isObject, type Json, type JsonObject, objectOr } from "../json.ts"
import { annotations } from "../read/dialect.ts"
import { replaceSchema, walk } from "../read/walk.ts"

/** A copy of a normalised document that differs only in the words chosen. */
export const makeTypesView = (document: JsonObject): JsonObject => {
  const copy: JsonObject = structuredClone(document)
  walk(copy, {
    schema: (schema) => {
      mergeBesideReference(schema)
      rewriteNullConst(schema)
      rewriteBinary(schema)
      typeItemsAsList(schema)
      rewriteOpenEnum(schema)
      widenRecord(schema)
    }
  })
  return copy
}

/** An open enum takes its known values and any other text. */
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

/** Whatever stands beside a reference would be overlooked, so both become parts of an `allOf`. */
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

/** A constant null would become unknown. */
const rewriteNullConst = (schema: JsonObject): void => {
  if (schema["const"] !== null) return
  delete schema["const"]
  schema["type"] = "null"
}

/** 3.1 says binary by a media type without an encoding. */
const rewriteBinary = (schema: JsonObject): void => {
  const media = schema["contentMediaType"]
  if (typeof media !== "string" || schema["contentEncoding"] !== undefined || /json|text|xml/.test(media)) return
  schema["type"] ??= "string"
  schema["format"] = "binary"
}

/** Items without a type mean a list. */
const typeItemsAsList = (schema: JsonObject): void => {
  if (schema["type"] === undefined && isObject(schema["items"])) schema["type"] = "array"
}

/**
 * Named properties beside typed others become an intersection, which no literal satisfies unless the others' type takes
 * the named ones in as well.
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
