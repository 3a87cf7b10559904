/** Looks for the task of a start whose answer was lost. */
import type { Started } from "@errand/core/Provider"
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, optional, time } from "@errand/http/Answer"
import * as Pages from "@errand/http/Pages"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Client } from "../Client.ts"
import { paged, pagesOf } from "./paged.ts"
import { from } from "./providerError.ts"
import * as Title from "./title.ts"

/** How far the service's clock may be behind ours. */
const skew = "5 minutes"

/**
 * One look through the runs since a moment whose title holds the name. The service finds them by a
 * part of the title; which is the one is decided here. None only if there certainly is none: else
 * it fails with `lost`.
 */
export const find = (
  client: Client,
  nonce: string,
  since: DateTime.Utc,
  lost: StartUnknown
): Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown> => {
  const earliest = DateTime.subtractDuration(since, skew)
  const isOld = (item: unknown) => {
    const created = time(at(item, "created_at"))
    return created !== undefined && DateTime.isLessThan(created, earliest)
  }
  return all(client)({ search_key: Title.wordOf(nonce) }).pipe(
    Stream.map((item: unknown) => {
      const match = isOld(item) ? "other" : Title.match(item, nonce)
      // A task of ours whose id cannot be read is no reason to start another.
      return { match, started: match === "same" ? started(item) : undefined }
    }),
    Stream.filter(({ match }) => match !== "other"),
    Stream.takeUntil((one) => one.started !== undefined),
    Stream.runCollect,
    Effect.mapError(from("find")),
    Effect.flatMap((seen) => {
      const found = seen.at(-1)?.started
      return found === undefined && seen.length > 0 ? Effect.fail(lost) : Effect.succeed(Option.fromUndefinedOr(found))
    })
  )
}

/** All runs, or an error where they are not all shown. */
const all = ({ runs }: Client) => Pages.byNumber(pagesOf(runs.list), { ...paged, isWhole: true })

/** The id and session that any view of a run holds. */
export const started = (view: unknown): Started | undefined => {
  const id = identifier(at(view, "run_id"))
  const sessionId = identifier(at(view, "browser_session_id"))
  if (id === undefined) return undefined
  return {
    id,
    ...(sessionId !== undefined && { scope: { sessionId } }),
    ...optional("startedAt", time(at(view, "created_at")))
  }
}
