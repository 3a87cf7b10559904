/**
 * How Browser Use signs a webhook: over the text that Python's `json.dumps` with sorted keys and no
 * spaces would give.
 */
import { createHmac } from "node:crypto"
import type { Json } from "../../TaskScript.ts"

/**
 * JSON with keys sorted by code point, no spaces, and everything beyond ASCII escaped in lower-case
 * hexadecimal.
 */
export const canonical = (value: Json): string => {
  if (typeof value === "string") return ascii(JSON.stringify(value))
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(",")}]`
  const entries = Object.entries(value).toSorted(([a], [b]) => byCodePoint(a, b))
  return `{${entries.map(([key, one]) => `${ascii(JSON.stringify(key))}:${canonical(one)}`).join(",")}}`
}

/**
 * The value of `X-Browser-Use-Signature`. `timestamp` is in seconds, as in
 * `X-Browser-Use-Timestamp`.
 */
export const sign = (secret: string, timestamp: number, body: Json): string =>
  createHmac("sha256", secret)
    .update(`${timestamp}.${canonical(body)}`)
    .digest("hex")

const isList = (value: object): value is ReadonlyArray<Json> => Array.isArray(value)

const ascii = (text: string): string =>
  text.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)

const byCodePoint = (a: string, b: string): number => {
  const [one, other] = [[...a], [...b]]
  for (const [index, letter] of one.entries()) {
    const difference = (letter.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}
