/**
 * How long tasks of one kind take, learned while they are awaited: the hazard, which is how likely the end is in the next moment of a
 * task that has come this far. Pure; ages and delays are in milliseconds, hazards per millisecond.
 *
 * Ends and time under observation are counted in bins of age and divided (an occurrence/exposure rate). So a task that still runs, one
 * that nobody waits for any more, and one that was attached late tell what was seen of them, and bias nothing.
 */

/** What was seen of one kind of task. */
export interface Learned {
  /**
   * A task was not over at any age between these two. Tell each stretch once: of the tasks in flight at each pass, from the age that was
   * told last, and of a task that nobody awaits any more, up to the last look.
   */
  readonly lived: (from: number, to: number) => void
  /** The same, and at `to` it ended. The last 500 ends count, the older the less. */
  readonly ended: (from: number, to: number) => void
  /** How likely the end is in the next millisecond at this age. Always above 0. */
  readonly hazard: (age: number) => number
  /** How long to wait at this age before a look that costs `price` milliseconds of delay: `d` with `∫√(h/2) = √price` over it. */
  readonly delay: (age: number, price: number) => number
  /** How far apart the two looks are that an end falls between, on average, at this price and if no gap is longer than `most`. */
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

/** The bins end at a quarter of a second, then at ages in this ratio; the last one is for those older than 15 hours. */
const bins = 72
const shortest = 250
const ratio = 2 ** 0.25
const lows = Array.from({ length: bins }, (_, bin) => (bin === 0 ? 0 : shortest * ratio ** (bin - 1)))
const highOf = (bin: number): number => lows[bin + 1] ?? Infinity
const widthOf = (bin: number): number => (bin === bins - 1 ? lows[bin]! : highOf(bin) - lows[bin]!)

/** Ends that count. */
const window = 500
/** Each bin is read together with so many neighbours on either side, the nearer the more. */
const reach = 1

/** Before anything was seen: log-normal around a minute, as the hazard of each bin. */
const prior = (() => {
  const median = 60_000
  const sigma = 1
  const mass = lows.map((_, bin) => {
    const z = Math.log((shortest * ratio ** (bin - 0.5)) / median) / sigma
    return Math.exp((-z * z) / 2)
  })
  let beyond = 0
  return mass
    .toReversed()
    .map((one, nth) => {
      beyond += one
      // Those who end within a bin are under observation for half of it.
      return one / (beyond - one / 2) / widthOf(bins - 1 - nth)
    })
    .toReversed()
})()

/**
 * How many tasks that were seen at an age the prior is worth there, after so many ends: enough at first that a task which merely goes on
 * does not seem endless, and little soon.
 */
const believed = (ends: number): number => 0.5 + 40 / (1 + ends)

/** What is known of a kind: nothing, or what an earlier process saved. Anything but that is nothing. */
export const make = (saved?: unknown): Learned => {
  const ends = isSaved(saved) ? saved.ends.slice() : lows.map(() => 0)
  const time = isSaved(saved) ? saved.time.slice() : lows.map(() => 0)
  const hazards = lows.map(() => 0)
  /** How many of all such tasks end in each bin, as a share. */
  const shares = lows.map(() => 0)
  let stale = true

  const refresh = () => {
    if (!stale) return
    stale = false
    const weight = believed(ends.reduce((sum, count) => sum + count, 0))
    let alive = 1
    for (let bin = 0; bin < bins; bin++) {
      // Ends and time by the width of their bins, so that a wide neighbour does not outweigh a narrow one.
      let over = 0
      let under = 0
      for (let near = Math.max(0, bin - reach); near <= Math.min(bins - 1, bin + reach); near++) {
        const share = reach + 1 - Math.abs(near - bin)
        over += share * (ends[near]! + weight * widthOf(near) * prior[near]!)
        under += share * (time[near]! / widthOf(near) + weight)
      }
      const hazard = over / (under * widthOf(bin))
      const after = alive * Math.exp(-hazard * (highOf(bin) - lows[bin]!))
      hazards[bin] = hazard
      shares[bin] = alive - after
      alive = after
    }
  }

  const lived = (from: number, to: number) => {
    if (!(to > from && to < Infinity)) return
    stale = true
    const last = binOf(to)
    for (let bin = binOf(from); bin <= last; bin++) {
      time[bin]! += Math.max(0, Math.min(to, highOf(bin)) - Math.max(from, lows[bin]!))
    }
  }

  /** How far from this age, forth or back, `∫√(h/2)` comes to `amount`. */
  const forth = (age: number, amount: number) => {
    let left = amount
    let at = age
    for (let bin = binOf(at); ; bin++) {
      const pace = Math.sqrt(hazards[bin]! / 2)
      const whole = (highOf(bin) - at) * pace
      if (whole >= left) return at - age + left / pace
      left -= whole
      at = highOf(bin)
    }
  }
  const back = (age: number, amount: number) => {
    let left = amount
    let at = age
    for (let bin = binOf(at); bin >= 0; bin--) {
      const pace = Math.sqrt(hazards[bin]! / 2)
      const whole = (at - lows[bin]!) * pace
      if (whole >= left) return age - at + left / pace
      left -= whole
      at = lows[bin]!
    }
    return age
  }

  return {
    lived,
    ended: (from, to) => {
      for (let bin = 0; bin < bins; bin++) {
        ends[bin]! *= 1 - 1 / window
        time[bin]! *= 1 - 1 / window
      }
      lived(from, to)
      ends[binOf(to)]!++
      stale = true
    },
    hazard: (age) => {
      refresh()
      return hazards[binOf(age)]!
    },
    delay: (age, price) => {
      refresh()
      return forth(Math.max(0, age), Math.sqrt(price))
    },
    gap: (price, most) => {
      refresh()
      // The end falls half-way between two looks, by the measure that they are planned by.
      const half = Math.sqrt(price) / 2
      return shares.reduce((sum, share, bin) => {
        const age = midOf(bin)
        return sum + share * Math.min(back(age, half) + forth(age, half), most)
      }, 0)
    },
    save: () => ({ version: 1, ends: ends.slice(), time: time.slice() })
  }
}

const binOf = (age: number): number =>
  age < shortest ? 0 : Math.min(bins - 1, 1 + Math.floor(Math.log(age / shortest) / Math.log(ratio)))

const midOf = (bin: number): number => lows[bin]! + widthOf(bin) / 2

const isSaved = (value: unknown): value is Saved =>
  typeof value === "object" &&
  value !== null &&
  "version" in value &&
  value.version === 1 &&
  "ends" in value &&
  isCounts(value.ends, window) &&
  "time" in value &&
  isCounts(value.time, Number.MAX_SAFE_INTEGER)

const isCounts = (value: unknown, most: number): value is ReadonlyArray<number> =>
  Array.isArray(value) &&
  value.length === bins &&
  value.every((count) => typeof count === "number" && count >= 0 && count <= most)
