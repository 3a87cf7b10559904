/**
 * Reads an answer of which nothing is known: what a server sent, whatever its spec says. Nothing
 * here throws, and what is not as expected is `undefined`, or left out.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/** A JSON object. */
export type Fields = { readonly [name: string]: unknown }

/** Whether a value is a JSON object, and no array. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The value at the end of a path of own properties; `undefined` where there is none. */
export const at = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((in_, name) => (isFields(in_) && Object.hasOwn(in_, name) ? in_[name] : undefined), value)

/** The value if it is an object, else an empty one. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : {})

/** The items of a list; none if it is no list. */
export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The objects in a list; none if it is no list. */
export const objects = (value: unknown): ReadonlyArray<Fields> => list(value).filter(isFields)

/** A text that is not empty. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/** A finite number. */
export const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined

/** Yes or no; `null` for anything else, as a verdict has it. */
export const flag = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null)

/**
 * What can name a thing in an address and in a message: printable, without spaces, at most 200
 * characters.
 */
export const identifier = (value: unknown): string | undefined =>
  typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined

/**
 * Whether an answer names another thing than the one that was asked for. An id that was a number on
 * its way may have lost its last digits, and one that is not there says nothing.
 */
export const isAboutAnother = (shown: unknown, asked: string): boolean => {
  const id = typeof shown === "number" ? String(shown) : text(shown)
  return id !== undefined && id.toLowerCase() !== asked.toLowerCase() && id !== String(Number(asked))
}

/** A moment in ISO 8601; UTC where it names no zone. */
export const time = (value: unknown): DateTime.Utc | undefined =>
  typeof value === "string" ? Option.getOrUndefined(DateTime.make(value)) : undefined

const stringify = Option.liftThrowable((value: unknown): string | undefined => JSON.stringify(value))

/** Text as it came, anything else as JSON; `null` where there is nothing. */
export const output = (value: unknown): string | null =>
  typeof value === "string"
    ? value
    : value === undefined || value === null
      ? null
      : (Option.getOrNull(stringify(value)) ?? null)

/** A property that is only there if it has a value. */
export const optional = <K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: V })
