/** A thing that can be read by an id, and which operations are about it. */
import type { JsonObject } from "@errand/codegen/json"
import type { Operation, Parameter } from "@errand/codegen/model/operations"
import type { Group, Method } from "../api.ts"
import { singular, words } from "../names.ts"
import { isNumeric } from "./schemas.ts"

/** A method and the group it is in. */
export interface Found {
  readonly group: Group
  readonly method: Method
}

/** How an operation is told which thing is meant. */
export interface Id {
  readonly place: "path" | "query"
  readonly parameter: string
  /** Whether the service counts its tasks; to us an id is a text. */
  readonly numeric: boolean
}

/** A method that is about one thing. */
export interface ById extends Found, Id {}

/** A resource that can be read by an id. */
export interface Resource {
  readonly read: ById
  /** Where the resource lives; `undefined` where the id is in the query. */
  readonly base: string | undefined
  /** What it is called, as in `job`. */
  readonly word: string
  /** Everything that is about one of them. */
  readonly about: ReadonlyArray<ById>
}

/** What ends a task, as services call it. */
export const stopVerbs = new Set(["cancel", "stop", "abort", "terminate", "kill"])

/** An operation as people write it, as in `POST /jobs`. */
export const place = ({ method, path }: Operation): string => `${method} ${path}`

/** The last word of a path that is no parameter. */
export const lastPart = (path: string): string =>
  path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? ""

export const resourceOf = (document: JsonObject, read: ById, all: ReadonlyArray<Found>): Resource => {
  const { path } = read.method.operation
  const isWhole = read.place === "path" && path.endsWith(`/{${read.parameter}}`)
  const base = isWhole ? path.slice(0, path.lastIndexOf("/")) : undefined
  const word = base === undefined ? wordOfId(read) : words(lastPart(base)).at(-1)
  const about = all.flatMap((one) => {
    const own = byId(document, one)
    const at = one.method.operation.path
    const isSame =
      base === undefined
        ? own?.parameter === read.parameter && nounOf(own, at) === nounOf(read, path)
        : at === path || at.startsWith(`${path}/`)
    return own !== undefined && isSame ? [own] : []
  })
  return { read, base, word: singular(word ?? "task"), about }
}

/** `task` of `task_id`; of a mere `id` the path says more. */
const wordOfId = ({ method, parameter }: ById): string | undefined =>
  words(parameter).find((word) => word !== "id") ?? nounOf({ parameter }, method.operation.path)

/**
 * What an operation with its id in the query is about: what the id is called, else the last noun of
 * the path, as in `/session/stop` and `/stop-session`.
 */
const nounOf = ({ parameter }: Pick<Id, "parameter">, path: string): string | undefined => {
  const named = words(parameter).find((word) => word !== "id")
  if (named !== undefined) return singular(named)
  const nouns = path.split("/").flatMap((part) => (part.startsWith("{") ? [] : words(part)))
  return nouns.map(singular).findLast((word) => !verbs.has(word))
}

/** Words of a path that say what is done, and not to what. */
const verbs = new Set([...stopVerbs, "get", "read", "show", "detail", "info", "status", "state", "list", "delete"])

export const byId = (document: JsonObject, found: Found): ById | undefined => {
  const id = idIn(document, found.method.operation)
  return id && { ...found, ...id }
}

/** An operation is about one thing where it takes one id, and nothing else that says which. */
const idIn = (document: JsonObject, { parameters }: Operation): Id | undefined => {
  const of = (place: Id["place"], { name, schema }: Parameter): Id => ({
    place,
    parameter: name,
    numeric: isNumeric(document, schema)
  })
  const [inPath, ...more] = parameters.filter((parameter) => parameter.in === "path")
  if (inPath !== undefined) return more.length === 0 ? of("path", inPath) : undefined
  const [inQuery, ...others] = parameters.filter((parameter) => parameter.in === "query" && parameter.required)
  return inQuery !== undefined && others.length === 0 && /id$/i.test(inQuery.name) ? of("query", inQuery) : undefined
}

/** Whether an operation needs more than the id of what it is about. */
export const needsMore = ({ method: { operation }, parameter }: ById): boolean =>
  operation.request?.required === true ||
  operation.parameters.some(({ name, required }) => required && name !== parameter)
