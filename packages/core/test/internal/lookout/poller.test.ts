/** What holds for a poller, whichever wait fails or ends. */
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Scope } from "effect"
import type { Duration } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Lookout, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { joins, looksOf, started, times } from "../../support/fleet.ts"

describe("a defect", () => {
  it.effect("of what the look-out works with ends all waits, and the next wait begins anew", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      let broken = false
      const provider: Fleet.Fleet = {
        ...fleet,
        // A provider that breaks its type: what the look-out does with it throws.
        status: (id) => (broken ? Effect.succeed(undefined as never) : fleet.status(id))
      }
      const tasks = yield* started(provider, times(5, "1 minute"))
      const fibers = yield* Effect.forEach([...tasks, ...tasks], (task) => Effect.forkChild(Task.join(task)))
      yield* TestClock.adjust("10 seconds")
      broken = true
      yield* TestClock.adjust("10 seconds")
      for (const fiber of fibers) {
        const exit = fiber.pollUnsafe()
        assert(exit !== undefined && Exit.isFailure(exit) && Cause.hasDies(exit.cause), String(exit))
      }
      broken = false
      const again = yield* joins(tasks)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(again), 5)
    })
  )

  it.effect("of a caller's own cadence ends that caller's wait, and no other", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", {})
      const tasks = yield* started(fleet, times(3, "1 minute"))
      const others = yield* joins(tasks)
      const thrown = new Error("no such moment")
      const broken: Cadence.Cadence = {
        jitter: 0,
        delay: () => {
          throw thrown
        }
      }
      const fiber = yield* Effect.forkChild(Effect.provideService(Task.join(tasks[0]!), Cadence.Cadence, broken))
      yield* TestClock.adjust("10 seconds")
      const exit = fiber.pollUnsafe()
      assert(exit !== undefined && Exit.isFailure(exit), String(exit))
      assert.strictEqual(Cause.squash(exit.cause), thrown)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(others), 3)
    })
  )
})

describe("the last waiter", () => {
  const silent = (options: Fleet.Options, after: Duration.Input) =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", options)
      const tasks = yield* started(fleet, times(8, "1 hour"))
      const fiber = yield* joins(tasks)
      yield* TestClock.adjust(after)
      yield* Fiber.interrupt(fiber)
      const counts = yield* fleet.counts
      yield* TestClock.adjust("2 hours")
      assert.deepStrictEqual(yield* fleet.counts, counts)
      const { inFlight, tasks: left, waits } = (yield* Lookout.stats(fleet))!
      assert.deepStrictEqual([inFlight, left, waits], [0, 0, 0])
      return counts
    })

  it.effect("leaves nothing behind, wherever the look-out is: in a look, in a pass, or held up by a refusal", () =>
    Effect.gen(function* () {
      const busy = { perSecond: 2, startsPerSecond: 99, retryAfter: "1 minute" } as const
      for (const millis of [0, 1, 150, 350, 1100, 2500, 5000]) {
        yield* silent({ list: false }, millis)
        yield* silent({ list: { pageMax: 3 } }, millis)
        yield* silent({ list: false, ...busy }, millis)
        yield* silent({ list: { pageMax: 3 }, ...busy }, millis)
      }
    })
  )

  it.effect("takes the look-out with it when its scope closes, though it began in another", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet")
      const tasks = yield* started(fleet, times(3, "1 hour"))
      const scopes = yield* Effect.forEach(tasks, () => Scope.make())
      yield* Effect.forEach(tasks, (task, nth) => Effect.forkIn(Task.join(task), scopes[nth]!))
      yield* TestClock.adjust("10 seconds")
      const before = yield* looksOf(fleet)
      yield* Scope.close(scopes[0]!, Exit.void)
      yield* Scope.close(scopes[1]!, Exit.void)
      yield* TestClock.adjust("1 minute")
      assert.isAbove(yield* looksOf(fleet), before)
      yield* Scope.close(scopes[2]!, Exit.void)
      const last = yield* looksOf(fleet)
      yield* TestClock.adjust("2 hours")
      assert.strictEqual(yield* looksOf(fleet), last)
    })
  )
})
