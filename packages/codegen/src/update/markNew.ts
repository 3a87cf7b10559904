/**
 * What is new in a provider's document, with a mark on everything that has no description of ours.
 */
import { define, isArray, isObject, type Json, type JsonObject, sortedKeys, sortKeys } from "../json.ts"
import { mark } from "../read/marks.ts"
import { methods } from "../read/walk.ts"
import { kindBelow, type KeyKind } from "../read/keyKind.ts"

/** Where a value stands: the key of the map or list that holds it, and its own. */
export interface Where {
  readonly parent: string
  readonly key: string
}

const describedMaps = new Set([
  "$defs",
  "definitions",
  "headers",
  "parameters",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes"
])

/**
 * The keyword that describes a value; none for values that the documentation of an API does not
 * describe.
 */
const keywordOf = ({ key, parent }: Where, value: JsonObject, kind: KeyKind): "description" | "summary" | undefined => {
  if (kind !== "keywords" || key === "") return undefined
  if ((methods as ReadonlyArray<string>).includes(key) && parent.startsWith("item ")) return "summary"
  const isReference = typeof value["$ref"] === "string"
  if (key === "requestBody") return isReference ? undefined : "description"
  // A property that is a reference has its description beside it; other references are described at
  // their target.
  if (!describedMaps.has(parent) || (isReference && parent !== "properties")) return undefined
  return "description"
}

/** A copy of a new value with a mark on everything that needs a description. */
export const markNew = (value: Json, kind: KeyKind, where: Where): Json => {
  if (kind === "data") return sortKeys(value)
  if (isArray(value)) return value.map((item) => markNew(item, kind, { parent: where.key, key: "-" }))
  if (!isObject(value)) return value
  const keyword = keywordOf(where, value, kind)
  const made: JsonObject = {}
  for (const key of orderKeys(keyword === undefined ? value : { ...value, [keyword]: mark }, kind)) {
    const item = key === keyword ? mark : (value[key] ?? null)
    const parent = ["paths", "webhooks", "pathItems"].includes(where.parent) ? `item ${where.key}` : where.key
    define(made, key, markNew(item, kindBelow(kind, key, item), { parent, key }))
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
