/** Header and cookie parameters of an operation as header fields. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Parameter } from "../../Operation.ts"
import { isJson } from "../mediaType.ts"
import { invalidRequest } from "./invalidRequest.ts"
import { findUnknownName } from "./query.ts"
import { isRecord, writeScalar } from "./scalar.ts"
import type { Values } from "./scalar.ts"
import { writeJson } from "./writeJson.ts"

/** The header fields of one call, or why they cannot be written. */
export const writeHeaders = (
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
      if (parameter.required) return invalidRequest(where, "is required")
      continue
    }
    const text = writeParameter(parameter, value, where)
    if (typeof text !== "string") return text
    if (parameter.in === "cookie") cookies.push(`${parameter.name}=${encodeURIComponent(text)}`)
    else if (!isFieldValue(text)) return invalidRequest(where, "holds a character that a header cannot")
    else out[parameter.name] = text
  }
  if (cookies.length > 0) out["cookie"] = cookies.join("; ")
  return findUnknownName(parameters, header, "header") ?? findUnknownName(parameters, cookie, "cookie") ?? out
}

const writeParameter = (parameter: Parameter, value: unknown, where: string): string | InvalidRequest => {
  if (parameter.content !== undefined && isJson(parameter.content)) return writeJson(value, where)
  if (!Array.isArray(value) && !isRecord(value)) return writeScalar(value, where)
  const parts: Array<string> = []
  for (const [key, item] of Object.entries(value)) {
    const text = writeScalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    if (Array.isArray(value)) parts.push(text)
    else if (parameter.explode === true) parts.push(`${key}=${text}`)
    else parts.push(key, text)
  }
  return parts.join(",")
}

/** Whether a text can be the value of a header. */
export const isFieldValue = (text: string): boolean => fieldValue.test(text)

const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/
