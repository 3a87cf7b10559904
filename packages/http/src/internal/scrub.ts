/** Takes secrets out of texts that a service or a library made. */

/** Gives a text without the secrets. */
export type Scrub = (text: string) => string

/** Takes words out of texts, also in the spelling that they have in JSON and in addresses. */
export const makeScrub = (words: ReadonlyArray<string>): Scrub => {
  const spellings = [...new Set(words.filter((word) => word !== "").flatMap(spellingsOf))]
    // The longest first, because one word can be part of another.
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let out = text
    for (const word of spellings) if (out.includes(word)) out = out.replaceAll(word, placeholder)
    return out
  }
}

/** Applies both. */
export const combineScrubs =
  (one: Scrub, other: Scrub): Scrub =>
  (text) =>
    other(one(text))

/** A copy of a JSON value whose texts and keys are scrubbed, and its numbers if one is a secret. */
export const scrubValue = (value: unknown, scrub: Scrub): unknown => {
  if (typeof value === "string") return scrub(value)
  if (typeof value === "number") return scrub(String(value)) === placeholder ? placeholder : value
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, scrub))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [scrub(key), scrubValue(item, scrub)]))
}

// A service may quote a body that is JSON in an address or in JSON again: two layers, in any order.
const spellingsOf = (word: string): ReadonlyArray<string> => {
  const once = [word, ...spellers.map((spell) => spell(word))]
  return [...once, ...once.flatMap((text) => spellers.map((spell) => spell(text)))]
}

const spellers: ReadonlyArray<(word: string) => string> = [
  (word) => JSON.stringify(word).slice(1, -1),
  (word) => encodeURIComponent(word.replace(/\p{Surrogate}/gu, "\ufffd")),
  (word) => new URLSearchParams([["", word]]).toString().slice(1)
]

const placeholder = "<redacted>"
