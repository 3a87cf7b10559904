/**
 * How fast starts are sent: as fast as they are answered, until the service refuses because there
 * were too many; from then on at most so many a second, fewer with each refusal, and slowly more
 * again. `lookout/model/rateLimit.ts` is another such controller: it has a rate from the first
 * request on, while starts are not held up before one was refused. Deterministic: time is an
 * argument, in milliseconds.
 */

/** The rate of one account's starts. */
export interface StartRate {
  /**
   * 0: one may be sent now. Otherwise none may, for so many milliseconds, or, where it is infinite,
   * until another was answered.
   */
  readonly wait: (now: number, inFlight: number) => number
  readonly sent: (now: number) => void
  readonly ok: (now: number) => void
  /** Too many. It says nothing of a rate that was not used. */
  readonly refused: (now: number) => void
}

/** How many may be under way at first; two answers allow one more. */
const firstWindow = 10

/** What was learned is forgotten when it has not mattered for so long. */
const forgetAfterMillis = 60_000

/** So many answers are kept at least before old ones are dropped. */
const leastOks = 64

/** Nothing is known yet. */
export const make = (): StartRate => {
  let window = firstWindow
  /** A second. */
  let rate = Infinity
  let nextAt = -Infinity
  let usedAt = -Infinity
  let grownAt = -Infinity
  let sentAt = -Infinity
  /** When starts were answered, oldest first; those of the last second count. */
  let oks: Array<number> = []
  let maxOks = leastOks

  return {
    wait: (now, inFlight) => {
      if (now - usedAt > forgetAfterMillis) rate = Infinity
      if (now - sentAt > forgetAfterMillis) window = firstWindow
      if (rate === Infinity) return inFlight < window ? 0 : Infinity
      if (now >= nextAt) return 0
      usedAt = now
      return Math.ceil(nextAt - now)
    },
    sent: (now) => {
      sentAt = now
      if (rate === Infinity) return
      if (now - usedAt < 1000 && now - grownAt >= 1000) {
        rate *= 1.05
        grownAt = now
      }
      // Timers are late: what they lose is made up for by the next.
      nextAt = Math.max(nextAt, now - 1000 / rate) + 1000 / rate
    },
    ok: (now) => {
      window += 0.5
      oks.push(now)
      // A copy for each of a thousand starts would be a large part of all that they allocate.
      if (oks.length < maxOks) return
      oks = oks.filter((at) => at > now - 1000)
      maxOks = Math.max(leastOks, 2 * oks.length)
    },
    refused: (now) => {
      const isFirst = rate === Infinity
      if (!isFirst && now - usedAt > 2000) return
      rate = Math.max(0.5, 0.7 * (isFirst ? Math.max(firstWindow, oks.filter((at) => at > now - 1000).length) : rate))
      usedAt = grownAt = now
      window = firstWindow
    }
  }
}
