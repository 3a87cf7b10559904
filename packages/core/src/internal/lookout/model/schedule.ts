/**
 * What to ask next, and when. Pure: times in milliseconds, random numbers come in. The theory is that of optimum checking schedules
 * (Barlow, Hunter, Proschan; Keller 1974): where the end of a task comes with hazard `h`, and one request costs as much as `μ` of
 * delay, looks should be `√(2μ/h)` apart.
 *
 * Requests are counted so: every look and every page of a list counts, also the one that finds the end; the read of a result, once the
 * end is known, is the price of the result and not of waiting, and is counted apart.
 */
import type { Learned } from "./hazard.ts"

/** What the caller wants. */
export interface Aim {
  /** How long after its end a task is noticed, on average over all tasks, the way of the answer included. */
  readonly mean: number
  /** How long after its end a task is noticed at the latest, while the service answers. */
  readonly most: number
}

/** A task that is awaited. */
export interface Awaited {
  readonly kind: Learned
  /** When it was started, by the clock that the plan is made by. */
  readonly born: number
}

/** What is awaited at one moment. */
export interface Load {
  readonly tasks: number
  /** Σh: how many ends come in a millisecond. */
  readonly ends: number
  /** Σ√h. */
  readonly roots: number
}

/** A tenth more or less, so that waits that began together drift apart. `random` is between 0 and 1. */
export const jittered = (delay: number, random: number): number => delay * (0.9 + 0.2 * random)

/** Of more tasks than this, every so many stand for all: the sums are asked for often, and an estimate is all they are. */
const enough = 1000

/** Sums up. Kinds are learned by and asked in turns, not in between each other: what was told is worked in at the next question. */
export const loadOf = (tasks: ReadonlyArray<Awaited>, now: number): Load => {
  const stride = Math.max(1, Math.floor(tasks.length / enough))
  let ends = 0
  let roots = 0
  for (let at = 0; at < tasks.length; at += stride) {
    const { born, kind } = tasks[at]!
    const hazard = kind.hazard(now - born)
    ends += hazard
    roots += Math.sqrt(hazard)
  }
  const weight = tasks.length / Math.ceil(tasks.length / stride) || 0
  return { tasks: tasks.length, ends: ends * weight, roots: roots * weight }
}

/** Single looks at each task, or passes over the list that take `pages` requests each: what costs less at the same mean delay. */
export const choose = ({ ends, roots }: Load, pages: number): "looks" | "pass" =>
  Math.sqrt(pages * ends) < roots ? "pass" : "looks"

/**
 * How many requests a pass will take, when the last one took `pages` and was so long ago. What is not asked for is forgotten, so that a
 * list that was once too long for its use is tried again: each five minutes halve what is above `least`.
 */
export const pagesNow = (pages: number, ago: number, least: number): number =>
  least + Math.max(0, pages - least) * 2 ** (-ago / 300_000)

/** A full page weighs as much as so many reads of a result, in bytes and in work for both sides. */
const pageWeight = 10

/**
 * Which list to read: of the running tasks, where what is missing is asked for one by one, or of all tasks since the oldest awaited one,
 * which tells their ends itself. `reads`: whether an end costs the read of a result anyway; then the question costs nothing more. Where
 * reads would use up half of the requests that the service bears, a read is as dear as a page.
 */
export const filtered = (
  pages: { readonly running: number; readonly all: number },
  { ends }: Load,
  gap: number,
  reads: boolean,
  perSecond = Infinity
): boolean => {
  const weight = 2000 * ends > perSecond ? 1 : pageWeight
  return pages.running + (reads ? 0 : (ends * gap) / weight) <= pages.all
}

/**
 * Milliseconds from the sending of one pass to the next. The pace is even, a little faster the more tasks share a page: a shared pass is
 * cheap, and an even pace keeps the tail short. It is slower only where even single looks, at their price, would wait longer.
 */
