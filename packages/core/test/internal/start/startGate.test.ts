import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as StartGate from "../../../src/internal/start/startGate.ts"

/**
 * What a service and its callers do next: time passes, a start is let through, the oldest request
 * under way is answered.
 */
const event = fc.oneof(
  fc.record({ _tag: fc.constant("pass" as const), millis: fc.nat({ max: 20_000 }) }),
  fc.record({ _tag: fc.constant("start" as const) }),
  fc.record({ _tag: fc.constant("answer" as const), isOk: fc.boolean(), isRate: fc.boolean(), asked: fc.nat(5000) }),
  fc.record({ _tag: fc.constant("fail" as const) }),
  fc.record({ _tag: fc.constant("released" as const) }),
  fc.record({ _tag: fc.constant("found" as const), count: fc.nat(30) }),
  fc.record({ _tag: fc.constant("limited" as const), millis: fc.nat({ max: 5000 }) }),
  fc.record({ _tag: fc.constant("told" as const), limit: fc.integer({ min: -1, max: 30 }) })
)

describe("the gate", () => {
  it("whatever happens, never lets two wait for each other, and sends nothing before the service allows it", () =>
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const gate = StartGate.make({ first: 1000, cap: 15_000 })
        const flying: Array<StartGate.Attempt> = []
        let now = 0
        let silentUntil = 0
        const step = () => {
          const next = gate.next(now)
          if (typeof next === "number") {
            // Only an answer that is still to come may be waited for without an end, and everything
            // else for a bounded time.
            if (next === Infinity) assert.isNotEmpty(flying)
            else assert.isTrue(next > 0 && next <= 20_000, `${next}`)
          } else {
            assert.isAtLeast(now, silentUntil)
            flying.push(next)
          }
        }
        for (const one of events) {
          if (one._tag === "pass") now += one.millis
          else if (one._tag === "start") step()
          else if (one._tag === "released") gate.taskEnded()
          else if (one._tag === "found") gate.tasksFound(one.count)
          else if (one._tag === "told") gate.limitKnown(now, one.limit)
          else if (one._tag === "limited") {
            gate.rateLimited(now, one.millis)
            silentUntil = Math.max(silentUntil, now + one.millis)
          } else {
            const attempt = flying.shift()
            if (attempt === undefined) continue
            if (one._tag === "fail") gate.failed(attempt)
            else if (one.isOk) gate.started(attempt, now)
            else {
              const silence = gate.refused(attempt, now, { isRate: one.isRate, asked: one.asked, spread: 1 })
              silentUntil = Math.max(silentUntil, now + Math.max(one.asked, silence ?? 0))
            }
          }
        }
        // With nothing under way, whoever waits long enough gets its turn.
        for (const attempt of flying.splice(0)) gate.failed(attempt)
        now += 20_000
        step()
        if (flying.length === 0) {
          now += 20_000
          step()
        }
        assert.lengthOf(flying, 1)
      }),
      { numRuns: 500 }
    ))

  it("a full service is tried by one, then by one more with each round that finds room", () => {
    const gate = StartGate.make({ first: 1000, cap: 15_000 })
    const take = (now: number) => {
      const all: Array<StartGate.Attempt> = []
      for (let next = gate.next(now); typeof next !== "number"; next = gate.next(now)) all.push(next)
      return all
    }
    const refusal = { isRate: false, asked: 0, spread: 1 }
    for (const attempt of take(0)) gate.refused(attempt, 100, refusal)
    assert.strictEqual(gate.next(100), 1000)
    const widths = [1100, 1200, 1300].map((now) => {
      const trials = take(now)
      for (const trial of trials) gate.started(trial, now + 50)
      return trials.length
    })
    assert.deepStrictEqual(widths, [1, 2, 2])
    for (const trial of take(1400)) gate.refused(trial, 1500, refusal)
    for (const trial of take(2500)) gate.refused(trial, 2600, refusal)
    assert.lengthOf(take(2700), 0)
    // The end of a task makes room for one, whatever the trials wait for.
    gate.taskEnded()
    assert.lengthOf(take(2700), 1)
  })

  it("counts tasks that an earlier process left: with a known limit, only what is free is used", () => {
    const sent = (found: number) => {
      const gate = StartGate.make({ first: 1000, cap: 15_000 })
      gate.tasksFound(found)
      gate.limitKnown(0, 8)
      let count = 0
      for (let next = gate.next(0); typeof next !== "number"; next = gate.next(0)) count++
      return count
    }
    assert.deepStrictEqual([0, 5, 8].map(sent), [8, 3, 0])
  })
})
