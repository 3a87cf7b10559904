/** Records in a package.json where its types come from, without changing any other character. */
import type { Origin } from "./lock.ts"

/** The text of a package.json with `errand` set; versions are the folders below `src`. */
export const writeOrigins = (text: string, origins: Readonly<Record<string, Origin>>): string => {
  const value = JSON.stringify(origins, null, 2).replaceAll("\n", "\n  ")
  const start = /\n  "errand": \{/.exec(text)
  if (start !== null) {
    const from = start.index + start[0].length - 1
    return text.slice(0, from) + value + text.slice(findClosing(text, from) + 1)
  }
  const end = text.lastIndexOf("}")
  const before = text.slice(0, end).trimEnd()
  return `${before}${before.endsWith("{") ? "" : ","}\n  "errand": ${value}\n${text.slice(end)}`
}

/** Where the brace that opens at `from` closes. */
const findClosing = (text: string, from: number): number => {
  let depth = 0
  for (const token of text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token[0] === "{") depth++
    else if (token[0] === "}" && --depth === 0) return from + token.index
  }
  throw new Error("package.json is not JSON")
}
