import type { HazardModel } from "./hazard.ts"
import { longestGap, targetGap } from "./schedule.ts"
import type { Aim } from "./schedule.ts"

/**
 * The price of a single look, for {@link lookGap}. It is one for all kinds of task: that costs the fewest requests at a given mean delay.
 * How much each kind matters is told by the last two hundred tasks that came; how wrong the price is, by the ends.
 */
export interface Price {
  /** One more task of this kind is awaited. */
  readonly addTask: (kind: HazardModel) => void
  /** A task of this kind ended. `gap`: milliseconds between the two single looks that its end fell between, if it was found so. */
  readonly addEnd: (kind: HazardModel, gap?: number) => void
  /** The price now. */
  readonly value: (aim: Aim, answer: number) => number
}

/** How much a task counts beside the one that came after it. */
const decayPerTask = 0.995
/** How much one gap that came out wrong changes those that follow. */
const correctionRate = 0.005

/** The price before anything was seen. */
export const make = (): Price => {
  /** Kinds by how many of the last tasks were theirs: of those that came and not of those that ended, which are the short ones at first. */
  const shares = new Map<HazardModel, number>()
  let solved = { gap: 0, most: 0, price: 1e6 }
  let changes = 0
  /** What the wanted gap is multiplied by, so that the gaps in which ends fall come out as wanted. */
  let correction = 1

  const meanGapAt = (price: number, most: number) => {
    let sum = 0
    let gap = 0
    for (const [kind, share] of shares) {
      sum += share
      gap += share * kind.gap(price, most)
    }
    return gap / sum
  }

  /** The gap grows with the price: halves the interval, on a logarithmic scale, around what it was before. */
  const solve = (gap: number, most: number) => {
    let low = solved.price / 4
    let high = solved.price * 4
    while (low > 1e-6 && meanGapAt(low, most) > gap) low /= 16
    while (high < 1e15 && meanGapAt(high, most) < gap) high *= 16
    while (high > low * 1.01) {
      const middle = Math.sqrt(low * high)
      if (meanGapAt(middle, most) < gap) low = middle
      else high = middle
    }
    return high
  }

  return {
    addTask: (kind) => {
      for (const [other, share] of shares) {
        // A kind that has not come for long is forgotten, so that any number of labels costs nothing.
        if (share < 0.01) shares.delete(other)
        else shares.set(other, share * decayPerTask)
      }
      const share = shares.get(kind)
      shares.set(kind, (share ?? 0) + 1)
      changes += share === undefined ? Infinity : 1
    },
    addEnd: (kind, gap) => {
      changes++
      if (gap === undefined || solved.gap === 0) return
      const planned = kind.gap(solved.price, solved.most) / correction
      correction *= 1 + correctionRate * Math.max(-2, (planned - gap) / solved.gap)
      correction = Math.min(2, Math.max(0.5, correction))
    },
    value: (aim, answer) => {
      const gap = targetGap(aim, answer)
      const most = longestGap(aim, answer)
      // One task among many changes little.
      if (changes >= 20 || gap !== solved.gap || most !== solved.most) {
        solved = { gap, most, price: solve(gap * correction, most) }
        changes = 0
      }
      return solved.price
    }
  }
}
