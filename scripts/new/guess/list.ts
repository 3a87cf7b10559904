/** Which operation lists tasks, page by page. */
import type { JsonObject } from "@errand/codegen/json"
import { singular, words } from "../names.ts"
import { idOf, type IdProperty, type Shape, shapeIn } from "./answer.ts"
import { type Counted, countedOf, type Cursored, cursoredOf, itemOf } from "./paging.ts"
import { type Found, lastPart, type Resource } from "./resource.ts"

/** A list of tasks. */
export type TaskList = Found & { readonly id: IdProperty } & (
    | ({ readonly kind: "number" } & Counted)
    | ({ readonly kind: "cursor" } & Cursored)
  )

/** The list where the tasks live, if it is one of tasks and its pages are counted. */
export const findList = (
  document: JsonObject,
  resource: Resource,
  all: ReadonlyArray<Found>,
  shown: Shape | undefined
): TaskList | undefined => {
  const { base, word } = resource
  const lists = all.flatMap((found) => {
    const { path } = found.method.operation
    const isHome = base === undefined ? singular(words(lastPart(path)).at(-1) ?? "") === word : path === base
    const list = isHome ? listOf(document, found, resource, shown) : "elsewhere"
    return typeof list === "string" ? [] : [list]
  })
  return lists[0]
}

/**
 * An operation as a list of tasks, or why it is none.
 *
 * @param shown what the read tells of a task
 */
export const listOf = (
  document: JsonObject,
  found: Found,
  { read: { parameter }, word }: Resource,
  shown: Shape | undefined
): TaskList | string => {
  const { operation } = found.method
  if (operation.parameters.some(({ in: place, required }) => place === "path" || required))
    return "it needs more than a page to be asked for"
  const item = itemOf(document, operation)
  if (item === undefined) return "its answer is no list, nor an object with one list"
  const shape = shapeIn(document, item)
  if (shape === undefined || shape.inside !== undefined) return "its items have no status"
  if (shown !== undefined && shape.status.property !== shown.status.property)
    return `its items have no ${shown.status.property}, by which a ${word} tells its status`
  const id = idOf(document, item, parameter, word)
  if (id === undefined || id.inside !== undefined) return `its items have no ${parameter}`
  const cursored = cursoredOf(document, operation)
  if (cursored !== undefined) return { ...found, id, kind: "cursor", ...cursored }
  const counted = countedOf(document, operation)
  if (counted !== undefined) return { ...found, id, kind: "number", ...counted }
  return "it goes on neither by page number nor by cursor"
}
