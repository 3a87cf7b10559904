/**
 * A list operation as one stream of its items. The names of its parameters and properties are checked against the generated
 * types, so a renamed one stops the build; what a page really holds is looked at, since servers leave out what specs promise.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { at, number, text } from "./Answer.ts"
import type { Http } from "./Http.ts"
import { HttpError } from "./HttpError.ts"
import type { Operation, OperationTypes } from "./Operation.ts"

/** The query of an operation. */
export type Query<T extends OperationTypes> = T["input"] extends { readonly query?: infer Q } ? NonNullable<Q> : never

type Name<A> = Extract<keyof A, string>

/** Where a list that goes by cursor says how it goes on: a query parameter, and two properties of a page. */
export interface CursorNames<T extends OperationTypes> {
  readonly cursor: Name<Query<T>>
  readonly next: Name<T["success"]>
  readonly items: Name<T["success"]>
}

/** Where a list that counts its pages does so: two query parameters, the largest page, a property of a page. */
export interface NumberNames<T extends OperationTypes> {
  readonly page: Name<Query<T>>
  readonly size: Name<Query<T>>
  readonly max: number
  readonly items: Name<T["success"]>
}

/** An item of a list. */
export type Item<T extends OperationTypes, K extends Name<T["success"]>> =
  NonNullable<T["success"][K]> extends ReadonlyArray<infer A> ? A : never

/** A list as a method of a client, where the input says where to begin; left out where nothing in it is required. */
export type List<T extends OperationTypes, K extends Name<T["success"]>, E> =
  Partial<T["input"]> extends T["input"]
    ? (input?: T["input"]) => Stream.Stream<Item<T, K>, E>
    : (input: T["input"]) => Stream.Stream<Item<T, K>, E>

/** A list that is longer than this does not end. */
const maxPages = 10_000

/**
 * Every item from the asked cursor on. It ends where a page names no next one, or one that was there before: a service that
 * ignores the cursor would answer the same for ever.
 */
export const byCursor =
  <T extends OperationTypes, const N extends CursorNames<T>>(http: Http, operation: Operation<T>, names: N) =>
  (input?: T["input"]): Stream.Stream<Item<T, N["items"]>, HttpError<T["error"]>> =>
    Stream.suspend(() => {
      const seen = new Set<string>()
      return Stream.paginate(text(at(input, "query", names.cursor)), (cursor) =>
        Effect.flatMap(http.call(operation, turned(input, { [names.cursor]: cursor })), (page) => {
          const items = itemsOf<Item<T, N["items"]>>(page, names.items)
          if (items === undefined) return Effect.fail(unreadable(operation, `no ${names.items} in a page`))
          const next = text(at(page, names.next))
          const more = next !== undefined && next !== cursor && !seen.has(next)
          if (more) seen.add(next)
          if (seen.size >= maxPages) return Effect.fail(endless(operation))
          return Effect.succeed([items, more ? Option.some(next) : Option.none<string>()] as const)
        })
      )
    })

/**
 * Every item from the asked page on. Totals lie and pages move while they are read: a page that is not full ends the list, and
 * so does one that equals the page before it. A server may give smaller pages than asked for, if it says so under the same name.
 */
export const byNumber =
  <T extends OperationTypes, const N extends NumberNames<T>>(http: Http, operation: Operation<T>, names: N) =>
  (input?: T["input"]): Stream.Stream<Item<T, N["items"]>, HttpError<T["error"]>> =>
    Stream.suspend(() => {
      const first = number(at(input, "query", names.page)) ?? 1
      const size = number(at(input, "query", names.size)) ?? names.max
      return Stream.paginate({ page: first, before: "" }, ({ before, page }) =>
        Effect.flatMap(http.call(operation, turned(input, { [names.page]: page, [names.size]: size })), (body) => {
          const items = itemsOf<Item<T, N["items"]>>(body, names.items)
          if (items === undefined) return Effect.fail(unreadable(operation, `no ${names.items} in a page`))
          const now = JSON.stringify(items)
          if (now === before) return Effect.succeed([[], Option.none()] as const)
          const full = items.length > 0 && items.length >= Math.min(size, number(at(body, names.size)) || size)
          if (full && page + 1 - first >= maxPages) return Effect.fail(endless(operation))
          return Effect.succeed([items, full ? Option.some({ page: page + 1, before: now }) : Option.none()] as const)
        })
      )
    })

/** The input with other values in its query. The cast: only names of the operation's own query are set. */
const turned = <I>(input: I | undefined, set: { readonly [name: string]: unknown }): I => {
  const query = Object.fromEntries(
    Object.entries({ ...(at(input, "query") as object | undefined), ...set }).filter(([, value]) => value !== undefined)
  )
  return { ...input, query } as I
}

/** The cast: what an item is, the spec promises. */
const itemsOf = <A>(page: unknown, name: string): ReadonlyArray<A> | undefined => {
  const items = at(page, name)
  return Array.isArray(items) ? (items as ReadonlyArray<A>) : undefined
}

const endless = <T extends OperationTypes>(operation: Operation<T>) =>
  unreadable(operation, `a list of more than ${maxPages} pages`)

const unreadable = <T extends OperationTypes>(
  { id, method, path }: Operation<T>,
  text: string
): HttpError<T["error"]> =>
  new HttpError<T["error"]>({
    operation: id,
    method,
    path,
    status: 200,
    attempts: 1,
    executed: "yes",
    reason: { _tag: "InvalidBody", status: 200, text }
  })
