/**
 * Prints `index.ts`: schema aliases, enum tuples, and per operation its concrete types and its row
 * of the table.
 */
import type { Model, Schema } from "../model/model.ts"
import { printComment, readDoc, printHeader } from "./comment.ts"
import { quote } from "../names.ts"
import { printInline } from "./literal.ts"
import { printEvent } from "./eventType.ts"
import { printOperation, makePrinter } from "./operationTypes.ts"
import { type Types, withRequired } from "./schemaTypes.ts"
import { printRow } from "./operationTable.ts"

export const printIndex = (model: Model, types: Types, spec: string): string => {
  const print = makePrinter(types, model)
  const operations = model.operations.flatMap((operation) => [
    printOperation(operation, (indent) => print(["paths", operation.path, operation.method.toLowerCase()], indent)),
    printRow(operation)
  ])
  const events = model.events.map((event) => printEvent(event, print(["webhooks", event.type], "")))
  const body = [...model.schemas.map(printAlias), ...events, preamble(model), ...operations].join("\n")
  const helper = body.includes("WithRequired<") ? `\n${withRequired}` : ""
  const imports = body.includes("components[") ? `import type { components } from "./raw.ts"\n` : ""
  return `${printHeader(spec)}${imports}${helper}\n${body}`
}

const printAlias = ({ alias: name, enums, name: key, schema }: Schema): string => {
  const doc = printComment("", readDoc(schema))
  const type = `${doc}export type ${name} = components["schemas"][${quote(key)}]\n`
  const tuples = enums.map(({ name: tuple, of, open, values }) => {
    const known = open ? " that is known; the provider keeps adding some" : ""
    return `\n${printComment("", [`Every value of ${of}${known}.`])}export const ${tuple} = ${printList(values)} as const\n`
  })
  return type + tuples.join("")
}

const printList = (values: ReadonlyArray<string | number>): string => {
  const flat = printInline(values)
  return flat.length < 90 ? flat : `[\n${values.map((value) => `  ${printInline(value)}`).join(",\n")}\n]`
}

const encodingType = `
    /** How parts of a form are written, by their names, where the document says so. */
    readonly encoding?: {
      readonly [part: string]: {
        readonly style?: string
        readonly explode?: boolean
        readonly allowReserved?: true
        readonly content?: string
      }
    }
`

const preamble = ({ operations }: Model): string => `/** What an operation takes and gives; a type only. */
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
${
  operations.some(({ parameters }) => parameters.some(({ allowReserved }) => allowReserved))
    ? "  /** Characters such as / and ? in the value are sent as they are. */\n  readonly allowReserved?: true\n"
    : ""
}}

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
  readonly request?: { readonly required: boolean; readonly media: ReadonlyArray<string>${
    operations.some(({ request }) => request?.encoding !== undefined) ? encodingType : ""
  } }
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
