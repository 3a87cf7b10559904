/**
 * Reading a JSON document without trusting it: nothing here throws, and what is not as expected is not there.
 */

/** An object of a JSON document. */
export type Fields = { readonly [name: string]: unknown }

/** Whether a JSON value is an object, and no array. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The value if it is an object, else an empty one. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : {})

/** The objects in a list; none if it is no list. */
export const list = (value: unknown): ReadonlyArray<Fields> => (Array.isArray(value) ? value.filter(isFields) : [])

/** A text that says something. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/** What can name a thing in an address and in a message: printable, without spaces, and not a document of its own. */
export const identifier = (value: unknown): string | undefined =>
  typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined

/** A finite number. */
export const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined

/** A property that is only there if it has a value. */
export const optional = <K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: V })
