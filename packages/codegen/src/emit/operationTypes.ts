/** The concrete types of one operation: what it takes, what it gives, how it fails. */
import { isObject, toPointer } from "../json.ts"
import { key } from "../model/names.ts"
import type { Model } from "../model/model.ts"
import type { Operation, Parameter } from "../model/operations.ts"
import { comment, docOf } from "./comment.ts"
import { type Print, received, sent, union } from "./bodyTypes.ts"
import type { Types } from "./schemaTypes.ts"

/** Prints schemas by the names that the index gives them. */
export const printer = (types: Types, model: Model): ((base: ReadonlyArray<string>, indent: string) => Print) => {
  const aliases = new Map(model.schemas.map((schema) => [schema.name, schema.alias]))
  const named = (text: string): string =>
    text.replace(
      /components\["schemas"\]\["((?:[^"\\]|\\.)*)"\]/g,
      (whole, name: string) => aliases.get(JSON.parse(`"${name}"`) as string) ?? whole
    )
  return (base, indent) => (schema, path) =>
    named(types.of(schema, toPointer([...base, ...path])))
      .replaceAll("    ", "  ")
      .replaceAll("\n", `\n${indent}`)
}

export const operationTypes = (operation: Operation, print: (indent: string) => Print): string => {
  const { type } = operation
  return [
    `${comment("", [`The types of {@link ${operation.value}}.`])}export interface ${type}Operation {`,
    `  readonly input: ${type}Input`,
    `  readonly success: ${type}Success`,
    `  readonly error: ${type}Error`,
    "}",
    "",
    input(operation, print),
    "",
    success(operation, print("")),
    "",
    error(operation, print("")),
    ""
  ].join("\n")
}

const places = ["path", "query", "header", "cookie"] as const

const input = (operation: Operation, print: (indent: string) => Print): string => {
  const groups = places.flatMap((place) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place)
    return parameters.length > 0 ? [group(place, parameters, print("    "))] : []
  })
  const members = [...groups, ...body(operation, print("  "))]
  const doc = comment("", [`What {@link ${operation.value}} takes.`])
  return members.length === 0
    ? `${doc}export interface ${operation.type}Input {}`
    : `${doc}export interface ${operation.type}Input {\n${members.join("")}}`
}

const group = (place: string, parameters: ReadonlyArray<Parameter>, print: Print): string => {
  const members = parameters.map((parameter) => {
    const optional = parameter.required ? "" : "?"
    const type = print(parameter.schema, ["parameters", parameter.name])
    return `${comment("    ", parameterDoc(parameter))}    readonly ${key(parameter.name)}${optional}: ${type}\n`
  })
  return `  readonly ${place}${parameters.some((parameter) => parameter.required) ? "" : "?"}: {\n${members.join("")}  }\n`
}

const parameterDoc = ({ doc, schema }: Parameter): ReadonlyArray<string> => {
  const fallback = isObject(schema) ? schema["default"] : undefined
  return fallback === undefined ? docOf(doc) : [...docOf(doc), `@default ${JSON.stringify(fallback)}`]
}

const body = ({ request }: Operation, print: Print): ReadonlyArray<string> => {
  if (request === undefined || request.media.length === 0) return []
  const doc = comment("  ", docOf(request.doc))
  return [`${doc}  readonly body${request.required ? "" : "?"}: ${sent(request.media, print)}\n`]
}

const success = (operation: Operation, print: Print): string => {
  const doc = comment("", [`What {@link ${operation.value}} gives.`])
  const types = operation.ok.flatMap(({ media, status }) => received(media, print, ["responses", status], "void"))
  return `${doc}export type ${operation.type}Success = ${types.length === 0 ? "unknown" : union(types)}`
}

const error = (operation: Operation, print: Print): string => {
  const doc = comment("", [`How {@link ${operation.value}} fails, by status.`])
  const members = operation.errors.map(({ media, status }) => {
    const bodies = union(received(media, print, ["responses", status], "undefined"))
    return `{ readonly status: ${/^\d+$/.test(status) ? status : "number"}; readonly body: ${bodies} }`
  })
  if (members.length === 0) return `${doc}export type ${operation.type}Error = never`
  if (members.length === 1) return `${doc}export type ${operation.type}Error = ${members[0]}`
  return `${doc}export type ${operation.type}Error =\n${members.map((member) => `  | ${member}`).join("\n")}`
}
