/** `diff A B`: what the second document means to those who call by the first. */
import { existsSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { parseArgs } from "node:util"
import { diff, type Diff, format, toJson } from "../diff/index.ts"
import type { JsonObject } from "../json.ts"
import { asProblem } from "../problem.ts"
import { cutByHints } from "../read/cut.ts"
import { load } from "../read/load.ts"
import { isAddress, readPublished } from "../read/published.ts"
import { applyHints } from "../update/update.ts"

export const usage = `Usage: diff <A> <B> [--json] [--overlay <file>] [--files <folder>] [--exit-code]

Compares two OpenAPI documents, files or addresses, for those who call the API.
  --json            prints the changes as JSON
  --overlay <file>  the hints of both; without it those beside A, where there are any. Where they say which paths are
                    wanted, only these are compared
  --files <folder>  references of files may lead into this folder; that of each document unless given
  --exit-code       fails when there is a change`

/** Prints the changes; 0 unless it was asked for more. */
export const run = async (argv: ReadonlyArray<string>): Promise<number> => {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      overlay: { type: "string" },
      files: { type: "string" },
      "exit-code": { type: "boolean" },
      help: { type: "boolean", short: "h" }
    }
  })
  const [a, b] = positionals
  if (values.help === true || a === undefined || b === undefined || positionals.length > 2) {
    console.log(usage)
    return values.help === true ? 0 : 2
  }
  const path = values.overlay ?? (isAddress(a) ? undefined : overlayOf(a))
  const files = values.files === undefined ? undefined : resolve(values.files)
  const hints = path === undefined ? undefined : load(resolve(path), path)
  const read = async (from: string) => cutByHints(applyHints(await readPublished(from, files), hints), hints, true)
  const found = compare(await read(a), await read(b), `${a} or ${b}`)
  console.log(values.json === true ? JSON.stringify(toJson(found), null, 2) : format(found))
  return values["exit-code"] === true && found.changes.length > 0 ? 1 : 0
}

/** A comparison that goes wrong ends in a message that names the documents. */
const compare = (before: JsonObject, after: JsonObject, documents: string): Diff => {
  try {
    return diff(before, after)
  } catch (error) {
    throw asProblem(documents, error)
  }
}

const overlayOf = (spec: string): string | undefined =>
  ["yaml", "yml", "json"]
    .map((format) => resolve(dirname(spec), spec.replace(/^.*[/\\]|\.\w+$/g, "") + `.overlay.${format}`))
    .find((path) => existsSync(path))
