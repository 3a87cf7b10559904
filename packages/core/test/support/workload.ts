/** Runs many tasks through a fleet, and tells what the waits cost. */
import { Cause, Clock, Effect, Exit, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Task } from "@errand/core"
import type { Fleet } from "@errand/core/testing"
import { random, shuffled } from "../../src/internal/testing/durations.ts"

/** Milliseconds: how long each task takes, and when it is started. */
export interface Load {
  readonly takes: ReadonlyArray<number>
  readonly at: ReadonlyArray<number>
  readonly label?: (nth: number) => string
}

/** What it cost. Delays in seconds. */
export interface Cost {
  /** Looks and pages of lists per task; the reads of results are counted apart. */
  readonly requests: number
  readonly results: number
  /** From the true end to the answer that told of it. */
  readonly mean: number
  readonly p99: number
  readonly most: number
  /** From the true end to when the caller's `Task.join` gave the output. */
  readonly joined: { readonly mean: number; readonly p99: number; readonly most: number }
  /** Waits that did not give the task's own output. */
  readonly lost: number
  readonly refused: number
}

/**
 * Starts that come at random, so that so many tasks are in flight on average: the quantiles of the
 * exponential distribution, shuffled.
 */
export const poisson = (takes: ReadonlyArray<number>, inFlight: number, seed: number): Load => {
  const between = takes.reduce((sum, one) => sum + one, 0) / takes.length / inFlight
  const gaps = takes.map((_, nth) => -Math.log((nth + 0.5) / takes.length) * between)
  let at = 0
  return { takes, at: shuffled(gaps, random(seed)).map((gap) => (at += gap)) }
}

/** All at once. */
export const together = (takes: ReadonlyArray<number>): Load => ({ takes, at: takes.map(() => 0) })

/**
 * Starts each task in its time and joins it, all through `Task`, and turns the clock until the last
 * one is done. `steady`: counts what is asked from when a third is started until all are, while as
 * many are in flight as there will be; with `leaves`, the rest is left then.
 */
export const run = Effect.fnUntraced(function* (
  fleets: ReadonlyArray<Fleet.Fleet>,
  { at, label, takes }: Load,
  { leaves = false, steady = leaves }: { readonly steady?: boolean; readonly leaves?: boolean } = {}
) {
  const joined: Array<number> = []
  let lost = 0
  const one = Effect.fnUntraced(function* (nth: number) {
    const fleet = fleets[nth % fleets.length]!
    const options: Task.StartOptions<string | null> = label === undefined ? {} : { label: label(nth) }
    const task = yield* Task.start(fleet, { takes: takes[nth]! }, options)
    const output = yield* Task.join(task)
    if (output !== task.ref.id) lost++
    joined.push((yield* Clock.currentTimeMillis) - (yield* fleet.endOf(task.ref.id)))
  })
  const counts = Effect.map(
    Effect.forEach(fleets, ({ counts }) => counts),
    (all) => ({
      looks: all.reduce((sum, { looks }) => sum + looks, 0),
      results: all.reduce((sum, { results }) => sum + results, 0),
      refused: all.reduce((sum, { refused }) => sum + refused, 0)
    })
  )
  const all = Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    const fibers: Array<Fiber.Fiber<void, unknown>> = []
    const from = steady ? Math.floor(takes.length / 3) : 0
    let before = yield* counts
    for (let nth = 0; nth < takes.length; nth++) {
      const wait = Math.round(began + at[nth]! - (yield* Clock.currentTimeMillis))
      if (wait > 0) yield* Effect.sleep(wait)
      if (nth === from) before = yield* counts
      fibers.push(yield* Effect.forkChild(one(nth)))
    }
    const after = yield* counts
    if (leaves) fibers.forEach((fiber) => fiber.interruptUnsafe())
    for (const fiber of fibers) {
      const exit = yield* Fiber.await(fiber)
      if (Exit.isFailure(exit) && !Cause.hasInterrupts(exit.cause)) lost++
    }
    const { refused, results, ...end } = yield* counts
    const { looks } = steady ? after : end
    return { requests: (looks - before.looks) / (takes.length - from), results: results / takes.length, refused }
  })
  const fiber = yield* Effect.forkChild(all.pipe(Random.withSeed("workload")))
  yield* TestClock.adjust("1000 hours")
  const asked = yield* Fiber.join(fiber)
  const noticed = (yield* Effect.forEach(fleets, ({ noticed }) => noticed)).flatMap((of) => Array.from(of.values()))
  return { ...asked, ...delays(noticed), joined: delays(joined), lost } satisfies Cost
})

const delays = (millis: ReadonlyArray<number>) => {
  const sorted = millis.toSorted((a, b) => a - b)
  const seconds = (nth: number) => (sorted[Math.min(sorted.length - 1, Math.floor(nth))] ?? NaN) / 1000
  return {
    mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length / 1000,
    p99: seconds(0.99 * sorted.length),
    most: seconds(sorted.length)
  }
}
