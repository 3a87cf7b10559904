/**
 * The list of runs is bare, and says nothing of its pages. Here it stands under a name, as the
 * items of other lists do.
 */
import type { Given, Operation } from "@errand/http/Operation"
import type * as Pages from "@errand/http/Pages"
import * as Api from "@errand/skyvern-types/v1"
import * as Effect from "effect/Effect"
import type { SkyvernError } from "../SkyvernError.ts"
import { fail } from "./error.ts"

/** The names of the list. */
export const paged = { page: "page", size: "page_size", max: 100, items: "items", id: "run_id" } as const

/** How many pages the service has. */
export const maxPages = 100

/** The list with a name for its items. */
interface Named {
  readonly input: Api.ListRunsInput
  readonly success: { readonly items: Api.ListRunsSuccess }
  readonly error: Api.ListRunsError
}

const { "~types": _, ...row } = Api.listRuns
const operation: Operation<Named> = row

/** The list as `Pages` reads it. */
export const pagesOf = (
  list: (input?: Given<Api.ListRunsInput>) => Effect.Effect<Api.ListRunsSuccess, SkyvernError<Api.ListRunsError>>
): Pages.Source<Named, SkyvernError<Api.ListRunsError>> => ({
  operation,
  call: (input) => Effect.map(list(input), (items) => ({ items })),
  unreadable: (message) => fail(operation, message)
})
