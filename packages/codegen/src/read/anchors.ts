/** Names that a schema gives itself, so that references may call it by them. */
import { isArray, isObject, type Json, type Path } from "../json.ts"
import { dataKeys } from "./walk.ts"

/** Finds every `$anchor` and `$dynamicAnchor` of a file. */
export const findAnchors = (root: Json): ReadonlyMap<string, Path | undefined> => {
  const found = new Map<string, Path | undefined>()
  const visit = (value: Json, path: Path): void => {
    if (isArray(value)) value.forEach((item, index) => visit(item, [...path, index]))
    if (!isObject(value)) return
    for (const [key, item] of Object.entries(value)) {
      if ((key === "$anchor" || key === "$dynamicAnchor") && typeof item === "string")
        found.set(item, found.has(item) ? undefined : path)
      else if (!dataKeys.has(key) && !key.startsWith("x-")) visit(item, [...path, key])
    }
  }
  visit(root, [])
  return found
}
