/** The same document in another order. */
import { define, isArray, isObject, type Json, type JsonObject } from "../../src/json.ts"

/**
 * The same document with the keys of every object in another order; lists keep theirs, for it means
 * something.
 */
export const shuffle = (value: Json, random: () => number): Json => {
  if (isArray(value)) return value.map((item) => shuffle(item, random))
  if (!isObject(value)) return value
  const keys = Object.keys(value)
  for (let at = keys.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a = "", b = ""] = [keys[at], keys[other]]
    keys[at] = b
    keys[other] = a
  }
  const shuffled: JsonObject = {}
  for (const key of keys) define(shuffled, key, shuffle(value[key] ?? null, random))
  return shuffled
}

/** A small generator of numbers, so that a failing seed can be tried again. */
export const seeded = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}
