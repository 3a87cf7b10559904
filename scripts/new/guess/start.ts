/** Which operation starts a task. */
import type { JsonObject } from "@errand/codegen/json"
import type { Operation } from "@errand/codegen/model/operations"
import { singular, withArticle, words } from "../names.ts"
import { anyIdOf, idOf, type IdProperty } from "./answer.ts"
import { type Found, lastPart, place, type Resource, stopVerbs } from "./resource.ts"
import { successSchema } from "./schemas.ts"

const starts = new Set(["create", "start", "run", "submit", "launch", "execute"])

export interface FoundStart {
  readonly start: Found | undefined
  /** What a person should know of the guess. */
  readonly note: string | undefined
}

/**
 * The operation that makes a task of this resource, by the surest sign that there is:
 *
 * 1. it lives where the task is read: `POST /jobs`, `POST /jobs/run`; or its name says so, where
 *    ids are in queries and paths say little;
 * 2. it names the parent of the task: `POST /bots/{bot_id}/runs`;
 * 3. its answer names a task as the read asks for it: `run_id` of `POST /run/tasks`.
 *
 * Of several with the same sign none is the one by certainty: of parents the shortest path is
 * taken, of answers none.
 */
export const findStart = (document: JsonObject, resource: Resource, all: ReadonlyArray<Found>): FoundStart => {
  const posts = all.filter(({ method: { operation } }) => operation.method === "POST" && !isAbout(operation, resource))
  const own = posts.find(({ method }) => isAtHome(method.operation, resource))
  if (own !== undefined) return { start: own, note: undefined }
  const [child, ...children] = posts
    .filter(({ method }) => isChild(document, method.operation, resource))
    .sort((a, b) => parts(a) - parts(b))
  if (child !== undefined) return { start: child, note: alsoNote(child, children, resource) }
  const [only, ...others] = posts.filter(({ method }) => isAnswered(document, method.operation, resource))
  if (only !== undefined && others.length === 0) return { start: only, note: undefined }
  if (only === undefined) return { start: undefined, note: undefined }
  const places = [only, ...others].map(({ method }) => `  --start '${place(method.operation)}'`)
  return {
    start: undefined,
    note: `several operations answer with ${withArticle(resource.word)}, and none was taken for its start; give one of\n${places.join("\n")}`
  }
}

/** What the answer of a start calls the task. */
export const startedId = (
  document: JsonObject,
  { method }: Found,
  { read, word }: Resource
): IdProperty | undefined => {
  const schema = successSchema(method.operation)
  return idOf(document, schema, read.parameter, word) ?? anyIdOf(document, schema)
}

const parts = ({ method }: Found): number => method.operation.path.split("/").length

/** Whether an operation is about a task that is there already. */
const isAbout = ({ path, parameters }: Operation, { about, base, read }: Resource): boolean =>
  about.some(({ method: { operation } }) => operation.path === path && operation.method === "POST") ||
  (base === undefined && parameters.some(({ name, required }) => required && name === read.parameter))

const isAtHome = ({ id, parameters, path }: Operation, { base, word }: Resource): boolean => {
  if (parameters.some((parameter) => parameter.in === "path")) return false
  if (base !== undefined) return path === base || (path.startsWith(`${base}/`) && starts.has(lastPart(path)))
  const [verb = "", ...rest] = words(id)
  return starts.has(verb) && rest.map(singular).join(" ") === word
}

/** `POST /bots/{bot_id}/runs`: the last part is what a task is called, and the answer names one. */
const isChild = (document: JsonObject, operation: Operation, { base, read, word }: Resource): boolean =>
  base !== undefined &&
  !operation.path.endsWith("}") &&
  operation.parameters.some((parameter) => parameter.in === "path") &&
  singular(words(lastPart(operation.path)).at(-1) ?? "") === word &&
  idOf(document, successSchema(operation), read.parameter, word) !== undefined

/** Whether an answer names a task as the read asks for it, where that is more than a mere id. */
const isAnswered = (document: JsonObject, operation: Operation, { read, word }: Resource): boolean => {
  if (operation.parameters.some((parameter) => parameter.in === "path")) return false
  if (stopVerbs.has(words(lastPart(operation.path))[0] ?? "")) return false
  const id = idOf(document, successSchema(operation), read.parameter, word)
  return id !== undefined && id.inside === undefined && words(id.property).length > 1
}

const alsoNote = (taken: Found, others: ReadonlyArray<Found>, { word }: Resource): string | undefined =>
  others.length === 0
    ? undefined
    : `${place(taken.method.operation)} is taken for the start of ${withArticle(word)}; another can be given: ` +
      others.map(({ method }) => `--start '${place(method.operation)}'`).join(" or ")
