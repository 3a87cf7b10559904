/** JSON in both directions, without a throw and without a corrupted id. */
import * as Result from "effect/Result"

/**
 * The value of a JSON text. An integer that a double cannot hold exactly (an id of 17 digits, say) is given as a
 * string of its digits: rounding it would silently name another thing.
 */
export const parse = (text: string): Result.Result<unknown, unknown> =>
  Result.try({
    try: (): unknown => {
      const value: unknown = JSON.parse(text)
      return longInteger.test(text) ? JSON.parse(text.replace(stringOrNumber, exact)) : value
    },
    catch: (cause) => cause
  })

/** The text of a JSON value; BigInts and cycles have none, and neither have functions. */
export const stringify = (value: unknown): Result.Result<string | undefined, string> =>
  Result.try({
    try: () => JSON.stringify(value),
    catch: (cause) => (cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "cannot be written as JSON")
  })

// After the first character of a value: cheap, and wrong only in the direction of looking closer.
const longInteger = /(?:^|[[:,\s])-?\d{16}/

const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const exact = (token: string): string =>
  token.length >= 16 && integer.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token

const integer = /^-?\d+$/
