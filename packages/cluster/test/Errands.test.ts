import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Prices, Shop, cluster } from "./support/shop.ts"

describe("errands on one machine", () => {
  it.effect("are done once for each key, and their outcome is told to everybody who asks", () => {
    const handled: Array<string> = []
    return Effect.gen(function* () {
      const shop = yield* Shop
      yield* Prices.send("a", { takes: "1 minute", output: "799" })
      yield* Prices.send("a", { takes: "1 minute", output: "not this one" })
      const waits = yield* Effect.forkChild(
        Effect.all([Prices.run("a", { output: "nor this one" }), Prices.outcome("a")], { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("5 minutes")
      for (const outcome of yield* Fiber.join(waits)) {
        assert.strictEqual(outcome._tag === "Succeeded" ? outcome.output : outcome._tag, "799")
      }
      assert.deepInclude(yield* shop.calls, { start: 1 })
      assert.deepStrictEqual(handled, ["a 1"])
    }).pipe(Effect.provide(cluster((_, { attempt, key }) => Effect.sync(() => void handled.push(`${key} ${attempt}`)))))
  })

  it.effect("of which nobody knows are said to be unknown", () =>
    Effect.gen(function* () {
      for (const asked of [
        Prices.outcome("never sent"),
        Prices.cancel("never sent"),
        Stream.runDrain(Prices.steps("never sent"))
      ]) {
        assert.strictEqual((yield* Effect.flip(asked))._tag, "UnknownKey")
      }
    }).pipe(Effect.provide(cluster()))
  )

  it.effect("whose input is not JSON are refused before they are sent", () =>
    Effect.gen(function* () {
      const input = { output: "a", password: Redacted.make("secret") }
      const error = yield* Effect.flip(Prices.send("a", input))
      assert.match(error.message, /the input.password is nothing that JSON can hold/)
      assert.notInclude(error.message, "secret")
    }).pipe(Effect.provide(cluster()))
  )
})
