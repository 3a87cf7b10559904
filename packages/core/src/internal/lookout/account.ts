/** What all waits on one account share, whoever waits: what was learned, what may be spent, and what was counted. */
import type { Clock } from "effect/Clock"
import * as Time from "../time.ts"
import type { Poller } from "./poller.ts"
import * as Cohort from "./model/cohort.ts"
import * as Meter from "./stats.ts"
import * as Price from "./model/price.ts"
import * as RateLimit from "./model/rateLimit.ts"

/** What passes over the list have shown so far. */
export interface Lists {
  /** Tasks of others in the last pass, of the running ones and of all since the oldest awaited task. */
  readonly foreignTasks: { running: number; all: number }
  /** When that was measured. */
  readonly measuredAt: { running: number; all: number }
  /** The longest page that the service gives, if less than it was asked for; and the longest of those behind which there was none. */
  longestPage: number
  longestLastPage: number
  /** Passes that failed in a row, and when the next may be tried. */
  failures: number
  notBefore: number
  /** Since when it is known what was started here. */
  readonly since: number
  /** When each of the last tasks that ended was born, to tell how many a list of all will show. */
  readonly endedStarts: Array<number>
}

/** One account. */
export interface Account {
  /** Requests a second to begin with. */
  readonly perSecond: number
  readonly counters: Meter.Counters
  readonly cohorts: Cohort.Cohorts
  readonly price: Price.Price
  /** Those that have waits: one, unless a copy of the provider, or another clock, is in use as well. */
  readonly engines: Set<Poller<unknown>>
  /** How long an answer takes, in milliseconds: the average of late, in steps of a fifth, so that it seldom changes. */
  readonly latency: { exact: number; rounded: number }
  /** Knocks that told of an end, in a row. */
  notifiedEnds: number
  clock: Clock | undefined
  rateLimit: RateLimit.RateLimit
  lists: Lists
}

/** Nothing is known. */
export const make = (perSecond = 20): Account => ({
  perSecond,
  counters: Meter.make(),
  cohorts: Cohort.make(),
  price: Price.make(),
  engines: new Set(),
  latency: { exact: 200, rounded: 200 },
  notifiedEnds: 0,
  clock: undefined,
  rateLimit: RateLimit.make({ first: perSecond }),
  lists: lists(-Infinity)
})

const lists = (since: number): Lists => ({
  foreignTasks: { running: 0, all: 0 },
  measuredAt: { running: -Infinity, all: -Infinity },
  longestPage: Infinity,
  longestLastPage: 0,
  failures: 0,
  notBefore: -Infinity,
  since,
  endedStarts: []
})

/** Times of one clock mean nothing by another. */
export const reset = (shared: Account, clock: Clock): void => {
  if (shared.clock === clock) return
  shared.clock = clock
  shared.rateLimit = RateLimit.make({ first: shared.perSecond })
  shared.lists = lists(Time.of(clock))
}

/** An answer came after so many milliseconds. */
export const noteLatency = ({ latency: answer }: Account, millis: number): void => {
  answer.exact += (millis - answer.exact) / 20
  const ratio = answer.exact / answer.rounded
  if (ratio > 1.2 || ratio < 1 / 1.2) answer.rounded = Math.max(1, answer.exact)
}

/** The service refused a request because there were too many: one of the look-out's own, or another's, such as a start. */
export const noteRefusal = (shared: Account, retryAfter: number, own: boolean): void => {
  shared.counters.limited++
  if (shared.clock === undefined) return
  const { hold, noteRefusal: limited } = shared.rateLimit
  const refused = own ? limited : hold
  refused(Time.of(shared.clock), retryAfter)
}

/** What was counted, as everybody may read it. */
export const stats = ({ counters: meter, rateLimit: rate }: Account) => ({
  tasks: meter.tasks,
  waits: meter.waits,
  requests: { ...meter.requests },
  inFlight: meter.inFlight,
  errors: meter.errors,
  limited: meter.limited,
  perSecond: rate.perSecond(),
  ends: meter.ends,
  notified: meter.notified,
  delay: {
    known: meter.timedEnds,
    mean: meter.timedEnds === 0 ? 0 : meter.delaySum / meter.timedEnds,
    most: meter.longestDelay
  }
})
