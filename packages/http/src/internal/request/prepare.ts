/** One call as text and bytes, once for all its attempts. */
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import { body as toBody } from "./body.ts"
import type { Body } from "./body.ts"
import { headers as toHeaders } from "./headers.ts"
import { invalid } from "./invalid.ts"
import { path as toPath } from "./path.ts"
import { query as toQuery } from "./query.ts"
import { isRecord } from "./scalar.ts"
import type { Values } from "./scalar.ts"

/** A request without its keys. */
export interface Prepared {
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly body: Body | undefined
}

/** Writes a call down, or says what about it cannot be written. */
export const prepare = (operation: Operation, input: unknown): Prepared | InvalidRequest => {
  const values = input === undefined || input === null ? empty : input
  if (!isRecord(values)) return invalid("input", "must be a record of path, query, header, cookie and body")
  const path = toPath(operation, part(values, "path"))
  if (typeof path !== "string") return path
  const query = toQuery(operation.parameters, part(values, "query"))
  if (typeof query !== "string") return query
  const headers = toHeaders(operation.parameters, part(values, "header"), part(values, "cookie"))
  if (isInvalid(headers)) return headers
  const body = toBody(operation, values["body"])
  if (body !== undefined && isInvalid(body)) return body
  return { path, query, headers, body }
}

/** Tells a refusal from what was asked for. */
export const isInvalid = (value: object): value is InvalidRequest => "_tag" in value && value._tag === "InvalidRequest"

const part = (values: Values, name: string): Values => {
  const value = values[name]
  return typeof value === "object" && value !== null ? (value as Values) : empty
}

const empty: Values = {}
