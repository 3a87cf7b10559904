/**
 * Which operations start, show and stop a task, and where an answer holds what. A guess by names
 * and shapes: what it does not find stays open in the provider, and does not compile.
 */
import { arrayOr, type Json, type JsonObject } from "@errand/codegen/json"
import type { Operation, Parameter } from "@errand/codegen/model/operations"
import { type Api, type Group, type Method, propertiesOf, resolved, successSchema, typesOf } from "./api.ts"
import { singular, words } from "./names.ts"

/** A method and the group it is in. */
export interface Found {
  readonly group: Group
  readonly method: Method
}

/** How an operation is told which thing is meant. */
interface Id {
  readonly place: "path" | "query"
  readonly parameter: string
  /** Whether the service counts its tasks; to us an id is a text. */
  readonly numeric: boolean
}

/** A method that is about one thing. */
export interface ById extends Found, Id {}

/** What is known of the service's tasks. */
export interface Job {
  /** The service's word for a task, as in `job`. */
  readonly kind: string
  readonly start: Found | undefined
  readonly read: ById | undefined
  /** The cheapest look, where it is not `read`. */
  readonly peek: ById | undefined
  readonly stop: ById | undefined
  /** The property of the start's answer that names the task. */
  readonly id: { readonly property: string; readonly numeric: boolean } | undefined
  /** The object in the answer of `read` that is the task, where it is not the answer itself. */
  readonly inside: string | undefined
  readonly status:
    | { readonly property: string; readonly words: ReadonlyArray<string>; readonly schema: string | undefined }
    | undefined
  /** Names of properties, by what they are to us. */
  readonly fields: { readonly [field in Field]?: string }
}

export const fieldNames = {
  output: /^(?:output|result|results|answer|response|final_?result|output_?text)$/i,
  message: /^(?:error|errors|error_?message|failure|failure_?reason|problem|status_?message|reason|message)$/i,
  createdAt: /^(?:created|created_?at|create_?time|submitted_?at)$/i,
  startedAt: /^(?:started|started_?at|start_?time)$/i,
  finishedAt: /^(?:finished|finished_?at|completed_?at|ended_?at|finish_?time|end_?time|closed_?at)$/i,
  liveUrl: /^(?:live_?url|live_?view(?:_?url)?|watch_?url|viewer_?url|stream_?url)$/i,
  usd: /^(?:cost_?usd|usd|price_?usd)$/i,
  credits: /^(?:credits?|credits?_?used|cost_?credits)$/i,
  steps: /^(?:steps|actions|events|history)$/i,
  files: /^(?:files|output_?files|artifacts|downloads|attachments)$/i
} as const

export type Field = keyof typeof fieldNames

/**
 * The task among the resources: what can be created, then looked at by its id, and has a status.
 */
export const jobOf = (api: Api): Job => {
  const [best] = api.groups
    .flatMap((group) => group.methods.map((method) => ({ group, method })))
    .flatMap((found) => candidate(api, found))
    .sort((a, b) => b.score - a.score)
  return best?.job ?? nothing
}

const nothing: Job = {
  kind: "task",
  start: undefined,
  read: undefined,
  peek: undefined,
  stop: undefined,
  id: undefined,
  inside: undefined,
  status: undefined,
  fields: {}
}

/**
 * What such a resource is called, the likeliest with the most; a session is rather what tasks run
 * in.
 */
const nouns: ReadonlyMap<string, number> = new Map([
  ...["task", "job", "run", "execution"].map((noun) => [noun, 4] as const),
  ...["workflow", "agent"].map((noun) => [noun, 2] as const),
  ["session", 1]
])

const starts = new Set(["create", "start", "run", "submit", "launch", "execute"])
const stops = new Set(["cancel", "stop", "abort", "terminate", "kill"])
const looks = new Set(["status", "state"])

/** A resource that can be read by an id. */
interface Resource {
  readonly read: ById
  /** Where the resource lives; `undefined` where the id is in the query. */
  readonly base: string | undefined
  readonly word: string
  /** Everything that is about one of them. */
  readonly about: ReadonlyArray<ById>
}

const candidate = (api: Api, found: Found): ReadonlyArray<{ readonly job: Job; readonly score: number }> => {
  const { document } = api.model
  const { operation } = found.method
  const read = byId(document, found)
  const shown = shape(document, operation)
  if (read === undefined || shown === undefined || operation.method !== "GET") return []
  const all = api.groups.flatMap((group) => group.methods.map((method): Found => ({ group, method })))
  const resource = resourceOf(document, read, all)
  const start = all.find(({ method }) => isStart(document, method.operation, resource))
  const stop = stopOf(resource)
  const peek = resource.about.find(({ method }) => method !== read.method && isPeek(document, method.operation))
  const id = start && idOf(document, start.method.operation, resource.word)
  const score =
    (start === undefined ? 0 : 4) +
    (stop === undefined ? 0 : 2) +
    (peek === undefined ? 0 : 2) +
    (shown.status.words.length > 0 ? 2 : 0) +
    (nouns.get(resource.word) ?? 0) +
    Object.keys(shown.fields).length / 4
  return [{ job: { kind: resource.word, start, read, peek, stop, id, ...shown }, score }]
}

