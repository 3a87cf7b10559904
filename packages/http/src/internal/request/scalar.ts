/** Plain values as text. */
import type { InvalidRequest } from "../../HttpError.ts"
import { invalidRequest } from "./invalidRequest.ts"

/** Values by name, as callers write them. */
export interface Values {
  readonly [name: string]: unknown
}

/** Whether a value is a plain object: not an array, a date or an instance of a class. */
export const isRecord = (value: unknown): value is Values => {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** The text of one plain value, or why it has none. */
export const writeScalar = (value: unknown, where: string): string | InvalidRequest => {
  switch (typeof value) {
    case "string":
      return loneSurrogate.test(value) ? invalidRequest(where, "holds half of a surrogate pair") : value
    case "boolean":
    case "bigint":
      return String(value)
    case "number":
      return Number.isFinite(value) ? String(value) : invalidRequest(where, `is ${value}`)
    case "object":
      if (value instanceof Date) {
        return Number.isNaN(value.getTime()) ? invalidRequest(where, "is an invalid date") : value.toISOString()
      }
  }
  return invalidRequest(
    where,
    `must be a plain value, not ${value === null ? "null" : Array.isArray(value) ? "an array" : `${withArticle(typeof value)}`}`
  )
}

const withArticle = (type: string): string =>
  type === "object" ? "an object" : type === "undefined" ? "undefined" : `a ${type}`

const loneSurrogate = /\p{Surrogate}/u
