/** A provider's document without all that is not fact. */
import { modernise } from "../read/dialect.ts"
import { define, isArray, isObject, type Json, type JsonObject, showValue, sortedKeys } from "../json.ts"
import { kindBelow, isIdle, isProse, type KeyKind } from "./keyKind.ts"

/** A copy with prose and extensions dropped, keys sorted, and 3.0 said in 3.1's words where `ours` speaks 3.1. */
export const extractFacts = (document: JsonObject, ours: JsonObject): JsonObject => {
  const copy = structuredClone(document)
  if (showValue(ours["openapi"]).startsWith("3.1")) {
    modernise(copy)
    // Which 3.1 it is makes no difference to anybody.
    if (showValue(copy["openapi"]).startsWith("3.1")) copy["openapi"] = ours["openapi"] ?? "3.1.0"
  }
  return withoutProse(copy, "keywords") as JsonObject
}

/** A value without its prose. Lists that are empty by default say nothing either. */
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
