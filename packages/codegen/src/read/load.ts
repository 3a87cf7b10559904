/** Reads and parses a file, JSON or YAML, and remembers the line of each value. */
import { readFileSync } from "node:fs"
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml"
import { fromPointer, isObject, type Json, type JsonObject } from "../json.ts"
import { SpecProblem } from "../problem.ts"

/** A parsed file, and where its values stand in the text. */
export interface Loaded {
  readonly file: string
  readonly root: JsonObject
  /** `line:column` of a JSON pointer, or of its nearest parent that has a line. */
  readonly place: (pointer: string) => string
  /**
   * The line on which the key of a JSON pointer stands, from 1; that of {@link placeOf} where there
   * is no key.
   */
  readonly line: (pointer: string) => number
}

/** Reads a file whose root is an object. `shown` is how messages call it. */
export const load = (path: string, shown: string): Loaded => {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch (error) {
    throw new SpecProblem(shown, "", `cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
  return parse(text, shown)
}

/** The parsed nodes and the starts of the lines. */
interface Tree {
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

export const parse = (text: string, shown: string): Loaded => {
  const bare = text.replace(/^\uFEFF/, "")
  const quick = parseJson(bare)
  let tree: Tree | undefined
  const places = (): Tree => (tree ??= parseTree(bare, shown))
  const root = quick ?? toJson(places().document, shown)
  if (!isObject(root)) throw new SpecProblem(shown, "1:1", "an object was expected at the root")
  return {
    file: shown,
    root,
    place: (pointer) => placeOf(places(), pointer),
    line: (pointer) => lineOf(places(), pointer)
  }
}

/**
 * `undefined` for text that has to be parsed as YAML. JSON is YAML too, and only the YAML parser
 * knows lines and finds doubled keys, but it takes fifty times as long. `JSON.parse` is enough
 * where printing its result gives the same text.
 */
const parseJson = (text: string): JsonObject | undefined => {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const root = JSON.parse(text) as JsonObject
    const minified = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, "$1")
    return JSON.stringify(root) === minified ? root : undefined
  } catch {
    return undefined
  }
}

const parseTree = (text: string, shown: string): Tree => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const [broken] = document.errors
  if (broken !== undefined) {
    const { col, line } = lines.linePos(broken.pos[0])
    throw new SpecProblem(shown, `${line}:${col}`, broken.message)
  }
  return { document, lines }
}

/** Converts to plain JSON, in which no two places share one object. */
const toJson = (document: Document.Parsed, shown: string): Json => {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 10_000 }) ?? null)) as Json
  } catch (error) {
    throw new SpecProblem(shown, "", error instanceof Error ? error.message : String(error))
  }
}

const lineOf = ({ document, lines }: Tree, pointer: string): number => {
  const keys = fromPointer(pointer)
  const parent = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true)
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === keys.at(-1))
    : undefined
  const start = pair !== undefined && isNode(pair.key) ? pair.key.range?.[0] : undefined
  return start === undefined
    ? Number.parseInt(placeOf({ document, lines }, pointer), 10) || 1
    : lines.linePos(start).line
}

const placeOf = ({ document, lines }: Tree, pointer: string): string => {
  for (const keys = [...fromPointer(pointer)]; ; keys.pop()) {
    const node = keys.length === 0 ? document.contents : document.getIn(keys, true)
    if (isNode(node) && node.range) {
      const { col, line } = lines.linePos(node.range[0])
      return `${line}:${col}`
    }
    if (keys.length === 0) return pointer
  }
}
