import { assert, describe, it } from "@effect/vitest"
import { Account } from "@errand/core"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"

describe("what the providers of one account have in common", () => {
  const within = "1 hour"
  const restore = <A, E>(wait: Effect.Effect<A, E>) => wait

  /** Whether a start of the second provider waits for as long as the first one was told to. */
  const waits = (isShared: boolean) =>
    Effect.gen(function* () {
      const first = Account.make({ provider: "a/v1" })
      const second = Account.make({ provider: "a/v2", shareWith: isShared ? first : undefined })
      yield* first.slots.rateLimited(60_000)
      const fiber = yield* Effect.forkChild(second.slots.run(Effect.succeed("started"), { within, restore }))
      yield* TestClock.adjust("59 seconds")
      const isWaiting = fiber.pollUnsafe() === undefined
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(yield* Fiber.join(fiber), "started")
      return isWaiting
    })

  it.effect("is one queue of starts, where one is made with the other", () =>
    Effect.gen(function* () {
      assert.isTrue(yield* waits(true))
      assert.isFalse(yield* waits(false))
    })
  )
})
