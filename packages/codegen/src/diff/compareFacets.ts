/** Compares two alternatives of one kind: their lists of values and their limits. */
import { type Json, toCanonical } from "../json.ts"
import type { Finding, Node, Way } from "./finding.ts"
import type { Shape } from "./shape.ts"

export const compareValues = (a: Shape, b: Shape, way: Way, here: Node): void => {
  const say = (code: Finding["code"], values: ReadonlyArray<Json> | undefined) =>
    void here.found.push({ code, way, before: a.at, after: b.at, values })
  if (a.values === undefined && b.values === undefined) return
  if (b.values === undefined) return say(a.open ? "open-enum-dropped" : "enum-dropped", a.values)
  if (a.values === undefined) return say(b.open ? "open-enum-introduced" : "enum-introduced", b.values)
  if (a.open !== b.open) say(b.open ? "enum-opened" : "enum-closed", undefined)
  const removed = listMissing(a.values, b.values)
  const added = listMissing(b.values, a.values)
  const open = a.open && b.open
  if (removed.length > 0) say(open ? "open-enum-value-removed" : "enum-value-removed", removed)
  if (added.length > 0) say(open ? "open-enum-value-added" : "enum-value-added", added)
}

const listMissing = (values: ReadonlyArray<Json>, others: ReadonlyArray<Json>): ReadonlyArray<Json> => {
  const known = new Set(others.map(toCanonical))
  return values.filter((value) => !known.has(toCanonical(value)))
}

export const compareLimits = (a: Shape, b: Shape, way: Way, here: Node): void => {
  for (const key of [...new Set([...Object.keys(a.limits), ...Object.keys(b.limits)])].sort()) {
    const before = effectiveLimit(key, a.limits[key])
    const after = effectiveLimit(key, b.limits[key])
    if (before === undefined && after === undefined) continue
    if (before !== undefined && after !== undefined && toCanonical(before) === toCanonical(after)) continue
    const detail = `${key} ${showLimit(before)} to ${showLimit(after)}`
    here.found.push({ code: codeOf(key, before, after), way, before: a.at, after: b.at, detail })
  }
}

/** `undefined` for a limit that allows everything. */
const effectiveLimit = (key: string, value: Json | undefined): Json | undefined =>
  value === false && key === "uniqueItems" ? undefined : value === 0 && /^min[LIP]/.test(key) ? undefined : value

const showLimit = (value: Json | undefined): string => (value === undefined ? "nothing" : toCanonical(value))

const codeOf = (key: string, before: Json | undefined, after: Json | undefined): Finding["code"] => {
  if (key === "format") return "format-changed"
  if (before === undefined) return "constraint-tightened"
  if (after === undefined) return "constraint-loosened"
  if (typeof before !== "number" || typeof after !== "number") return "constraint-changed"
  const lower = /^(?:min|exclusiveMin)/.test(key)
  const upper = /^(?:max|exclusiveMax)/.test(key)
  if (!lower && !upper) return "constraint-changed"
  return after > before === lower ? "constraint-tightened" : "constraint-loosened"
}
