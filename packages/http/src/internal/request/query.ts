/** The query of a request, by the styles of the operation table. */
import * as Result from "effect/Result"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Parameter } from "../../Operation.ts"
import { invalid } from "./invalid.ts"
import { stringify } from "../json.ts"
import { isRecord, scalar } from "./scalar.ts"
import type { Values } from "./scalar.ts"

/**
 * `a=1&b=2`, or why not. Absent, `undefined` and empty lists are left out; `null` as well, because a query has no
 * word for it. A name that the operation does not know is refused: the service would ignore it silently.
 */
export const query = (parameters: ReadonlyArray<Parameter>, values: Values): string | InvalidRequest => {
  let out = ""
  for (const parameter of parameters) {
    if (parameter.in !== "query") continue
    const value = values[parameter.name]
    if (value === undefined || value === null) {
      if (parameter.required) return invalid(`query.${parameter.name}`, "is required")
      continue
    }
    const part = one(parameter, value)
    if (typeof part !== "string") return part
    if (part !== "") out += out === "" ? part : `&${part}`
  }
  const stranger = unknownName(parameters, values, "query")
  return stranger ?? out
}

/** Refuses names that the operation does not have. */
export const unknownName = (
  parameters: ReadonlyArray<Parameter>,
  values: Values,
  place: Parameter["in"]
): InvalidRequest | undefined => {
  for (const name in values) {
    if (values[name] !== undefined && !parameters.some((p) => p.in === place && p.name === name)) {
      return invalid(`${place}.${name}`, "is not a parameter of this operation")
    }
  }
  return undefined
}

const one = (parameter: Parameter, value: unknown): string | InvalidRequest => {
  const where = `query.${parameter.name}`
  const name = encodeURIComponent(parameter.name)
  if (parameter.content !== undefined) {
    const text = document(parameter.content, value, where)
    return typeof text === "string" ? `${name}=${encodeURIComponent(text)}` : text
  }
  const style = parameter.style ?? "form"
  const explode = parameter.explode ?? style === "form"
  if (Array.isArray(value)) return list(name, value, style, explode, where)
  if (isRecord(value)) return record(name, value, style, explode, where)
  const text = scalar(value, where)
  return typeof text === "string" ? `${name}=${encodeURIComponent(text)}` : text
}

const list = (
  name: string,
  value: ReadonlyArray<unknown>,
  style: string,
  explode: boolean,
  where: string
): string | InvalidRequest => {
  const items: Array<string> = []
  for (const [index, item] of value.entries()) {
    const text = scalar(item, `${where}[${index}]`)
    if (typeof text !== "string") return text
    items.push(encodeURIComponent(text))
  }
  if (items.length === 0) return ""
  return explode ? items.map((item) => `${name}=${item}`).join("&") : `${name}=${items.join(delimiter(style))}`
}

const record = (
  name: string,
  value: Values,
  style: string,
  explode: boolean,
  where: string
): string | InvalidRequest => {
  if (style === "deepObject") return deep(name, value, where)
  const parts: Array<string> = []
  for (const key of Object.keys(value)) {
    const item = value[key]
    if (item === undefined || item === null) continue
    const text = scalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    parts.push(`${encodeURIComponent(key)}${explode ? "=" : delimiter(style)}${encodeURIComponent(text)}`)
  }
  if (parts.length === 0) return ""
  return explode ? parts.join("&") : `${name}=${parts.join(delimiter(style))}`
}

// The specification stops at one level; servers that read this style read nested brackets as well.
const deep = (prefix: string, value: unknown, where: string): string | InvalidRequest => {
  const parts: Array<string> = []
  const entries = Array.isArray(value) ? value.map((item) => ["", item] as const) : Object.entries(value as Values)
  for (const [key, item] of entries) {
    if (item === undefined || item === null) continue
    const name = `${prefix}[${encodeURIComponent(key)}]`
    const nested = isRecord(item) || Array.isArray(item)
    const text = nested ? deep(name, item, `${where}.${key}`) : scalar(item, `${where}.${key}`)
    if (typeof text !== "string") return text
    if (!nested) parts.push(`${name}=${encodeURIComponent(text)}`)
    else if (text !== "") parts.push(text)
  }
  return parts.join("&")
}

const delimiter = (style: string): string =>
  style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ","

const document = (media: string, value: unknown, where: string): string | InvalidRequest => {
  if (!media.includes("json")) return scalar(value, where)
  return Result.match(stringify(value), {
    onFailure: (message) => invalid(where, message),
    onSuccess: (text) => text ?? invalid(where, "cannot be written as JSON")
  })
}
