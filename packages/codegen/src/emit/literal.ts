/** JSON values as TypeScript literals. */
import { isObject, type Json, type JsonObject } from "../json.ts"
import { quote, toKey } from "../names.ts"

/** A JSON value as a TypeScript literal on one line. */
export const printInline = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(printInline).join(", ")}]`
  if (!isObject(value)) return typeof value === "string" ? quote(value) : JSON.stringify(value)
  const entries = Object.entries(value).map(([name, item]) => `${printKey(name)}: ${printInline(item)}`)
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`
}

/**
 * How many columns are left behind a value. Stops at the first value below zero, so that long
 * values cost no more.
 */
const roomLeft = (value: Json, room: number): number => {
  if (typeof value !== "object" || value === null) return room - JSON.stringify(value).length
  const items = Object.entries(value)
  const isList = Array.isArray(value)
  let rest = room - (isList || items.length === 0 ? 2 : 4) - 2 * Math.max(0, items.length - 1)
  for (const [name, item] of items) {
    if (rest < 0) return rest
    rest = roomLeft(item, rest - (isList ? 0 : printKey(name).length + 2))
  }
  return rest
}

/** A JSON value as a TypeScript literal, broken where a line would get long. */
export const printLiteral = (value: Json, indent = ""): string => {
  if (typeof value !== "object" || value === null || roomLeft(value, 120 - indent.length) >= 0)
    return printInline(value)
  const inner = `${indent}  `
  if (Array.isArray(value))
    return `[\n${value.map((item) => inner + printLiteral(item, inner)).join(",\n")}\n${indent}]`
  const entries = Object.entries(value as JsonObject).map(
    ([name, item]) => `${inner}${printKey(name)}: ${printLiteral(item, inner)}`
  )
  return `{\n${entries.join(",\n")}\n${indent}}`
}

/** In a literal `__proto__: x` would set the prototype, and `["__proto__"]: x` is a property. */
const printKey = (name: string): string => (name === "__proto__" ? `["__proto__"]` : toKey(name))
