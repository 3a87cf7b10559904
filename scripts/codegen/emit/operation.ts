/** The concrete types of one operation: what it takes, what it gives, how it fails. */
import { type Json, toPointer } from "../json.ts"
import { key } from "../names.ts"
import type { Media, Operation, Parameter, Response } from "../model.ts"
import { isJson } from "../model.ts"
import { comment, docOf } from "./common.ts"
import type { Types } from "./raw.ts"

type Aliases = ReadonlyMap<string, string>
type Print = (schema: Json | undefined, path: ReadonlyArray<string | number>) => string

export const operationTypes = (operation: Operation, types: Types, aliases: Aliases): string => {
  const base = ["paths", operation.path, operation.method.toLowerCase()]
  const print: Print = (schema, path) => named(types.of(schema, toPointer([...base, ...path])), aliases)
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
    success(operation, print),
    "",
    error(operation, print),
    ""
  ].join("\n")
}

/** Raw types name schemas by where they stand; here they have names. */
const named = (text: string, aliases: Aliases): string =>
  text.replace(
    /components\["schemas"\]\["((?:[^"\\]|\\.)*)"\]/g,
    (whole, name: string) => aliases.get(JSON.parse(`"${name}"`) as string) ?? whole
  )

const places = ["path", "query", "header", "cookie"] as const

const input = (operation: Operation, print: Print): string => {
  const groups = places.flatMap((place) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place)
    return parameters.length > 0 ? [group(place, parameters, print)] : []
  })
  const { request } = operation
  const body =
    request === undefined || request.media.length === 0
      ? []
      : [
          `${comment("  ", docOf(request.doc))}  readonly body${request.required ? "" : "?"}: ${bodies(request.media, print)}\n`
        ]
  const members = [...groups, ...body]
  const doc = comment("", [`What {@link ${operation.value}} takes.`])
  return members.length === 0
    ? `${doc}export interface ${operation.type}Input {}`
    : `${doc}export interface ${operation.type}Input {\n${members.join("")}}`
}

const group = (place: string, parameters: ReadonlyArray<Parameter>, print: Print): string => {
  const members = parameters.map((parameter) => {
    const optional = parameter.required ? "" : "?"
    const type = indent(print(parameter.schema, ["parameters", parameter.name]), "    ")
    return `${comment("    ", parameterDoc(parameter))}    readonly ${key(parameter.name)}${optional}: ${type}\n`
  })
  return `  readonly ${place}${parameters.some((parameter) => parameter.required) ? "" : "?"}: {\n${members.join("")}  }\n`
}

const parameterDoc = (parameter: Parameter): ReadonlyArray<string> => {
  const schema = parameter.schema
  const fallback =
    typeof schema === "object" && schema !== null && !Array.isArray(schema) && "default" in schema
      ? schema["default"]
      : undefined
  const lines = docOf(parameter.doc)
  return fallback === undefined ? lines : [...lines, `@default ${JSON.stringify(fallback)}`]
}

const bodies = (media: ReadonlyArray<Media>, print: Print): string =>
  union(
    media.map(({ schema, type }) => {
      const text = () => indent(print(schema, ["requestBody", "content", type]), "  ")
      if (isJson(type) || type === "*/*") return text()
      if (isMultipart(type)) return schema === undefined ? "FormData" : `FormData | ${text()}`
      if (isForm(type)) return schema === undefined ? "URLSearchParams" : text()
      return isText(type) ? "string" : "Blob | Uint8Array"
    })
  )

const answers = (response: Response, print: Print, nothing: string): ReadonlyArray<string> =>
  response.media.length === 0
    ? [nothing]
    : response.media.map(({ schema, type }) => {
        if (isJson(type) || type === "*/*")
          return indent(print(schema, ["responses", response.status, "content", type]), "")
        return isText(type) || isForm(type) ? "string" : isMultipart(type) ? "FormData" : "Uint8Array"
      })

const isMultipart = (type: string): boolean => /^multipart\//i.test(type)
const isForm = (type: string): boolean => /^application\/x-www-form-urlencoded/i.test(type)

/** Media types that are text, so that a body of theirs is a string; any other that is not JSON is bytes. */
const isText = (type: string): boolean =>
  /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:xml|yaml|x-yaml|x-ndjson|jsonl|json-seq|javascript|graphql|sql)(?:;|$))/i.test(
    type
  )

const success = (operation: Operation, print: Print): string => {
  const doc = comment("", [`What {@link ${operation.value}} gives.`])
  const text =
    operation.ok.length === 0 ? "unknown" : union(operation.ok.flatMap((response) => answers(response, print, "void")))
  return `${doc}export type ${operation.type}Success = ${text}`
}

const error = (operation: Operation, print: Print): string => {
  const doc = comment("", [`How {@link ${operation.value}} fails, by status.`])
  const members = operation.errors.map((response) => {
    const status = /^\d+$/.test(response.status) ? response.status : "number"
    return `{ readonly status: ${status}; readonly body: ${union(answers(response, print, "undefined"))} }`
  })
  if (members.length === 0) return `${doc}export type ${operation.type}Error = never`
  if (members.length === 1) return `${doc}export type ${operation.type}Error = ${members[0]}`
  return `${doc}export type ${operation.type}Error =\n${members.map((member) => `  | ${member}`).join("\n")}`
}

/** `void` beside a value is read as `undefined`, which is what such a call gives. */
const union = (types: ReadonlyArray<string>): string => {
  const distinct = [...new Set(types)]
  return distinct.length === 1
    ? (distinct[0] ?? "never")
    : distinct.map((type) => (type === "void" ? "undefined" : type)).join(" | ")
}

const indent = (text: string, by: string): string => text.replaceAll("    ", "  ").replaceAll("\n", `\n${by}`)
