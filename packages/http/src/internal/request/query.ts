/** The query of a request, in the styles of the operation table. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Parameter } from "../../Operation.ts"
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
    const part = writeParameter(parameter, value)
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

const writeParameter = (parameter: Parameter, value: unknown): string | InvalidRequest => {
  const where = `query.${parameter.name}`
  const name = encodeURIComponent(parameter.name)
  if (parameter.content !== undefined) {
    const text = writeDocument(parameter.content, value, where)
    return typeof text === "string" ? `${name}=${encodeURIComponent(text)}` : text
  }
  const style = parameter.style ?? "form"
  const explode = parameter.explode ?? style === "form"
  if (Array.isArray(value)) return writeList(name, value, style, explode, where)
  if (isRecord(value)) return writeRecord(name, value, style, explode, where)
  const text = writeScalar(value, where)
  return typeof text === "string" ? `${name}=${encodeURIComponent(text)}` : text
}

const writeList = (
  name: string,
  value: ReadonlyArray<unknown>,
  style: string,
  explode: boolean,
  where: string
): string | InvalidRequest => {
  const items: Array<string> = []
  for (const [index, item] of value.entries()) {
    const text = writeScalar(item, `${where}[${index}]`)
    if (typeof text !== "string") return text
    items.push(encodeURIComponent(text))
  }
  if (items.length === 0) return ""
  return explode ? items.map((item) => `${name}=${item}`).join("&") : `${name}=${items.join(delimiterOf(style))}`
}

const writeRecord = (
  name: string,
  value: Values,
  style: string,
  explode: boolean,
  where: string
): string | InvalidRequest => {
  if (style === "deepObject") return writeDeepObject(name, value, where)
  const parts: Array<string> = []
  for (const key of Object.keys(value)) {
    const item = value[key]
    if (item === undefined || item === null) continue
    const text = writeScalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    parts.push(`${encodeURIComponent(key)}${explode ? "=" : delimiterOf(style)}${encodeURIComponent(text)}`)
  }
  if (parts.length === 0) return ""
  return explode ? parts.join("&") : `${name}=${parts.join(delimiterOf(style))}`
}

// OpenAPI defines one level; servers that read this style read nested brackets as well.
const writeDeepObject = (prefix: string, value: unknown, where: string): string | InvalidRequest => {
  const parts: Array<string> = []
  const entries = Array.isArray(value) ? value.map((item) => ["", item] as const) : Object.entries(value as Values)
  for (const [key, item] of entries) {
    if (item === undefined || item === null) continue
    const name = `${prefix}[${encodeURIComponent(key)}]`
    const nested = isRecord(item) || Array.isArray(item)
    const text = nested ? writeDeepObject(name, item, `${where}.${key}`) : writeScalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    if (!nested) parts.push(`${name}=${encodeURIComponent(text)}`)
    else if (text !== "") parts.push(text)
  }
  return parts.join("&")
}

const delimiterOf = (style: string): string =>
  style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ","

const writeDocument = (media: string, value: unknown, where: string): string | InvalidRequest =>
  media.includes("json") ? writeJson(value, where) : writeScalar(value, where)
