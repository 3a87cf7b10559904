/** Text helpers that the emitters share. */
import { isObject, type Json, type JsonObject, textOr } from "../json.ts"
import { key } from "../names.ts"

export const header = (spec: string): string => `// Generated from ${spec} by errand's codegen. Do not edit.\n`

/** A doc comment, one line where it fits, or nothing where there is nothing to say. */
export const comment = (indent: string, lines: ReadonlyArray<string>): string => {
  const text = lines
    .flatMap((line) => line.trim().split(/\r?\n/))
    .flatMap((line) => wrap(line.trimEnd().replaceAll("*/", "*\\/")))
  while (text.at(-1) === "") text.pop()
  const [first] = text
  if (first === undefined) return ""
  if (text.length === 1) return `${indent}/** ${first} */\n`
  return `${indent}/**\n${text.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`
}

/** Breaks a long line between words. */
const wrap = (line: string): ReadonlyArray<string> => {
  const rows: Array<string> = []
  let row = ""
  for (const word of line.split(" ")) {
    if (row !== "" && row.length + word.length > 110) {
      rows.push(row)
      row = word
    } else row = row === "" ? word : `${row} ${word}`
  }
  return [...rows, row]
}

/** What a specification says about a thing, as the lines of a doc comment. */
export const docOf = (value: Json | undefined): ReadonlyArray<string> => {
  if (!isObject(value)) return []
  const summary = textOr(value["summary"])?.trim()
  const description = textOr(value["description"])?.trim()
  const lines: Array<string> = []
  if (summary && summary !== description) lines.push(/[.!?]$/.test(summary) ? summary : `${summary}.`)
  if (summary && description && summary !== description) lines.push("")
  if (description) lines.push(description)
  if (value["deprecated"] === true) lines.push(...(lines.length > 0 ? [""] : []), "@deprecated")
  return lines
}

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
