/**
 * A list operation as one stream of its items. The names of its parameters and properties are
 * checked against the generated types, so a renamed one stops the build; what a page really holds
 * is looked at, since servers leave out what specs promise.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { at, number, text } from "./Answer.ts"
import type { Http } from "./Http.ts"
import type { HttpError } from "./HttpError.ts"
import type { Given, Operation, OperationTypes } from "./Operation.ts"
import { unreadable } from "./Reason.ts"
import { RetryPolicy } from "./RetryPolicy.ts"

/** The query of an operation. */
export type Query<T extends OperationTypes> = T["input"] extends { readonly query?: infer Q } ? NonNullable<Q> : never

type Name<A> = Extract<keyof A, string>

/** Names that every list has. */
interface ItemNames<T extends OperationTypes> {
  readonly items: Name<T["success"]>
  /** The property that tells an item from all others; `id` unless given. */
  readonly id?: string
}

/**
 * Where a list that goes by cursor says how it goes on: a query parameter, and properties of a
 * page.
 */
export interface CursorNames<T extends OperationTypes> extends ItemNames<T> {
  readonly cursor: Name<Query<T>>
  readonly next: Name<T["success"]>
  /** The property that is `true` where there is another page. */
  readonly more?: Name<T["success"]>
}

/**
 * Where a list counts its pages: two query parameters, the largest page, and properties of a page.
 */
export interface NumberNames<T extends OperationTypes> extends ItemNames<T> {
  readonly page: Name<Query<T>>
  readonly size: Name<Query<T>>
  readonly max: number
  /** How many items there are in all. */
  readonly total?: Name<T["success"]>
  /** How many pages there are in all. */
  readonly pages?: Name<T["success"]>
  /**
   * Whether a list that is cut short is an error, as it must be where absence proves something: one
   * that ends before its total, or repeats itself. A page that cannot be read is asked for again.
   */
  readonly isWhole?: boolean
}

/** An item of a list. */
export type Item<T extends OperationTypes, K extends Name<T["success"]>> =
  NonNullable<T["success"][K]> extends ReadonlyArray<infer A> ? A : never

/**
 * What says where to begin, and which items: the query, or the whole input where there is more to
 * it.
 */
export type Asked<T extends OperationTypes> = Given<
  [Exclude<keyof T["input"], "query">] extends [never] ? Query<T> : T["input"]
>

/** A list as a method of a client; its argument may be left out where nothing in it is required. */
export type List<T extends OperationTypes, K extends Name<T["success"]>, E> =
  Partial<Asked<T>> extends Asked<T>
    ? (asked?: Asked<T>) => Stream.Stream<Item<T, K>, E>
    : (asked: Asked<T>) => Stream.Stream<Item<T, K>, E>

/** How a client asks for one page, and what error of its own an unreadable page is. */
export interface Source<T extends OperationTypes, E> {
  readonly operation: Operation<T>
  readonly call: (input: Given<T["input"]>) => Effect.Effect<T["success"], E>
  readonly unreadable: (message: string) => E
}

/** A list as `http` gives it, whose errors are those of the transport. */
export const source = <T extends OperationTypes>(
  http: Http,
  operation: Operation<T>
): Source<T, HttpError<T["error"]>> => ({
  operation,
  // The cast: what is undefined is not sent.
  call: (input) => http.call(operation, input as T["input"]),
  unreadable: (message) => unreadable(operation, message)
})

/** An operation whose answer is a bare list, as one that names its items. */
export interface Named<T extends OperationTypes> {
  readonly input: T["input"]
  readonly success: { readonly items: T["success"] }
  readonly error: T["error"]
}

/** A list whose pages are bare, as lists are read here: its items stand under `items`. */
export const named = <T extends OperationTypes, E>({
  call,
  operation,
  unreadable
}: Source<T, E>): Source<Named<T>, E> => {
  const { "~types": _, ...row } = operation
  return { operation: row, call: (input) => Effect.map(call(input), (items) => ({ items })), unreadable }
}

/** Safety stop, for a service that always names another page. */
const maxPages = 10_000

/**
 * Every item from the asked cursor on, each id once. The list ends where a page names no next
 * cursor, or one that was named before: a service that ignores the cursor would answer the same for
 * ever.
 */
export const byCursor = <T extends OperationTypes, const N extends CursorNames<T>, E>(
  source: Source<T, E>,
  names: N
): List<T, N["items"], E> =>
  list(source, (input) => {
    const given = text(at(input, "query", names.cursor))
    const cursors = new Set(given === undefined ? [] : [given])
    const fresh = newItems(names.id)
    return Stream.paginate(given, (cursor) =>
      Effect.flatMap(ask(source, input, { [names.cursor]: cursor }), (page) => {
        const items = at(page, names.items)
        if (!Array.isArray(items)) return Effect.fail(source.unreadable(`no ${names.items} in a page`))
        const hasMore = names.more === undefined || at(page, names.more) === true
        const next = hasMore ? text(at(page, names.next)) : undefined
        const isNew = next !== undefined && !cursors.has(next)
        if (isNew) cursors.add(next)
        if (cursors.size >= maxPages) return Effect.fail(source.unreadable(endless))
        return Effect.succeed([fresh(items).items, isNew ? Option.some(next) : Option.none<string>()] as const)
      })
    )
  })

