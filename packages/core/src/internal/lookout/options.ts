/** What a program may tell the look-out; public as `Lookout.Options` and `Lookout.Durations`. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import * as OptionRules from "../optionRules.ts"
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
   * durations vary it is a few seconds anyway; only tasks that never end soon after their start are
   * left alone for as long. A task that has waited for a person for a minute is noticed within a
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
  /**
   * Waits share looks only with waits of the same object, and starts wait only for starts of the
   * same object. Needed where I/O belongs to the request that began it, as on Cloudflare Workers:
   * give the request's own object, such as its `ExecutionContext`. Default: all of the process
   * share, and on Cloudflare Workers each wait looks for itself, and no start waits for another.
   * What was learned of durations is shared in any case.
   */
  readonly sharedWithin?: object
}

/** The options of every wait in scope. */
export const Options: Context.Reference<Options> = Context.Reference<Options>("@errand/core/Lookout/Options", {
  defaultValue: () => ({})
})

/** The first of the options that makes no sense. */
export const findIssue = (options: Options): OptionRules.Issue | undefined =>
  OptionRules.findIssue(rules, options, "Lookout.")

const rules: { readonly [Name in keyof Options]: OptionRules.Rule } = {
  meanDelay: OptionRules.duration,
  maxDetectionDelay: OptionRules.duration,
  watchdog: OptionRules.duration,
  parallel: OptionRules.amount
}

/** {@link Options} in milliseconds. */
export interface Settings extends Aim {
  readonly watchdog: number
  readonly parallel: number
}

/** What the waits share looks with: those of the same object, or, where there is none, with all. */
export const sharedWithin = (context: Context.Context<never>, waiter: object): object | undefined =>
  Context.get(context, Options).sharedWithin ?? (isCloudflareWorker() ? waiter : undefined)

/** There a fiber or a socket of one request must not be used for another: it would hang. */
const isCloudflareWorker = (): boolean => {
  const navigator: unknown = Reflect.get(globalThis, "navigator")
  return (
    typeof navigator === "object" && navigator !== null && Reflect.get(navigator, "userAgent") === "Cloudflare-Workers"
  )
}

/** The options of the waits in this context, in milliseconds. */
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
