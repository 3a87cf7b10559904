/**
 * A list as a stream of its items, page by page.
 *
 * Every field of a page is optional and totals can be wrong, so the items decide: an empty page ends the list, and so does one
 * with nothing new (a service that ignores the page number would answer the same for ever). A short page ends it only where
 * the totals agree; a full one never does. An item that moves to the next page while the list grows is given once. An answer that
 * holds no list is not an empty one: who looks for a task must not be told that there is none.
 */
import { HttpError } from "@errand/http/HttpError"
import type { Operation, OperationTypes } from "@errand/http/Operation"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type BrowserActError, fromHttp } from "../BrowserActError.ts"
import type { Bound } from "./call.ts"
import { type Fields, fields, number } from "./fields.ts"

/** A list that is longer than this does not end. */
const maxPages = 10_000

/** What a paged list operation takes and gives. */
export interface Paged extends OperationTypes {
  readonly input: { readonly query?: object }
  readonly success: { readonly items?: ReadonlyArray<unknown> }
}

/** An item of a paged list. */
export type Item<T extends Paged> = NonNullable<T["success"]["items"]>[number]

/** The items of all pages from the one asked for on. Names, and how large a page gets, are the operation's hint's. */
export const pages = <T extends Paged>(
  bind: (operation: Operation<T>) => Bound<T>,
  operation: Operation<T>
): ((query?: NonNullable<T["input"]["query"]>) => Stream.Stream<Item<T>, BrowserActError<T["error"]>>) => {
  const call = bind(operation)
  const names = operation.pagination ?? { page: "page", size: "limit", max: 100, items: "items" }
  return (asked) =>
    Stream.suspend(() => {
      const query: Fields = { [names.page]: 1, [names.size]: names.max, ...asked }
      const first = number(query[names.page]) ?? 1
      const size = number(query[names.size]) ?? names.max
      const seen = new Set<string>()
      return Stream.paginate({ page: first, before: (first - 1) * size }, ({ before, page }) =>
        Effect.flatMap(call({ query: { ...query, [names.page]: page } }), (body: unknown) => {
          const answer = fields(body)
          const listed = answer[names.items]
          if (!Array.isArray(listed)) return Effect.fail(unreadable(operation, `no ${names.items} in a page`))
          const items: ReadonlyArray<Item<T>> = listed
          const fresh = items.filter((item) => {
            const id = identity(item)
            return !seen.has(id) && seen.add(id)
          })
          const reached = before + items.length
          const total = number(answer[names.total ?? ""])
          const count = number(answer[names.pages ?? ""])
          const last = total === undefined ? count !== undefined && page >= count : reached >= total
          const over = fresh.length === 0 || (items.length < size && last)
          if (over) return Effect.succeed([fresh, Option.none()] as const)
          if (page + 1 - first >= maxPages)
            return Effect.fail(unreadable(operation, `a list of more than ${maxPages} pages`))
          return Effect.succeed([fresh, Option.some({ page: page + 1, before: reached })] as const)
        })
      )
    })
}

const unreadable = <T extends OperationTypes>(
  { id, method, path }: Operation<T>,
  text: string
): BrowserActError<T["error"]> =>
  fromHttp(
    new HttpError<T["error"]>({
      operation: id,
      method,
      path,
      status: 200,
      attempts: 1,
      executed: "yes",
      reason: { _tag: "InvalidBody", status: 200, text }
    })
  )

const identity = (item: unknown): string => {
  const { id, templateId } = fields(item)
  const name = id ?? templateId
  return typeof name === "string" ? name : (JSON.stringify(item) ?? "")
}
