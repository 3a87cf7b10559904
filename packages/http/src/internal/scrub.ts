/** Taking words out of what a service sent: whatever it echoes, no key of ours is in it. */

/** A text without the words. */
export type Scrub = (text: string) => string

/** A function that takes words out of texts, also where they are written as JSON or an address writes them. */
export const scrubber = (words: ReadonlyArray<string>): Scrub => {
  const spellings = [...new Set(words.filter((word) => word !== "").flatMap(spelt))]
    // The longest first: one word can be part of another.
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let out = text
    for (const word of spellings) if (out.includes(word)) out = out.replaceAll(word, placeholder)
    return out
  }
}

/** Takes out what both take out. */
export const both =
  (one: Scrub, other: Scrub): Scrub =>
  (text) =>
    other(one(text))

/** A copy of a JSON value with every text and key scrubbed, and numbers that are a word. */
export const scrubValue = (value: unknown, scrub: Scrub): unknown => {
  if (typeof value === "string") return scrub(value)
  if (typeof value === "number") return scrub(String(value)) === placeholder ? placeholder : value
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, scrub))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [scrub(key), scrubValue(item, scrub)]))
}

// A service may quote a body that is JSON in an address or in JSON of its own: two layers, in either order.
const spelt = (word: string): ReadonlyArray<string> => {
  const once = [word, ...spellers.map((spell) => spell(word))]
  return [...once, ...once.flatMap((text) => spellers.map((spell) => spell(text)))]
}

const spellers: ReadonlyArray<(word: string) => string> = [
  (word) => JSON.stringify(word).slice(1, -1),
  (word) => encodeURIComponent(word.replace(/\p{Surrogate}/gu, "\ufffd")),
  (word) => new URLSearchParams([["", word]]).toString().slice(1)
]

const placeholder = "<redacted>"
