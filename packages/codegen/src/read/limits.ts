/** How much a document may ask of the reader: one that asks for more is refused with a message. */
import { isArray, isObject, type Json } from "../json.ts"

/** The largest file; the largest document that is known has twelve megabytes. */
export const maxFileBytes = 64 * 2 ** 20

/**
 * The most values in one document, aliases written out; twelve megabytes hold a quarter of a
 * million.
 */
export const maxValues = 2_000_000

/**
 * How deeply values may lie in each other; the compilers that come later use a stack for each
 * level.
 */
export const maxDepth = 200

/** The most files that one document may be made of. */
export const maxFiles = 1000

export const tooManyValues = `holds more than ${maxValues} values`
export const tooDeep = `is nested more than ${maxDepth} values deep`

/** What is too much about a value; `undefined` where nothing is. */
export const checkSize = (root: Json): string | undefined => {
  let values = 0
  let level: Array<Json> = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return tooDeep
    values += level.length
    if (values > maxValues) return tooManyValues
    const next: Array<Json> = []
    for (const value of level) {
      if (isArray(value)) for (const item of value) next.push(item)
      else if (isObject(value)) for (const key in value) next.push(value[key] ?? null)
    }
    level = next
  }
  return undefined
}

/** Whether an object in a valid JSON text has a key twice, of which `JSON.parse` keeps the last. */
export const hasDoubledKey = (text: string): boolean => {
  // The keys of each open object; a list has none.
  const open: Array<Set<string> | undefined> = []
  let isKey = false
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case "{":
        open.push(new Set())
        isKey = true
        break
      case "[":
        open.push(undefined)
        isKey = false
        break
      case "}":
      case "]":
        open.pop()
        isKey = false
        break
      case ",":
        isKey = open.at(-1) !== undefined
        break
      case `"`: {
        const end = endOfString(text, at)
        if (isKey) {
          const raw = text.slice(at + 1, end)
          const key = raw.includes("\\") ? (JSON.parse(`"${raw}"`) as string) : raw
          const keys = open.at(-1)
          if (keys?.has(key) === true) return true
          keys?.add(key)
          isKey = false
        }
        at = end
      }
    }
  }
  return false
}

const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf(`"`, start + 1); ; end = text.indexOf(`"`, end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === "\\") slashes++
    if (slashes % 2 === 0) return end
  }
}
