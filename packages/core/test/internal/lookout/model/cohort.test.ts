import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Lookout } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { joins, looksOf, started, times } from "../../../support/fleet.ts"

describe("what is kept of durations", () => {
  const learn = (durations: Lookout.Durations["Service"]) =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const tasks = yield* started(fleet, times(20, "30 seconds"))
      const fiber = yield* joins(tasks)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(fiber), 20)
      return yield* looksOf(fleet)
    }).pipe(Effect.provideService(Lookout.Durations, durations))

  it.effect("what cannot be fetched, read or kept costs no wait anything", () =>
    Effect.gen(function* () {
      const bad: ReadonlyArray<Effect.Effect<string | undefined, unknown>> = [
        Effect.fail("no such file"),
        Effect.die(new Error("bug")),
        Effect.never,
        Effect.succeed(""),
        Effect.succeed("{"),
        Effect.succeed("null"),
        Effect.succeed('{"version":1}'),
        Effect.succeed('{"version":1,"ends":[1],"time":["x"]}'),
        Effect.succeed(JSON.stringify({ version: 2, ends: Array(72).fill(1), time: Array(72).fill(1) }))
      ]
      const without = yield* learn({ get: () => Effect.succeed(undefined), set: () => Effect.void })
      for (const got of bad) {
        const looks = yield* learn({ get: () => got, set: () => Effect.die(new Error("read-only")) })
        assert.isAtMost(looks, without * 1.3)
      }
      yield* learn({ get: () => Effect.succeed(undefined), set: () => Effect.never })
    }).pipe(Random.withSeed("bad"))
  )

  it.effect("what one process kept, the next begins with", () =>
    Effect.gen(function* () {
      const kept = new Map<string, string>()
      const durations: Lookout.Durations["Service"] = {
        get: (key) => Effect.sync(() => kept.get(key)),
        set: (key, value) => Effect.sync(() => void kept.set(key, value))
      }
      const cold = yield* learn(durations)
      assert.strictEqual(kept.size, 1)
      const warm = yield* learn(durations)
      assert.isAtMost(warm, 0.7 * cold)
    }).pipe(Random.withSeed("kept"))
  )
})
