/** What a look through a list tells of a start whose answer was lost. */
import type { Started } from "@errand/core/Provider"
import type { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, optional, time } from "@errand/http/Answer"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Match } from "./parameters.ts"

/** What one look through the list saw. */
export interface Candidates {
  /** Tasks that were given this input since. */
  readonly same: ReadonlyArray<Started>
  /** Tasks that cannot be told from them: their ids, `?` for one that cannot be read. */
  readonly unclear: ReadonlyArray<string>
}

/** Judges the items of a list, without those that are known to be others'. */
export const judge = (
  items: ReadonlyArray<unknown>,
  {
    id: idOf,
    isOthers,
    match
  }: {
    readonly id: (item: unknown) => unknown
    readonly isOthers: (id: string) => boolean
    readonly match: (item: unknown) => Match
  }
): Candidates => {
  const judged = items.flatMap((item) => {
    const id = identifier(idOf(item))
    if (id !== undefined && isOthers(id)) return []
    return [{ id, startedAt: time(at(item, "created_at")), match: match(item) }]
  })
  return {
    same: judged.flatMap(({ id, match, startedAt }) =>
      match === "same" && id !== undefined ? [{ id, ...optional("startedAt", startedAt) }] : []
    ),
    unclear: judged.flatMap(({ id, match }) => (match === "unclear" ? [id ?? "?"] : []))
  }
}

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
