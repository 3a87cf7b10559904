import { assert, describe, it } from "@effect/vitest"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { deaf, processes, quick } from "./support/journal.ts"

describe("starts of one key", () => {
  for (const findsBy of ["nonce", "input"] as const) {
    for (const stored of [true, false]) {
      it.effect(`at the same moment are one, ${stored ? "with" : "without"} a store (${findsBy})`, () =>
        Effect.gen(function* () {
          const run = yield* processes
          const a = yield* TestProvider.make("a", { findsBy, latency: "2 seconds", findableAfter: "1 minute" })
          const all = Effect.forEach([1, 2, 3], () => Task.start(a, quick, { key: "k" }), { concurrency: "unbounded" })
          const fiber = yield* Effect.forkChild(stored ? run(all) : all)
          yield* TestClock.adjust("10 seconds")
          const refs = (yield* Fiber.join(fiber)).map(({ ref }) => ref)
          assert.deepStrictEqual(refs, [refs[0], refs[0], refs[0]])
          assert.strictEqual((yield* a.calls).start, 1)
        })
      )
    }
  }

  for (const stored of [true, false]) {
    it.effect(
      `take turns ${stored ? "with" : "without"} a store: after a refusal comes the next, and who leaves is gone at once`,
      () =>
        Effect.gen(function* () {
          const run = yield* processes
          const a = yield* TestProvider.make("a", {
            latency: "2 seconds",
            fault: ({ nth, operation }) =>
              operation === "start" && nth === 1
                ? { reason: new ProviderError.OutOfCredit({ message: "no" }) }
                : undefined
          })
          const start = Task.start(a, quick, { key: "k" })
          const program = Effect.gen(function* () {
            const first = yield* Effect.forkChild(Effect.flip(start))
            const second = yield* Effect.forkChild(start)
            const third = yield* Effect.forkChild(start)
            yield* TestClock.adjust("1 second")
            const leaving = yield* Effect.forkChild(Fiber.interrupt(second))
            yield* TestClock.adjust(0)
            assert.isDefined(leaving.pollUnsafe())
            yield* TestClock.adjust("20 seconds")
            assert.strictEqual((yield* Fiber.join(first))._tag, "ProviderError")
            assert.strictEqual((yield* Fiber.join(third)).ref.id, "a-1")
          })
          yield* stored ? run(program) : program
          assert.strictEqual((yield* a.calls).start, 2)
        })
    )
  }

  it.effect("without a store, the doubt about one is the doubt of those who waited for it", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ latency: "2 seconds", findableAfter: "1 hour" })
      const start = Effect.flip(Task.start(a, quick, { key: "k" }))
      const fiber = yield* Effect.forkChild(Effect.all([start, start], { concurrency: 2 }))
      yield* TestClock.adjust("2 minutes")
      const errors = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        errors.map(({ _tag }) => _tag),
        ["StartUnknown", "StartUnknown"]
      )
      // Sent once more after the search, by the one of the two that started it.
      assert.strictEqual((yield* a.calls).start, 2)
    })
  )
})
