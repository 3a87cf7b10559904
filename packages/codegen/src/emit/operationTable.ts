/** The run-time table: one constant per operation, so that a bundler drops those that nobody calls. */
import type { JsonObject } from "../json.ts"
import type { Operation, Parameter, Response } from "../model/operations.ts"
import { comment, docOf } from "./comment.ts"
import { pretty } from "./literal.ts"

export const row = (operation: Operation): string => {
  const value: JsonObject = {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    parameters: operation.parameters.map(parameter),
    ...(operation.request && {
      request: { required: operation.request.required, media: operation.request.media.map((media) => media.type) }
    }),
    ok: statuses(operation.ok),
    errors: statuses(operation.errors),
    safe: operation.safe,
    idempotent: operation.idempotent,
    ...(operation.pagination && { pagination: operation.pagination })
  }
  const doc = comment("", docOf(operation.doc))
  return `${doc}export const ${operation.value}: Operation<${operation.type}Operation> = ${broken(value)}\n`
}

const parameter = (each: Parameter): JsonObject => ({
  name: each.name,
  in: each.in,
  ...(each.required && { required: true }),
  ...(each.style !== undefined && { style: each.style }),
  ...(each.explode !== undefined && { explode: each.explode }),
  ...(each.content !== undefined && { content: each.content })
})

const statuses = (responses: ReadonlyArray<Response>): JsonObject =>
  Object.fromEntries(responses.map((response) => [response.status, response.media.map((media) => media.type)]))

/** One property a line, whatever its length: rows are read and compared. */
const broken = (value: JsonObject): string =>
  `{\n${Object.entries(value)
    .map(([name, item]) => `  ${name}: ${pretty(item, "  ")}`)
    .join(",\n")}\n}`
