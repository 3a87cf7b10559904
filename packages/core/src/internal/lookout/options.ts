/** What a program may tell the look-out; public as `Lookout.Options` and `Lookout.Durations`. */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"

/** What the look-out is to reach. The waits that find nobody else waiting on the provider decide. */
export interface Options {
  /** How long after its end a task is noticed, on average. Less costs more requests. Default 1.2 seconds. */
  readonly meanDelay?: Duration.Input
  /**
   * How long after its end a task is noticed at the latest, while the service answers. Where nobody can tell how long tasks take it is a few
   * seconds anyway; tasks that never end soon after their start are left alone for as long. Default 30 seconds.
   */
  readonly maxDetectionDelay?: Duration.Input
  /** The same while the last twenty ends were all told by a knock; one that was not, and the bound above holds again. Default 1 minute. */
  readonly watchdog?: Duration.Input
  /** How many requests may be under way at once. Default 32. */
  readonly parallel?: number
}

/** The options of every wait in scope. */
export const Options: Context.Reference<Options> = Context.Reference<Options>("@errand/core/Lookout/Options", {
  defaultValue: () => ({})
})

/**
 * Keeps what was learned of durations from one process to the next: text by key, such as Effect's `KeyValueStore` has it. When it fails,
 * nothing is kept, and no wait hears of it.
 */
export class Durations extends Context.Service<
  Durations,
  {
    readonly get: (key: string) => Effect.Effect<string | undefined, unknown>
    readonly set: (key: string, value: string) => Effect.Effect<void, unknown>
  }
>()("@errand/core/Lookout/Durations") {}
