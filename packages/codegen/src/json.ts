/** JSON values, and the helpers for them that every stage uses. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject
export interface JsonObject {
  [key: string]: Json
}

/** The keys that lead from a value to one inside it. */
export type Path = ReadonlyArray<string | number>

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const isArray = (value: Json | undefined): value is ReadonlyArray<Json> => Array.isArray(value)

/** The object itself, or an empty one where the value is missing or something else. */
export const objectOr = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

export const arrayOr = (value: Json | undefined): ReadonlyArray<Json> => (isArray(value) ? value : [])

export const textOr = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined)

/** A value as a message shows it. */
export const showValue = (value: Json | undefined): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing")

/** A pointer is a part of an address, in which `%` begins an escape. */
const escapeToken = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25")

const unescapeToken = (token: string): string => {
  return decodeToken(token).replaceAll("~1", "/").replaceAll("~0", "~")
}

/** Authors write `%` without an escape, too. */
const decodeToken = (token: string): string => {
  try {
    return token.includes("%") ? decodeURIComponent(token) : token
  } catch {
    return token
  }
}

/** `#/paths/~1tasks/get` */
export const toPointer = (path: Path): string =>
  path.length === 0 ? "#" : `#/${path.map((key) => escapeToken(String(key))).join("/")}`

/** The keys of a local pointer; the leading `#` is optional. */
export const fromPointer = (pointer: string): ReadonlyArray<string> =>
  pointer.replace(/^#/, "").split("/").slice(1).map(unescapeToken)

/** What a path of keys leads to; `undefined` where it leads nowhere. */
export const at = (root: Json, path: Path): Json | undefined => {
  let value: Json | undefined = root
  for (const key of path) {
    if (isArray(value)) value = value[Number(key)]
    else if (isObject(value)) value = Object.hasOwn(value, String(key)) ? value[String(key)] : undefined
    else return undefined
  }
  return value
}

export const compareCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The keys of an object in an order that does not depend on the order in the file. */
export const sortedKeys = (value: JsonObject): ReadonlyArray<string> => Object.keys(value).sort(compareCodeUnits)

/** A copy with the keys of every object sorted; arrays keep their order, which has a meaning. */
export const sortKeys = (value: Json): Json => {
  if (isArray(value)) return value.map(sortKeys)
  if (!isObject(value)) return value
  const sorted: JsonObject = {}
  for (const key of sortedKeys(value)) define(sorted, key, sortKeys(value[key] ?? null))
  return sorted
}

/** Sets a key, also one called `__proto__`. */
export const define = (target: JsonObject, key: string, value: Json): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

/** JSON as one text, whatever the order of its keys. */
export const toCanonical = (value: Json): string => {
  if (isArray(value)) return `[${value.map(toCanonical).join(",")}]`
  if (!isObject(value)) return JSON.stringify(value)
  return `{${sortedKeys(value)
    .map((key) => `${JSON.stringify(key)}:${toCanonical(value[key] ?? null)}`)
    .join(",")}}`
}
