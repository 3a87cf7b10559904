/** Reads and parses a file, JSON or YAML, and remembers the line of each value. */
import { closeSync, openSync, readSync } from "node:fs"
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml"
import { fromPointer, isObject, type Json, type JsonObject } from "../json.ts"
import { SpecProblem } from "../problem.ts"
import { checkSize, hasDoubledKey, maxFileBytes } from "./limits.ts"
import { type Failure, toPlainJson } from "./yaml.ts"

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
export const load = (path: string, shown: string): Loaded => parse(readText(path, shown), shown)

/** The text of a file. A file without end, such as a device, is read up to the limit. */
export const readText = (path: string, shown: string): string => {
  const chunks: Array<Buffer> = []
  let size = 0
  try {
    const file = openSync(path, "r")
    try {
      for (;;) {
        const chunk = Buffer.allocUnsafe(1 << 20)
        const length = readSync(file, chunk)
        if (length === 0) break
        size += length
        if (size > maxFileBytes) break
        chunks.push(chunk.subarray(0, length))
      }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new SpecProblem(shown, "", `cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
  if (size > maxFileBytes) throw tooLarge(shown)
  return Buffer.concat(chunks).toString("utf8")
}

export const tooLarge = (shown: string): SpecProblem =>
  new SpecProblem(shown, "", `is larger than ${maxFileBytes / 2 ** 20} MB`)

/** The parsed nodes and the starts of the lines. */
interface Tree {
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

export const parse = (text: string, shown: string): Loaded => {
  const loaded = parseAny(text, shown)
  if (!isObject(loaded.root)) throw new SpecProblem(shown, "1:1", "an object was expected at the root")
  return loaded as Loaded
}

/** What {@link parse} gives, of a file that may hold any value. */
export const parseAny = (text: string, shown: string): Omit<Loaded, "root"> & { readonly root: Json } => {
  const bare = text.replace(/^\uFEFF/, "")
  const quick = parseJson(bare)
  let tree: Tree | undefined
  const places = (): Tree => (tree ??= parseTree(bare, shown))
  const root = quick ?? toJson(places(), shown)
  const tooMuch = checkSize(root)
  if (tooMuch !== undefined) throw new SpecProblem(shown, "", tooMuch)
  return {
    file: shown,
    root,
    place: (pointer) => placeOf(places(), pointer),
    line: (pointer) => lineOf(places(), pointer)
  }
}

/**
 * `undefined` for text that has to be parsed as YAML. JSON is YAML too, and only the YAML parser
 * knows lines and where a key stands twice, but it takes fifty times as long.
 */
const parseJson = (text: string): JsonObject | undefined => {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const root = JSON.parse(text) as JsonObject
    return hasDoubledKey(text) ? undefined : root
  } catch {
    return undefined
  }
}

const parseTree = (text: string, shown: string): Tree => {
  const lines = new LineCounter()
  const document = parsed(text, lines, shown)
  const [broken] = document.errors
  if (broken !== undefined) {
    // The parser reports its own overflow as an error of the text.
    if (/call stack/i.test(broken.message)) throw nestedTooDeeply(shown)
    const { col, line } = lines.linePos(broken.pos[0])
    throw new SpecProblem(shown, `${line}:${col}`, broken.message)
  }
  return { document, lines }
}

const nestedTooDeeply = (shown: string): SpecProblem => new SpecProblem(shown, "", "is nested too deeply to be read")

/** Doubled keys are looked for later: the parser compares each key with all others of its map. */
const parsed = (text: string, lines: LineCounter, shown: string): Document.Parsed => {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, uniqueKeys: false })
  } catch (error) {
    if (error instanceof RangeError) throw nestedTooDeeply(shown)
    throw error
  }
}

const toJson = ({ document, lines }: Tree, shown: string): Json => {
  const fail: Failure = (offset, message) => {
    const place = offset === undefined ? undefined : lines.linePos(offset)
    return new SpecProblem(shown, place === undefined ? "" : `${place.line}:${place.col}`, message)
  }
  return toPlainJson(document, fail)
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
