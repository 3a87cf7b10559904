import { readFileSync, readdirSync } from "node:fs"
import { basename, join } from "node:path"
import { describe, expect, it } from "vitest"

const folder = join(import.meta.dirname, "../../../src/internal/lookout")
const state = readFileSync(join(folder, "state.ts"), "utf8")
const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && name !== "state.ts")

/** The records, and what a variable of each is called throughout the look-out. */
const variables = { Waiter: "waiter", InFlight: "inFlight", Awaited: "awaited", Pass: "pass", Poller: "poller" }

interface Field {
  readonly name: string
  /** The files that are said to write it. */
  readonly noted: ReadonlyArray<string>
}

/** The fields of a record that change. */
const fieldsOf = (record: string): ReadonlyArray<Field> => {
  const body = new RegExp(`^export interface ${record}\\b[^{]*\\{\\n(.*?)^\\}`, "ms").exec(state)?.[1] ?? ""
  return Array.from(body.matchAll(/^ {2}(?!readonly )(\w+)\??: [^\n]*?(?: \/\/ (.*))?$/gm), (match) => ({
    name: match[1] ?? "",
    noted: match[2]?.split(", ") ?? []
  }))
}

/** The files that assign to the field of a variable of that name. */
const writersOf = (variable: string, field: string): ReadonlyArray<string> => {
  const target = String.raw`\b${variable}\.${field}\b`
  const written = new RegExp(String.raw`(?:\+\+|--)${target}|${target}\s*(?:=(?![=>])|[-+*/]=|\?\?=|\|\|=|\+\+|--)`)
  return sources.flatMap((name) =>
    written.test(readFileSync(join(folder, name), "utf8")) ? [basename(name, ".ts")] : []
  )
}

describe("the data of the look-out", () => {
  it.each(Object.entries(variables))(
    "%s says beside each field that changes which files write it",
    (record, variable) => {
      const fields = fieldsOf(record)
      expect(fields).not.toEqual([])
      expect(fields.map(({ name, noted }) => [name, noted])).toEqual(
        fields.map(({ name }) => [name, writersOf(variable, name)])
      )
    }
  )
})
