/** Looks for the task of a start whose answer was lost. */
import * as Api from "@errand/browseract-types/v2"
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
import { fail } from "./error.ts"
import { type Input, isTemplate } from "./input.ts"
import { matchTask, reach } from "./matchInput.ts"
import { paged } from "./paged.ts"
import { from } from "./providerError.ts"

/** What one look through the list saw. */
export interface Candidates {
  /** Tasks that were given this input since. */
  readonly same: ReadonlyArray<Started>
  /** Tasks that cannot be told from them: their ids, `?` for one that cannot be read. */
  readonly unclear: ReadonlyArray<string>
}

/**
 * Looks once through all tasks that a start at this time may have made, without those that are
 * known to be others'.
 */
export const candidates = (
  client: Client,
  input: Input,
  since: DateTime.Utc,
  isOthers: (id: string) => boolean
): Effect.Effect<Candidates, ProviderError> =>
  all(client)({
    created_at_from: DateTime.formatIso(DateTime.subtractDuration(since, reach)),
    ...(!isTemplate(input) && { workflow_id: input.workflow_id })
  }).pipe(
    Stream.runCollect,
    Effect.mapBoth({
      onSuccess: (items) => {
        const judged = items.flatMap((item: unknown) => {
          const id = identifier(at(item, "id"))
          if (id !== undefined && isOthers(id)) return []
          return [{ id, startedAt: time(at(item, "created_at")), match: matchTask(input, item, since) }]
        })
        return {
          same: judged.flatMap(({ id, match, startedAt }) =>
            match === "same" && id !== undefined ? [{ id, ...optional("startedAt", startedAt) }] : []
          ),
          unclear: judged.flatMap(({ id, match }) => (match === "unclear" ? [id ?? "?"] : []))
        }
      },
      onFailure: from("find")
    })
  )

/** All tasks, or an error where they are not all shown. */
const all = ({ tasks }: Client) =>
  Pages.byNumber(
    { operation: Api.listTasks, call: tasks.list, unreadable: (message) => fail(Api.listTasks, message) },
    { ...paged, isWhole: true }
  )

/**
 * The start's task if it is certain which it is, none if it is certain that there is none in this
 * list. One that fits is not taken while another cannot be told from it: the other may be the
 * start's, and the one that fits a stranger's.
 */
export const decide = (
  { same, unclear }: Candidates,
  unknown: (cause: unknown) => StartUnknown
): Effect.Effect<Option.Option<Started>, StartUnknown> =>
  same.length + unclear.length === 0 || (same.length === 1 && unclear.length === 0)
    ? Effect.succeed(Option.fromUndefinedOr(same[0]))
    : Effect.fail(unknown({ same: same.map(({ id }) => id), unclear }))
