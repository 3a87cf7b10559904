/** The query of a request, in the styles of the operation table. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Parameter } from "../../Operation.ts"
import { isJson } from "../mediaType.ts"
import { invalidRequest } from "./invalidRequest.ts"
import { isRecord, writeScalar } from "./scalar.ts"
import type { Values } from "./scalar.ts"
import { writeJson } from "./writeJson.ts"

/**
 * The query (`a=1&b=2`), or why it cannot be written. `undefined`, `null` and empty lists are left
 * out. A name that the operation does not have is refused: the service would ignore it silently.
 */
export const writeQuery = (parameters: ReadonlyArray<Parameter>, values: Values): string | InvalidRequest => {
  let out = ""
  for (const parameter of parameters) {
    if (parameter.in !== "query") continue
    const value = values[parameter.name]
    if (value === undefined || value === null) {
      if (parameter.required) return invalidRequest(`query.${parameter.name}`, "is required")
      continue
    }
    const part = writeParameter(parameter, value, `query.${parameter.name}`)
    if (typeof part !== "string") return part
    if (part !== "") out += out === "" ? part : `&${part}`
  }
  return findUnknownName(parameters, values, "query") ?? out
}

/** Refuses names that the operation does not have. */
export const findUnknownName = (
  parameters: ReadonlyArray<Parameter>,
  values: Values,
  place: Parameter["in"]
): InvalidRequest | undefined => {
  for (const name in values) {
    if (values[name] !== undefined && !parameters.some((p) => p.in === place && p.name === name)) {
      return invalidRequest(`${place}.${name}`, "is not a parameter of this operation")
    }
  }
  return undefined
}

/**
 * One parameter as `name=value`, or several joined by `&`; empty where there is nothing to send.
 */
export const writeParameter = (parameter: Parameter, value: unknown, where: string): string | InvalidRequest => {
  const name = encodeURIComponent(parameter.name)
  const encode = parameter.allowReserved === true ? encodeUnreserved : encodeURIComponent
  if (parameter.content !== undefined) {
    const text = isJson(parameter.content) ? writeJson(value, where) : writeScalar(value, where)
    return typeof text === "string" ? `${name}=${encode(text)}` : text
  }
  const style = parameter.style ?? "form"
  const explode = parameter.explode ?? style === "form"
  if (style === "deepObject" && (Array.isArray(value) || isRecord(value))) {
    return writeDeepObject(name, value, where, encode)
  }
  if (Array.isArray(value)) return writeList(name, value, style, explode, where, encode)
  if (isRecord(value)) return writeRecord(name, value, style, explode, where, encode)
  const text = writeScalar(value, where)
  return typeof text === "string" ? `${name}=${encode(text)}` : text
}

type Encode = (text: string) => string

/** Keeps the reserved characters that mean nothing in the query of a form. */
const encodeUnreserved: Encode = (text) =>
  encodeURIComponent(text).replace(/%(?:3A|2F|3F|40|24|2C|3B)/g, (code) => decodeURIComponent(code))

const writeList = (
  name: string,
  value: ReadonlyArray<unknown>,
  style: string,
  explode: boolean,
  where: string,
  encode: Encode
): string | InvalidRequest => {
  const items: Array<string> = []
  for (const [index, item] of value.entries()) {
    const text = writeScalar(item, `${where}[${index}]`)
    if (typeof text !== "string") return text
    items.push(encode(text))
  }
  if (items.length === 0) return ""
  return explode ? items.map((item) => `${name}=${item}`).join("&") : `${name}=${items.join(delimiterOf(style))}`
}

const writeRecord = (
  name: string,
  value: Values,
  style: string,
  explode: boolean,
  where: string,
  encode: Encode
): string | InvalidRequest => {
  const parts: Array<string> = []
  for (const key of Object.keys(value)) {
    const item = value[key]
    if (item === undefined || item === null) continue
    const text = writeScalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    parts.push(`${encodeURIComponent(key)}${explode ? "=" : delimiterOf(style)}${encode(text)}`)
  }
  if (parts.length === 0) return ""
  return explode ? parts.join("&") : `${name}=${parts.join(delimiterOf(style))}`
}

/**
 * `name[key]=value`. OpenAPI defines one level and no lists; servers that read this style read
 * nested brackets as well, `name[]=value` for each item of a list, and `name[0][key]=value` for
 * lists of records.
 */
const writeDeepObject = (
  prefix: string,
  value: ReadonlyArray<unknown> | Values,
  where: string,
  encode: Encode,
  depth = 0
): string | InvalidRequest => {
  if (depth > maxDepth) return invalidRequest(where, "is nested too deep, or holds itself")
  const parts: Array<string> = []
  const isList = Array.isArray(value)
  const isNumbered = isList && value.some((item) => isRecord(item) || Array.isArray(item))
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined || item === null) continue
    const name = `${prefix}[${isList && !isNumbered ? "" : encodeURIComponent(key)}]`
    const place = isList ? `${where}[${key}]` : `${where}.${key}`
    if (isRecord(item) || Array.isArray(item)) {
      const nested = writeDeepObject(name, item, place, encode, depth + 1)
      if (typeof nested !== "string") return nested
      if (nested !== "") parts.push(nested)
    } else {
      const text = writeScalar(item, place)
      if (typeof text !== "string") return text
      parts.push(`${name}=${encode(text)}`)
    }
  }
  return parts.join("&")
}

const maxDepth = 32

const delimiterOf = (style: string): string =>
  style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ","
