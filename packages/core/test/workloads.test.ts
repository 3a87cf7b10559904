/**
 * What it costs to await many tasks, through `Task` as programs use it: requests per task and
 * delays, against the bounds that the design promises. All of it is seeded and on a test clock, so
 * the numbers are the same in every run. Half a round trip of 0.2 s is in each delay; the reads of
 * results are counted apart, and a join takes one round trip more where it has to read.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Lookout, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"
import * as Hazard from "../src/internal/lookout/model/hazard.ts"
import { logNormal, random, shuffled } from "../src/internal/testing/durations.ts"
import { poisson, run, together } from "./support/workload.ts"
import type { Cost } from "./support/workload.ts"

/** Nobody can tell how long these take: the median is a minute. */
const varied = (count: number) => logNormal(count, { median: 60_000, sigma: 1, seed: 1 })
/** The same, and some of them for hours. */
const heavy = (count: number) => logNormal(count, { median: 60_000, sigma: 1.3, seed: 2 })

interface Bounds {
  readonly requests: number
  readonly p99?: number
  /**
   * By what share more is granted, where so few tasks are played that chance moves the average.
   * Default none.
   */
  readonly margin?: number
}

/**
 * The share more that is granted to all where few rounds are asked for: with fewer tasks, chance
 * moves each figure.
 */
const chance = rounds({ few: 0.1, many: 0 })

/**
 * Nothing is lost, the bounds hold at a mean delay of 1.2 s, and callers have their output a round
 * trip or two after the end was noticed.
 */
const holds = (cost: Cost, { margin = 0, p99 = Infinity, requests }: Bounds) => {
  const told = JSON.stringify(cost)
  assert.strictEqual(cost.lost, 0, told)
  assert.isAtMost(cost.requests, requests * (1 + margin + chance), told)
  assert.isAtMost(cost.mean, 1.2 * (1 + margin + chance), told)
  assert.isAtMost(cost.p99, p99 * (1 + chance), told)
  assert.isAtMost(cost.results, 1, told)
  assert.isAtMost(cost.joined.mean, cost.mean + 0.45, told)
}

describe("what it costs to await", () => {
  it.effect("one task, of which nothing is known: 45 requests, and its end is noticed within 3.3 seconds", () =>
    Effect.gen(function* () {
      const takes = varied(rounds({ few: 60, many: 200 }))
      const fleets = yield* Effect.forEach(takes, (_, nth) => Fleet.make(`fleet-${nth}`))
      holds(yield* run(fleets, together(takes)), { requests: 45, p99: 3.3, margin: 0.06 })
    })
  )

  it.effect(
    "predictable tasks without a list, of five seconds and of ten minutes: 50 requests, a third of a fixed interval",
    () =>
      Effect.gen(function* () {
        const [short, long] = ([5000, 600_000] as const).map((median, seed) => ({
          known: logNormal(500, { median, sigma: 0.3, seed }),
          tasks: logNormal(rounds({ few: 60, many: 120 }), { median, sigma: 0.3, seed: seed + 2 })
        }))
        const kept = new Map<string, string>()
        const keeping = Effect.provideService(Lookout.Durations, {
          get: (key) => Effect.sync(() => kept.get(key)),
          set: (key, value) => Effect.sync(() => void kept.set(key, value))
        })
        // An earlier process has seen five hundred of each.
        const seen = (label: string, takes: ReadonlyArray<number>) => {
          const kind = Hazard.make()
          for (const one of takes) kind.addEnd(0, one)
          kept.set(JSON.stringify(["durations", "fleet", "task", label]), JSON.stringify(kind.save()))
        }
        seen("short", short!.known)
        seen("long", long!.known)
        const takes = shuffled([...short!.tasks, ...long!.tasks], random(5))
        const fleet = yield* Fleet.make("fleet", { list: false })
        const label = (nth: number) => (takes[nth]! < 60_000 ? "short" : "long")
        holds(yield* run([fleet], { ...poisson(takes, 10, 6), label }).pipe(keeping), { requests: 50, margin: 0.06 })
      })
  )

  it.effect("10 in flight: 4.6 requests, p99 2.9 seconds", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet")
      holds(yield* run([fleet], poisson(varied(rounds({ few: 300, many: 900 })), 10, 7), { leaves: true }), {
        requests: 4.6,
        p99: 2.9
      })
    })
  )

  it.effect("100 in flight on pages of 100: 0.75 requests, p99 2.6 seconds", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet")
      holds(yield* run([fleet], poisson(varied(rounds({ few: 900, many: 2400 })), 100, 8), { leaves: true }), {
        requests: 0.75,
        p99: 2.6
      })
    })
  )

  it.effect("1,000 in flight on pages of 500: 0.20 requests", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { pageMax: 500 } })
      holds(yield* run([fleet], poisson(varied(rounds({ few: 2000, many: 10_000 })), 1000, 9), { steady: true }), {
        requests: 0.2,
        p99: 2.6
      })
    })
  )

  it.effect("1,000 in flight of which some go on for hours: 0.40 requests", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { pageMax: 500 } })
      holds(yield* run([fleet], poisson(heavy(rounds({ few: 1500, many: 3000 })), 1000, 10), { leaves: true }), {
        requests: 0.4,
        p99: 2.6
      })
    })
  )

  it.effect("a burst of 1,000 at a limit of 20 requests a second: none lost, 1.5 requests, p99 2.1 seconds", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { pageMax: 500 }, perSecond: 20, startsPerSecond: Infinity })
      holds(yield* run([fleet], together(varied(1000))), { requests: 1.5, p99: 2.1 })
    })
  )

  it.effect("a storm: 1,000 starts at 20 requests a second where only 250 may run: none lost, the same bounds", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { pageMax: 500 }, perSecond: 20, concurrency: 250 })
      holds(yield* run([fleet], together(varied(1000))), { requests: 1.5, p99: 2.1 })
    })
  )
})

describe("what it does not cost", () => {
  const waits = Effect.fnUntraced(function* (count: number) {
    const fleet = yield* Fleet.make("fleet")
    const start = yield* Effect.forkChild(Task.start(fleet, { takes: "1 minute" }))
    yield* TestClock.adjust("1 second")
    const task = yield* Fiber.join(start)
    const joins = yield* Effect.forkChild(
      Effect.forEach(Array.from({ length: count }), () => Task.join(task), { concurrency: "unbounded" })
    )
    return { fleet, joins }
  })

  it.effect("a thousand waits on one task cost what one costs", () =>
    Effect.gen(function* () {
      const costs = yield* Effect.forEach([1, 1000], (count) =>
        Effect.gen(function* () {
          const { fleet, joins } = yield* waits(count)
          yield* TestClock.adjust("2 minutes")
          assert.strictEqual(new Set(yield* Fiber.join(joins)).size, 1)
          return yield* fleet.counts
        })
      )
      const [one, many] = costs
      assert.strictEqual(many!.results, 1)
      assert.isAtMost(many!.looks, one!.looks * 1.2)
    })
  )

  it.effect("when the last wait is gone, nothing more is asked", () =>
    Effect.gen(function* () {
      const { fleet, joins } = yield* waits(3)
      yield* TestClock.adjust("20 seconds")
      yield* Fiber.interrupt(joins)
      const { looks } = yield* fleet.counts
      assert.isAbove(looks, 0)
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* fleet.counts).looks, looks)
    })
  )
})
