/**
 * What the log says of starts that wait because the service has no room: a line when the waiting
 * begins, ever rarer ones while it lasts, and one when it ends. Times in milliseconds of one clock.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { ProviderError } from "../../ProviderError.ts"
import * as Backoff from "../backoff.ts"

const pauses: Backoff.Backoff = { firstMillis: 60_000, capMillis: 1_800_000 }

/** The waiting of one queue. */
export interface QueueLog {
  /** Some starts wait now. */
  readonly waiting: (now: number, starts: number, refusal: ProviderError) => Effect.Effect<void>
  /** After how many milliseconds the next line is due, if starts still wait then. */
  readonly dueIn: (now: number) => number
  /** No start waits any more. */
  readonly over: (now: number) => Effect.Effect<void>
}

/** No start waits yet. */
export const make = (provider: string): QueueLog => {
  let since: number | undefined
  let lines = 0
  let nextAt = -Infinity
  const annotated = (starts: number, line: Effect.Effect<void>) =>
    Effect.annotateLogs(line, { "errand.provider": provider, "errand.waiting": starts })
  const age = (now: number, from: number) => Duration.format(Duration.millis(Math.round((now - from) / 1000) * 1000))
  return {
    dueIn: (now) => (since === undefined ? Infinity : Math.max(0, nextAt - now)),
    waiting: (now, starts, refusal) => {
      if (now < nextAt) return Effect.void
      // A queue that fills again shortly after it was empty says so only when another line is due.
      since ??= now
      const text =
        since === now
          ? `starts wait for room at the service: ${refusal.message}`
          : `starts have waited for room at the service for ${age(now, since)}: ${refusal.message}`
      lines++
      nextAt = now + Backoff.pauseAfter(lines, pauses)
      return annotated(starts, since === now ? Effect.logInfo(text) : Effect.logWarning(text))
    },
    over: (now) => {
      if (since === undefined) return Effect.void
      const waited = age(now, since)
      since = undefined
      lines = 0
      return annotated(0, Effect.logInfo(`no start waits for room at the service any more, after ${waited}`))
    }
  }
}
