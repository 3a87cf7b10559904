/** Looks for the task of a start whose answer was lost. */
import * as Api from "@errand/browseract-types/v2"
import type { ProviderError } from "@errand/core/ProviderError"
import { at } from "@errand/http/Answer"
import * as Pages from "@errand/http/Pages"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Client } from "../Client.ts"
import { fail } from "./error.ts"
import { type Input, isTemplate } from "./input.ts"
import { judge, type Candidates } from "./candidates.ts"
import { reach } from "./matchCreated.ts"
import { matchTask } from "./matchInput.ts"
import { paged } from "./paged.ts"
import { from } from "./providerError.ts"

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
      onSuccess: (items) =>
        judge(items, { id: (item) => at(item, "id"), isOthers, match: (item) => matchTask(input, item, since) }),
      onFailure: from("find")
    })
  )

/** All tasks, or an error where they are not all shown. */
const all = ({ tasks }: Client) =>
  Pages.byNumber(
    { operation: Api.listTasks, call: tasks.list, unreadable: (message) => fail(Api.listTasks, message) },
    { ...paged, isWhole: true }
  )
