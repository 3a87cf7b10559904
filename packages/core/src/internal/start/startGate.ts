/**
 * When the next start may be sent: as many tasks at once as the account is thought to have room
 * for, at a pace that the service bears. Both are learned from what it refuses. Beyond what is
 * thought there is always a trial now and then, since tasks may end that no program reports.
 * Deterministic: time is an argument, in milliseconds of one clock that does not run backwards.
 */
import * as StartRate from "./startRate.ts"

/** A start that was let through. */
export interface Attempt {
  readonly at: number
  /** Whether it was beyond what there is thought to be room for. */
  readonly isTrial: boolean
}

/** A refusal. */
export interface Refusal {
  /** Too many requests, and not too many tasks. */
  readonly isRate: boolean
  /** How long the service asked to wait. */
  readonly asked: number
  /** What a pause is multiplied by, so that not all clients come back at once. */
  readonly spread: number
}

/** Who may start, and when. Every attempt ends in one of `started`, `refused` and `failed`. */
export interface Gate {
  /**
   * One start may be sent, or none: for so many milliseconds, or, where it is infinite, until an
   * attempt has ended.
   */
  readonly next: (now: number) => Attempt | number
  readonly started: (attempt: Attempt, now: number) => void
  /** It failed for a reason that has nothing to do with how many there are. */
  readonly failed: (attempt: Attempt) => void
  /** Tells for how long no requests are sent, if that is what was refused. */
  readonly refused: (attempt: Attempt, now: number, refusal: Refusal) => number | undefined
  /** So many tasks run that this gate did not let through. */
  readonly tasksFound: (count: number) => void
  /** A task has ended. */
  readonly taskEnded: () => void
  /** Another request was refused because there were too many. */
  readonly rateLimited: (now: number, retryAfter: number) => void
  /** The service has told how many tasks of the account may run. */
  readonly limitKnown: (now: number, limit: number) => void
  /** Before this time nothing is sent, whatever ends. */
  readonly notBefore: () => number
}

/** Options of {@link make}, in milliseconds. */
export interface Options {
  /** The pause after a refusal; it doubles with each in a row. */
  readonly first: number
  /** The longest pause that was not asked for. */
  readonly cap: number
}

/** Nothing is known yet. */
export const make = ({ cap, first }: Options): Gate => {
  const rate = StartRate.make()
  /**
   * Started and not known to be over; a task that no program watches counts for ever, which the
   * trials make up for.
   */
  let running = 0
  let inFlight = 0
  let trials = 0
  let limit = Infinity
  let accountLimit: number | undefined
  /**
   * How many trials may be under way at once: one after a refusal, one more with each round that
   * found room.
   */
  let trialConcurrency = 1
  /** Refusals without a start in between, and trials that came to nothing in a row. */
  let refusals = 0
  let failedTrials = 0
  let lastRefusalAt = -Infinity
  let trialAt = -Infinity
  let notBefore = -Infinity

  const finish = ({ isTrial }: Attempt) => {
    inFlight--
    if (isTrial) trials--
  }

  const hold = (now: number, pause: number) => {
    notBefore = Math.max(notBefore, now + Math.ceil(pause))
  }

  return {
    notBefore: () => notBefore,
    next: (now) => {
      if (now < notBefore) return notBefore - now
      const isTrial = running + inFlight >= limit
      if (isTrial && trials >= Math.floor(trialConcurrency)) return Infinity
      if (isTrial && now < trialAt) return trialAt - now
      const pause = rate.wait(now, inFlight)
      if (pause > 0) return pause
      rate.sent(now)
      inFlight++
      if (isTrial) trials++
      return { at: now, isTrial }
    },
    started: (attempt, now) => {
      finish(attempt)
      rate.ok(now)
      refusals = 0
      running++
      // A trial that finds room proves little: ends are told late, so some that are counted may be
      // over. A refusal tells the number.
      if (!attempt.isTrial) return
      trialConcurrency += 1 / trialConcurrency
      failedTrials = 0
    },
    failed: finish,
    refused: (attempt, now, { asked, isRate, spread }) => {
      finish(attempt)
      // What was sent before the last refusal was heard tells nothing new.
      const isNews = attempt.at > lastRefusalAt
      if (isNews) refusals++
      if (isNews && attempt.isTrial) failedTrials++
      const pause = isNews ? Math.min(cap, first * 2 ** Math.min(Math.max(refusals, failedTrials) - 1, 30)) * spread : 0
      lastRefusalAt = now
      // There should be room, and some services have one word for both: it is the requests, unless
      // it is refused once more.
      const isPace =
        isRate ||
        (!attempt.isTrial && accountLimit !== undefined && running + inFlight < accountLimit && refusals === 1)
      if (isPace) {
        const silentMillis = Math.max(asked, pause)
        hold(now, silentMillis)
        if (isNews) rate.refused(now)
        return silentMillis
      }
      limit = Math.min(running, accountLimit ?? Infinity)
      if (isNews) {
        trialConcurrency = 1
        trialAt = now + Math.ceil(pause)
      }
      if (asked > 0) hold(now, asked)
      return undefined
    },
    tasksFound: (count) => {
      running += count
    },
    taskEnded: () => {
      running = Math.max(0, running - 1)
    },
    rateLimited: hold,
    limitKnown: (now, given) => {
      if (!Number.isInteger(given) || given < 1) return
      accountLimit = given
      // A refusal with so much room left was one of requests.
      if (refusals > 0 && running + inFlight < given) {
        hold(now, trialAt - now)
        rate.refused(now)
      }
      if (limit < Infinity && running + inFlight >= given) return
      limit = given
      trialAt = Math.max(trialAt, now + first)
    }
  }
}
