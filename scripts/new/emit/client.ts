/** The client package's sources, all but the provider. */
import { printComment } from "@errand/codegen/emit/comment"
import type { Api, Group, Method } from "../api.ts"
import type { Paging } from "../guess/paging.ts"
import type { Names } from "../names.ts"

/** `src/Client.ts` */
export const client = (names: Names, { groups, key }: Api, baseUrl: string): string => {
  const { constant, entry, name, pascal, place, title, version } = names
  const scheme = key.scheme === undefined ? "" : `, scheme: ${JSON.stringify(key.scheme)}`
  const binders = [...new Set(groups.flatMap((group) => group.methods.flatMap(binder)))].sort()
  return `/**
 * The whole API of ${title}, ${version}, as typed effects: every operation of the generated table,
 * grouped by resource. Usable alone; it knows nothing of tasks as \`@errand/core\` has them.
 */
import * as Api from "@errand/${name}-types/${version}"
import * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { bind } from "./internal/call.ts"
import type { ${groups.map(({ type }) => type).join(", ")} } from "./Resources.ts"

/** Where ${title} answers. */
export const defaultBaseUrl = ${JSON.stringify(baseUrl)}

/** The header of the key. */
const key = { header: ${JSON.stringify(key.header)}${scheme}, variable: "${constant}_API_KEY" } as const

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (\`path\`, \`query\`, \`body\`) and give
 * what it gives.
 */
export interface Client {
  readonly baseUrl: string
${groups.map((group) => `  readonly ${group.name}: ${group.type}`).join("\n")}
}

/** The client as a service. */
export class ${pascal}Client extends Context.Service<${pascal}Client, Client>()("${entry}/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key })
  const { ${binders.join(", ")} } = bind(http)
  return {
    baseUrl: http.baseUrl,
${groups.map((group) => `    ${group.name}: {\n${group.methods.map(bound).join(",\n")}\n    }`).join(",\n")}
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<${pascal}Client> =>
  Layer.sync(${pascal}Client, () => make(options))

/**
 * Options from \`Config\`: \`${constant}_API_KEY\`${place === constant ? "" : ", which is the same for all versions"}, and \`${place}_BASE_URL\` where it is set.
 * What is given here is not looked up.
 */
export const config = Connection.config("${constant}"${place === constant ? "" : `, "${place}"`})

/** The client from \`Config\`; see {@link config}. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<${pascal}Client, Config.ConfigError> =>
  Layer.effect(${pascal}Client, Effect.map(config(given), make))
`
}

const binder = ({ stream }: Method): ReadonlyArray<string> => [
  "call",
  ...(stream === undefined ? [] : [bindingOf(stream.paging)])
]

/** The function of `internal/call.ts` that reads such a list. */
const bindingOf = (paging: Paging): "byCursor" | "byNumber" | "bareByNumber" =>
  paging.kind === "cursor" ? "byCursor" : paging.items === undefined ? "bareByNumber" : "byNumber"

/** The name that bare items are given. */
const bareItems = "items"

