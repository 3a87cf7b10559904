/** What a program may tell the look-out; public as `Lookout.Options` and `Lookout.Durations`. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Aim } from "./model/schedule.ts"

/**
 * What the look-out is to reach. The first wait on a provider decides for all that follow, until
 * the last of them has ended.
 */
export interface Options {
  /**
   * How long after its end a task is noticed, on average. Less costs more requests.
   * Default 1.2 seconds.
   */
  readonly meanDelay?: Duration.Input
  /**
   * How long after its end a task is noticed at the latest, while the service answers. Where
   * durations vary it is a few seconds anyway; only tasks that never end soon after their start
   * are left alone for as long. A task that has waited for a person for a minute is noticed within a
   * tenth of that time, or five minutes. Default 30 seconds.
   */
  readonly maxDetectionDelay?: Duration.Input
  /**
   * The same while notifications have told of the last twenty ends. With the first end that no
   * notification told of, the bound above holds again. Default 1 minute.
   */
  readonly watchdog?: Duration.Input
  /** How many requests may be under way at once. Default 32. */
  readonly parallel?: number
}

/** The options of every wait in scope. */
export const Options: Context.Reference<Options> = Context.Reference<Options>("@errand/core/Lookout/Options", {
  defaultValue: () => ({})
})

/** {@link Options} in milliseconds. */
export interface Settings extends Aim {
  readonly watchdog: number
  readonly parallel: number
}

/** The options of the waits in this context. */
export const settings = (context: Context.Context<never>): Settings => {
  const {
    maxDetectionDelay = "30 seconds",
    meanDelay = "1.2 seconds",
    parallel = 32,
    watchdog = "1 minute"
  } = Context.get(context, Options)
  return {
    mean: Math.max(1, Duration.toMillis(meanDelay)),
    most: Math.max(1, Duration.toMillis(maxDetectionDelay)),
    watchdog: Duration.toMillis(watchdog),
    parallel: Math.max(1, parallel)
  }
}

/**
 * Keeps what was learned of durations from one process to the next: text by key, as in Effect's
 * `KeyValueStore`. When it fails, nothing is kept, and no wait fails.
 */
export class Durations extends Context.Service<
  Durations,
  {
    readonly get: (key: string) => Effect.Effect<string | undefined, unknown>
    readonly set: (key: string, value: string) => Effect.Effect<void, unknown>
  }
>()("@errand/core/Lookout/Durations") {}
