/** JSON as one text, whatever the order of its keys. */
import { isArray, isObject, type Json, sortedKeys } from "../json.ts"

export const toCanonical = (value: Json): string => {
  if (isArray(value)) return `[${value.map(toCanonical).join(",")}]`
  if (!isObject(value)) return JSON.stringify(value)
  return `{${sortedKeys(value)
    .map((key) => `${JSON.stringify(key)}:${toCanonical(value[key] ?? null)}`)
    .join(",")}}`
}
