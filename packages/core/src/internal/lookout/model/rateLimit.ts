/**
 * How many requests a second one account is asked: as many as it bears. The rate doubles every second while it is all used, until the
 * first refusal; from then on it grows in steps, at first even and small, and falls to 0.7 of what was sent with each refusal (additive
 * increase, multiplicative decrease). Pure; times in milliseconds of one clock that does not run backwards.
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
export interface Rate {
  /** 0: send one request now. Otherwise send nothing, and ask again in so many milliseconds. */
  readonly take: (now: number) => number
  /** A request was answered. */
  readonly ok: (now: number) => void
  /** A request was refused because there were too many; nothing is sent for `retryAfter` milliseconds. */
  readonly limited: (now: number, retryAfter: number) => void
  /** A request that is none of this budget's, such as a start, was refused: nothing is sent for so long, but the rate stays. */
  readonly hold: (now: number, retryAfter: number) => void
  /** Requests per second now. */
  readonly perSecond: () => number
}

const second = 1000

/** A budget that has not been used. */
export const make = ({ first = 20, least = 0.5, most = 1000 }: Options = {}): Rate => {
  let rate = first
  /** What the rate grows by in a second, once it was refused. */
  let step: number | undefined
  /** The rate that was refused, and for a while that of earlier refusals, if it was higher. */
  let peak = 0
  let tokens = room(rate)
  let filledAt = -Infinity
  let notBefore = -Infinity
  let cutAt = -Infinity
  /** The second under way: when it began, what was sent and answered in it, and whether more could have been sent. */
  let began = -Infinity
  let sent = 0
  let sentBefore = 0
  let answered = false
  let short = false

  const tick = (now: number) => {
    if (now - began < second) return
    // Where less than one a second is sent, the next comes later than after a second.
    const inTurn = now - began < Math.max(2 * second, (3 * second) / rate)
    sentBefore = inTurn ? sent : 0
    if (short && answered && inTurn) {
      rate = Math.min(most, step === undefined ? 2 * rate : rate + step)
      // The longer all is well, the further away is what was too much.
      if (step !== undefined) step *= 1.05
    }
    began = now
    sent = 0
    answered = short = false
  }

  const fill = (now: number) => {
    tokens = Math.min(room(rate), tokens + (Math.max(0, now - filledAt) * rate) / second)
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
      // The least that a timer can wait is a millisecond, so a remainder of a token is none.
      if (tokens < 1 - 1e-6) {
        short = true
        return Math.max(1, Math.ceil(((1 - tokens) * second) / rate))
      }
      tokens--
      sent++
      return 0
    },
    ok: (now) => {
      tick(now)
      answered = true
    },
    limited: (now, retryAfter) => {
      tick(now)
      hold(now, retryAfter)
      short = false
      // What was sent before the cut may be refused after it: the refusals of one second are one.
      if (now - cutAt < second) return
      cutAt = now
      // One who sends little may be refused because others send much: that says little of what is too much.
      const before = rate
      rate = Math.max(least, 0.7 * Math.min(rate, Math.max(sent, sentBefore, rate / 2)))
      // Back to where it was in five seconds, however many refusals came in a row; and where so many came that this is forgotten, up all the same.
      peak = Math.max(before, 0.7 * peak)
      step = Math.max((peak - rate) / 5, least / 4)
      tokens = 0
    }
  }
}

/** What may be sent at once after a silence: a fifth of a second's worth, and the pages of a short list. */
const room = (rate: number): number => Math.max(4, rate / 5)