export const passGap = (
  tasks: ReadonlyArray<Awaited>,
  now: number,
  pages: number,
  price: number,
  aim: Aim,
  answer: number
): number => {
  const load = loadOf(tasks, now)
  const most = longest(aim, answer)
  let gap = Math.min(most, apart(aim, answer) * (1 + (load.tasks / pages / 150) ** 2) ** -0.15)
  let ends = Math.max(load.ends, loadOf(tasks, now + gap).ends)
  let left = Math.sqrt(price * pages) - gap * Math.sqrt(ends / 2)
  while (left > 0 && gap < most) {
    const next = Math.min(most, gap * 1.5)
    ends = Math.max(ends, loadOf(tasks, now + next).ends)
    const pace = Math.sqrt(ends / 2)
    if ((next - gap) * pace >= left) return gap + left / pace
    left -= (next - gap) * pace
    gap = next
  }
  return gap
}

/** Milliseconds from the sending of one look at a task to the next. */
export const lookGap = (kind: Learned, age: number, price: number, aim: Aim, answer: number): number =>
  Math.min(kind.delay(age, price), longest(aim, answer))

/**
 * How far apart two looks are on average. `answer` is how long an answer takes; it tells what was true half-way. A little less than is
 * wanted, since jitter and every error in what is learned only add to the delay.
 */
const apart = ({ mean }: Aim, answer: number): number => 0.99 * 2 * Math.max(mean - answer / 2, mean / 3)

/** The longest gap that keeps the promise, jitter and answer included. */
const longest = ({ most }: Aim, answer: number): number => Math.max(most - answer, most / 3) / 1.1

/**
 * The price of a single look, for {@link lookGap}. It is one for all kinds of task: that costs the fewest requests at a given mean delay.
 * How much each kind matters is told by the last two hundred tasks that came; how wrong the price is, by the ends.
 */
export interface Price {
  /** One more task of this kind is awaited. */
  readonly met: (kind: Learned) => void
  /** A task of this kind ended. `gap`: milliseconds between the two single looks that its end fell between, if it was found so. */
  readonly ended: (kind: Learned, gap?: number) => void
  /** The price now. */
  readonly of: (aim: Aim, answer: number) => number
}

/** How much a task counts beside the one that came after it. */
const fading = 0.995
/** How much one gap that came out wrong changes those that follow. */
const learning = 0.005

/** The price before anything was seen. */
export const price = (): Price => {
  /** Kinds by how many of the last tasks were theirs: of those that came and not of those that ended, which are the short ones at first. */
  const shares = new Map<Learned, number>()
  let solved = { gap: 0, most: 0, price: 1e6 }
  let stale = 0
  /** What the wanted gap is multiplied by, so that the gaps in which ends fall come out as wanted. */
  let correction = 1

  const meanGap = (price: number, most: number) => {
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
    while (low > 1e-6 && meanGap(low, most) > gap) low /= 16
    while (high < 1e15 && meanGap(high, most) < gap) high *= 16
    while (high > low * 1.01) {
      const middle = Math.sqrt(low * high)
      if (meanGap(middle, most) < gap) low = middle
      else high = middle
    }
    return high
  }

  return {
    met: (kind) => {
      for (const [other, share] of shares) {
        // A kind that has not come for long is forgotten, so that any number of labels costs nothing.
        if (share < 0.01) shares.delete(other)
        else shares.set(other, share * fading)
      }
      const share = shares.get(kind)
      shares.set(kind, (share ?? 0) + 1)
      stale += share === undefined ? Infinity : 1
    },
    ended: (kind, gap) => {
      stale++
      if (gap === undefined || solved.gap === 0) return
      const planned = kind.gap(solved.price, solved.most) / correction
      correction *= 1 + learning * Math.max(-2, (planned - gap) / solved.gap)
      correction = Math.min(2, Math.max(0.5, correction))
    },
    of: (aim, answer) => {
      const gap = apart(aim, answer)
      const most = longest(aim, answer)
      // One task among many changes little.
      if (stale >= 20 || gap !== solved.gap || most !== solved.most) {
        solved = { gap, most, price: solve(gap * correction, most) }
        stale = 0
      }
      return solved.price
    }
  }
}
