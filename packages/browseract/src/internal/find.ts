/** Looks for the task of a start whose answer was lost. */
import type { Started } from "@errand/core/Provider"
import type { ProviderError } from "@errand/core/TaskError"
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Input } from "../BrowserAct.ts"
import type { Client } from "../Client.ts"
import { echoes } from "./echo.ts"
import { fields, identifier } from "./fields.ts"
import { from } from "./providerError.ts"
import { time } from "./translate.ts"

/**
 * How far the service's clock may be behind ours, or cut its seconds off. Little: an earlier start of the same must not be taken
 * for this one.
 */
const skew = "2 seconds"

/** Every task since a moment that was given this input. One look through the list. */
export const candidates = (
  client: Client,
  input: Input,
  since: DateTime.Utc
): Effect.Effect<ReadonlyArray<Started>, ProviderError> => {
  const earliest = DateTime.subtractDuration(since, skew)
  return client.tasks
    .stream({
      created_at_from: DateTime.formatIso(earliest),
      ...("workflow_id" in input && { workflow_id: input.workflow_id })
    })
    .pipe(
      Stream.runCollect,
      Effect.mapBoth({
        onSuccess: (items) =>
          items.flatMap((item: unknown): ReadonlyArray<Started> => {
            const { created_at, id: given } = fields(item)
            const [id, startedAt] = [identifier(given), time(created_at)]
            // The filter is young: a service that does not know it shows everything.
            if (id === undefined || startedAt === undefined || DateTime.isLessThan(startedAt, earliest)) return []
            return echoes(input, item) ? [{ id, startedAt }] : []
          }),
        onFailure: from("find")
      })
    )
}

/**
 * Looks again and again, because a list may lag and a service that has just failed may fail again: after 1, 2, 4, 8, then every
 * 10 seconds. None when `within` is over, or at once when the service refuses to show the list.
 */
export const seek = (
  look: Effect.Effect<Option.Option<Started>, ProviderError>,
  within: Duration.Input
): Effect.Effect<Option.Option<Started>> =>
  Effect.gen(function* () {
    for (let pause = 1000; ; pause = Math.min(2 * pause, 10_000)) {
      const found = yield* Effect.result(look)
      if (found._tag === "Success" && Option.isSome(found.success)) return found.success
      if (found._tag === "Failure" && !found.failure.transient) return Option.none<Started>()
      yield* Effect.sleep(pause)
    }
  }).pipe(Effect.timeoutOption(within), Effect.map(Option.flatten))