const bound = ({ name, operation, stream }: Method): string => {
  const call = `      ${name}: call(Api.${operation.value})`
  if (stream === undefined) return call
  const { items = bareItems, kind: _, ...names } = stream.paging
  const given = Object.entries({ ...names, items }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const by = bindingOf(stream.paging)
  return `${call},\n      ${stream.name}: ${by}(Api.${operation.value}, { ${given.join(", ")} })`
}

/** `src/Resources.ts` */
export const resources = (names: Names, groups: ReadonlyArray<Group>): string => {
  const streams = groups.some((group) => group.methods.some(({ stream }) => stream !== undefined))
  return `/**
 * The whole API by resource, one member per operation of the table. Inputs, answers and errors are the
 * generated ones.
 */
import type * as Api from "@errand/${names.name}-types/${names.version}"
import type * as Connection from "@errand/http/Connection"
import type { OperationTypes } from "@errand/http/Operation"
${streams ? `import type * as Pages from "@errand/http/Pages"\n` : ""}import type { ${names.pascal}Error } from "./${names.pascal}Error.ts"

/** One operation: its input may be left out where nothing in it is required. */
export type Call<T extends OperationTypes> = Connection.Call<T, ${names.pascal}Error<T["error"]>>
${streams ? streamType(names) : ""}
${groups.map(group).join("\n")}`
}

const streamType = ({ pascal }: Names): string => `
/** A list, page after page. */
type Items<T extends OperationTypes, K extends Extract<keyof T["success"], string>> = Pages.List<
  T,
  K,
  ${pascal}Error<T["error"]>
>
`

const group = ({ methods, name, type }: Group): string => `/** The operations of \`${name}\`. */
export interface ${type} {
${methods.map(member).join("\n")}
}
`

const member = ({ name, operation, stream }: Method): string => {
  const request = `\`${operation.method} ${operation.path}\``
  const own = `${printComment("  ", [request])}  readonly ${name}: Call<Api.${operation.type}Operation>`
  if (stream === undefined) return own
  return `${own}\n${printComment("  ", [`The items of ${request}, page after page.`])}  readonly ${stream.name}: Items<${bindingOf(stream.paging) === "bareByNumber" ? `Pages.Named<Api.${operation.type}Operation>` : `Api.${operation.type}Operation`}, ${JSON.stringify(stream.paging.items ?? bareItems)}>`
}

/** `src/internal/call.ts` */
export const call = ({ pascal, title }: Names): string => `/**
 * Operations bound to a connection, failing in the terms of ${title}. Nothing here knows a path: the
 * table does.
 */
import type { Http } from "@errand/http/Http"
import type { Given, Operation, OperationTypes } from "@errand/http/Operation"
import * as Pages from "@errand/http/Pages"
import * as Secrets from "@errand/http/Secrets"
import * as Effect from "effect/Effect"
import type { ${pascal}Error } from "../${pascal}Error.ts"
import { fail, fromHttp } from "./error.ts"
import { findSecrets } from "./secrets.ts"

/** An operation bound to a connection. */
type Bound<T extends OperationTypes> = (
  input?: Given<T["input"]>
) => Effect.Effect<T["success"], ${pascal}Error<T["error"]>>

/**
 * Binds operations to \`http\`. No error shows what the caller gave in confidence, nor does one of a
 * later request about the same task.
 */
export const bind = (http: Http) => {
  const send = Secrets.makeCall(http, { find: findSecrets })
  const call =
    <T extends OperationTypes>(operation: Operation<T>): Bound<T> =>
    (input) =>
      Effect.mapError(send(operation, input), fromHttp)
  const source = <T extends OperationTypes>(operation: Operation<T>): Pages.Source<T, ${pascal}Error<T["error"]>> => ({
    operation,
    call: call(operation),
    unreadable: (message) => fail(operation, message)
  })
  return {
    call,
    byCursor: <T extends OperationTypes, const N extends Pages.CursorNames<T>>(operation: Operation<T>, names: N) =>
      Pages.byCursor(source(operation), names),
    byNumber: <T extends OperationTypes, const N extends Pages.NumberNames<T>>(operation: Operation<T>, names: N) =>
      Pages.byNumber(source(operation), names),
    bareByNumber: <T extends OperationTypes, const N extends Pages.NumberNames<Pages.Named<T>>>(
      operation: Operation<T>,
      names: N
    ) => Pages.byNumber(Pages.named(source(operation)), names)
  }
}
`

/** `src/internal/secrets.ts` */
export const secrets = (): string => `/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not come
 * back in an error.
 */
import * as Secrets from "@errand/http/Secrets"

/**
 * The secret texts of a request: what has the name of a secret. Add what else is given in confidence.
 */
export const findSecrets = (input: unknown): ReadonlyArray<string> => Secrets.find(input)
`

/** `src/<Name>Error.ts` */
export const error = ({ pascal, title }: Names): string => `/**
 * Why a call to ${title} failed, as classes that \`Effect.catchReason\` can name. The service's typed
 * answer stays in \`http\`; keys and secrets of the request are in no field. A service whose codes say
 * more than the status gets classes of its own here.
 */
import type { HttpError } from "@errand/http/HttpError"
import type * as Reason from "@errand/http/Reason"
import * as Data from "effect/Data"

/** The ways in which a call fails. */
export type ${pascal}Reason = Reason.Reason

/**
 * A call to ${title} that failed. \`E\` is the union of the operation's declared errors, found in
 * \`http.reason\`.
 */
export class ${pascal}Error<out E = unknown> extends Data.TaggedError("${pascal}Error")<Reason.Failure<unknown>> {
  declare readonly http: HttpError<E>

  constructor(failure: Reason.Failure<E>) {
    super(failure)
  }

  override get message(): string {
    return \`${title}: \${this.operation}: \${this.reason._tag}: \${this.reason.message}\`
  }
}
`

/** `src/internal/error.ts` */
export const httpError = ({
  pascal,
  title
}: Names): string => `/** From what the transport saw to what it means at ${title}. */
import type { HttpError } from "@errand/http/HttpError"
import type { Operation } from "@errand/http/Operation"
import * as Reason from "@errand/http/Reason"
import { ${pascal}Error } from "../${pascal}Error.ts"

/** What a failed call means. */
export const fromHttp = <E>(http: HttpError<E>): ${pascal}Error<E> => new ${pascal}Error(Reason.failure(http))

/** An answer that can be read, but does not hold what it must. */
export const fail = <E = never>(operation: Operation, message: string): ${pascal}Error<E> =>
  fromHttp<E>(Reason.unreadable(operation, message))
`

/** `src/index.ts` */
export const index = ({ pascal }: Names): string => `export * as ${pascal} from "./${pascal}.ts"
export { ${pascal}Error } from "./${pascal}Error.ts"
export type { ${pascal}Reason } from "./${pascal}Error.ts"
export * as Client from "./Client.ts"
export { ${pascal}Client } from "./Client.ts"
`
