import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Hazard from "../../../../src/internal/lookout/model/hazard.ts"
import * as LookPrice from "../../../../src/internal/lookout/model/lookPrice.ts"
import * as Schedule from "../../../../src/internal/lookout/model/schedule.ts"
import { logNormal } from "../../../../src/internal/testing/durations.ts"

const aim: Schedule.Aim = { mean: 1200, most: 30_000 }
const answer = 200

const learn = (median: number, sigma: number) => {
  const kind = Hazard.make()
  for (const takes of logNormal(1000, { median, sigma, seed: 1 })) kind.addEnd(0, takes)
  return kind
}

const usual = Hazard.make()
const tasks = (ages: ReadonlyArray<number>, kind = usual) =>
  ages.map((age): Schedule.InFlightTask => ({ durations: kind, startedAt: -age }))
const ages = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 })
const price = (() => {
  const one = LookPrice.make()
  one.addTask(usual)
  return one.value(aim, answer)
})()

describe("what to ask next", () => {
  it("one task is looked at, several on one page are listed", () => {
    expect(Schedule.choose(Schedule.loadOf(tasks([60_000]), 0), 1)).toBe("looks")
    expect(Schedule.choose(Schedule.loadOf(tasks([60_000, 61_000]), 0), 1)).toBe("pass")
  })

  it("a list that is long with strangers' tasks is worth as many pages as there are tasks that are likely to end", () => {
    fc.assert(
      fc.property(ages, (ages) => {
        const load = Schedule.loadOf(tasks(ages), 0)
        expect(load.tasks).toBe(ages.length)
        const worth = load.roots ** 2 / load.ends
        expect(worth).toBeLessThanOrEqual(ages.length * (1 + 1e-9))
        expect(Schedule.choose(load, worth * 1.001)).toBe("looks")
        expect(Schedule.choose(load, worth * 0.999)).toBe("pass")
      })
    )
  })

  it("the load of very many tasks is estimated from some of them", () => {
    const ages = Array.from({ length: 30_500 }, (_, index) => (index * 7919) % 60_000)
    const [some, all] = [Schedule.loadOf(tasks(ages), 0), { tasks: 0, ends: 0, roots: 0 }]
    for (let at = 0; at < ages.length; at += 500) {
      const part = Schedule.loadOf(tasks(ages.slice(at, at + 500)), 0)
      all.ends += part.ends
      all.roots += part.roots
    }
    expect(some.tasks).toBe(30_500)
    expect(some.ends / all.ends).toBeCloseTo(1, 1)
    expect(some.roots / all.roots).toBeCloseTo(1, 1)
  })

  it("a list that was too long is forgotten, in minutes and not in seconds", () => {
    expect(Schedule.expectedPages(50, 0, 1)).toBe(50)
    expect(Schedule.expectedPages(50, 10_000, 1)).toBeGreaterThan(45)
    expect(Schedule.expectedPages(50, 3_600_000, 2)).toBeCloseTo(2, 1)
    expect(Schedule.expectedPages(1, 5000, 2)).toBe(2)
  })

  it("of the two lists it reads the one that costs fewer requests, the questions for what is missing included", () => {
    const { ends } = Schedule.loadOf(tasks([60_000, 60_000]), 0)
    const busy = { tasks: 1000, ends: 0.01, roots: 1 }
    const idle = { tasks: 2, ends, roots: 1 }
    expect(Schedule.prefersRunning({ running: 2, all: 3 }, busy, 2000, true)).toBe(true)
    expect(Schedule.prefersRunning({ running: 2, all: 3 }, busy, 2000, false)).toBe(false)
    expect(Schedule.prefersRunning({ running: 2, all: 5 }, busy, 2000, false)).toBe(true)
    // Ten ends a second are too many to read one by one, where no more than fifteen requests are
    // borne.
    expect(Schedule.prefersRunning({ running: 2, all: 5 }, busy, 2000, false, 15)).toBe(false)
    expect(Schedule.prefersRunning({ running: 2, all: 5 }, busy, 2000, true, 15)).toBe(true)
    expect(Schedule.prefersRunning({ running: 1, all: 2 }, idle, 2000, false)).toBe(true)
    expect(Schedule.prefersRunning({ running: 1, all: 1 }, idle, 2000, false)).toBe(false)
  })
})

