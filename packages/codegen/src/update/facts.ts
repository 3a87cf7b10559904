/** Reduces a provider's document to its facts. */
import { modernise } from "../read/dialect.ts"
import { define, isArray, isObject, type Json, type JsonObject, showValue, sortedKeys } from "../json.ts"
import { kindBelow, isIdle, isProse, type KeyKind } from "./keyKind.ts"

/**
 * A copy without prose and extensions, with sorted keys, and rewritten from 3.0 to 3.1 where `ours`
 * is 3.1.
 */
export const extractFacts = (document: JsonObject, ours: JsonObject): JsonObject => {
  const copy = structuredClone(document)
  if (showValue(ours["openapi"]).startsWith("3.1")) {
    modernise(copy)
    // The patch version of OpenAPI 3.1 changes no meaning.
    if (showValue(copy["openapi"]).startsWith("3.1")) copy["openapi"] = ours["openapi"] ?? "3.1.0"
  }
  return withoutProse(copy, "keywords") as JsonObject
}

/** A value without its prose, and without lists that may as well be absent. */
export const withoutProse = (value: Json, kind: KeyKind): Json => {
  if (kind === "data") return value
  if (isArray(value)) return value.map((item) => withoutProse(item, kind))
  if (!isObject(value)) return value
  const kept: JsonObject = {}
  for (const key of sortedKeys(value)) {
    const item = value[key] ?? null
    if (isProse(kind, key) || (kind === "keywords" && isIdle(key, item))) continue
    define(kept, key, withoutProse(item, kindBelow(kind, key, item)))
  }
  return kept
}
