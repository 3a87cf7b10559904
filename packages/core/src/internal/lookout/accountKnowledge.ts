/**
 * What is kept of one account: what was learned, what may be spent, and what was counted. It
 * outlives the pollers that use it and does not know them.
 */
import type { Clock } from "effect/Clock"
import * as MonotonicTime from "../monotonicTime.ts"
import { findIssue, rate } from "../optionRules.ts"
import type { Issue } from "../optionRules.ts"
import * as Outage from "./model/outage.ts"
import * as Cohort from "./model/cohort.ts"
import * as LookPrice from "./model/lookPrice.ts"
import * as RateLimit from "./model/rateLimit.ts"
import * as Stats from "./stats.ts"

/** What passes over the list have shown so far. */
export interface Lists {
  /** Tasks in the last pass that no waiter awaits: in a list of running tasks, and of all. */
  readonly foreignTasks: { running: number; all: number }
  /** When that was measured. */
  readonly measuredAt: { running: number; all: number }
  /** The length of a full page, where the service gives less than it is asked for. */
  longestPage: number
  /** The longest page that was followed by an empty one. */
  longestLastPage: number
  /** Passes that failed in a row, and when the first of them did. */
  failures: number
  failingSince: number | undefined
  /** Whether the last pass was refused for good. */
  isRefused: boolean
  /** No pass before this time. */
  notBefore: number
  /** Since when every end of an awaited task is in `endedStarts`. */
  readonly since: number
  /** When each task that has ended was started, to tell how many a list of all tasks shows. */
  readonly endedStarts: Array<number>
}

/** How many requests the service bears: what all look-outs of one account share. */
export interface Budget {
  /** What is wrong with the options that it was made with. */
  readonly issue: Issue | undefined
  /** Whether the service has answered any request of this process in words of its own. */
  wasLetIn: boolean
  /** Requests a second to begin with. */
  readonly perSecond: number
  clock: Clock | undefined
  rateLimit: RateLimit.RateLimit
}

/** One account, as one provider sees it. */
export interface Account {
  readonly budget: Budget
  readonly counters: Stats.Counters
  readonly cohorts: Cohort.Cohorts
  readonly price: LookPrice.Price
  /**
   * How long an answer takes, in milliseconds: a moving average, and the same rounded to steps of
   * a fifth, because a plan is made anew whenever the number changes.
   */
  readonly latency: { exact: number; rounded: number }
  /** Ends in a row that a notification told of. */
  notifiedEnds: number
  clock: Clock | undefined
  backoff: Outage.Backoff
  lists: Lists
}

/** A budget that was not tried yet. */
export const makeBudget = (asked?: number): Budget => {
  const issue = findIssue({ perSecond: rate }, { perSecond: asked }, "Lookout.")
  const perSecond = issue === undefined ? (asked ?? defaultPerSecond) : defaultPerSecond
  return { issue, wasLetIn: false, perSecond, clock: undefined, rateLimit: RateLimit.make({ first: perSecond }) }
}

const defaultPerSecond = 20

/** An account of which nothing is known, but its budget where others have one already. */
export const make = (budget: Budget = makeBudget()): Account => ({
  budget,
  counters: Stats.make(),
  cohorts: Cohort.make(),
  price: LookPrice.make(),
  latency: { exact: 200, rounded: 200 },
  notifiedEnds: 0,
  clock: undefined,
  backoff: Outage.make(),
  lists: lists(-Infinity)
})

const lists = (since: number): Lists => ({
  foreignTasks: { running: 0, all: 0 },
  measuredAt: { running: -Infinity, all: -Infinity },
  longestPage: Infinity,
  longestLastPage: 0,
  failures: 0,
  failingSince: undefined,
  isRefused: false,
  notBefore: -Infinity,
  since,
  endedStarts: []
})

/** Forgets all times if they were read from another clock: they mean nothing by this one. */
export const reset = (account: Account, clock: Clock): void => {
  const { budget } = account
  if (budget.clock !== clock) {
    budget.clock = clock
    budget.rateLimit = RateLimit.make({ first: budget.perSecond })
  }
  if (account.clock === clock) return
  account.clock = clock
  account.backoff = Outage.make()
  account.lists = lists(MonotonicTime.of(clock))
}

/**
 * Notes that the service answered, whatever it said. After an outage the budget begins anew, and
 * the list may be read at once, since that costs the fewest requests.
 */
export const noteAnswer = (account: Account, at: number): void => {
  const { backoff, budget, lists } = account
  budget.wasLetIn = true
  if (backoff.isOutage()) {
    budget.rateLimit = RateLimit.make({ first: budget.perSecond })
    if (!lists.isRefused) lists.notBefore = at
  }
  backoff.noteAnswer(at)
  budget.rateLimit.noteAnswer(at)
}

/** Notes how long an answer took. */
export const noteLatency = ({ latency }: Account, millis: number): void => {
  latency.exact += (millis - latency.exact) / 20
  const ratio = latency.exact / latency.rounded
  if (ratio > 1.2 || ratio < 1 / 1.2) latency.rounded = Math.max(1, latency.exact)
}

/**
 * Notes that the service refused a request because there were too many: one of the look-out's own,
 * or another, such as a start.
 */
export const noteRefusal = (account: Account, retryAfter: number, isOwn: boolean): void => {
  account.counters.limited++
  const { clock, rateLimit } = account.budget
  if (clock === undefined) return
  const refuse = isOwn ? rateLimit.noteRefusal : rateLimit.hold
  refuse(MonotonicTime.of(clock), retryAfter)
}

/** What was counted, in the shape of the public `Lookout.Stats`. */
export const stats = ({ budget, counters }: Account) => ({
  tasks: counters.tasks,
  waits: counters.waits,
  requests: { ...counters.requests },
  inFlight: counters.inFlight,
  errors: counters.errors,
  limited: counters.limited,
  perSecond: budget.rateLimit.perSecond(),
  ends: counters.ends,
  notified: counters.notified,
  delay: {
    known: counters.timedEnds,
    mean: counters.timedEnds === 0 ? 0 : counters.delaySum / counters.timedEnds,
    most: counters.longestDelay
  }
})
