/** What stands in a YAML file as a key without a value. */
import { define, isArray, isObject, type Json, type JsonObject } from "../json.ts"
import { dataKeys, namedMapKeys, schemaMapKeys } from "./walk.ts"

/**
 * A copy in which a keyword without a value is absent, and a media type without one says nothing.
 */
export const withoutEmpty = (value: JsonObject): JsonObject => keywords(value)

const keywords = (value: JsonObject): JsonObject => {
  const copy: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    if (dataKeys.has(key) || key.startsWith("x-")) define(copy, key, item)
    else if (item === null) continue
    else if ((namedMapKeys.has(key) || schemaMapKeys.has(key) || key === "schemas") && isObject(item))
      define(copy, key, names(item, key === "content" ? {} : null))
    else define(copy, key, inside(item))
  }
  return copy
}

const names = (map: JsonObject, empty: Json): JsonObject => {
  const copy: JsonObject = {}
  for (const [name, item] of Object.entries(map)) define(copy, name, item === null ? empty : inside(item))
  return copy
}

const inside = (value: Json): Json => (isArray(value) ? value.map(inside) : isObject(value) ? keywords(value) : value)
