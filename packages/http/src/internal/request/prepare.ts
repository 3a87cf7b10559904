/** One call as text and bytes, written once for all its attempts. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import { writeBody } from "./body.ts"
import type { Body } from "./body.ts"
import { writeHeaders } from "./headers.ts"
import { invalidRequest, isInvalid } from "./invalidRequest.ts"
import { writePath } from "./path.ts"
import { writeQuery } from "./query.ts"
import { isRecord } from "./scalar.ts"
import type { Values } from "./scalar.ts"

/** A request without the client's own headers, which hold its keys. */
export interface Prepared {
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly body: Body | undefined
}

/** Writes a call as a request, or says which part of its input cannot be written. */
export const prepare = (operation: Operation, input: unknown): Prepared | InvalidRequest => {
  const values = input === undefined || input === null ? noValues : input
  if (!isRecord(values)) return invalidRequest("input", "must be a record of path, query, header, cookie and body")
  const target = writePath(operation, valuesOf(values, "path"))
  if (typeof target !== "string") return target
  const own = writeQuery(operation.parameters, valuesOf(values, "query"))
  if (typeof own !== "string") return own
  // Some documents tell operations of one path apart by a query or a fragment in it.
  const [path = "", fixed = ""] = target.replace(/#.*$/, "").split(/\?(.*)/)
  const query = fixed === "" || own === "" ? fixed + own : `${fixed}&${own}`
  const headers = writeHeaders(operation.parameters, valuesOf(values, "header"), valuesOf(values, "cookie"))
  if (isInvalid(headers)) return headers
  const body = writeBody(operation, values["body"])
  if (body !== undefined && isInvalid(body)) return body
  return { path, query, headers, body }
}

const valuesOf = (values: Values, name: string): Values => {
  const value = values[name]
  return typeof value === "object" && value !== null ? (value as Values) : noValues
}

const noValues: Values = {}
