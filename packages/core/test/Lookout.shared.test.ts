import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Lookout, Slots, Task } from "@errand/core"
import type { Provider } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { started, times } from "./support/fleet.ts"

/** Two versions of one service, that count as one account there. */
const versions = (fleet: Fleet.Fleet, account: Provider.SharedAccount) =>
  [
    { ...fleet, ...account, name: "service/v2" },
    {
      ...fleet,
      slots: account.slots,
      lookout: Lookout.make({ shareWith: account.lookout }),
      name: "service/v4"
    }
  ] as const

describe("two providers of one account", () => {
  it.effect("spend one budget of requests, and are refused less than two that know nothing of each other", () =>
    Effect.gen(function* () {
      const waiting = (isShared: boolean) =>
        Effect.gen(function* () {
          const fleet = yield* Fleet.make("fleet", { list: false, perSecond: 10, startsPerSecond: 1000 })
          const tasks = yield* started(fleet, times(200, "4 minutes"))
          const [v2, other] = versions(fleet, fleet)
          const v4 = isShared ? other : { ...other, lookout: Lookout.make() }
          const waits = yield* Effect.forEach(tasks.keys(), (nth) => {
            const provider = nth % 2 === 0 ? v2 : v4
            const { ref } = tasks[nth]!
            return Effect.forkChild(Task.join(Task.attach(provider, { ...ref, provider: provider.name })))
          })
          yield* TestClock.adjust("8 minutes")
          yield* Fiber.joinAll(waits)
          const stats = yield* Effect.forEach([v2, v4], Lookout.stats)
          return { ...(yield* fleet.counts), stats }
        })
      const apart = yield* waiting(false)
      const shared = yield* waiting(true)
      assert.isBelow(shared.refused, apart.refused)
      // The rate is one number, the requests are counted for each.
      assert.strictEqual(shared.stats[0]?.perSecond, shared.stats[1]?.perSecond)
      for (const one of shared.stats) assert.strictEqual(one?.ends, 100)
    }).pipe(Random.withSeed("shared"))
  )

  it.effect("are silent together when one of them is told to wait, be it a look or a start", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const [v2, v4] = versions(fleet, fleet)
      const [task] = yield* started(fleet, times(1, "1 hour"))
      const wait = yield* Effect.forkChild(
        Task.join(Task.attach(v4, { ...task!.ref, provider: v4.name }), { within: "30 minutes" })
      )
      yield* TestClock.adjust("1 minute")
      yield* Lookout.rateLimited(v2.lookout, 600_000)
      const before = (yield* fleet.counts).looks
      assert.isAbove(before, 1)
      yield* TestClock.adjust("9 minutes")
      assert.strictEqual((yield* fleet.counts).looks, before)
      yield* TestClock.adjust("2 minutes")
      assert.isAbove((yield* fleet.counts).looks, before)
      yield* Fiber.interrupt(wait)
    })
  )

  it.effect(
    "wait in one queue: where one is refused, the other is not tried, and a slot serves the first in line",
    () =>
      Effect.gen(function* () {
        const run = (isShared: boolean) =>
          Effect.gen(function* () {
            const fleet = yield* Fleet.make("fleet", { list: false, concurrency: 2 })
            const [v2, other] = versions(fleet, fleet)
            const v4 = isShared ? other : { ...other, slots: Slots.make() }
            const starts = yield* Effect.forEach(Array.from({ length: 12 }).keys(), (nth) =>
              Effect.forkChild(
                Effect.flatMap(Task.start(nth % 2 === 0 ? v2 : v4, { takes: "20 seconds" }), (task) => Task.join(task))
              )
            )
            yield* TestClock.adjust("10 minutes")
            yield* Fiber.joinAll(starts)
            return (yield* fleet.counts).start
          })
        const [apart, shared] = [yield* run(false), yield* run(true)]
        assert.isBelow(shared, apart)
      }).pipe(Random.withSeed("shared"))
  )
})
