/**
 * What all waits on one account share: one fiber that looks at every awaited task, asks the service
 * as little as the wanted delay allows, and learns how long tasks take. A provider makes one with
 * {@link make}; programs only wait, and may read {@link stats}.
 */
import * as Effect from "effect/Effect"
import * as AccountKnowledge from "./internal/lookout/accountKnowledge.ts"

export { Durations, Options } from "./internal/lookout/options.ts"

/** What the waits on one account share. It does nothing while there are none. */
export interface Lookout {
  /** Not for use outside. */
  readonly "~errand": AccountKnowledge.Account
}

/** What is known of the account beforehand. */
export interface AccountOptions {
  /** Requests a second to begin with; how many the service bears is learned. Default 20. */
  readonly perSecond?: number
  /**
   * The look-out of another provider of the same account, such as one for another version of the
   * service: the two spend one budget of requests, for the limit is the account's. What each of
   * them learns of durations and of its list stays its own.
   */
  readonly shareWith?: Lookout | undefined
}

/**
 * One look-out, for one account. With options that make no sense, every wait fails with
 * `BadRequest` before its first look.
 */
export const make = ({ perSecond, shareWith }: AccountOptions = {}): Lookout => ({
  "~errand": AccountKnowledge.make(shareWith?.["~errand"].budget ?? AccountKnowledge.makeBudget(perSecond))
})

/** What a look-out has done since it was made, and does now. */
export interface Stats {
  /** Tasks that are awaited now, and the waits on them. */
  readonly tasks: number
  readonly waits: number
  /**
   * Requests sent for waits: status requests, snapshots, pages of events, and pages of lists; and
   * those under way.
   */
  readonly requests: {
    readonly status: number
    readonly snapshot: number
    readonly events: number
    readonly list: number
  }
  readonly inFlight: number
  /** Requests that failed, and refusals because there were too many, those of starts included. */
  readonly errors: number
  readonly limited: number
  /** Requests a second that the service seems to bear. */
  readonly perSecond: number
  /** Ends of awaited tasks; how many of them a notification told of. */
  readonly ends: number
  readonly notified: number
  /**
   * Milliseconds from the end by the service's clock to when it was noticed by ours, of those ends
   * for which both are `known`: the average and the longest. They are wrong by as much as the two
   * clocks differ.
   */
  readonly delay: { readonly known: number; readonly mean: number; readonly most: number }
}

/** What the look-out of this provider has done; nothing where it has none. */
export const stats = (provider: { readonly lookout?: Lookout }): Effect.Effect<Stats | undefined> =>
  Effect.sync(() => (provider.lookout === undefined ? undefined : AccountKnowledge.stats(provider.lookout["~errand"])))

/**
 * Tells the look-out of a refusal that it did not hear itself, such as that of a start: the service
 * bears fewer requests. `retryAfter` in milliseconds.
 */
export const rateLimited = (lookout: Lookout, retryAfter: number): Effect.Effect<void> =>
  Effect.sync(() => AccountKnowledge.noteRefusal(lookout["~errand"], retryAfter, false))
