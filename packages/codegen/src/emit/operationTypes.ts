/** The concrete types of one operation: what it takes, what it gives, how it fails. */
import { isObject } from "../json.ts"
import { toKey } from "../names.ts"
import type { Model } from "../model/model.ts"
import type { Operation, Parameter } from "../model/operations.ts"
import { printComment, readDoc } from "./comment.ts"
import { type Print, printReceived, printSent, joinUnion } from "./bodyTypes.ts"
import type { Types } from "./schemaTypes.ts"

/** Prints schemas by the names that the index gives them. */
export const makePrinter = (types: Types, model: Model): ((base: ReadonlyArray<string>, indent: string) => Print) => {
  const aliases = new Map(model.schemas.map((schema) => [schema.name, schema.alias]))
  return (base, indent) => (schema, path) =>
    types
      .of(schema, [...base, ...path], (name) => aliases.get(name))
      .split("\n")
      .map((line) => line.replace(/^ *(?:\* *)?/, (start) => start.replaceAll("    ", "  ")))
      .join(`\n${indent}`)
}

export const printOperation = (operation: Operation, print: (indent: string) => Print): string => {
  const { type } = operation
  return [
    `${printComment("", [`The types of {@link ${operation.value}}.`])}export interface ${type}Operation {`,
    `  readonly input: ${type}Input`,
    `  readonly success: ${type}Success`,
    `  readonly error: ${type}Error`,
    "}",
    "",
    printInput(operation, print),
    "",
    printSuccess(operation, print("")),
    "",
    printError(operation, print("")),
    ""
  ].join("\n")
}

const places = ["path", "query", "header", "cookie"] as const

const printInput = (operation: Operation, print: (indent: string) => Print): string => {
  const groups = places.flatMap((place) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place)
    return parameters.length > 0 ? [printGroup(place, parameters, print("    "))] : []
  })
  const members = [...groups, ...printBody(operation, print("  "))]
  const doc = printComment("", [`What {@link ${operation.value}} takes.`])
  return members.length === 0
    ? `${doc}export interface ${operation.type}Input {}`
    : `${doc}export interface ${operation.type}Input {\n${members.join("")}}`
}

const printGroup = (place: string, parameters: ReadonlyArray<Parameter>, print: Print): string => {
  const members = parameters.map((parameter) => {
    const optional = parameter.required ? "" : "?"
    const type = print(parameter.schema, ["parameters", parameter.name])
    return `${printComment("    ", readParameterDoc(parameter))}    readonly ${toKey(parameter.name)}${optional}: ${type}\n`
  })
  return `  readonly ${place}${parameters.some((parameter) => parameter.required) ? "" : "?"}: {\n${members.join("")}  }\n`
}

const readParameterDoc = ({ doc, schema }: Parameter): ReadonlyArray<string> => {
  const fallback = isObject(schema) ? schema["default"] : undefined
  return fallback === undefined ? readDoc(doc) : [...readDoc(doc), `@default ${JSON.stringify(fallback)}`]
}

const printBody = ({ request }: Operation, print: Print): ReadonlyArray<string> => {
  if (request === undefined || request.media.length === 0) return []
  const doc = printComment("  ", readDoc(request.doc))
  return [`${doc}  readonly body${request.required ? "" : "?"}: ${printSent(request.media, print)}\n`]
}

const printSuccess = (operation: Operation, print: Print): string => {
  const doc = printComment("", [`What {@link ${operation.value}} gives.`])
  const types = operation.ok.flatMap(({ media, status }) => printReceived(media, print, ["responses", status], "void"))
  return `${doc}export type ${operation.type}Success = ${types.length === 0 ? "unknown" : joinUnion(types)}`
}

const printError = (operation: Operation, print: Print): string => {
  const doc = printComment("", [`How {@link ${operation.value}} fails, by status.`])
  const members = operation.errors.map(({ media, status }) => {
    const bodies = joinUnion(printReceived(media, print, ["responses", status], "undefined"))
    return `{ readonly status: ${/^\d+$/.test(status) ? status : "number"}; readonly body: ${bodies} }`
  })
  if (members.length === 0) return `${doc}export type ${operation.type}Error = never`
  if (members.length === 1) return `${doc}export type ${operation.type}Error = ${members[0]}`
  return `${doc}export type ${operation.type}Error =\n${members.map((member) => `  | ${member}`).join("\n")}`
}
