/** What the look-out is asked to reach. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Tracer from "effect/Tracer"
import { Options } from "./options.ts"
import type { Aim } from "./model/schedule.ts"

/** {@link Options} in milliseconds. */
export interface Settings extends Aim {
  readonly watchdog: number
  readonly parallel: number
}

/** What the waits in this context want. */
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

/** What serves many is no part of one. */
export const withoutSpan = (context: Context.Context<never>): Context.Context<never> =>
  Context.omit(Tracer.ParentSpan)(context)
