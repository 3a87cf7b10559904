/** How much a service is asked in any one second, however short the tasks are. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"

interface World {
  readonly seed: number
  /** Milliseconds. */
  readonly takes: ReadonlyArray<number>
  readonly roundTrip: number
  readonly concurrency: number
  readonly list: Fleet.ListOptions | false
}

/** Awaits all tasks, so many at a time, and tells what was asked in the busiest second. */
const run = ({ concurrency, list, roundTrip, seed, takes }: World) =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const sent = { list: new Array<number>(), status: new Array<number>() }
    const fleet = yield* Fleet.make("fleet", {
      roundTrip,
      list,
      fault: ({ operation }) => {
        if (operation === "list" || operation === "status") sent[operation].push(clock.currentTimeMillisUnsafe())
        return undefined
      }
    })
    const one = (takes: number) => Effect.flatMap(Task.start(fleet, { takes }), Task.await)
    const fiber = yield* Effect.forkChild(Effect.forEach(takes, one, { concurrency }))
    yield* TestClock.adjust("1 hour")
    assert.lengthOf(yield* Fiber.join(fiber), takes.length)
    const noticed = [...(yield* fleet.noticed).values()]
    return {
      looks: (yield* fleet.counts).looks,
      list: busiestSecond(sent.list),
      status: busiestSecond(sent.status),
      delay: noticed.reduce((sum, one) => sum + one, 0) / takes.length
    }
  }).pipe(Effect.provide(TestClock.layer()), Random.withSeed(seed), Effect.scoped)

const busiestSecond = (times: ReadonlyArray<number>) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))

describe("short tasks", () => {
  it("of three seconds, 25 at a time, cost no more requests than there are tasks, and are noticed in time", async () => {
    for (const roundTrip of [5, 50, 200]) {
      const takes = Array.from({ length: 60 }, () => 3000)
      const cost = await Effect.runPromise(run({ seed: 1, takes, roundTrip, concurrency: 25, list: {} }))
      const told = JSON.stringify({ roundTrip, ...cost })
      assert.isAtMost(cost.list, 2, told)
      assert.isAtMost(cost.looks, 60, told)
      assert.isAtMost(cost.delay, 1500, told)
    }
  })

  it("of any duration never let the list be read more often than at its even pace allows", () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.nat(),
          takes: fc
            .tuple(fc.integer({ min: 1, max: 80 }), fc.nat(8000), fc.nat(1000))
            .map(([count, least, spread]) =>
              Array.from({ length: count }, (_, nth) => least + ((nth * 379) % (spread + 1)))
            ),
          roundTrip: fc.integer({ min: 1, max: 300 }),
          concurrency: fc.integer({ min: 1, max: 40 }),
          list: fc.option(fc.record({ lag: fc.nat(2000), filters: fc.boolean(), results: fc.boolean() }), {
            nil: false as const
          })
        }),
        async (world) => {
          const cost = await Effect.runPromise(run(world))
          assert.isAtMost(cost.list, 2)
          assert.isAtMost(cost.status, 3 * world.concurrency)
        }
      ),
      { numRuns: 40, seed: 20_262, endOnFailure: true }
    ))
})
