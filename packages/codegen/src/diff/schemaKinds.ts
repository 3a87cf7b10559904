/** What the keywords of a schema say about the kinds of its values. */
import { isArray, isObject, type Json, type JsonObject } from "../json.ts"
import { annotations } from "../read/dialect.ts"
import type { Kind } from "./shape.ts"

/** Keywords that limit one kind of value, and those that limit any. */
export const limitingKeys: Readonly<Record<Kind | "any", ReadonlyArray<string>>> = {
  any: ["not", "if", "then", "else"],
  null: [],
  boolean: [],
  unknown: [],
  number: ["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  string: ["format", "minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"],
  bytes: ["minLength", "maxLength", "contentMediaType"],
  array: ["minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"],
  object: [
    "minProperties",
    "maxProperties",
    "patternProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties"
  ]
}

const kindOfType: Readonly<Record<string, Kind>> = {
  null: "null",
  boolean: "boolean",
  integer: "number",
  number: "number",
  string: "string",
  array: "array",
  object: "object"
}

export const kindOf = (type: Json): Kind | undefined =>
  typeof type === "string" && Object.hasOwn(kindOfType, type) ? kindOfType[type] : undefined

/** Whether a keyword limits what is valid. */
export const isMeaningful = (key: string): boolean =>
  !annotations.has(key) &&
  !/^(?:x-|\$comment$|\$id$|\$schema$|\$defs$|definitions$|externalDocs$|xml$|discriminator$)/.test(key)

/** The type of a schema without `type`, by its other keywords. */
export const guessTypes = (schema: JsonObject): ReadonlyArray<string> => {
  if ("properties" in schema || "additionalProperties" in schema || "patternProperties" in schema) return ["object"]
  if (isObject(schema["items"]) || isArray(schema["prefixItems"])) return ["array"]
  return isBytes("string", schema) && schema["format"] === undefined ? ["string"] : []
}

export const typeOf = (value: Json): string => (value === null ? "null" : isArray(value) ? "array" : typeof value)

/**
 * As the generator sees it: a binary string, or a media type without an encoding that is no text.
 */
export const isBytes = (kind: Kind, schema: JsonObject): boolean => {
  if (kind !== "string") return false
  const media = schema["contentMediaType"]
  const file = typeof media === "string" && schema["contentEncoding"] === undefined && !/json|text|xml/.test(media)
  return file || (schema["format"] === "binary" && schema["type"] === "string")
}
