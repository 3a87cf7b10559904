/** What hints tell: each operation is what it is said to be, or refused with the reason. */
import { arrayOr, type Json, type JsonObject } from "@errand/codegen/json"
import type { Operation } from "@errand/codegen/model/operations"
import { withArticle } from "../names.ts"
import { Refusal } from "../refusal.ts"
import { type Shape, shapeOf } from "./answer.ts"
import { listOf, type TaskList } from "./list.ts"
import { byId, type ById, type Found, needsMore, place, type Resource } from "./resource.ts"
import { propertiesOf, resolved, wordsOf } from "./schemas.ts"
import { stopRefusal } from "./stop.ts"

export const readOf = (document: JsonObject, found: Found): ById => {
  const { operation } = found.method
  const read = byId(document, found)
  if (operation.method === "GET" && read !== undefined) return read
  const ids = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)
  const why =
    operation.method !== "GET"
      ? "only a GET reads"
      : ids.length > 1
        ? `it takes ${ids.join(" and ")}, and a task has one id`
        : "it takes no id"
  throw new Refusal(`--read: ${place(operation)} does not read a task: ${why}`)
}

export const startOf = (found: Found, { about, read, word }: Resource): Found => {
  const { operation } = found.method
  if (operation.method === "GET") throw new Refusal(`--start: ${place(operation)} starts nothing: a GET only reads`)
  const isAbout = about.some(({ method }) => method === found.method)
  const hasId = operation.parameters.some(({ in: where, name }) => where === read.place && name === read.parameter)
  if (isAbout && hasId)
    throw new Refusal(`--start: ${place(operation)} is about ${withArticle(word)} that is there already`)
  return found
}

export const statusOf = (document: JsonObject, found: Found, { about, read, word }: Resource): ById => {
  const { operation } = found.method
  const peek = byId(document, found)
  const why =
    operation.method !== "GET"
      ? "only a GET reads"
      : peek === undefined || !about.some(({ method }) => method === found.method)
        ? `${place(read.method.operation)} reads ${withArticle(word)}, and this is about something else`
        : shapeOf(document, operation) === undefined
          ? "its answer has no status"
          : needsMore(peek)
            ? "it needs more than the id"
            : undefined
  if (peek !== undefined && why === undefined) return peek
  throw new Refusal(`--status: ${place(operation)} does not tell the status of ${withArticle(word)}: ${why}`)
}

export const stopOf = (document: JsonObject, found: Found, resource: Resource, body: JsonObject | undefined): ById => {
  const { operation } = found.method
  if (operation.method === "GET") throw new Refusal(`--stop: ${place(operation)} stops nothing: a GET only reads`)
  const stop = byId(document, found)
  if (stop === undefined)
    throw new Refusal(`--stop: ${place(operation)} does not take the id of ${withArticle(resource.word)}`)
  const refusal = stopRefusal(document, stop, resource, body) ?? (body && bodyFault(document, operation, body))
  if (refusal !== undefined) throw new Refusal(`--stop: ${refusal}`)
  return stop
}

/** What is wrong with a body, by the names and words of its properties. */
const bodyFault = (document: JsonObject, operation: Operation, body: JsonObject): string | undefined => {
  const schema = operation.request?.media[0]?.schema as Json | undefined
  if (schema === undefined) return `${place(operation)} takes no body`
  const properties = propertiesOf(document, schema, "any")
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(properties, name))
      return `${place(operation)} takes no ${name}; it takes ${Object.keys(properties).join(", ")}`
    const listed = wordsOf(document, properties[name]).words
    if (typeof value === "string" && listed.length > 0 && !listed.includes(value))
      return `${name} of ${place(operation)} is one of ${listed.join(", ")}, not ${value}`
  }
  const missing = arrayOr(resolved(document, schema)["required"])
    .filter((name) => typeof name === "string")
    .filter((name) => !Object.hasOwn(body, name))
  return missing.length === 0 ? undefined : `${place(operation)} needs ${missing.join(", ")} in its body`
}

export const listOfTasks = (
  document: JsonObject,
  found: Found,
  resource: Resource,
  shown: Shape | undefined
): TaskList => {
  const { word } = resource
  const list = listOf(document, found, resource, shown)
  if (typeof list !== "string") return list
  throw new Refusal(`--list: ${place(found.method.operation)} is no list of ${word}s that is of use: ${list}`)
}
