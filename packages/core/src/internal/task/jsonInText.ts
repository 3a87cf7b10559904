/**
 * Finds the one JSON value in a text that a language model wrote: strictly before leniently, and
 * never by a choice between two values. Deterministic.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Reading } from "../../Outcome.ts"

/** A value that was found, and how. No reading: the text is the value as it stands. */
export interface Found {
  readonly value: unknown
  readonly reading?: Reading
}

/** The value that the whole text is: JSON as it stands, or in one code fence. */
export const readWhole = (text: string): Found | undefined => {
  const strict = parse(text)
  if (Option.isSome(strict)) return { value: strict.value }
  const trimmed = trim(text)
  const bare = parse(trimmed)
  if (Option.isSome(bare)) return { value: bare.value, reading: "trimmed" }
  const [block, ...others] = fencedBlocks(trimmed)
  if (block === undefined || others.length > 0 || block.start > 0 || block.end < trimmed.length) return undefined
  const inner = parse(trim(block.body))
  return Option.isSome(inner) ? { value: inner.value, reading: "fenced" } : undefined
}

/**
 * The value that stands alone in a text of other words: the only one in a code fence, or else the
 * only object or array.
 */
export const readWithin = (text: string): Found | undefined => {
  const trimmed = trim(text)
  const fenced = fencedBlocks(trimmed).flatMap(({ body }) => Option.toArray(parse(trim(body))))
  if (fenced.length > 0) return fenced.length === 1 ? { value: fenced[0], reading: "fenced" } : undefined
  const [value, ...others] = embedded(trimmed)
  return value === undefined || others.length > 0 ? undefined : { value, reading: "embedded" }
}

/** The value of a JSON text that is itself written as a JSON string. */
export const readQuoted = (value: unknown): Found | undefined => {
  if (typeof value !== "string") return undefined
  const inner = readWhole(value)
  return inner === undefined ? undefined : { value: inner.value, reading: "quoted" }
}

const parse = (source: string): Option.Option<unknown> =>
  Result.getSuccess(Result.try((): unknown => JSON.parse(source)))

/** Without blanks and byte order marks around it. `trim` of a string knows U+FEFF as a blank. */
const trim = (text: string): string => text.trim()

interface Block {
  readonly body: string
  readonly start: number
  readonly end: number
}

/**
 * The code fences of Markdown: three or more backticks or tildes on a line, with any words after
 * the opening ones.
 */
const fencedBlocks = (text: string): ReadonlyArray<Block> => {
  const blocks: Array<Block> = []
  let open: { readonly fence: string; readonly start: number; readonly bodyAt: number } | undefined
  for (const line of text.matchAll(/^[ \t]{0,3}(`{3,}|~{3,})([^\n]*)(?:\n|$)/gm)) {
    const [whole, fence = "", rest = ""] = line
    const end = line.index + whole.length
    if (open === undefined) {
      // Backticks after the opening ones make it code within a line.
      if (!(fence.startsWith("`") && rest.includes("`"))) open = { fence, start: line.index, bodyAt: end }
    } else if (fence.startsWith(open.fence) && rest.trim() === "") {
      blocks.push({ body: text.slice(open.bodyAt, line.index), start: open.start, end })
      open = undefined
    }
  }
  return blocks
}

/** How many openings of a value are followed, so that a text of brackets does not take for ever. */
const maxOpenings = 50

/**
 * The objects and arrays that stand in a text, outermost only. A number in brackets is a footnote
 * of the text.
 */
const embedded = (text: string): ReadonlyArray<unknown> => {
  const values: Array<unknown> = []
  let at = 0
  for (let openings = 0; openings < maxOpenings; openings++) {
    const start = text.slice(at).search(/[{[]/)
    if (start === -1) return values
    at += start
    const end = endOf(text, at)
    const source = end === undefined ? "" : text.slice(at, end)
    const value = /^\[\s*\d+\s*\]$/.test(source) ? Option.none() : parse(source)
    if (Option.isSome(value)) values.push(value.value)
    at = Option.isSome(value) && end !== undefined ? end : at + 1
  }
  // What is not looked through may hold another value.
  return []
}

/** Where the value ends that opens here; `undefined` where it does not. */
const endOf = (text: string, start: number): number | undefined => {
  let depth = 0
  let isInText = false
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (isInText) {
      if (char === "\\") at++
      else if (char === '"') isInText = false
    } else if (char === '"') isInText = true
    else if (char === "{" || char === "[") depth++
    else if ((char === "}" || char === "]") && --depth === 0) return at + 1
  }
  return undefined
}
