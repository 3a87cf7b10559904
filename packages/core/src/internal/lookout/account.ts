/** What all waits on one account share, whoever waits: what was learned, what may be spent, and what was counted. */
import type { Clock } from "effect/Clock"
import * as Time from "../time.ts"
import type { Engine } from "./poller.ts"
import * as Kinds from "./model/cohort.ts"
import * as Meter from "./stats.ts"
import * as Plan from "./model/schedule.ts"
import * as Rate from "./model/rateLimit.ts"

/** What passes over the list have shown so far. */
export interface Lists {
  /** Tasks of others in the last pass, of the running ones and of all since the oldest awaited task. */
  readonly strangers: { running: number; all: number }
  /** When that was measured. */
  readonly measuredAt: { running: number; all: number }
  /** The longest page that the service gives, if less than it was asked for; and the longest of those behind which there was none. */
  pageMax: number
  last: number
  /** Passes that failed in a row, and when the next may be tried. */
  failures: number
  notBefore: number
  /** Since when it is known what was started here. */
  readonly since: number
  /** When each of the last tasks that ended was born, to tell how many a list of all will show. */
  readonly ended: Array<number>
}

/** One account. */
export interface Shared {
  /** Requests a second to begin with. */
  readonly perSecond: number
  readonly meter: Meter.Meter
  readonly kinds: Kinds.Kinds
  readonly price: Plan.Price
  /** Those that have waits: one, unless a copy of the provider, or another clock, is in use as well. */
  readonly engines: Set<Engine<unknown>>
  /** How long an answer takes, in milliseconds: the average of late, in steps of a fifth, so that it seldom changes. */
  readonly answer: { exact: number; step: number }
  /** Knocks that told of an end, in a row. */
  knocks: number
  clock: Clock | undefined
  rate: Rate.Rate
  lists: Lists
}

/** Nothing is known. */
export const make = (perSecond = 20): Shared => ({
  perSecond,
  meter: Meter.make(),
  kinds: Kinds.make(),
  price: Plan.price(),
  engines: new Set(),
  answer: { exact: 200, step: 200 },
  knocks: 0,
  clock: undefined,
  rate: Rate.make({ first: perSecond }),
  lists: lists(-Infinity)
})

const lists = (since: number): Lists => ({
  strangers: { running: 0, all: 0 },
  measuredAt: { running: -Infinity, all: -Infinity },
  pageMax: Infinity,
  last: 0,
  failures: 0,
  notBefore: -Infinity,
  since,
  ended: []
})

/** Times of one clock mean nothing by another. */
export const reset = (shared: Shared, clock: Clock): void => {
  if (shared.clock === clock) return
  shared.clock = clock
  shared.rate = Rate.make({ first: shared.perSecond })
  shared.lists = lists(Time.of(clock))
}

/** An answer came after so many milliseconds. */
export const answered = ({ answer }: Shared, millis: number): void => {
  answer.exact += (millis - answer.exact) / 20
  const ratio = answer.exact / answer.step
  if (ratio > 1.2 || ratio < 1 / 1.2) answer.step = Math.max(1, answer.exact)
}

/** The service refused a request because there were too many: one of the look-out's own, or another's, such as a start. */
export const limited = (shared: Shared, retryAfter: number, own: boolean): void => {
  shared.meter.limited++
  if (shared.clock === undefined) return
  const { hold, limited } = shared.rate
  const refused = own ? limited : hold
  refused(Time.of(shared.clock), retryAfter)
}

/** What was counted, as everybody may read it. */
export const stats = ({ meter, rate }: Shared) => ({
  tasks: meter.tasks,
  waits: meter.waits,
  requests: { ...meter.requests },
  inFlight: meter.inFlight,
  errors: meter.errors,
  limited: meter.limited,
  perSecond: rate.perSecond(),
  ends: meter.ends,
  notified: meter.knocked,
  delay: { known: meter.timed, mean: meter.timed === 0 ? 0 : meter.delay / meter.timed, most: meter.worst }
})
