/**
 * Which operation stops a task. A wrong guess would stop, or delete, something else of the
 * caller's: an operation about another object than the one that is read is refused, and so is one
 * that can stop several.
 */
import type { Json, JsonObject } from "@errand/codegen/json"
import type { Operation } from "@errand/codegen/model/operations"
import { singular, withArticle, words } from "../names.ts"
import { byId, type ById, type Found, lastPart, place, type Resource, stopVerbs } from "./resource.ts"
import { propertiesOf, wordsOf } from "./schemas.ts"

export interface FoundStop {
  readonly stop: ById | undefined
  /** Whether there is one, be it taken or refused for want of a body. */
  readonly exists: boolean
  /** What a person should know: what was refused and why, or what is to be made sure of. */
  readonly note: string | undefined
}

export const findStop = (document: JsonObject, resource: Resource, all: ReadonlyArray<Found>): FoundStop => {
  const { about, read, word } = resource
  const changing = about.filter(({ method: { operation } }) => operation.method !== "GET")
  const called = changing.filter(({ method }) => isCalledStop(method.operation))
  const own = called.find(({ method }) => otherObject(method.operation, resource) === undefined)
  if (own !== undefined) {
    const refusal = bodyRefusal(document, own.method.operation, resource)
    return { stop: refusal === undefined ? own : undefined, exists: true, note: refusal }
  }
  const deleted = changing.find(
    ({ method: { operation } }) => operation.method === "DELETE" && operation.path === read.method.operation.path
  )
  const [other] = called
  const refusal = other && otherRefusal(other.method.operation, resource)
  if (deleted !== undefined) {
    const sure = `${place(deleted.method.operation)} is taken for the stop of ${withArticle(word)}: make sure that it stops one that is at work`
    return { stop: deleted, exists: true, note: refusal === undefined ? sure : `${sure}; ${refusal}` }
  }
  const bodies = changing.flatMap(({ method }) => stopBodies(document, method.operation))
  if (bodies.length === 0) {
    const [stranger] = elsewhere(document, resource, all)
    const strange = stranger && otherRefusal(stranger.method.operation, resource)
    return { stop: undefined, exists: false, note: refusal ?? strange }
  }
  const asked = `a ${word} may be stopped by one of\n${bodies.map((body) => `  --stop '${body}'`).join("\n")}`
  return { stop: undefined, exists: true, note: refusal === undefined ? asked : `${refusal}; ${asked}` }
}

/** Why an operation is no stop of what is read; `undefined` where nothing speaks against it. */
export const stopRefusal = (
  document: JsonObject,
  stop: ById,
  resource: Resource,
  body: JsonObject | undefined
): string | undefined => {
  const { operation } = stop.method
  const isAbout = resource.about.some((one) => one.method === stop.method)
  if (!isAbout || otherObject(operation, resource) !== undefined) return otherRefusal(operation, resource)
  return body === undefined ? bodyRefusal(document, operation, resource) : undefined
}

const isCalledStop = ({ path }: Operation): boolean => stopVerbs.has(words(lastPart(path))[0] ?? "")

/** Operations that are called a stop and have an id of something else. */
const elsewhere = (document: JsonObject, { about }: Resource, all: ReadonlyArray<Found>): ReadonlyArray<ById> =>
  all.flatMap((found) => {
    const { operation } = found.method
    const own = byId(document, found)
    const isOther = operation.method !== "GET" && isCalledStop(operation)
    return own !== undefined && isOther && !about.some(({ method }) => method === found.method) ? [own] : []
  })

/**
 * What an operation about a task is about in truth, if something else: `session` of
 * `/tasks/{id}/session/stop` and of `/stop-session`.
 */
const otherObject = ({ path }: Operation, { read, word }: Resource): string | undefined => {
  const rest = path.startsWith(`${read.method.operation.path}/`)
    ? path.slice(read.method.operation.path.length)
    : lastPart(path)
  const nouns = rest
    .split("/")
    .flatMap((part) => (part.startsWith("{") ? [] : words(part)))
    .map(singular)
    .filter((each) => !stopVerbs.has(each) && !fillers.has(each))
  const noun = nouns.at(-1)
  return noun === undefined || noun === word ? undefined : noun
}

/** Words between a verb and its object. */
const fillers = new Set(["a", "the", "by", "id", "force", "now", "request", "v1", "v2", "v3", "v4"])

const otherRefusal = (operation: Operation, { read, word }: Resource): string => {
  const object = objectOf(operation)
  return (
    `${place(operation)} stops ${object === undefined ? "something else" : `a ${object}`}, and ` +
    `${place(read.method.operation)} reads ${withArticle(word)}: it is not taken for the stop of ${withArticle(word)}. ` +
    `Give --stop with an operation about ${withArticle(word)}, or write \`stop\` in src/internal/translate.ts`
  )
}

/** The last thing that a path names before or after its verb. */
const objectOf = ({ path }: Operation): string | undefined =>
  path
    .split("/")
    .flatMap((part) => (part.startsWith("{") ? [] : words(part)))
    .map(singular)
    .findLast((word) => !stopVerbs.has(word) && !fillers.has(word))

/** What tasks run in or belong to; a word of an enum that says one of these chooses an object. */
const objects = new Set(
  "agent browser execution job profile run session task workflow workspace crawl machine container".split(" ")
)

/** A closed list of a body in which each word may name an object. */
const listsIn = (document: JsonObject, { request }: Operation) =>
  (request?.media ?? []).flatMap(({ schema }) =>
    Object.entries(propertiesOf(document, schema as Json | undefined)).flatMap(([property, value]) => {
      const listed = wordsOf(document, value).words
      return listed.length === 0 ? [] : [{ property, words: listed }]
    })
  )

/** Why an operation cannot be sent without a body. */
const bodyRefusal = (document: JsonObject, operation: Operation, { word }: Resource): string | undefined => {
  const choice = listsIn(document, operation).find(({ words: listed }) =>
    listed.some((each) => words(each).some((part) => objects.has(singular(part))))
  )
  if (choice === undefined)
    return operation.request?.required === true
      ? `${place(operation)} needs a body to stop ${withArticle(word)}; give it as in --stop '${place(operation)} {"reason":"cancelled"}'`
      : undefined
  const hints = choice.words.map(
    (each) => `  --stop '${place(operation)} ${JSON.stringify({ [choice.property]: each })}'`
  )
  return (
    `${place(operation)} can stop more than ${withArticle(word)}: \`${choice.property}\` is ` +
    `${choice.words.join(" or ")}. It is not taken without a choice; give one of\n${hints.join("\n")}`
  )
}

/** An operation with each word of its body that is a stop, as in `{"action":"stop"}`. */
const stopBodies = (document: JsonObject, operation: Operation): ReadonlyArray<string> =>
  listsIn(document, operation).flatMap(({ property, words: listed }) =>
    listed
      .filter((each) => stopVerbs.has(words(each)[0] ?? ""))
      .map((each) => `${place(operation)} ${JSON.stringify({ [property]: each })}`)
  )
