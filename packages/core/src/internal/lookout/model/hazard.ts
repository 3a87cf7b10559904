/**
 * How long tasks of one cohort take, learned while they are awaited: the hazard, which is how
 * likely the end is in the next moment of a task that has come this far. Deterministic: ages are
 * arguments. Ages and delays are in milliseconds, hazards per millisecond.
 *
 * Ends and time under observation are counted in bins of age and divided (an occurrence/exposure
 * rate). So a task that still runs, one whose waiters have left, and one that was attached late
 * tell what was seen of them, and bias nothing.
 */

/** What was seen of one cohort. */
export interface HazardModel {
  /**
   * A task was not over at any age between these two. Tell each stretch once: of a task in flight
   * from the age that was told last, and of a task whose waiters have left up to the last look.
   */
  readonly addAlive: (from: number, to: number) => void
  /** The same, and at `to` it ended. The last 500 ends count, the older the less. */
  readonly addEnd: (from: number, to: number) => void
  /** How likely the end is in the next millisecond at this age. Always above 0. */
  readonly hazard: (age: number) => number
  /**
   * How long to wait at this age before a look that costs `price` milliseconds of delay: `d` with
   * `∫√(h/2) = √price` over it.
   */
  readonly delay: (age: number, price: number) => number
  /**
   * How far apart the two looks are that an end falls between, on average, at this price and if no
   * gap is longer than `most`.
   */
  readonly gap: (price: number, most: number) => number
  /** What the next process should know. */
  readonly save: () => Saved
}

/** Plain JSON. */
export interface Saved {
  readonly version: 1
  /** Ends by bin. */
  readonly ends: ReadonlyArray<number>
  /** Milliseconds under observation by bin. */
  readonly time: ReadonlyArray<number>
}

/**
 * The bins end at a quarter of a second, then at ages in this ratio; the last is for ages over 15
 * hours.
 */
const binCount = 72
const firstBinMillis = 250
const binRatio = 2 ** 0.25
const binStarts = Array.from({ length: binCount }, (_, bin) => (bin === 0 ? 0 : firstBinMillis * binRatio ** (bin - 1)))
const binEnd = (bin: number): number => binStarts[bin + 1] ?? Infinity
const binWidth = (bin: number): number => (bin === binCount - 1 ? binStarts[bin]! : binEnd(bin) - binStarts[bin]!)

/** How many ends count. */
const rememberedEnds = 500
/** Each bin is smoothed over so many neighbours on either side, the nearer the more. */
const smoothingReach = 1

/** Before anything was seen: log-normal around a minute, as the hazard of each bin. */
const prior = (() => {
  const median = 60_000
  const sigma = 1
  const mass = binStarts.map((_, bin) => {
    const z = Math.log((firstBinMillis * binRatio ** (bin - 0.5)) / median) / sigma
    return Math.exp((-z * z) / 2)
  })
  let beyond = 0
  return mass
    .toReversed()
    .map((one, nth) => {
      beyond += one
      // A task that ends within a bin is under observation for half of it.
      return one / (beyond - one / 2) / binWidth(binCount - 1 - nth)
    })
    .toReversed()
})()

/**
 * As how many tasks the prior counts at each age, after so many ends: enough at first that a task
 * which merely goes on does not seem endless, and little soon.
 */
const priorWeight = (ends: number): number => 0.5 + 40 / (1 + ends)

/**
 * A model of nothing, or of what an earlier process saved; what is not in its format is ignored.
 */
