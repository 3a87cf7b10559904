/**
 * What to ask next, and when. Pure: times are in milliseconds, and random numbers are arguments.
 * The theory is that of optimum checking schedules (Barlow, Hunter, Proschan; Keller 1974): where
 * the end of a task comes with hazard `h`, and one request costs as much as `μ` of delay, looks
 * should be `√(2μ/h)` apart.
 *
 * Requests are counted so: every look and every page of a list counts, also the one that finds the
 * end. The read of a result, once the end is known, is the price of the result and not of waiting,
 * and is counted apart.
 */
import type { HazardModel } from "./hazard.ts"

/** What the caller wants. */
export interface Aim {
  /**
   * How long after its end a task is noticed, on average over all tasks, the answer's way included.
   */
  readonly mean: number
  /** How long after its end a task is noticed at the latest, while the service answers. */
  readonly most: number
}

/** A task that is awaited. */
export interface InFlightTask {
  readonly durations: HazardModel
  /** When it was started, by the clock that the plan is made by. */
  readonly startedAt: number
}

/** What is awaited at one moment. */
export interface Load {
  readonly tasks: number
  /** Σh: how many ends come in a millisecond. */
  readonly ends: number
  /** Σ√h. */
  readonly roots: number
}

/**
 * A tenth more or less, so that waits that began together drift apart. `random` is between 0 and 1.
 */
export const withJitter = (delay: number, random: number): number => delay * (0.9 + 0.2 * random)

/**
 * Of more tasks than this a sample is summed up: the sums are asked for often, and an estimate is
 * enough.
 */
const maxSample = 1000

/**
 * Sums up. A hazard model works in what it was told when it is asked next, so tell and ask in
 * turns, and not task by task.
 */
export const loadOf = (tasks: ReadonlyArray<InFlightTask>, now: number): Load => {
  const stride = Math.max(1, Math.floor(tasks.length / maxSample))
  let ends = 0
  let roots = 0
  for (let at = 0; at < tasks.length; at += stride) {
    const { durations, startedAt } = tasks[at]!
    const hazard = durations.hazard(now - startedAt)
    ends += hazard
    roots += Math.sqrt(hazard)
  }
  const weight = tasks.length / Math.ceil(tasks.length / stride) || 0
  return { tasks: tasks.length, ends: ends * weight, roots: roots * weight }
}

/**
 * Single looks at each task, or passes over the list that take `pages` requests each: what costs
 * less at the same mean delay.
 */
export const choose = ({ ends, roots }: Load, pages: number): "looks" | "pass" =>
  Math.sqrt(pages * ends) < roots ? "pass" : "looks"

/**
 * How many requests a pass will take, when the last one took `pages` and was so long ago. A list
 * that was once too long for its use must be tried again: each five minutes halve what is above
 * `least`.
 */
export const expectedPages = (pages: number, ago: number, least: number): number =>
  least + Math.max(0, pages - least) * 2 ** (-ago / 300_000)

/** A full page weighs as much as so many reads of a result, in bytes and in work for both sides. */
const pageWeight = 10

/**
 * Which list to read: of the running tasks, where each task that is missing is asked for by itself,
 * or of all tasks since the oldest awaited one, which tells their ends itself. `reads`: whether an
 * end costs the read of a result anyway; then asking for it costs nothing more. Where reads would
 * use up half of the requests that the service bears, a read is as dear as a page.
 */
export const prefersRunning = (
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
 * Milliseconds from the sending of one pass to the next. The pace is even, and a little faster the
 * more tasks share a page: a shared pass is cheap, and an even pace has a short tail. It is slower
 * only where even single looks, at their price, would wait longer.
 */
export const passGap = (
  tasks: ReadonlyArray<InFlightTask>,
  now: number,
  pages: number,
  price: number,
  aim: Aim,
  latency: number
): number => {
  const load = loadOf(tasks, now)
  const most = longestGap(aim, latency)
  let gap = Math.min(most, targetGap(aim, latency) * (1 + (load.tasks / pages / 150) ** 2) ** -0.15)
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

/** No two looks at one task, and no two passes, are closer together than this, in milliseconds. */
const minGap = 100
/** However rare looks are to be, two of them may be as close together as this, in milliseconds. */
const maxMinGap = 1000

/**
 * The shortest time from one pass to the next, whatever was learned: a quarter of the gap of the
 * even pace, which no planned pass undercuts.
 */
export const shortestPassGap = (aim: Aim, latency: number): number =>
  Math.min(maxMinGap, Math.max(minGap, targetGap(aim, latency) / 4))

/** The shortest time from one look at a task to the next, whatever was learned. */
export const shortestLookGap = (aim: Aim, latency: number): number =>
  Math.min(maxMinGap, Math.max(minGap, targetGap(aim, latency) / 16))

/** Milliseconds from the sending of one look at a task of this age to the next. */
export const lookGap = (durations: HazardModel, age: number, price: number, aim: Aim, latency: number): number =>
  Math.min(durations.delay(age, price), longestGap(aim, latency))

/**
 * How far apart two looks are on average. `latency` is how long an answer takes; it tells what was
 * true half-way. A little less than is wanted, since jitter and every error in what is learned only
 * add to the delay.
 */
export const targetGap = ({ mean }: Aim, latency: number): number => 0.99 * 2 * Math.max(mean - latency / 2, mean / 3)

/** The longest gap that keeps the promise, jitter and answer included. */
export const longestGap = ({ most }: Aim, latency: number): number => Math.max(most - latency, most / 3) / 1.1
