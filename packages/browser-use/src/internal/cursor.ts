/**
 * The one list that goes by cursor: the files that a browser downloaded. It ends when the service says so, or when it
 * gives a cursor that it gave before.
 */
import * as Api from "@errand/browser-use-types/v2"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { BadResponse } from "../BrowserUseError.ts"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { Bind } from "./call.ts"
import { fail } from "./fromHttp.ts"
import { isRecord, text } from "./unknown.ts"

/** A list that is longer than this does not end. */
const maxPages = 10_000

/** Every file, from the asked cursor on. */
export const downloads = (bind: Bind) => {
  const operation = Api.listBrowserDownloads
  const call = bind(operation)
  return ({
    path,
    query
  }: Api.ListBrowserDownloadsInput): Stream.Stream<
    Api.BrowserDownloadFile,
    BrowserUseError<Api.ListBrowserDownloadsError>
  > =>
    Stream.suspend(() => {
      const seen = new Set<string>()
      return Stream.paginate(query?.cursor ?? null, (cursor) =>
        Effect.flatMap(call({ path, query: { ...query, cursor } }), (page) => {
          if (!isRecord(page) || !Array.isArray(page.files)) {
            return Effect.fail(fail(operation, new BadResponse({ message: "no files in a page" })))
          }
          const next = page.hasMore === true ? text(page.nextCursor) : undefined
          const more = next !== undefined && !seen.has(next) && seen.add(next) !== undefined
          if (seen.size >= maxPages) {
            return Effect.fail(fail(operation, new BadResponse({ message: `a list of more than ${maxPages} pages` })))
          }
          return Effect.succeed([page.files, more ? Option.some(next) : Option.none<string>()] as const)
        })
      )
    })
}
