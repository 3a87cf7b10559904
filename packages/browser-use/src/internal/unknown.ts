/** Looking into values of which nothing is known: what a server sent, whatever its spec says. */

export const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What a record holds under a name; nothing when it is no record. */
export const at = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/** What can name a thing in an address and in a message: printable, without spaces, and not a document of its own. */
export const identifier = (value: unknown): string | undefined =>
  typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined

export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
