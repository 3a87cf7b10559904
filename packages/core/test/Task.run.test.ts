import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const slow = { takes: "1 hour" } as const
const fast = { takes: "20 seconds", output: "fast" } as const

describe("Task.run", () => {
  it.effect("race: the loser is cancelled remotely", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const b = yield* TestProvider.make("b")
      const race = yield* Effect.forkChild(Effect.race(Task.run(a, slow), Task.run(b, fast)))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(race), "fast")
      assert.deepStrictEqual(yield* a.running, [])
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
      assert.deepStrictEqual(yield* b.cancelled, [])
    })
  )
})
