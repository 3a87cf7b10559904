/**
 * How the keys of an object in a document are to be read, and which of them say nothing that a
 * program could notice.
 */
import { isArray, isObject, type Json } from "../json.ts"
import { dataKeys, namedMapKeys, schemaMapKeys } from "./walk.ts"

/**
 * Keywords of OpenAPI, names chosen by the author, callbacks (names of names), or data that is not
 * looked into.
 */
export type KeyKind = "keywords" | "names" | "callbacks" | "data"

/** The kind of what stands below a key. */
export const kindBelow = (kind: KeyKind, key: string, value: Json): KeyKind => {
  if (kind === "data") return "data"
  if (kind === "callbacks") return "names"
  if (kind === "names") return "keywords"
  if (dataKeys.has(key) || key === "security" || key === "scopes" || key === "dependentRequired") return "data"
  if (isArray(value) || !isObject(value)) return "keywords"
  if (key === "callbacks") return "callbacks"
  return namedMapKeys.has(key) || schemaMapKeys.has(key) || key === "schemas" || key === "mapping"
    ? "names"
    : "keywords"
}

const proseKeys = new Set([
  "$comment",
  "contact",
  "description",
  "example",
  "examples",
  "externalDocs",
  "license",
  "summary",
  "termsOfService",
  "title",
  "xml"
])

/**
 * Prose and extensions belong to each side's own file; only the other keys are facts of the
 * provider's.
 */
export const isProse = (kind: KeyKind, key: string): boolean =>
  kind === "keywords" && (proseKeys.has(key) || key.startsWith("x-"))

/** Lists that mean the same when they are empty as when they are absent. */
export const isIdle = (key: string, value: Json): boolean =>
  isArray(value) && value.length === 0 && ["parameters", "required", "tags"].includes(key)

/** Lists whose order has no meaning: a value more or less is a change, another order is none. */
export const isSet = (key: string): boolean =>
  ["allOf", "anyOf", "enum", "oneOf", "parameters", "required", "security", "servers", "tags", "type"].includes(key)
