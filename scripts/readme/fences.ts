/**
 * The programs in Markdown. Every ts fence is a module whose lines stand where they stand in the
 * document, so that an error names the reader's line. The words after `ts` say how it is read:
 *
 * - `no-run`: checked, not run.
 * - `continued`: goes on where the fence before it ended; both are one module.
 * - `gen`: the body of an `Effect.gen`; checked, not run.
 *
 * What a reader need not see (imports, declarations) may stand in a comment before the fence: `<!--
 * ts`, lines, `-->`.
 */

/** One module of a document. */
export interface Program {
  /** The line of the first fence's first line, counted from one. */
  readonly line: number
  readonly run: boolean
  readonly code: string
}

interface Open {
  readonly mark: string
  readonly indent: number
  readonly words: ReadonlyArray<string>
  readonly hidden: boolean
}

const opening = /^(\s*)(`{3,}|~{3,})\s*(.*)$/

/** The programs of one document, in order. */
export const programs = (markdown: string): ReadonlyArray<Program> => {
  const found: Array<{ line: number; run: boolean; lines: Array<string> }> = []
  let hidden: Array<string> = []
  let open: Open | undefined
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    if (open === undefined) {
      open = begin(text)
      if (open === undefined || open.hidden || open.words[0] !== "ts") continue
      if (open.words.includes("continued") && found.length > 0) {
        Object.assign(found.at(-1)!.lines, hidden)
      } else {
        found.push({ line: index + 2, run: true, lines: hidden })
      }
      hidden = []
      if (open.words.includes("no-run") || open.words.includes("gen")) found.at(-1)!.run = false
      if (open.words.includes("gen")) found.at(-1)!.lines[index] = genStart
    } else if (ends(text, open)) {
      if (open.words[0] === "ts" && open.words.includes("gen")) found.at(-1)!.lines[index] = "})"
      open = undefined
    } else if (open.words[0] === "ts") {
      const lines = open.hidden ? hidden : found.at(-1)!.lines
      lines[index] = text.slice(Math.min(open.indent, text.length - text.trimStart().length))
    }
  }
  return found.map(({ line, run, lines }) => ({
    line,
    run,
    code: `${Array.from(lines, (text) => text ?? "").join("\n")}\nexport {}\n`
  }))
}

const genStart = `import * as Gen from "effect/Effect"; export const program = Gen.gen(function*() {`

const begin = (text: string): Open | undefined => {
  if (/^\s*<!-- ts\s*$/.test(text)) return { mark: "-->", indent: 0, words: ["ts"], hidden: true }
  const match = opening.exec(text)
  if (match === null || (match[2]!.startsWith("`") && match[3]!.includes("`"))) return undefined
  return { mark: match[2]!, indent: match[1]!.length, words: match[3]!.split(/\s+/), hidden: false }
}

const ends = (text: string, open: Open): boolean =>
  open.hidden ? text.trim() === open.mark : /^(`+|~+)$/.test(text.trim()) && text.trim().startsWith(open.mark)
