/** Copies what a reference leads to, where only components can be referred to. */
import { at, define, fromPointer, isArray, isObject, type Json, type JsonObject } from "../json.ts"
import { dataKeys, namedMapKeys } from "./walk.ts"

/**
 * Replaces, in place, references to responses, parameters and the like that stand anywhere but in
 * `components`, and all references of path items: an operation belongs to one path.
 */
export const inlineReferences = (document: JsonObject): void => {
  for (const place of ["paths", "webhooks", "components"]) {
    const value = document[place]
    if (value !== undefined) define(document, place, inline(document, value, []))
  }
}

const component = /^#\/components\/(?!pathItems\/|schemas\/)\w+\/[^/]+$/

const inline = (document: JsonObject, value: Json, inside: ReadonlyArray<string>): Json => {
  if (isArray(value)) return value.map((item) => inline(document, item, inside))
  if (!isObject(value)) return value
  const ref = value["$ref"]
  if (typeof ref === "string" && !component.test(ref) && !inside.includes(ref)) {
    const { $ref: _, ...beside } = value
    const target = at(document, fromPointer(ref))
    const whole = isObject(target) ? { ...target, ...beside } : value
    return target === undefined ? value : inline(document, whole, [...inside, ref])
  }
  const copy: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    const isSchema = key === "schema" || key === "itemSchema" || key === "schemas" || key === "$defs"
    if (isSchema || dataKeys.has(key) || key.startsWith("x-")) define(copy, key, item)
    else if (namedMapKeys.has(key) && isObject(item)) {
      const map: JsonObject = {}
      for (const [name, each] of Object.entries(item)) define(map, name, inline(document, each, inside))
      define(copy, key, map)
    } else define(copy, key, inline(document, item, inside))
  }
  return copy
}
