/** Records in an overlay which paths are wanted, without changing any other character. */
import { isMap, isNode, isScalar, parseDocument, stringify } from "yaml"
import { onlyKey } from "../read/cut.ts"
import type { JsonObject } from "../json.ts"

/** The text of an overlay with the patterns. */
export const recordOnly = (text: string, patterns: ReadonlyArray<string>): string => {
  if (/^\s*\{/.test(text)) {
    const overlay = JSON.parse(text) as JsonObject
    return `${JSON.stringify({ ...overlay, [onlyKey]: patterns }, null, 2)}\n`
  }
  const said = stringify({ [onlyKey]: patterns }, { lineWidth: 0 })
  const root = parseDocument(text).contents
  const items = isMap(root) ? root.items : []
  const old = items.find(({ key }) => isScalar(key) && key.value === onlyKey)
  if (old !== undefined) {
    const [from] = rangeOf(old.key)
    const [, end] = rangeOf(old.value)
    return text.slice(0, from) + said + text.slice(text.indexOf("\n", end - 1) + 1 || text.length)
  }
  const actions = items.find(({ key }) => isScalar(key) && key.value === "actions")
  const [at] = actions === undefined ? [text.length] : rangeOf(actions.key)
  return text.slice(0, at) + said + text.slice(at)
}

const rangeOf = (node: unknown): readonly [from: number, end: number] => {
  const range = isNode(node) ? node.range : undefined
  return [range?.[0] ?? 0, range?.[1] ?? 0]
}

/** An overlay that says no more than which paths are wanted. */
export const makeOverlay = (spec: string, patterns: ReadonlyArray<string>): string =>
  stringify(
    {
      overlay: "1.0.0",
      info: { title: `Hints for ${spec}`, version: "1.0.0" },
      extends: `./${spec}`,
      [onlyKey]: patterns,
      actions: []
    },
    { lineWidth: 0 }
  )
