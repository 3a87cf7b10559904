/** Looking into values of which nothing is known: what a server sent, whatever its spec says. */

export const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What a record holds under a name; nothing when it is no record. */
export const at = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
