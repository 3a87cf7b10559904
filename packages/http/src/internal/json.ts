/** JSON in both directions. Nothing throws, and long integers keep all their digits. */
import * as Result from "effect/Result"

/**
 * How many levels of lists and objects a document may have. A deeper one parses, but a logger or
 * `JSON.stringify` that walks it afterwards would run out of stack.
 */
export const maxDepth = 512

/**
 * The value of a JSON text. An integer that a double cannot hold exactly (an id of 17 digits, say)
 * is given as a string of its digits: a rounded id would name another thing.
 */
export const parse = (text: string): Result.Result<unknown, unknown> =>
  isDeep(text)
    ? Result.fail(new RangeError(`nested more than ${maxDepth} levels deep`))
    : Result.try({
        try: (): unknown => {
          const value: unknown = JSON.parse(text)
          return maybeLongInteger.test(text) ? JSON.parse(withExactIntegers(text)) : value
        },
        catch: (cause) => cause
      })

/** The text of a JSON value; BigInts and cycles have none, and neither have functions. */
export const stringify = (value: unknown): Result.Result<string | undefined, string> =>
  Result.try({
    try: () => JSON.stringify(value),
    catch: (cause) => (cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "cannot be written as JSON")
  })

const isDeep = (text: string): boolean => {
  if (text.length <= 2 * maxDepth) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at)
        break
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > maxDepth) return true
        break
      case 0x5d: // ]
      case 0x7d: // }
        depth--
    }
  }
  return false
}

// Strings are skipped by hand: a regular expression runs out of stack on one with many escapes.
const withExactIntegers = (text: string): string => {
  const parts: Array<string> = []
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('"', at)
    const end = open === -1 ? text.length : open
    parts.push(text.slice(at, end).replace(numberToken, quoteInexact))
    at = open === -1 ? end : endOfString(text, open) + 1
    parts.push(text.slice(end, at))
  }
  return parts.join("")
}

/** The closing quote of the string that begins at `open`; the end of the text if it has none. */
const endOfString = (text: string, open: number): number => {
  for (let close = text.indexOf('"', open + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let escapes = close
    while (text.charCodeAt(escapes - 1) === 0x5c) escapes--
    if ((close - escapes) % 2 === 0) return close
  }
  return text.length
}

// Cheap, and only ever wrong by matching digits in a string, which costs a second look.
const maybeLongInteger = /(?:^|[[:,\s])-?\d{16}/

const numberToken = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const quoteInexact = (token: string): string =>
  token.length >= 16 && integerToken.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token

const integerToken = /^-?\d+$/
