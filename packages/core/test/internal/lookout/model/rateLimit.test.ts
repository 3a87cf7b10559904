import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as RateLimit from "../../../../src/internal/lookout/model/rateLimit.ts"

/**
 * Sends as much as it may for so long; a server refuses what is above its limit in any one second.
 * Gives the times of what was sent.
 */
const press = (rate: RateLimit.RateLimit, from: number, millis: number, limit = Infinity, retryAfter = 0) => {
  const good: Array<number> = []
  const refused: Array<number> = []
  for (let now = from; now < from + millis;) {
    const wait = rate.take(now)
    if (wait > 0) {
      now += wait
      continue
    }
    if (good.filter((time) => time > now - 1000).length < limit) {
      good.push(now)
      rate.noteAnswer(now)
    } else {
      refused.push(now)
      rate.noteRefusal(now, retryAfter)
    }
  }
  return { good, refused }
}

const during = (times: ReadonlyArray<number>, from: number, to: number) =>
  times.filter((time) => time >= from && time < to).length

describe("the budget of requests", () => {
  it("doubles every second while it is all used", () => {
    const { good } = press(RateLimit.make({ first: 10 }), 0, 4000)
    expect(during(good, 0, 1000)).toBeLessThanOrEqual(14)
    expect(during(good, 3000, 4000)).toBeGreaterThanOrEqual(60)
    expect(during(good, 3000, 4000)).toBeLessThanOrEqual(100)
  })

  it("does not grow while it is not used, nor while nothing is answered", () => {
    const idle = RateLimit.make({ first: 10 })
    for (let now = 0; now < 60_000; now += 500) {
      expect(idle.take(now)).toBe(0)
      idle.noteAnswer(now)
    }
    expect(idle.perSecond()).toBe(10)
    const unheard = RateLimit.make({ first: 10 })
    for (let now = 0; now < 10_000; now += Math.max(1, unheard.take(now)));
    expect(unheard.perSecond()).toBe(10)
  })

  it("never grows above its upper bound", () => {
    const rate = RateLimit.make({ first: 10, most: 50 })
    const { good } = press(rate, 0, 20_000)
    expect(rate.perSecond()).toBe(50)
    expect(during(good, 19_000, 20_000)).toBeLessThanOrEqual(51)
  })

  it("falls to 0.7 of what was sent, once for all refusals of a second", () => {
    const rate = RateLimit.make({ first: 20 })
    for (let now = 0; now < 3000; now += 100) {
      rate.take(now)
      rate.noteAnswer(now)
    }
    // Ten a second were sent, though twenty were allowed.
    for (let more = 0; more < 5; more++) rate.noteRefusal(3000 + more, 0)
    expect(rate.perSecond()).toBeCloseTo(7, 5)
  })

  it("falls by no more than two thirds at once, for those who are refused because of others", () => {
    const rate = RateLimit.make({ first: 20 })
    for (let now = 0; now < 3000; now += 1000) {
      rate.take(now)
      rate.noteAnswer(now)
    }
    rate.noteRefusal(3000, 0)
    expect(rate.perSecond()).toBeCloseTo(7, 5)
  })

  it("waits when a start was refused, and sends as much as before then", () => {
    const rate = RateLimit.make({ first: 20 })
    rate.hold(0, 3000)
    expect(rate.take(2999)).toBeGreaterThan(0)
    expect(rate.take(3000)).toBe(0)
    expect(rate.perSecond()).toBe(20)
  })

  it("sends nothing before Retry-After is over, and something then", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(30_000), fc.nat(100_000), (at, retryAfter, later) => {
        const rate = RateLimit.make()
        expect(rate.take(at)).toBe(0)
        rate.noteRefusal(at, retryAfter)
        const now = at + (later % (retryAfter + 1))
        const wait = rate.take(now)
        expect(wait === 0 && now < at + retryAfter).toBe(false)
        let free = now
        for (let left = wait; left > 0; left = rate.take(free)) free += left
        expect(free - at - retryAfter).toBeLessThanOrEqual(2000)
      })
    )
  })

  it("settles below a limit that nobody told it, wastes little, and uses most of it", () => {
    for (const limit of [2, 20, 100]) {
      const { good, refused } = press(RateLimit.make(), 0, 120_000, limit, 1000)
      expect(during(good, 60_000, 120_000) / 60).toBeGreaterThan(0.7 * limit)
      expect(refused.length / good.length).toBeLessThan(limit === 2 ? 0.3 : 0.05)
    }
  })

  it("comes back from its least, where less than one a second is sent, however long everything was refused", () => {
    const rate = RateLimit.make()
    press(rate, 0, 300_000, 0)
    expect(rate.perSecond()).toBe(0.5)
    const { good } = press(rate, 300_000, 60_000)
    expect(during(good, 350_000, 360_000)).toBeGreaterThan(50)
    expect(rate.perSecond()).toBeGreaterThan(7)
  })

  it("does not hold a request for ever, whatever happened", () => {
    const event = fc.record({ after: fc.nat(5000), what: fc.constantFrom("take", "ok", "limited"), hold: fc.nat(5000) })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 100 }), (events) => {
        const rate = RateLimit.make()
        let now = 0
        for (const { after, hold, what } of events) {
          now += after
          if (what === "take") expect(rate.take(now)).toBeGreaterThanOrEqual(0)
          else if (what === "ok") rate.noteAnswer(now)
          else rate.noteRefusal(now, hold)
          expect(rate.perSecond()).toBeGreaterThanOrEqual(0.5)
        }
        let waited = 0
        for (let wait = rate.take(now); wait > 0; wait = rate.take(now + waited)) waited += wait
        expect(waited).toBeLessThanOrEqual(5000 + 2000)
      })
    )
  })
})
