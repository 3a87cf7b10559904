/**
 * The text that Browser Use signs: the body as Python's `json.dumps` prints it with sorted keys,
 * without spaces, and in ASCII. It is made from the tokens of the body, because a parser forgets
 * what is signed: 1.0 is not 1, and 20 digits are no double.
 */
import * as Option from "effect/Option"

/** Levels of nesting; a deeper body is refused. */
const maxDepth = 100

/**
 * The canonical form of a JSON text; `undefined` if it is none, or nested deeper than a hundred
 * levels.
 */
export const canonical = (text: string): string | undefined =>
  isShallow(text) && Option.isSome(parse(text)) ? print(text) : undefined

/** The value of a JSON text. */
export const parse: (text: string) => Option.Option<unknown> = Option.liftThrowable((text) => JSON.parse(text))

/**
 * Whether every level can be entered without a thought; strings are skipped, and the text need not
 * be JSON.
 */
const isShallow = (text: string): boolean => {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at) - 1
    else if (sign === "{" || sign === "[") depth++
    else if (sign === "}" || sign === "]") depth--
    if (depth > maxDepth) return false
  }
  return true
}

/** Walks over a text that is known to be JSON. */
const print = (text: string): string => {
  let at = 0
  const peek = (): string | undefined => {
    while (text.charCodeAt(at) <= 0x20) at++
    return text[at]
  }
  const token = (end: number): string => text.slice(at, (at = end))

  /** What stands between two brackets, with whatever separates one from the next. */
  const each = (close: string, one: () => void): void => {
    at++
    while (peek() !== close) {
      one()
      if (peek() === ",") at++
    }
    at++
  }
  const string = (): string => String(JSON.parse(token(endOfString(text, at))))

  const value = (): string => {
    switch (peek()) {
      case '"':
        return quoted(string())
      case "[": {
        const items: Array<string> = []
        each("]", () => items.push(value()))
        return `[${items.join(",")}]`
      }
      case "{": {
        // Of a name that comes twice the last one counts, as in Python.
        const members = new Map<string, string>()
        each("}", () => {
          const name = string()
          if (peek() === ":") at++
          members.set(name, value())
        })
        const names = Array.from(members.keys()).sort(byCodePoint)
        return `{${names.map((name) => `${quoted(name)}:${members.get(name)}`).join(",")}}`
      }
      default: {
        scalar.lastIndex = at
        scalar.test(text)
        return token(scalar.lastIndex)
      }
    }
  }
  return value()
}

/** A number, in the digits it came with, or true, false, null. */
const scalar = /[-+.\w]+/y

/** The place after the closing quote, or after the text. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1
  return at + 1
}

/**
 * Both languages agree on the short escapes; Python also escapes DEL and all that lies beyond it,
 * each half of a pair by itself.
 */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** The order of Python's strings. JavaScript's own differs: it would put an emoji before U+FFFF. */
const byCodePoint = (one: string, other: string): number => {
  for (let at = 0; at < one.length && at < other.length; at++) {
    const [a = 0, b = 0] = [one.codePointAt(at), other.codePointAt(at)]
    if (a !== b) return a - b
    if (a > 0xffff) at++
  }
  return one.length - other.length
}