describe("when to ask", () => {
  it("jitter is a tenth, either way", () => {
    expect([0, 0.5, 1].map((random) => Schedule.withJitter(1000, random))).toEqual([900, 1000, 1100])
  })

  it("single looks find the ends after the wanted time on average, for one kind and for several", () => {
    const kinds = [
      [learn(5000, 0.3), 5000],
      [learn(600_000, 0.3), 600_000]
    ] as const
    for (const some of [kinds.slice(0, 1), kinds.slice(1), kinds]) {
      const one = LookPrice.make()
      for (let task = 0; task < 100; task++) one.addTask(some[task % some.length]![0])
      const price = one.value(aim, answer)
      const delays = some.flatMap(([kind, median]) =>
        logNormal(500, { median, sigma: 0.3, seed: 2 }).map((takes) => {
          let look = 0
          while (look < takes) look += Schedule.lookGap(kind, look, price, aim, answer)
          return look + answer / 2 - takes
        })
      )
      const mean = delays.reduce((sum, delay) => sum + delay) / delays.length
      expect(mean).toBeGreaterThan(0.75 * aim.mean)
      expect(mean).toBeLessThan(1.1 * aim.mean)
    }
  })

  it("gaps that turn out longer than planned make the next ones shorter, and the other way round", () => {
    const start = LookPrice.make()
    start.addTask(usual)
    const planned = start.value(aim, answer)
    for (const [factor, sign] of [
      [1.5, -1],
      [0.5, 1]
    ] as const) {
      const one = LookPrice.make()
      one.addTask(usual)
      for (let end = 0; end < 200; end++) {
        one.value(aim, answer)
        one.addEnd(usual, factor * 2170)
      }
      expect(Math.sign(one.value(aim, answer) - planned)).toBe(sign)
      // Whatever happens, a factor of two is as far as it goes.
      expect(one.value(aim, answer) / planned).toBeGreaterThan(0.2)
      expect(one.value(aim, answer) / planned).toBeLessThan(5)
    }
  })

  it("long tasks count before the first of them has ended, while only short ones do", () => {
    const [short, long] = [learn(5000, 0.3), learn(600_000, 0.3)]
    const one = LookPrice.make()
    for (let task = 0; task < 100; task++) one.addTask(task % 2 === 0 ? short : long)
    const before = one.value(aim, answer)
    for (let end = 0; end < 50; end++) one.addEnd(short, short.gap(before, aim.most))
    expect(one.value(aim, answer) / before).toBeCloseTo(1, 1)
  })

  it("a thousand labels that never come again are forgotten", () => {
    const one = LookPrice.make()
    for (let label = 0; label < 1000; label++) one.addTask(Hazard.make())
    const long = learn(600_000, 0.3)
    for (let task = 0; task < 600; task++) one.addTask(long)
    const alone = LookPrice.make()
    alone.addTask(long)
    expect(one.value(aim, answer) / alone.value(aim, answer)).toBeCloseTo(1, 1)
  })

  it("a pass keeps an even pace around twice the wanted delay, faster where it is shared by many", () => {
    const gap = (tasksInFlight: number, pages: number) =>
      Schedule.passGap(tasks(Array.from({ length: tasksInFlight }, (_, i) => 20_000 + i)), 0, pages, price, aim, answer)
    expect(gap(10, 1)).toBeGreaterThan(2100)
    expect(gap(10, 1)).toBeLessThan(2200)
    expect(gap(1000, 2)).toBeLessThan(1850)
    expect(gap(1000, 2)).toBeGreaterThan(1000)
    expect(gap(1000, 10)).toBeGreaterThan(gap(1000, 2))
  })

  it("a pass is patient while no end is near, and in time for the first that is", () => {
    const long = learn(600_000, 0.3)
    const one = LookPrice.make()
    one.addTask(long)
    const patient = (age: number, aim: Schedule.Aim) =>
      Schedule.passGap(tasks([age, age + 1000], long), 0, 1, one.value(aim, answer), aim, answer)
    expect(patient(0, aim)).toBeGreaterThan(15_000)
    expect(patient(600_000, aim)).toBeLessThan(2200)
    const short = learn(20_000, 0.3)
    const early = Schedule.passGap(
      [...tasks([0], long), ...tasks([2000], short)],
      0,
      1,
      one.value(aim, answer),
      aim,
      answer
    )
    expect(early).toBeLessThan(13_000)
  })

  it("nothing is ever asked later than the longest delay allows, jitter and answer included", () => {
    fc.assert(
      fc.property(ages, fc.integer({ min: 500, max: 60_000 }), fc.nat(1000), (ages, most, answer) => {
        const aim = { mean: 1200, most }
        const one = LookPrice.make()
        one.addTask(usual)
        const price = one.value(aim, answer)
        const gaps = [
          Schedule.passGap(tasks(ages), 0, 1, price, aim, answer),
          ...ages.map((age) => Schedule.lookGap(usual, age, price, aim, answer))
        ]
        for (const gap of gaps) {
          expect(gap).toBeGreaterThan(0)
          expect(Schedule.withJitter(gap, 1)).toBeLessThanOrEqual(Math.max(most - answer, most / 3) * (1 + 1e-9))
        }
      })
    )
  })
})
