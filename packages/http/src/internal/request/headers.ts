/** Header fields: the operation's own parameters, and the client's, whose keys stay wrapped until a request leaves. */
import * as Redacted from "effect/Redacted"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Parameter } from "../../Operation.ts"
import { invalid } from "./invalid.ts"
import { stringify } from "../json.ts"
import * as Result from "effect/Result"
import { unknownName } from "./query.ts"
import { isRecord, scalar } from "./scalar.ts"
import type { Values } from "./scalar.ts"

/** Headers that a client sends with each request. */
export interface Fields {
  readonly [name: string]: string | Redacted.Redacted<string>
}

/** Header and cookie parameters of one call as plain fields, or why not. */
export const headers = (
  parameters: ReadonlyArray<Parameter>,
  header: Values,
  cookie: Values
): Record<string, string> | InvalidRequest => {
  const out: Record<string, string> = {}
  const cookies: Array<string> = []
  for (const parameter of parameters) {
    if (parameter.in !== "header" && parameter.in !== "cookie") continue
    const value = parameter.in === "header" ? header[parameter.name] : cookie[parameter.name]
    const where = `${parameter.in}.${parameter.name}`
    if (value === undefined || value === null) {
      if (parameter.required) return invalid(where, "is required")
      continue
    }
    const text = one(parameter, value, where)
    if (typeof text !== "string") return text
    if (parameter.in === "cookie") cookies.push(`${parameter.name}=${encodeURIComponent(text)}`)
    else if (!isFieldValue(text)) return invalid(where, "holds a character that a header cannot")
    else out[parameter.name] = text
  }
  if (cookies.length > 0) out["cookie"] = cookies.join("; ")
  return unknownName(parameters, header, "header") ?? unknownName(parameters, cookie, "cookie") ?? out
}

/** The first client header that cannot be sent. Its value is not told: it may be a key with a line break after it. */
export const invalidField = (fields: Fields): InvalidRequest | undefined => {
  for (const [name, value] of Object.entries(fields)) {
    if (!token.test(name)) return invalid("headers", "holds a name that is not a header name")
    if (!isFieldValue(open(value))) return invalid(`headers.${name}`, "holds a character that a header cannot")
  }
  return undefined
}

/** The client's headers with their keys; called once per attempt, at the moment of sending. */
export const unwrap = (fields: Fields): Record<string, string> => {
  const out: Record<string, string> = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined) out[name] = open(value)
  }
  return out
}

/** The words that must appear in no error: each key, and each key without its scheme (`Bearer …`). */
export const secrets = (fields: Fields): ReadonlyArray<string> =>
  Object.values(fields)
    .filter(Redacted.isRedacted)
    .flatMap((value) => {
      const text = open(value)
      return [text, text.slice(text.indexOf(" ") + 1)]
    })
    .filter((word, index, all) => word.length >= 4 && all.indexOf(word) === index)

const open = (value: string | Redacted.Redacted<string>): string =>
  typeof value === "string" ? value : Redacted.value(value)

const one = (parameter: Parameter, value: unknown, where: string): string | InvalidRequest => {
  if (parameter.content?.includes("json") === true) {
    return Result.match(stringify(value), {
      onFailure: (message) => invalid(where, message),
      onSuccess: (text) => text ?? invalid(where, "cannot be written as JSON")
    })
  }
  if (!Array.isArray(value) && !isRecord(value)) return scalar(value, where)
  const parts: Array<string> = []
  for (const [key, item] of Object.entries(value)) {
    const text = scalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    if (Array.isArray(value)) parts.push(text)
    else if (parameter.explode === true) parts.push(`${key}=${text}`)
    else parts.push(key, text)
  }
  return parts.join(",")
}

const isFieldValue = (text: string): boolean => fieldValue.test(text)
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/
const token = /^[!#$%&'*+.^_`|~\w-]+$/
