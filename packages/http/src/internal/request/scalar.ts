import type { InvalidRequest } from "../../HttpError.ts"
import { invalid } from "./invalid.ts"

/** A record as callers write one. */
export interface Values {
  readonly [name: string]: unknown
}

/** An object that is a mapping of names; not an array, a date or any other class. */
export const isRecord = (value: unknown): value is Values => {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** The text of one plain value, or why it has none. */
export const scalar = (value: unknown, where: string): string | InvalidRequest => {
  switch (typeof value) {
    case "string":
      return loneSurrogate.test(value) ? invalid(where, "holds half of a surrogate pair") : value
    case "boolean":
    case "bigint":
      return String(value)
    case "number":
      return Number.isFinite(value) ? String(value) : invalid(where, `is ${value}`)
    case "object":
      if (value instanceof Date) {
        return Number.isNaN(value.getTime()) ? invalid(where, "is an invalid date") : value.toISOString()
      }
  }
  return invalid(
    where,
    `must be a plain value, not ${value === null ? "null" : Array.isArray(value) ? "an array" : `${article(typeof value)}`}`
  )
}

const article = (type: string): string =>
  type === "object" ? "an object" : type === "undefined" ? "undefined" : `a ${type}`

const loneSurrogate = /\p{Surrogate}/u
