import { describe, expect, it } from "@effect/vitest"
import { Duration } from "effect"
import fc from "fast-check"
import { Cadence } from "@errand/core"
import type { Status } from "@errand/core"

const running: Status.Status = { state: "working", phase: "running", native: "started" }
const queued: Status.Status = { state: "working", phase: "queued", native: "created" }
const paused: Status.Status = { state: "input_required", native: "paused" }

const millis = (moment: Partial<Cadence.Moment>, cadence = Cadence.make()) =>
  Duration.toMillis(cadence.delay({ age: 0, looks: 1, failures: 0, status: running, ...moment }))

describe("Cadence", () => {
  it("is quick while the task is young, a tenth of its age later, and five seconds at most", () => {
    expect([0, 5_000, 20_000, 49_000, 3_600_000].map((age) => millis({ age }))).toEqual([1000, 1000, 2000, 4900, 5000])
  })

  it("is slower while the task is queued, and slowest while it waits for a person", () => {
    expect(millis({ status: queued })).toBe(2000)
    expect(millis({ status: queued, age: 600_000 })).toBe(5000)
    expect(millis({ status: paused })).toBe(10_000)
  })

  it("waits for a person ever more rarely: a tenth of the time after the first minute, five minutes at most", () => {
    const delays = [0, 60_000, 61_000, 600_000, 3_000_000, 86_400_000].map((idle) => millis({ status: paused, idle }))
    expect(delays).toEqual([10_000, 10_000, 10_000, 60_000, 300_000, 300_000])
    expect(millis({ status: paused, idle: 1e9 }, Cadence.make({ idleCap: "1 minute" }))).toBe(60_000)
    expect(millis({ status: running, idle: 0 })).toBe(1000)
  })

  it("doubles with each failure in a row, up to thirty seconds", () => {
    expect([1, 2, 3, 5, 6, 50, 5000].map((failures) => millis({ failures }))).toEqual([
      1000, 2000, 4000, 16_000, 30_000, 30_000, 30_000
    ])
  })

  it("takes its numbers from the caller, and nothing when they say nothing", () => {
    const cadence = Cadence.make({
      first: "2 seconds",
      cap: "1 minute",
      growth: 0.5,
      idle: "5 minutes",
      outage: "10 seconds",
      jitter: 0
    })
    expect(cadence.jitter).toBe(0)
    expect(millis({}, cadence)).toBe(2000)
    expect(millis({ age: 60_000 }, cadence)).toBe(30_000)
    expect(millis({ age: 600_000 }, cadence)).toBe(60_000)
    expect(millis({ status: paused }, cadence)).toBe(300_000)
    expect(millis({ failures: 9 }, cadence)).toBe(10_000)
  })

  it("never asks in a hot loop and never falls asleep", () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.nat(1e6),
        fc.nat(1e6),
        fc.constantFrom(running, queued, paused),
        (age, looks, failures, status) => {
          const delay = millis({ age, looks, failures, status })
          return delay >= 1000 && delay <= 30_000
        }
      )
    )
  })

  it("every: as given, without jitter", () => {
    expect(millis({ age: 1e6, failures: 3 }, Cadence.every("3 seconds"))).toBe(3000)
    expect(Cadence.every(1).jitter).toBe(0)
  })
})
