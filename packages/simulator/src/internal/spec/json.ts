/** Reads parts of JSON values of unknown shape, by own properties only. */

/** The value's own property; nothing where it has none. */
export const child = (of: unknown, key: string): unknown =>
  typeof of === "object" && of !== null && Object.hasOwn(of, key) ? Reflect.get(of, key) : undefined

/** The value as a record; an empty one where it is none. */
export const record = (value: unknown): { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null ? { ...value } : {}

/** The value as a text; an empty one where it is none. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "")
