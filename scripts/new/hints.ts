/** Hints for where guessing fails: which operation of the document has which role for a task. */
import { isObject, type Json, type JsonObject, objectOr } from "@errand/codegen/json"
import { methods } from "@errand/codegen/read/walk"
import { Refusal } from "./refusal.ts"

export const roles = ["start", "read", "status", "stop", "list"] as const

export type Role = (typeof roles)[number]

/** An operation, and for a stop what is sent with it. */
export interface Hint {
  /** In capitals. */
  readonly method: string
  readonly path: string
  readonly body: JsonObject | undefined
}

export type Hints = { readonly [role in Role]?: Hint }

/**
 * What is given on the command line, as in `POST /runs/{run_id}/cancel`; a text says what is wrong.
 */
export const parseHint = (role: Role, text: string): Hint | string => {
  const found = /^\s*([A-Za-z]+)\s+(\/\S*)\s*(\{[^]*\})?\s*$/.exec(text)
  if (found === null) return `${text} is no operation such as 'GET /runs/{run_id}'`
  const [, method = "", path = "", body] = found
  if (!methods.includes(method.toLowerCase() as (typeof methods)[number])) return `${method} is no method such as GET`
  if (body === undefined) return { method: method.toUpperCase(), path, body: undefined }
  if (role !== "stop") return `--${role} takes an operation, and only --stop a body after it`
  const value = parseJson(body)
  return isObject(value) ? { method: method.toUpperCase(), path, body: value } : `${body} is no JSON object`
}

const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/**
 * Checks that the operations are in a document.
 *
 * @param whole the document before it was cut
 * @throws Refusal that names the nearest ones
 */
export const checkHints = (hints: Hints, document: JsonObject, whole: JsonObject): void => {
  const kept = placesOf(document)
  const all = placesOf(whole)
  for (const role of roles) {
    const hint = hints[role]
    if (hint === undefined) continue
    const wanted = `${hint.method} ${hint.path}`
    if (kept.includes(wanted)) continue
    if (all.includes(wanted))
      throw new Refusal(`--${role}: ${wanted} is left out by --only; add a pattern that matches ${hint.path}`)
    const near = nearest(wanted, kept)
    throw new Refusal(
      `--${role}: the document has no ${wanted}; it has\n${near.map((each) => `  --${role} '${each}'`).join("\n")}`
    )
  }
}

const placesOf = (document: JsonObject): ReadonlyArray<string> =>
  Object.entries(objectOr(document["paths"])).flatMap(([path, item]) =>
    methods.flatMap((method) => (isObject(objectOr(item)[method]) ? [`${method.toUpperCase()} ${path}`] : []))
  )

/** How many near operations a message names. */
const nearCount = 5

/** The operations that are most like a wanted one: names of parameters count for nothing. */
export const nearest = (wanted: string, all: ReadonlyArray<string>): ReadonlyArray<string> =>
  all
    .map((each) => ({ each, far: distance(neutral(wanted), neutral(each)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, nearCount)
    .map(({ each }) => each)

const neutral = (place: string): string => place.replaceAll(/\{[^}]*\}/g, "{}")

/** The number of characters to insert, remove or replace (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, char] of [...a].entries()) {
    const next = [index + 1]
    for (const [at, other] of [...b].entries())
      next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (char === other ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}
