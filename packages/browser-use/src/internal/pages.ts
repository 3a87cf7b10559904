/**
 * A paged list as one stream. Pages move while they are read, and totals lie: the only proof of an end is a page that is
 * not full, or pages that show no new id.
 */
import type { Operation, OperationTypes } from "@errand/http/Operation"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { BadResponse } from "../BrowserUseError.ts"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { Bind } from "./call.ts"
import { fail } from "./fromHttp.ts"
import { at } from "./unknown.ts"

/** A list that is longer than this does not end. */
const maxPages = 10_000

/** What a paged list operation takes and gives. */
export interface Paged extends OperationTypes {
  readonly input: { readonly query?: object }
  readonly success: { readonly items: ReadonlyArray<unknown> }
}

type Item<T extends Paged> = T["success"]["items"][number]
type Query<T extends Paged> = NonNullable<T["input"]["query"]>

/** Every item from the asked page on, each id once; page names and sizes come from the operation's hint. */
export const pages = <T extends Paged>(
  bind: Bind,
  operation: Operation<T>
): ((query?: Query<T>, rest?: Omit<T["input"], "query">) => Stream.Stream<Item<T>, BrowserUseError<T["error"]>>) => {
  const call = bind(operation)
  const names = operation.pagination ?? { page: "page", size: "limit", max: 100, items: "items" }
  return (asked, rest) =>
    Stream.suspend(() => {
      const query: { readonly [name: string]: unknown } = { [names.page]: 1, [names.size]: names.max, ...asked }
      const first = Number(query[names.page])
      const size = Number(query[names.size])
      const seen = new Set<unknown>()
      const isNew = (item: unknown): boolean => {
        const id = at(item, "id")
        if (id === undefined || id === null) return true
        return !seen.has(id) && seen.add(id) !== undefined
      }
      return Stream.paginate({ page: first, stale: 0 }, ({ page, stale }) =>
        // The cast: only values of the hint's own names were set.
        Effect.flatMap(call({ ...rest, query: { ...query, [names.page]: page } } as T["input"]), (body: unknown) => {
          const items = at(body, names.items)
          if (!Array.isArray(items)) return unreadable(operation, `no ${names.items} in a page`)
          const known = seen.size
          const fresh: ReadonlyArray<Item<T>> = items.filter(isNew)
          // A server may cap the size that was asked for, and says so under the same name.
          const full = items.length > 0 && items.length >= Math.min(size, count(at(body, names.size)) ?? size)
          const next = { page: page + 1, stale: seen.size > known ? 0 : stale + 1 }
          if (!full || next.stale > 1) return Effect.succeed([fresh, Option.none()] as const)
          if (next.page - first >= maxPages) return unreadable(operation, `a list of more than ${maxPages} pages`)
          return Effect.succeed([fresh, Option.some(next)] as const)
        })
      )
    })
}

const count = (value: unknown): number | undefined => (typeof value === "number" && value >= 1 ? value : undefined)

const unreadable = <T extends OperationTypes>(operation: Operation<T>, message: string) =>
  Effect.fail(fail<T["error"]>(operation, new BadResponse({ message })))