/**
 * Every item from the asked page on, each id once. Pages move while they are read, and totals can
 * be wrong:
 *
 * - an empty page ends the list, and so do two pages in a row that show nothing new. One such page
 *   may only mean that as many items were added since the page before;
 * - a full page never ends it. A service may give smaller pages than asked for, if it says so under
 *   the name of the parameter;
 * - a page that is not full ends it, unless the list has totals and they do not say that this is
 *   all.
 */
export const byNumber = <T extends OperationTypes, const N extends NumberNames<T>, E>(
  source: Source<T, E>,
  names: N
): List<T, N["items"], E> =>
  list(source, (input) => {
    const first = number(at(input, "query", names.page)) ?? 1
    const size = number(at(input, "query", names.size)) ?? names.max
    const fresh = newItems(names.id)
    const read = names.isWhole === true ? untilReadable(source) : source
    return Stream.paginate({ page: first, before: (first - 1) * size, stale: 0, least: Infinity }, (last) =>
      Effect.flatMap(ask(read, input, { [names.page]: last.page, [names.size]: size }), (body) => {
        const all = at(body, names.items)
        if (!Array.isArray(all)) return Effect.fail(source.unreadable(`no ${names.items} in a page`))
        const { hasNew, items, seen } = fresh(all)
        const next = {
          page: last.page + 1,
          before: last.before + all.length,
          stale: hasNew ? 0 : last.stale + 1,
          // Items that came or went meanwhile are no part of the list.
          least: Math.min(last.least, number(at(body, names.total ?? "")) ?? Infinity)
        }
        const sizeGiven = number(at(body, names.size)) ?? size
        const isFull = all.length >= Math.min(size, sizeGiven >= 1 ? sizeGiven : size)
        const isOver = all.length === 0 || next.stale > 1 || (!isFull && isLast(body, names, last.page, next.before))
        if (isOver) {
          const missing = Number.isFinite(next.least) ? next.least - (first - 1) * size - seen : 0
          return names.isWhole === true && missing > 0
            ? Effect.fail(source.unreadable(`a list that ends ${missing} items before its total of ${next.least}`))
            : Effect.succeed([items, Option.none()] as const)
        }
        if (next.page - first >= maxPages) return Effect.fail(source.unreadable(endless))
        return Effect.succeed([items, Option.some(next)] as const)
      })
    )
  })

/** Asks again for an answer that cannot be read, as the retry policy asks again for a 5xx. */
const untilReadable = <T extends OperationTypes, E>(source: Source<T, E>): Source<T, E> => ({
  ...source,
  call: (input) =>
    Effect.withFiber((fiber) => {
      const policy = fiber.getRef(RetryPolicy)
      return Effect.provideService(source.call(input), RetryPolicy, {
        ...policy,
        retryable: (error, operation) => error.reason._tag === "InvalidBody" || policy.retryable(error, operation)
      })
    })
})

/** Whether a page that is not full is the last one, as far as the service's totals say. */
const isLast = (
  body: unknown,
  names: { readonly total?: string; readonly pages?: string },
  page: number,
  reached: number
): boolean => {
  if (names.total === undefined && names.pages === undefined) return true
  const total = number(at(body, names.total ?? ""))
  const pages = number(at(body, names.pages ?? ""))
  return total === undefined ? pages !== undefined && page >= pages : reached >= total
}

/**
 * Tells what is new in each page. An item without an id cannot be told from an equal one: it is
 * left out only with a whole page that shows nothing new.
 */
const newItems = (idName = "id") => {
  const ids = new Set<unknown>()
  const others = new Set<string>()
  return (all: ReadonlyArray<unknown>) => {
    const seen = ids.size + others.size
    const isNew = (item: unknown): boolean => {
      const id = at(item, idName) ?? undefined
      if (id === undefined || typeof id === "object") {
        others.add(JSON.stringify(item) ?? "")
        return true
      }
      return !ids.has(id) && ids.add(id) !== undefined
    }
    const items = all.filter(isNew)
    const hasNew = ids.size + others.size > seen
    return { hasNew, items: hasNew ? items : [], seen: ids.size + others.size }
  }
}

/**
 * The cast: what an item is, and that only names of the operation's own query are set, the spec
 * promises.
 */
const list = <T extends OperationTypes, K extends Name<T["success"]>, E>(
  { operation }: Source<T, E>,
  read: (input: object) => Stream.Stream<unknown, E>
): List<T, K, E> => {
  const isQuery = operation.request === undefined && operation.parameters.every((one) => one.in === "query")
  return ((asked?: object) => Stream.suspend(() => read(isQuery ? { query: asked } : { ...asked }))) as List<T, K, E>
}

/** One page; the input with other values in its query. */
const ask = <T extends OperationTypes, E>(
  { call }: Source<T, E>,
  input: object,
  values: { readonly [name: string]: unknown }
): Effect.Effect<T["success"], E> => {
  const given = at(input, "query")
  const query = { ...(typeof given === "object" ? given : undefined), ...values }
  const asked = {
    ...input,
    query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  }
  // The cast: only names of the operation's own query were set.
  return call(asked as Given<T["input"]>)
}

const endless = `a list of more than ${maxPages} pages`
