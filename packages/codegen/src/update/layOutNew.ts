/** What is new in a provider's document, laid out as our files are. */
import { define, isArray, isObject, type Json, type JsonObject, sortedKeys, sortKeys } from "../json.ts"
import { kindBelow, type KeyKind } from "../read/keyKind.ts"

/**
 * A copy of a new value with its keys in the order that readers expect.
 *
 * @param parent the key of the map or list that holds the value
 */
export const layOutNew = (value: Json, kind: KeyKind, parent: string): Json => {
  if (kind === "data") return sortKeys(value)
  if (isArray(value)) return value.map((item) => layOutNew(item, kind, "-"))
  if (!isObject(value)) return value
  const made: JsonObject = {}
  // OpenAPI demands a description of every response; it may be empty.
  if (kind === "keywords" && parent === "responses" && typeof value["$ref"] !== "string") made["description"] = ""
  for (const key of orderKeys(value, kind)) {
    const item = value[key] ?? null
    const inner = kindBelow(kind, key, item)
    define(made, key, layOutNew(item, inner, kind === "names" ? parent : key))
  }
  return made
}

/** The keys that readers of OpenAPI documents expect first, in this order. */
const firstKeys = [
  "tags",
  "operationId",
  "summary",
  "name",
  "in",
  "description",
  "deprecated",
  "$ref",
  "type",
  "format"
]
const lastKeys = ["responses", "required"]

const orderKeys = (value: JsonObject, kind: KeyKind): ReadonlyArray<string> => {
  const keys = sortedKeys(value)
  if (kind !== "keywords") return keys
  const named = new Set([...firstKeys, ...lastKeys])
  return [
    ...firstKeys.filter((key) => Object.hasOwn(value, key)),
    ...keys.filter((key) => !named.has(key)),
    ...lastKeys.filter((key) => Object.hasOwn(value, key))
  ]
}
