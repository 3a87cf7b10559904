/** Takes prose out of a value. */
import { define, isArray, isObject, type Json, type JsonObject, sortedKeys } from "../json.ts"
import { isIdle, isProse, kindBelow, type KeyKind } from "./keyKind.ts"

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
