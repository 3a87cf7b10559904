/** Looks for the run of a start whose answer was lost, by the workspace that was made for it. */
import * as Api from "@errand/browser-use-types/v4"
import type { Started } from "@errand/core/Provider"
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, isAboutAnother, isFields, optional, text, time } from "@errand/http/Answer"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Client } from "../Client.ts"
import { fail } from "./error.ts"
import { from } from "./providerError.ts"
import { isBefore } from "./translate.ts"

/** How many runs a page holds: what the service gives unless asked otherwise. */
export const pageMax = 50

/** How far the service's clock may be behind ours. */
const skew = "5 minutes"

/** Safety stop, for a service that always names another page. */
const maxPages = 2000

/**
 * One look through the runs, newest first, up to the one in this workspace. None only if the list
 * certainly holds none, to its end or to runs that are older than the start: else it fails with
 * `lost`.
 */
export const find = Effect.fnUntraced(function* (
  client: Client,
  workspaceId: string,
  since: DateTime.Utc,
  lost: StartUnknown
): Effect.fn.Return<Option.Option<Started>, ProviderError | StartUnknown> {
  const oldest = DateTime.subtractDuration(since, skew)
  const cursors = new Set<string>()
  let isUnclear = false
  let cursor: string | undefined
  while (cursors.size < maxPages) {
    const page = yield* Effect.mapError(client.runs.list({ query: { limit: pageMax, cursor } }), from("find"))
    const runs = at(page, "runs")
    if (!Array.isArray(runs)) return yield* from("find")(fail(Api.listRuns, "no runs in a page"))
    for (const run of runs) {
      const match = isIn(run, workspaceId)
      const found = match === "same" ? started(run) : undefined
      if (found !== undefined) return Option.some(found)
      // A run of ours whose id cannot be read is no reason to start another.
      if (match !== "other") isUnclear = true
    }
    const next = text(at(page, "nextCursor"))
    const isWhole = isBefore(runs, oldest) || (next === undefined && at(page, "hasMore") !== true)
    if (isWhole) return isUnclear ? yield* lost : Option.none()
    if (next === undefined || cursors.has(next)) return yield* lost
    cursors.add(next)
    cursor = next
  }
  return yield* lost
})

/** Whether a run, as a list shows it, is in this workspace; "unclear" where that cannot be read. */
const isIn = (run: unknown, workspaceId: string): "same" | "other" | "unclear" => {
  if (!isFields(run) || !Object.hasOwn(run, "workspaceId")) return "unclear"
  const shown = at(run, "workspaceId")
  if (shown === null) return "other"
  if (text(shown) === undefined) return "unclear"
  return isAboutAnother(shown, workspaceId) ? "other" : "same"
}

/** The id and session that any view of a run holds. */
export const started = (view: unknown): Started | undefined => {
  const id = identifier(at(view, "id"))
  const sessionId = identifier(at(view, "sessionId"))
  if (id === undefined) return undefined
  return {
    id,
    ...(sessionId !== undefined && { scope: { sessionId } }),
    ...optional("startedAt", time(at(view, "createdAt")))
  }
}