const resourceOf = (document: JsonObject, read: ById, all: ReadonlyArray<Found>): Resource => {
  const { path } = read.method.operation
  const whole = read.place === "path" && path.endsWith(`/{${read.parameter}}`)
  const base = whole ? path.slice(0, path.lastIndexOf("/")) : undefined
  const about = all.flatMap((one) => {
    const own = byId(document, one)
    const at = one.method.operation.path
    const same = base === undefined ? own?.parameter === read.parameter : at === path || at.startsWith(`${path}/`)
    return own !== undefined && same ? [own] : []
  })
  const word = base === undefined ? words(read.parameter)[0] : words(last(base)).at(-1)
  return { read, base, word: singular(word ?? "task"), about }
}

/** `POST /jobs` and `POST /jobs/run`; `runTask`, where ids are in queries and paths say little. */
const isStart = (document: JsonObject, operation: Operation, { base, word }: Resource): boolean => {
  if (operation.method !== "POST" || idIn(document, operation) !== undefined) return false
  if (base !== undefined)
    return operation.path === base || (operation.path.startsWith(`${base}/`) && starts.has(last(operation.path)))
  const [verb = "", ...rest] = words(operation.id)
  return starts.has(verb) && rest.map(singular).join(" ") === word
}

const stopOf = ({ about, read }: Resource): ById | undefined =>
  about.find(
    ({ method: { operation } }) => operation.method !== "GET" && stops.has(words(last(operation.path))[0] ?? "")
  ) ??
  about.find(
    ({ method: { operation } }) => operation.method === "DELETE" && operation.path === read.method.operation.path
  )

const isPeek = (document: JsonObject, operation: Operation): boolean =>
  operation.method === "GET" &&
  looks.has(words(last(operation.path)).at(-1) ?? "") &&
  shape(document, operation) !== undefined

const last = (path: string): string => path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? ""

const byId = (document: JsonObject, found: Found): ById | undefined => {
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

const isNumeric = (document: JsonObject, schema: Json | undefined): boolean => {
  const types = typesOf(document, schema)
  return types.length > 0 && !types.includes("string")
}

type Shape = Pick<Job, "inside" | "fields"> & { readonly status: NonNullable<Job["status"]> }

/** Where an answer holds a status: in itself, or in the one object in it. */
const shape = (document: JsonObject, operation: Operation): Shape | undefined => {
  const schema = successSchema(operation)
  const own = propertiesOf(document, schema)
  for (const [inside, properties] of [
    [undefined, own] as const,
    ...Object.entries(own).map(([name, value]) => [name, propertiesOf(document, value)] as const)
  ]) {
    const property = ["status", "state", "phase"].find((name) => typesOrEnum(document, properties[name]))
    if (property === undefined) continue
    const fields = Object.fromEntries(
      Object.entries(fieldNames).flatMap(([field, pattern]) => {
        const name = Object.keys(properties).find((each) => each !== property && pattern.test(each))
        return name === undefined ? [] : [[field, name]]
      })
    )
    return { inside, fields, status: { property, ...enumOf(document, properties[property]) } }
  }
  return undefined
}

const typesOrEnum = (document: JsonObject, schema: Json | undefined): boolean =>
  schema !== undefined && (typesOf(document, schema).includes("string") || enumOf(document, schema).words.length > 0)

/** The words of an enum, and the component that it is, following what is open as well. */
const enumOf = (
  document: JsonObject,
  schema: Json | undefined
): { words: ReadonlyArray<string>; schema: string | undefined } => {
  const found = resolved(document, schema)
  const listed = arrayOr(found["enum"]).filter((word): word is string => typeof word === "string")
  const reference = JSON.stringify(schema ?? null).match(/"\$ref":"#\/components\/schemas\/([^"/]+)"/)?.[1]
  return { words: listed, schema: listed.length > 0 ? reference : undefined }
}

/** `id`, `job_id`, or whatever else of the start's answer is called an id. */
const idOf = (document: JsonObject, start: Operation, word: string): Job["id"] => {
  const properties = propertiesOf(document, successSchema(start))
  const names = Object.keys(properties)
  const property =
    names.find((name) => name === "id") ??
    names.find((name) => words(name).join(" ") === `${word} id`) ??
    names.find((name) => /(?:^|_)id$|Id$/.test(name))
  return property === undefined ? undefined : { property, numeric: isNumeric(document, properties[property]) }
}

/** What a start takes: its body, where nothing else is required. */
export const inputOf = (start: Found): { readonly type: string; readonly argument: string } => {
  const { operation } = start.method
  const others = operation.parameters.some((parameter) => parameter.required)
  const isBody = operation.request !== undefined && !others
  return {
    type: isBody ? `NonNullable<Api.${operation.type}Input["body"]>` : `Api.${operation.type}Input`,
    argument: isBody ? "{ body: input }" : "input"
  }
}
