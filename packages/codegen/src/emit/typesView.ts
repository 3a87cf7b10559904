/**
 * The copy of a document that openapi-typescript gets: what it would compile wrongly is rewritten
 * to mean the same.
 */
import { cutCircles } from "./cutCircles.ts"
import { findRecursive } from "./findRecursive.ts"
import { openField } from "./schemaTypes.ts"
import { arrayOr, fromPointer, isArray, isObject, type Json, type JsonObject, objectOr } from "../json.ts"
import { resolveReference } from "../read/references.ts"
import { annotations } from "../read/dialect.ts"
import { methods, replaceSchema, walk } from "../read/walk.ts"

/**
 * Makes a copy of a normalised document that means the same in keywords that openapi-typescript
 * understands.
 */
export const makeTypesView = (document: JsonObject): JsonObject => {
  const copy: JsonObject = structuredClone(document)
  walk(copy, {
    piece: keepTexts,
    schema: (schema) => {
      keepTexts(schema)
      openBooleans(schema)
      mergeBesideReference(schema)
      rewriteNullConst(schema)
      rewriteBinary(schema)
      typeItemsAsList(schema)
      rewriteOpenEnum(schema)
      openBareObject(schema)
      widenRecord(schema)
    }
  })
  requireInside(copy)
  for (const item of Object.values(objectOr(objectOr(copy["components"])["pathItems"])))
    for (const method of methods) if (isObject(item)) delete objectOr(item[method])["operationId"]
  cutCircles(copy)
  return copy
}

/** openapi-typescript takes whatever stands under these keys for a text. */
const keepTexts = (value: JsonObject): void => {
  for (const key of ["title", "summary", "description", "format"])
    if (value[key] !== undefined && typeof value[key] !== "string") delete value[key]
}

/** openapi-typescript knows no `true` and `false` among parts and alternatives. */
const openBooleans = (schema: JsonObject): void => {
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const parts = schema[keyword]
    if (isArray(parts) && !parts.every(isObject))
      schema[keyword] = parts.map((part) => (part === true ? {} : part === false ? { enum: [] } : part))
  }
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

/**
 * A property that is required of another schema is required inside a copy of it, where the other
 * one is not simply an object: of a type that may be null, say, a property cannot be required.
 */
const requireInside = (document: JsonObject): void => {
  // Applied at the end: a copy is not looked into, because it may hold what it is a copy of.
  const changes: Array<() => void> = []
  // What a schema requires, openapi-typescript requires of all its parts as well.
  const inherited = new Map<JsonObject, ReadonlyArray<Json>>()
  const recursive = findRecursive(document)
  walk(document, {
    schema: (schema) => {
      // openapi-typescript looks properties up by name, and would find `constructor` in any object.
      if (isObject(schema["properties"])) Object.setPrototypeOf(schema["properties"], null)
      const { allOf } = schema
      const required = [...arrayOr(schema["required"]), ...(inherited.get(schema) ?? [])]
      if (!isArray(allOf) || required.length === 0) return
      for (const part of allOf) if (isObject(part)) inherited.set(part, required)
      const parts = allOf.map((part) => {
        if (!isObject(part) || typeof part["$ref"] !== "string") return part
        const target = resolveReference(document, part)
        const names = required.filter(
          (name) => typeof name === "string" && Object.hasOwn(objectOr(target["properties"]), name)
        )
        if (names.length === 0) return part
        if (isSimpleObject(target) && !recursive.has(fromPointer(part["$ref"]).at(-1) ?? "")) return part
        return { ...structuredClone(target), required: [...new Set([...arrayOr(target["required"]), ...names])] }
      })
      if (parts.some((part, index) => part !== allOf[index])) changes.push(() => void (schema["allOf"] = parts))
    }
  })
  for (const change of changes) change()
}

const isSimpleObject = ({ type, ...schema }: JsonObject): boolean =>
  (type === undefined || type === "object") && !["anyOf", "const", "enum", "oneOf"].some((key) => key in schema)
