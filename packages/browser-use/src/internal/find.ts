/** Looks for the task of a start whose answer was lost. */
import * as Api from "@errand/browser-use-types/v2"
import { at, identifier, optional, time } from "@errand/http/Answer"
import * as Pages from "@errand/http/Pages"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Client } from "../Client.ts"
import { fail } from "./error.ts"
import { paged } from "./paged.ts"
import { from } from "./providerError.ts"
import type { Started } from "@errand/core/Provider"
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown } from "@errand/core/TaskError"
import * as Tag from "./tag.ts"
import type { Tags } from "./tag.ts"

/** How far the service's clock may be behind ours. */
const skew = "5 minutes"

/**
 * One look through all tasks since a moment, up to the one that carries a tag. Their order does not
 * matter. None only if the list certainly holds none: else, and where there is nothing to look by,
 * it fails with `lost`. A key is looked for in every session, since each life of a program may name
 * another.
 */
export const find = (
  client: Client,
  tags: Tags,
  since: DateTime.Utc,
  lost: StartUnknown
): Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown> => {
  if (Object.keys(tags).length === 0) return Effect.fail(lost)
  const after = DateTime.formatIso(DateTime.subtractDuration(since, skew))
  return all(client)({ after }).pipe(
    Stream.map((item) => {
      const match = Tag.match(item, tags)
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

/** All tasks, or an error where they are not all shown. */
const all = ({ tasks }: Client) =>
  Pages.byNumber(
    { operation: Api.listTasks, call: tasks.list, unreadable: (message) => fail(Api.listTasks, message) },
    { ...paged, isWhole: true }
  )

/** The id and session that any view of a task holds. */
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
