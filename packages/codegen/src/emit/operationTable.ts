/**
 * The run-time table: one constant per operation, so that a bundler drops the ones that a program
 * does not call.
 */
import type { JsonObject } from "../json.ts"
import { isForm, isMultipart } from "../model/content.ts"
import type { Operation, Parameter, Response } from "../model/operations.ts"
import { printComment, readDoc } from "./comment.ts"
import { printLiteral } from "./literal.ts"

export const printRow = (operation: Operation): string => {
  const value: JsonObject = {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    parameters: operation.parameters.map(toParameter),
    ...(operation.request && {
      request: {
        required: operation.request.required,
        media: operation.request.media.map(({ type }) => toSentType(type)),
        ...(operation.request.encoding && { encoding: operation.request.encoding })
      }
    }),
    ok: toStatuses(operation.ok),
    errors: toStatuses(operation.errors),
    safe: operation.safe,
    idempotent: operation.idempotent,
    ...(operation.pagination && { pagination: operation.pagination })
  }
  const doc = printComment("", readDoc(operation.doc))
  return `${doc}export const ${operation.value}: Operation<${operation.type}Operation> = ${printBroken(value)}\n`
}

/** A form is written by the transport, which adds what belongs behind its type. */
const toSentType = (type: string): string =>
  isForm(type) || isMultipart(type) ? (type.split(";")[0] ?? "").trim().toLowerCase() : type

const toParameter = (each: Parameter): JsonObject => ({
  name: each.name,
  in: each.in,
  ...(each.required && { required: true }),
  ...(each.style !== undefined && { style: each.style }),
  ...(each.explode !== undefined && { explode: each.explode }),
  ...(each.content !== undefined && { content: each.content }),
  ...(each.allowReserved && { allowReserved: true })
})

const toStatuses = (responses: ReadonlyArray<Response>): JsonObject =>
  Object.fromEntries(responses.map((response) => [response.status, response.media.map((media) => media.type)]))

/** One property on each line, whatever its length, so that a diff of two rows is readable. */
const printBroken = (value: JsonObject): string =>
  `{\n${Object.entries(value)
    .map(([name, item]) => `  ${name}: ${printLiteral(item, "  ")}`)
    .join(",\n")}\n}`
