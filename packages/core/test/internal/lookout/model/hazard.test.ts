import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Hazard from "../../../../src/internal/lookout/model/hazard.ts"
import { logNormal, random } from "../../../../src/internal/testing/durations.ts"

const age = fc.integer({ min: 0, max: 100_000_000 })
const stretch = fc.tuple(age, age).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
const life = fc.record({ over: fc.boolean(), stretch })

/** What was learned from any lives at all. */
const learned = fc.array(life, { maxLength: 40 }).map((lives) => {
  const kind = Hazard.make()
  for (const { over, stretch } of lives) (over ? kind.addEnd : kind.addAlive)(...stretch)
  return kind
})

/** The hazard of the log-normal distribution, per millisecond. */
const hazardOf = (median: number, sigma: number, age: number) => {
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const z = Math.log(age / median) / sigma
  let beyond = 0
  for (let x = z; x < z + 10; x += 0.001) beyond += 0.001 * density(x + 0.0005)
  return density(z) / (sigma * age * beyond)
}

const near = (actual: number, wanted: number, share: number) => {
  expect(actual / wanted).toBeGreaterThan(1 - share)
  expect(actual / wanted).toBeLessThan(1 + share)
}

const minute = 60_000

describe("how long tasks of one kind take", () => {
  it("is about a minute before anything was seen, and never certain", () => {
    const { hazard } = Hazard.make()
    for (const seconds of [10, 30, 60, 120, 300])
      near(hazard(seconds * 1000), hazardOf(minute, 1, seconds * 1000), 0.15)
    for (const old of [3_600_000, 86_400_000, 1e12]) expect(hazard(old)).toBeGreaterThan(0)
  })

  it("is learned from ends", () => {
    for (const [median, sigma] of [
      [5000, 0.5],
      [60_000, 1],
      [600_000, 0.3]
    ] as const) {
      const kind = Hazard.make()
      for (const takes of logNormal(2000, { median, sigma, seed: 1 })) kind.addEnd(0, takes)
      for (const z of [-0.7, 0, 0.7]) {
        const age = median * Math.exp(sigma * z)
        near(kind.hazard(age), hazardOf(median, sigma, age), 0.35)
      }
    }
  })

  it("is learned without bias while most tasks still run: a fresh burst of short and long ones is not all short", () => {
    const kind = Hazard.make()
    const now = 30_000
    for (const takes of logNormal(1000, { median: minute, sigma: 1, seed: 2 })) {
      if (takes <= now) kind.addEnd(0, takes)
    }
    for (const takes of logNormal(1000, { median: minute, sigma: 1, seed: 2 })) if (takes > now) kind.addAlive(0, now)
    near(kind.hazard(20_000), hazardOf(minute, 1, 20_000), 0.5)
  })

  it("is learned from stretches as well as from whole lives, so tasks left early or attached late bias nothing", () => {
    const whole = Hazard.make()
    const parts = Hazard.make()
    const next = random(3)
    for (const takes of logNormal(4000, { median: minute, sigma: 1, seed: 4 })) {
      whole.addEnd(0, takes)
      const [from, to] = [next() * 60_000, 30_000 + next() * 120_000]
      if (from >= takes) continue
      if (to < takes) parts.addAlive(from, to)
      else parts.addEnd(from, takes)
    }
    for (const age of [20_000, 60_000, 100_000]) near(parts.hazard(age), whole.hazard(age), 0.4)
  })

  it("is not thought endless because the only task there is goes on", () => {
    const kind = Hazard.make()
    kind.addAlive(0, 300_000)
    for (const age of [60_000, 250_000]) near(kind.hazard(age), Hazard.make().hazard(age), 0.1)
    // A hundred that went on for as long are another matter.
    for (let more = 0; more < 100; more++) kind.addAlive(0, 300_000)
    expect(kind.hazard(60_000)).toBeLessThan(0.3 * Hazard.make().hazard(60_000))
  })

  it("forgets what was long ago", () => {
    const kind = Hazard.make()
    for (const takes of logNormal(2000, { median: 600_000, sigma: 0.3, seed: 5 })) kind.addEnd(0, takes)
    for (const takes of logNormal(2000, { median: 20_000, sigma: 0.3, seed: 6 })) kind.addEnd(0, takes)
    near(kind.hazard(20_000), hazardOf(20_000, 0.3, 20_000), 0.35)
  })

  it("has a hazard above 0 at every age, whatever was seen", () => {
    fc.assert(
      fc.property(learned, age, (kind, age) => {
        expect(kind.hazard(age)).toBeGreaterThan(0)
        expect(kind.hazard(age)).toBeLessThan(Infinity)
      })
    )
  })

  it("plans the look where the integral of √(h/2) has come to √price", () => {
    const prices = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(learned, fc.integer({ min: 0, max: 1_000_000 }), prices, (kind, age, price) => {
        const delay = kind.delay(age, price)
        let sum = 0
        const steps = 4000
        for (let step = 0; step < steps; step++) {
          sum += (delay / steps) * Math.sqrt(kind.hazard(age + (delay * (step + 0.5)) / steps) / 2)
        }
        near(sum, Math.sqrt(price), 0.02)
        expect(kind.delay(age, 2 * price)).toBeGreaterThan(delay)
      }),
      { numRuns: 50 }
    )
  })

  it("tells the gap that a price leads to", () => {
    const kind = Hazard.make()
    for (const takes of logNormal(2000, { median: minute, sigma: 1, seed: 7 })) kind.addEnd(0, takes)
    const price = 25
    const gaps = logNormal(2000, { median: minute, sigma: 1, seed: 8 }).map((takes) => {
      let [before, look] = [0, 0]
      while (look < takes) [before, look] = [look, look + Math.min(kind.delay(look, price), 20_000)]
      return look - before
    })
    near(kind.gap(price, 20_000), gaps.reduce((sum, gap) => sum + gap) / gaps.length, 0.05)
    expect(kind.gap(price, 1000)).toBeLessThanOrEqual(1000)
    expect(kind.gap(2 * price, 20_000)).toBeGreaterThan(kind.gap(price, 20_000))
  })

  it("is the same in the next process, by way of JSON", () => {
    fc.assert(
      fc.property(learned, age, (kind, age) => {
        const again = Hazard.make(JSON.parse(JSON.stringify(kind.save())))
        expect(again.hazard(age)).toBe(kind.hazard(age))
        expect(again.save()).toEqual(kind.save())
      })
    )
  })

  it("takes nothing that was kept in another form", () => {
    const unseen = Hazard.make()
    const saved = unseen.save()
    const bad: ReadonlyArray<unknown> = [
      null,
      "x",
      {},
      { ...saved, version: 2 },
      { ...saved, ends: [] },
      { ...saved, ends: saved.ends.map(() => 501) },
      { ...saved, time: saved.time.map(() => -1) },
      { ...saved, time: saved.time.map(() => NaN) },
      { ...saved, time: saved.time.map(() => null) },
      { ...saved, time: Object.fromEntries(saved.time.entries()) }
    ]
    for (const value of bad) expect(Hazard.make(value).hazard(minute)).toBe(unseen.hazard(minute))
    fc.assert(fc.property(fc.anything(), (value) => Hazard.make(value).hazard(minute) > 0))
  })

  it("takes no nonsense from a clock that jumps", () => {
    const kind = Hazard.make()
    kind.addAlive(10, 5)
    kind.addAlive(0, Infinity)
    kind.addAlive(NaN, 5)
    kind.addEnd(0, -5)
    expect(kind.hazard(minute)).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(kind.save()))).toEqual(kind.save())
  })
})
