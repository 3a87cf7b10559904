/** Counts changed texts: descriptions and other values that people read and programs do not use. */
import { isArray, isObject, type Json, type JsonObject, showValue, toCanonical } from "../json.ts"
import { dataKeys, namedMapKeys, schemaMapKeys } from "../read/walk.ts"

const wordKeys = new Set(["description", "summary", "title", "example", "examples", "externalDocs", "tags", "info"])

/** How many texts differ between two pieces of a document, at places that both have. */
export const countWords = (a: Json | undefined, b: Json | undefined): number => {
  if (isArray(a) && isArray(b)) return inList(a, b)
  return isObject(a) && isObject(b) ? inObject(a, b, false) : 0
}

/**
 * Pairs items by name where all have one, otherwise by position where the lists are equally long.
 */
const inList = (a: ReadonlyArray<Json>, b: ReadonlyArray<Json>): number => {
  const nameOf = (item: Json): string => (isObject(item) ? `${showValue(item["in"])} ${showValue(item["name"])}` : "")
  const isNamed = a.every((item) => isObject(item) && item["name"] !== undefined)
  if (!isNamed && a.length !== b.length) return 0
  return a.reduce<number>((sum, item, index) => {
    const other = isNamed ? b.find((each) => nameOf(each) === nameOf(item)) : b[index]
    return sum + countWords(item, other)
  }, 0)
}

/**
 * @param names whether the keys are names chosen by the author, so that none of them is a keyword
 */
const inObject = (a: JsonObject, b: JsonObject, names: boolean): number => {
  let sum = 0
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [ownValue(a, key), ownValue(b, key)]
    if (!names && wordKeys.has(key)) {
      if (toCanonical(left ?? null) !== toCanonical(right ?? null)) sum += 1
    } else if (!names && (dataKeys.has(key) || key.startsWith("x-"))) continue
    else if (isObject(left) && isObject(right))
      sum += inObject(left, right, !names && (namedMapKeys.has(key) || schemaMapKeys.has(key) || key === "schemas"))
    else sum += countWords(left, right)
  }
  return sum
}

const ownValue = (value: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined
