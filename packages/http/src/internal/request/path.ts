/** The path of a request. A value that would lead to another path is refused. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation, Parameter } from "../../Operation.ts"
import { invalidRequest } from "./invalidRequest.ts"
import { findUnknownName } from "./query.ts"
import { isRecord, writeScalar } from "./scalar.ts"
import type { Values } from "./scalar.ts"

/** The path with its parameters encoded, or why it cannot be written. */
export const writePath = (operation: Operation, values: Values): string | InvalidRequest => {
  let out = operation.path
  for (const parameter of operation.parameters) {
    if (parameter.in !== "path") continue
    const text = writeParameter(parameter, values[parameter.name])
    if (typeof text !== "string") return text
    out = out.replaceAll(`{${parameter.name}}`, () => text)
  }
  const unfilled = /\{([^{}]*)\}/.exec(out)
  if (unfilled !== null) return invalidRequest(`path.${unfilled[1]}`, "stands in the path, but is no parameter of it")
  if (out.split("/").some((segment) => dotSegment.test(segment))) return invalidRequest("path", "leads to another path")
  return findUnknownName(operation.parameters, values, "path") ?? out
}

const writeParameter = (parameter: Parameter, value: unknown): string | InvalidRequest => {
  const where = `path.${parameter.name}`
  if (value === undefined || value === null) return invalidRequest(where, "is required")
  const style = parameter.style ?? "simple"
  const explode = parameter.explode ?? false
  const parts = encodeValues(parameter, value, explode, where)
  if (!Array.isArray(parts)) return parts
  if (parts.length === 0 || (parts.length === 1 && parts[0] === "")) return invalidRequest(where, "is empty")
  const name = encodeURIComponent(parameter.name)
  const text = joinStyled(name, parts, style, explode, isRecord(value))
  // URL parsers resolve `.` and `..`, also when they are percent-encoded.
  return dotSegment.test(text) ? invalidRequest(where, `"${text}" would lead to another path`) : text
}

const joinStyled = (
  name: string,
  parts: ReadonlyArray<string>,
  style: string,
  explode: boolean,
  record: boolean
): string => {
  switch (style) {
    case "label":
      return `.${parts.join(explode ? "." : ",")}`
    case "matrix":
      return explode && record
        ? `;${parts.join(";")}`
        : explode
          ? parts.map((part) => `;${name}=${part}`).join("")
          : `;${name}=${parts.join(",")}`
    default:
      return parts.join(",")
  }
}

const encodeValues = (
  parameter: Parameter,
  value: unknown,
  explode: boolean,
  where: string
): Array<string> | InvalidRequest => {
  const out: Array<string> = []
  const entries: ReadonlyArray<readonly [string | undefined, unknown]> = Array.isArray(value)
    ? value.map((item) => [undefined, item])
    : isRecord(value)
      ? Object.entries(value)
      : [[undefined, value]]
  for (const [key, item] of entries) {
    const text = writeScalar(item, key === undefined ? where : `${where}.${key}`)
    if (typeof text !== "string") return text
    const encoded = encodeURIComponent(text)
    if (key === undefined) out.push(encoded)
    else if (explode) out.push(`${encodeURIComponent(key)}=${encoded}`)
    else out.push(encodeURIComponent(key), encoded)
  }
  return out
}

const dotSegment = /^(?:\.|%2e){1,2}$/i
