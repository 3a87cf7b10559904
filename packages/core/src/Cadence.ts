/**
 * When to look again. The default, {@link learned}, leaves that to the look-out, which learns how
 * long such tasks take and looks at many of them together. With
 * `Effect.provideService(Cadence.Cadence, Cadence.every("2 seconds"))` each look follows two
 * seconds after the last answer.
 */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as OptionRules from "./internal/optionRules.ts"
import type { Status } from "./Status.ts"

/** What is known when the next look is planned. Times are in milliseconds. */
export interface Moment {
  /** What the last good look saw; absent before the first. */
  readonly status?: Status
  /** Since the task was started, or since the wait began where the ref does not tell. */
  readonly age: number
  /** Looks made in this wait, failed ones included. */
  readonly looks: number
  /** Looks that failed in a row, up to now. */
  readonly failures: number
  /** Since the wait first saw that the task waits for a person; absent while it does not. */
  readonly idle?: number
}

/** A plan for looking. A service's `Retry-After` and the deadline of the wait overrule it. */
export interface Cadence {
  /** How long to wait before the next look. The first look of a wait is never delayed. */
  readonly delay: (moment: Moment) => Duration.Input
  /**
   * Spreads each delay by up to this share, so that waits that began together drift apart: 0.1 is
   * ±10 %.
   */
  readonly jitter: number
  /** Not for use outside. */
  readonly "~issue"?: OptionRules.Issue
}

/** For so long a task that waits for a person is looked at as often as ever. */
const idleAtFirstMillis = 60_000

/** Options of {@link make}. */
export interface Options {
  /** The shortest delay; default 1 second. */
  readonly first?: Duration.Input
  /**
   * Delay as a share of the task's age; default 0.1: a task that took a minute is noticed within
   * six seconds.
   */
  readonly growth?: number
  /** The longest delay while the task works and the service answers; default 5 seconds. */
  readonly cap?: Duration.Input
  /** The delay while the task waits for a person, for the first minute; default 10 seconds. */
  readonly idle?: Duration.Input
  /**
   * The longest delay while the task waits for a person. After the first minute the delay is a
   * tenth of the time that it has waited, up to this; default 5 minutes.
   */
  readonly idleCap?: Duration.Input
  /** The longest delay while the service fails; default 30 seconds. */
  readonly outage?: Duration.Input
  /** Default 0.1. */
  readonly jitter?: number
}

/**
 * A cadence that grows with the age of the task, slower while it is queued or waits for a person.
 * With options that make no sense, every wait in its scope fails with `BadRequest` before its first
 * look.
 */
export const make = (options: Options = {}): Cadence => {
  const issue = OptionRules.findIssue(rules, options, "Cadence.")
  return issue === undefined ? grow(options) : { ...learned, "~issue": issue }
}

const rules: { readonly [Name in keyof Options]: OptionRules.Rule } = {
  first: OptionRules.finiteDuration,
  growth: OptionRules.amount,
  cap: OptionRules.duration,
  idle: OptionRules.finiteDuration,
  idleCap: OptionRules.duration,
  outage: OptionRules.duration,
  jitter: OptionRules.share
}

const grow = (options: Options): Cadence => {
  const first = Duration.toMillis(options.first ?? 1000)
  const cap = Duration.toMillis(options.cap ?? 5000)
  const idle = Duration.toMillis(options.idle ?? 10_000)
  const idleCap = Duration.toMillis(options.idleCap ?? 300_000)
  const outage = Duration.toMillis(options.outage ?? 30_000)
  const growth = options.growth ?? 0.1
  const usual = ({ age, idle: waited = 0, status }: Moment): number => {
    if (status?.state === "input_required") {
      return waited <= idleAtFirstMillis ? idle : Math.max(idle, Math.min(idleCap, waited / 10))
    }
    const delay = Math.max(first, age * growth)
    return Math.min(cap, status?.state === "working" && status.phase === "queued" ? 2 * delay : delay)
  }
  return {
    jitter: options.jitter ?? 0.1,
    delay: (moment) =>
      moment.failures === 0
        ? usual(moment)
        : Math.max(usual(moment), Math.min(outage, first * 2 ** Math.min(moment.failures - 1, 30)))
  }
}

/**
 * A fixed delay without jitter: for tests, and where the cost in requests is known. One that is no
 * finite duration is refused as by {@link make}.
 */
export const every = (delay: Duration.Input): Cadence => {
  const issue = OptionRules.findIssue({ every: OptionRules.finiteDuration }, { every: delay }, "Cadence.")
  return { delay: () => delay, jitter: 0, ...(issue !== undefined && { "~issue": issue }) }
}

/**
 * Leaves the time of each look to the look-out. Its own delays, those of {@link make}, hold where
 * nothing can be learned: while steps are consumed, while the task waits for a person, and while
 * the service fails.
 */
export const learned: Cadence = grow({})

/** The cadence of every wait in scope. */
export const Cadence: Context.Reference<Cadence> = Context.Reference<Cadence>("@errand/core/Cadence", {
  defaultValue: () => learned
})
