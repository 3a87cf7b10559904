/**
 * How many requests a second one account is asked: as many as it bears. The rate doubles every
 * second while it is all used, until the first refusal. From then on it grows in steps, at first
 * even and small, and falls to 0.7 of what was sent with each refusal (additive increase,
 * multiplicative decrease). `start/startRate.ts` is another such controller: it limits starts only
 * once they are refused, while a budget of looks is needed from the first request on.
 * Deterministic: times are arguments, in milliseconds of a clock that only goes forward.
 */

/** Options of {@link make}. Rates are requests per second. */
export interface Options {
  /** Default 20. */
  readonly first?: number
  /** Default 0.5. */
  readonly least?: number
  /** Default 1000. */
  readonly most?: number
}

/** The budget of one account. It delays requests, and fails none. */
export interface RateLimit {
  /** 0: send one request now. Otherwise send nothing, and ask again in so many milliseconds. */
  readonly take: (now: number) => number
  /** A request was answered. */
  readonly noteAnswer: (now: number) => void
  /**
   * A request was refused because there were too many; nothing is sent for `retryAfter`
   * milliseconds.
   */
  readonly noteRefusal: (now: number, retryAfter: number) => void
  /**
   * A request that is none of this budget's, such as a start, was refused: nothing is sent for so
   * long, but the rate stays.
   */
  readonly hold: (now: number, retryAfter: number) => void
  /** Requests per second now. */
  readonly perSecond: () => number
}

const secondMillis = 1000

/** A budget that has not been used. */
export const make = ({ first = 20, least = 0.5, most = 1000 }: Options = {}): RateLimit => {
  let rate = first
  /** What the rate grows by in a second, once it was refused. */
  let step: number | undefined
  /** The rate that was refused, and for a while that of earlier refusals, if it was higher. */
  let peak = 0
  let tokens = burst(rate)
  let filledAt = -Infinity
  let notBefore = -Infinity
  let cutAt = -Infinity
  /**
   * The second under way: when it began, what was sent and answered in it, and whether more could
   * have been sent.
   */
  let began = -Infinity
  let sent = 0
  let sentBefore = 0
  let isAnswered = false
  let isShort = false

  const tick = (now: number) => {
    if (now - began < secondMillis) return
    // Where less than one request a second is sent, the next second begins late.
    const isNext = now - began < Math.max(2 * secondMillis, (3 * secondMillis) / rate)
    sentBefore = isNext ? sent : 0
    if (isShort && isAnswered && isNext) {
      rate = Math.min(most, step === undefined ? 2 * rate : rate + step)
      // The longer all is well, the further away is what was too much.
      if (step !== undefined) step *= 1.05
    }
    began = now
    sent = 0
    isAnswered = isShort = false
  }

  const fill = (now: number) => {
    tokens = Math.min(burst(rate), tokens + (Math.max(0, now - filledAt) * rate) / secondMillis)
    filledAt = now
  }

  const hold = (now: number, retryAfter: number) => {
    notBefore = Math.max(notBefore, now + retryAfter)
  }

  return {
    perSecond: () => rate,
    hold,
    take: (now) => {
      fill(now)
      if (now < notBefore) return notBefore - now
      tick(now)
      // A timer waits a millisecond at least, so the smallest remainder of a token is none.
      if (tokens < 1 - 1e-6) {
        isShort = true
        return Math.max(1, Math.ceil(((1 - tokens) * secondMillis) / rate))
      }
      tokens--
      sent++
      return 0
    },
    noteAnswer: (now) => {
      tick(now)
      isAnswered = true
    },
    noteRefusal: (now, retryAfter) => {
      tick(now)
      hold(now, retryAfter)
      isShort = false
      // Requests that were sent before the rate fell may be refused after it: the refusals of one
      // second count as one.
      if (now - cutAt < secondMillis) return
      cutAt = now
      // A client that sends little may be refused because others send much: that says little of
      // what is too much.
      const before = rate
      rate = Math.max(least, 0.7 * Math.min(rate, Math.max(sent, sentBefore, rate / 2)))
      // Back to where the rate was in five seconds, however many refusals came in a row; and up all
      // the same where so many came that the peak is forgotten.
      peak = Math.max(before, 0.7 * peak)
      step = Math.max((peak - rate) / 5, least / 4)
      tokens = 0
    }
  }
}

/**
 * What may be sent at once after a silence: a fifth of a second's worth, and the pages of a short
 * list.
 */
const burst = (rate: number): number => Math.max(4, rate / 5)
