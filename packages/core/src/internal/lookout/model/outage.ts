/**
 * How often a service that fails is asked, by all waits on one account together. Three failures in
 * a row, without an answer in between, are an outage: from then on one request is sent at a time,
 * as a trial, and the pause to the next doubles. The first answer ends the outage; one failure soon
 * after begins it anew, where it was. Deterministic: times are arguments, in milliseconds of a
 * clock that only goes forward.
 */

/** The back-off of one account. */
export interface Backoff {
  /** For how long no request may be sent; 0 while the service answers. */
  readonly wait: (now: number) => number
  /** A request is sent. During an outage it is a trial. */
  readonly noteSent: (now: number) => void
  /** The service answered, whatever it said. */
  readonly noteAnswer: (now: number) => void
  /**
   * A request failed that was sent then: the service was not reached, or spoke nonsense. `random`
   * is between 0 and 1; `retryAfter` is what the service asked for.
   */
  readonly noteFailure: (sentAt: number, now: number, retryAfter: number, random: number) => void
  /** Whether there is an outage. */
  readonly isOutage: () => boolean
}

/** So many failures in a row are an outage. */
const outageFailures = 3
/** The pause before the first trial; it doubles with each trial that fails, up to the longest. */
const firstPauseMillis = 1000
const longestPauseMillis = 30_000
/** So many answers in a row show that an outage is over for good. */
const provenAnswers = 20

/** The service is thought to be well. */
export const make = (): Backoff => {
  let failures = 0
  let answers = provenAnswers
  let isOutage = false
  let pause = 0
  let notBefore = -Infinity
  /** When the last failure came that counted; what was sent before it tells nothing new. */
  let countedAt = -Infinity

  return {
    isOutage: () => isOutage,
    wait: (now) => (isOutage ? Math.max(0, Math.ceil(notBefore - now)) : 0),
    noteSent: (now) => {
      if (isOutage) notBefore = now + pause
    },
    noteAnswer: () => {
      failures = 0
      isOutage = false
      answers++
      if (answers >= provenAnswers) pause = 0
    },
    noteFailure: (sentAt, now, retryAfter, random) => {
      const isSoon = answers < provenAnswers
      failures++
      answers = 0
      if (isOutage ? sentAt < countedAt : failures < outageFailures && !(isSoon && pause > 0)) return
      isOutage = true
      countedAt = now
      pause = Math.min(longestPauseMillis, Math.max(firstPauseMillis, 2 * pause))
      notBefore = now + Math.max(retryAfter, pause * (0.75 + 0.25 * random))
    }
  }
}
