/** The head of a generated file, and the comments in it. */
import { isObject, type Json, textOr } from "../json.ts"

export const printHeader = (spec: string): string =>
  `// Generated from ${spec.replaceAll(lineBreak, " ")} by errand's codegen. Do not edit.\n`

/** Every character that ends a line, and with it a comment that starts with `//`. */
const lineBreak = /[\n\r\u2028\u2029]/g

/**
 * A doc comment, one line where it fits, or nothing where there is nothing to say. All texts of a
 * document that go into a comment go through here, so that none of them can end it.
 */
export const printComment = (indent: string, lines: ReadonlyArray<string>): string => {
  const text = lines
    .flatMap((line) => line.trim().split(/\r?\n/))
    .flatMap((line) => wrapLine(line.trimEnd().replaceAll("*/", "*\\/")))
  while (text.at(-1) === "") text.pop()
  const [first] = text
  if (first === undefined) return ""
  if (text.length === 1) return `${indent}/** ${first} */\n`
  return `${indent}/**\n${text.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`
}

/** Breaks a long line between words. */
const wrapLine = (line: string): ReadonlyArray<string> => {
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
export const readDoc = (value: Json | undefined): ReadonlyArray<string> => {
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
