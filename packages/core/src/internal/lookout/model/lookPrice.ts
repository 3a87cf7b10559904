/**
 * The price of a single look, for {@link lookGap}, in milliseconds of delay. It is one for all
 * cohorts: that costs the fewest requests at a given mean delay. How much each cohort matters is
 * told by the last two hundred tasks that came; how wrong the price is, by the ends.
 * Deterministic: no clock is read.
 */
import type { HazardModel } from "./hazard.ts"
import { longestGap, targetGap } from "./schedule.ts"
import type { Aim } from "./schedule.ts"

/** The price, and what it is learned from. */
export interface Price {
  /** One more task of this cohort is awaited. */
  readonly addTask: (durations: HazardModel) => void
  /**
   * A task of this cohort ended. `gap`: milliseconds between the two single looks that its end fell
   * between, if it was found so.
   */
  readonly addEnd: (durations: HazardModel, gap?: number) => void
  /** The price now. */
  readonly value: (aim: Aim, latency: number) => number
}

/** How much a task counts beside the one that came after it. */
const decayPerTask = 0.995
/** How much one gap that came out wrong changes those that follow. */
const correctionRate = 0.005
/** After so many changes the price is solved anew: one task among many changes little. */
const solveAfterChanges = 20
/** A cohort with a smaller share is forgotten, so that any number of labels costs nothing. */
const forgottenShare = 0.01

/** The price before anything was seen. */
export const make = (): Price => {
  /**
   * Cohorts by how many of the last tasks were theirs: of the tasks that came and not of those that
   * ended, since at first only short ones have ended.
   */
  const shares = new Map<HazardModel, number>()
  let solved = { gap: 0, most: 0, price: 1e6 }
  let changes = 0
  /**
   * What the wanted gap is multiplied by, so that the gaps in which ends fall come out as wanted.
   */
  let correction = 1

  const meanGapAt = (price: number, most: number) => {
    let sum = 0
    let gap = 0
    for (const [durations, share] of shares) {
      sum += share
      gap += share * durations.gap(price, most)
    }
    return gap / sum
  }

  /** The price of this gap, which grows with it: by bisection on a logarithmic scale. */
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
    addTask: (durations) => {
      for (const [other, share] of shares) {
        if (share < forgottenShare) shares.delete(other)
        else shares.set(other, share * decayPerTask)
      }
      const share = shares.get(durations)
      shares.set(durations, (share ?? 0) + 1)
      changes += share === undefined ? Infinity : 1
    },
    addEnd: (durations, gap) => {
      changes++
      if (gap === undefined || solved.gap === 0) return
      const planned = durations.gap(solved.price, solved.most) / correction
      correction *= 1 + correctionRate * Math.max(-2, (planned - gap) / solved.gap)
      correction = Math.min(2, Math.max(0.5, correction))
    },
    value: (aim, latency) => {
      const gap = targetGap(aim, latency)
      const most = longestGap(aim, latency)
      if (changes >= solveAfterChanges || gap !== solved.gap || most !== solved.most) {
        solved = { gap, most, price: solve(gap * correction, most) }
        changes = 0
      }
      return solved.price
    }
  }
}
