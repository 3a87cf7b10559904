/** `index.ts`: schema aliases, enum tuples, and per operation its concrete types and its row of the table. */
import type { Model, Schema } from "../model.ts"
import { enumValues } from "../model.ts"
import { comment, docOf, header, inline } from "./common.ts"
import { operationTypes } from "./operation.ts"
import type { Types } from "./raw.ts"
import { row } from "./table.ts"

export const index = (model: Model, types: Types, spec: string): string => {
  const aliases = new Map(model.schemas.map((schema) => [schema.name, schema.alias]))
  const declarations = model.operations.map((operation) => operationTypes(operation, types, aliases))
  const rows = model.operations.map(row)
  const schemas = model.schemas.map(alias)
  const body = [...schemas, preamble, ...declarations.flatMap((declaration, at) => [declaration, rows[at] ?? ""])]
  const helper = declarations.some((text) => text.includes("WithRequired<")) ? [withRequired] : []
  const imports = model.schemas.length > 0 ? [`import type { components } from "./raw.ts"\n`] : []
  return [header(spec) + imports.join(""), ...helper, ...body].join("\n")
}

const alias = ({ alias: name, name: key, schema }: Schema): string => {
  const values = enumValues(schema)
  const doc = comment("", docOf(schema))
  const type = `${doc}export type ${name} = components["schemas"][${JSON.stringify(key)}]\n`
  if (values === undefined) return type
  const open = schema["x-errand-open"] === true ? " that is known; the provider keeps adding some" : ""
  return `${type}\n/** Every value of {@link ${name}}${open}. */\nexport const ${name}Values = ${tuple(values)} as const\n`
}

const tuple = (values: ReadonlyArray<string | number>): string => {
  const flat = inline(values)
  return flat.length < 90 ? flat : `[\n${values.map((value) => `  ${inline(value)}`).join(",\n")}\n]`
}

const withRequired = "type WithRequired<T, K extends keyof T> = T & { [P in K]-?: T[P] }\n"

const preamble = `/** What an operation takes and gives; a type only. */
export interface OperationTypes {
  readonly input: unknown
  readonly success: unknown
  readonly error: { readonly status: number; readonly body: unknown }
}

/** Where a parameter goes. Style and explode stand only where they are not OpenAPI's default for the place. */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "cookie"
  readonly required?: true
  readonly style?: string
  readonly explode?: boolean
  readonly content?: string
}

/** How a list is paged: the names of the query parameters and of the properties of an answer. */
export interface Pagination {
  readonly page: string
  readonly size: string
  readonly max: number
  readonly items: string
  readonly total?: string
  readonly pages?: string
}

/** A row of the operation table: all that is needed at run time to send a request and to read its answer. */
export interface Operation<out T extends OperationTypes = OperationTypes> {
  readonly id: string
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE"
  readonly path: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly request?: { readonly required: boolean; readonly media: ReadonlyArray<string> }
  readonly ok: { readonly [status: string]: ReadonlyArray<string> }
  readonly errors: { readonly [status: string]: ReadonlyArray<string> }
  /** Changes nothing on the server. */
  readonly safe: boolean
  /** Twice is the same as once. */
  readonly idempotent: boolean
  readonly pagination?: Pagination
  /** Carries the types; never present at run time. */
  readonly "~types"?: T
}
`