export const make = (saved?: unknown): HazardModel => {
  const ends = isSaved(saved) ? saved.ends.slice() : binStarts.map(() => 0)
  const time = isSaved(saved) ? saved.time.slice() : binStarts.map(() => 0)
  const hazards = binStarts.map(() => 0)
  /** How many of all such tasks end in each bin, as a share. */
  const shares = binStarts.map(() => 0)
  let isStale = true

  const refresh = () => {
    if (!isStale) return
    isStale = false
    const weight = priorWeight(ends.reduce((sum, count) => sum + count, 0))
    let alive = 1
    for (let bin = 0; bin < binCount; bin++) {
      // Ends and time by the width of their bins, so that a wide one does not outweigh its
      // neighbour.
      let over = 0
      let under = 0
      for (let near = Math.max(0, bin - smoothingReach); near <= Math.min(binCount - 1, bin + smoothingReach); near++) {
        const share = smoothingReach + 1 - Math.abs(near - bin)
        over += share * (ends[near]! + weight * binWidth(near) * prior[near]!)
        under += share * (time[near]! / binWidth(near) + weight)
      }
      const hazard = over / (under * binWidth(bin))
      const after = alive * Math.exp(-hazard * (binEnd(bin) - binStarts[bin]!))
      hazards[bin] = hazard
      shares[bin] = alive - after
      alive = after
    }
  }

  const lived = (from: number, to: number) => {
    if (!(to > from && to < Infinity)) return
    isStale = true
    const last = binOf(to)
    for (let bin = binOf(from); bin <= last; bin++) {
      time[bin]! += Math.max(0, Math.min(to, binEnd(bin)) - Math.max(from, binStarts[bin]!))
    }
  }

  /** How far from this age, forth or back, `∫√(h/2)` comes to `amount`. */
  const forward = (age: number, amount: number) => {
    let left = amount
    let at = age
    for (let bin = binOf(at); ; bin++) {
      const pace = Math.sqrt(hazards[bin]! / 2)
      const whole = (binEnd(bin) - at) * pace
      if (whole >= left) return at - age + left / pace
      left -= whole
      at = binEnd(bin)
    }
  }
  const backward = (age: number, amount: number) => {
    let left = amount
    let at = age
    for (let bin = binOf(at); bin >= 0; bin--) {
      const pace = Math.sqrt(hazards[bin]! / 2)
      const whole = (at - binStarts[bin]!) * pace
      if (whole >= left) return age - at + left / pace
      left -= whole
      at = binStarts[bin]!
    }
    return age
  }

  return {
    addAlive: lived,
    addEnd: (from, to) => {
      for (let bin = 0; bin < binCount; bin++) {
        ends[bin]! *= 1 - 1 / rememberedEnds
        time[bin]! *= 1 - 1 / rememberedEnds
      }
      lived(from, to)
      ends[binOf(to)]!++
      isStale = true
    },
    hazard: (age) => {
      refresh()
      return hazards[binOf(age)]!
    },
    delay: (age, price) => {
      refresh()
      return forward(Math.max(0, age), Math.sqrt(price))
    },
    gap: (price, most) => {
      refresh()
      // The end falls half-way between two looks, by the measure that they are planned by.
      const half = Math.sqrt(price) / 2
      return shares.reduce((sum, share, bin) => {
        const age = binMiddle(bin)
        return sum + share * Math.min(backward(age, half) + forward(age, half), most)
      }, 0)
    },
    save: () => ({ version: 1, ends: ends.slice(), time: time.slice() })
  }
}

const binOf = (age: number): number =>
  age < firstBinMillis ? 0 : Math.min(binCount - 1, 1 + Math.floor(Math.log(age / firstBinMillis) / Math.log(binRatio)))

const binMiddle = (bin: number): number => binStarts[bin]! + binWidth(bin) / 2

const isSaved = (value: unknown): value is Saved =>
  typeof value === "object" &&
  value !== null &&
  "version" in value &&
  value.version === 1 &&
  "ends" in value &&
  isCounts(value.ends, rememberedEnds) &&
  "time" in value &&
  isCounts(value.time, Number.MAX_SAFE_INTEGER)

const isCounts = (value: unknown, most: number): value is ReadonlyArray<number> =>
  Array.isArray(value) &&
  value.length === binCount &&
  value.every((count) => typeof count === "number" && count >= 0 && count <= most)
