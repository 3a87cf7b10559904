/** How a list goes on from page to page. */
import { type JsonObject, objectOr } from "@errand/codegen/json"
import type { Operation } from "@errand/codegen/model/operations"
import { propertiesOf, resolved, successSchema, typesOf } from "./schemas.ts"

/**
 * How a list goes on, in the words of `@errand/http/Pages`. Without `items` the answer itself is
 * the list.
 */
export type Paging =
  | {
      readonly kind: "cursor"
      readonly cursor: string
      readonly next: string
      readonly items: string
    }
  | {
      readonly kind: "number"
      readonly page: string
      readonly size: string
      readonly max: number
      readonly items: string | undefined
    }

/** A list whose pages are counted. */
export type Counted = Omit<Extract<Paging, { readonly kind: "number" }>, "kind">

/** A list whose pages name the next one. */
export interface Cursored {
  readonly cursor: string
  readonly next: string
  readonly items: string
  /** The parameter that says how long a page is, where there is one. */
  readonly size: string | undefined
  readonly max: number
}

const cursors = /^(?:cursor|after|page_?token|next_?token|starting_?after|continuation(?:_?token)?)$/i
const nexts =
  /^(?:next|next_?cursor|next_?page_?token|next_?token|next_?page|cursor|end_?cursor|continuation(?:_?token)?)$/i
const pages = /^(?:page|page_?number|page_?no|page_?index)$/i
const sizes = /^(?:limit|size|per_?page|page_?size|count)$/i

/** Without another word from the service, a page is taken for at most this long. */
const usualMax = 100

/** How a list operation goes on as a stream; `undefined` where nothing says how. */
export const pagingOf = (document: JsonObject, operation: Operation): Paging | undefined => {
  const counted = countedOf(document, operation)
  const byNumber = counted && ({ kind: "number", ...counted } as const)
  const { items, properties } = itemsOf(document, operation) ?? {}
  if (items === undefined || properties === undefined) return byNumber
  const cursor = operation.parameters.find(({ in: place, name }) => place === "query" && cursors.test(name))?.name
  const texts = Object.keys(properties).filter((name) => typesOf(document, properties[name]).includes("string"))
  const next = texts.find((name) => nexts.test(name))
  if (cursor !== undefined && next !== undefined) return { kind: "cursor", cursor, next, items }
  return byNumber
}

/** A list whose pages are counted, also where the answer is a bare list. */
export const countedOf = (document: JsonObject, operation: Operation): Counted | undefined => {
  const found = itemsOf(document, operation)
  const counted = countedBy(document, operation)
  return found && counted && { ...counted, items: found.items }
}

/** A list that goes by cursor, with what bounds a page. */
export const cursoredOf = (document: JsonObject, operation: Operation): Cursored | undefined => {
  const paging = pagingOf(document, operation)
  if (paging?.kind !== "cursor") return undefined
  const { cursor, items, next } = paging
  return { cursor, items, next, ...sizeOf(document, operation) }
}

/** The schema of one item of a list. */
export const itemOf = (document: JsonObject, operation: Operation) => itemsOf(document, operation)?.item

/** Where an answer holds the one list in it. */
const itemsOf = (document: JsonObject, operation: Operation) => {
  if (operation.method !== "GET") return undefined
  const schema = successSchema(operation)
  const whole = resolved(document, schema)
  if (typesOf(document, whole).includes("array"))
    return { items: undefined, item: whole["items"] ?? null, properties: undefined }
  const properties = propertiesOf(document, schema)
  const arrays = Object.keys(properties).filter((name) => typesOf(document, properties[name]).includes("array"))
  const [items, ...others] = arrays
  if (items === undefined || others.length > 0) return undefined
  return { items, item: resolved(document, properties[items])["items"] ?? null, properties }
}

const countedBy = (document: JsonObject, operation: Operation): Omit<Counted, "items"> | undefined => {
  const query = operation.parameters.filter((parameter) => parameter.in === "query")
  const page = query.find(({ name }) => pages.test(name))?.name
  const { max, size } = sizeOf(document, operation)
  return page === undefined || size === undefined ? undefined : { page, size, max }
}

const sizeOf = (document: JsonObject, { parameters }: Operation): Pick<Cursored, "max" | "size"> => {
  const size = parameters.find((parameter) => parameter.in === "query" && sizes.test(parameter.name))
  const maximum = objectOr(resolved(document, size?.schema))["maximum"]
  return { size: size?.name, max: typeof maximum === "number" ? maximum : usualMax }
}
