/** Looks for the run of a start whose answer was lost. */
import * as Api from "@errand/browseract-types/v3"
import type { ProviderError } from "@errand/core/ProviderError"
import { at } from "@errand/http/Answer"
import * as Pages from "@errand/http/Pages"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Candidates, judge } from "../../internal/candidates.ts"
import { reach } from "../../internal/matchCreated.ts"
import type { Client } from "../Client.ts"
import { fail } from "./error.ts"
import { type Input, isTemplate } from "./input.ts"
import { matchRun } from "./matchInput.ts"
import { paged } from "./paged.ts"
import { from } from "./providerError.ts"

/**
 * Looks once through all runs that a start at this time may have made, without those that are known
 * to be others'. Of a bot, only its own runs are listed.
 */
export const candidates = (
  client: Client,
  input: Input,
  since: DateTime.Utc,
  isOthers: (id: string) => boolean
): Effect.Effect<Candidates, ProviderError> =>
  all(client)({
    created_at_from: DateTime.formatIso(DateTime.subtractDuration(since, reach)),
    ...(!isTemplate(input) && { bot_id: input.bot_id })
  }).pipe(
    Stream.runCollect,
    Effect.mapBoth({
      onSuccess: (items) =>
        judge(items, { id: (item) => at(item, "task_id"), isOthers, match: (item) => matchRun(input, item, since) }),
      onFailure: from("find")
    })
  )

/** All runs, or an error where they are not all shown. */
const all = ({ runs }: Client) =>
  Pages.byNumber(
    { operation: Api.listRuns, call: runs.list, unreadable: (message) => fail(Api.listRuns, message) },
    { ...paged, id: "task_id", isWhole: true }
  )
