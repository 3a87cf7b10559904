/** JSON values as TypeScript literals. */
import { isObject, type Json, type JsonObject } from "../json.ts"
import { key } from "../model/names.ts"

/** A JSON value as a TypeScript literal on one line. */
export const inline = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([name, item]) => `${literalKey(name)}: ${inline(item)}`)
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`
}

/** What is left of a line's room behind a value; below zero as soon as that is known, so that long values cost no more. */
const left = (value: Json, room: number): number => {
  if (typeof value !== "object" || value === null) return room - JSON.stringify(value).length
  const items = Object.entries(value)
  const isList = Array.isArray(value)
  let rest = room - (isList || items.length === 0 ? 2 : 4) - 2 * Math.max(0, items.length - 1)
  for (const [name, item] of items) {
    if (rest < 0) return rest
    rest = left(item, rest - (isList ? 0 : literalKey(name).length + 2))
  }
  return rest
}

/** A JSON value as a TypeScript literal, broken where a line would get long. */
export const pretty = (value: Json, indent = ""): string => {
  if (typeof value !== "object" || value === null || left(value, 120 - indent.length) >= 0) return inline(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + pretty(item, inner)).join(",\n")}\n${indent}]`
  const entries = Object.entries(value as JsonObject).map(
    ([name, item]) => `${inner}${literalKey(name)}: ${pretty(item, inner)}`
  )
  return `{\n${entries.join(",\n")}\n${indent}}`
}

/** `__proto__: x` in a literal would set the prototype; computed, it is a key like any other. */
const literalKey = (name: string): string => (name === "__proto__" ? `["__proto__"]` : key(name))
