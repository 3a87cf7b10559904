/** The path of a request: every template filled, and no value that would lead to another path. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation, Parameter } from "../../Operation.ts"
import { invalid } from "./invalid.ts"
import { unknownName } from "./query.ts"
import { isRecord, scalar } from "./scalar.ts"
import type { Values } from "./scalar.ts"

/** The path with its parameters encoded, or why it cannot be. */
export const path = (operation: Operation, values: Values): string | InvalidRequest => {
  let out = operation.path
  for (const parameter of operation.parameters) {
    if (parameter.in !== "path") continue
    const text = one(parameter, values[parameter.name])
    if (typeof text !== "string") return text
    out = out.replaceAll(`{${parameter.name}}`, () => text)
  }
  if (out.split("/").some((segment) => dots.test(segment))) return invalid("path", "leads to another path")
  return unknownName(operation.parameters, values, "path") ?? out
}

const one = (parameter: Parameter, value: unknown): string | InvalidRequest => {
  const where = `path.${parameter.name}`
  if (value === undefined || value === null) return invalid(where, "is required")
  const style = parameter.style ?? "simple"
  const explode = parameter.explode ?? false
  const parts = pieces(parameter, value, explode, where)
  if (!Array.isArray(parts)) return parts
  if (parts.length === 0 || (parts.length === 1 && parts[0] === "")) return invalid(where, "is empty")
  const name = encodeURIComponent(parameter.name)
  const text = styled(name, parts, style, explode, isRecord(value))
  // URL parsers take these for steps up and sideways, however they are written.
  return dots.test(text) ? invalid(where, `"${text}" would lead to another path`) : text
}

const styled = (
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

const pieces = (
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
    const text = scalar(item, key === undefined ? where : `${where}.${key}`)
    if (typeof text !== "string") return text
    const encoded = encodeURIComponent(text)
    if (key === undefined) out.push(encoded)
    else if (explode) out.push(`${encodeURIComponent(key)}=${encoded}`)
    else out.push(encodeURIComponent(key), encoded)
  }
  return out
}

const dots = /^(?:\.|%2e){1,2}$/i
