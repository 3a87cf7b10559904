import { assert, describe, it } from "@effect/vitest"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { dying } from "./support/dying.ts"
import { collectingDeliveries, driven, processes, tags } from "./support/journal.ts"

describe("Task.recover", () => {
  const lost = { reason: new ProviderError.Unavailable({ message: "lost" }), executed: true } as const

  it.effect("delivers what was started and not delivered, once, whichever process asks", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(
        Effect.forEach(["x", "y", "z"], (output) => Task.start(a, { takes: "1 minute", output }, { key: output }))
      )
      const { handler, seen } = yield* collectingDeliveries
      const first = yield* run(driven(Task.recover(a, handler)))
      const second = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        first.delivered.map(({ key }) => key),
        ["x", "y", "z"]
      )
      assert.deepStrictEqual(second.delivered, [])
      assert.lengthOf(yield* seen, 3)
      assert.lengthOf(yield* a.tasks, 3)
    })
  )

  it.effect("adopts a task whose start was never acknowledged, even when the list shows it late", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findableAfter: "20 seconds",
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.exit(Task.start(dying(a), { takes: "1 second", output: "found" })))
      const { handler, seen } = yield* collectingDeliveries
      const { unknown } = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(unknown, [])
      assert.deepStrictEqual(
        (yield* seen).map(({ outcome }) => outcome._tag === "Succeeded" && outcome.output),
        ["found"]
      )
    })
  )

  it.effect("says what was intended and never started, and remembers it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      // The process dies right after it has written down what it is about to do.
      const early = { ...a, start: () => Effect.die("killed") }
      yield* run(Effect.exit(Task.start(early, {}, { key: "k" })))
      const { handler } = yield* collectingDeliveries
      const first = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        first.notStarted.map(({ key }) => key),
        ["k"]
      )
      assert.deepStrictEqual((yield* run(driven(Task.recover(a, handler)))).notStarted, [])
      yield* run(Task.start(a, {}, { key: "k" }))
      assert.lengthOf(yield* a.tasks, 1)
    })
  )

  it.effect("by echo: two starts of the same, one acknowledged, get a task each", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ nth, operation }) => (operation === "start" && nth === 2 ? lost : undefined)
      })
      yield* run(
        Effect.andThen(Task.start(a, { takes: "1 second" }), Effect.exit(Task.start(dying(a), { takes: "1 second" })))
      )
      const { handler, seen } = yield* collectingDeliveries
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual((yield* seen).map(({ delivery }) => delivery.ref.id).toSorted(), ["a-1", "a-2"])
    })
  )

  it.effect("by echo: two starts that nobody can tell apart stay unknown, and no task is delivered twice", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.forEach([1, 2], () => Effect.exit(Task.start(dying(a), { takes: "1 second" }))))
      const { handler, seen } = yield* collectingDeliveries
      const { unknown } = yield* run(driven(Task.recover(a, handler)))
      assert.lengthOf(unknown, 2)
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("cannot tell where the provider cannot be searched, and keeps saying so", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const { recall: _, ...a } = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.exit(Task.start(dying(a), {}, { key: "k" })))
      const { handler } = yield* collectingDeliveries
      for (const _ of [1, 2]) {
        const { unknown } = yield* run(driven(Task.recover(a, handler)))
        assert.deepStrictEqual(
          unknown.map(({ key, provider }) => [key, provider]),
          [["k", "a"]]
        )
      }
    })
  )

  it.effect("leaves alone what this process started, and other accounts' tasks", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const other = yield* TestProvider.make("a", { endpoint: "another" })
      yield* run(Task.start(other, {}))
      const { handler, seen } = yield* collectingDeliveries
      const { foreign } = yield* run(Effect.andThen(Task.start(a, {}), driven(Task.recover(a, handler))))
      assert.deepStrictEqual(
        foreign.map(({ endpoint }) => endpoint),
        ["another"]
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("one that fails keeps its task for the next recovery, and the others go on", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(Effect.forEach(["x", "y"], (key) => Task.start(a, { takes: "1 second" }, { key })))
      const { handler, seen } = yield* collectingDeliveries
      yield* run(
        Effect.gen(function* () {
          const first = yield* driven(
            Task.recover(a, (outcome, delivery) =>
              delivery.key === "x" ? Effect.fail("no" as const) : handler(outcome, delivery)
            )
          )
          assert.deepStrictEqual(
            first.undelivered.map(({ error, work }) => [work.key, error]),
            [["x", "no"]]
          )
          // Nobody holds it any more, so even the same process may try again.
          yield* driven(Task.recover(a, handler))
        })
      )
      assert.deepStrictEqual(
        (yield* seen).map(({ delivery }) => [delivery.key, delivery.attempt]),
        [
          ["y", 1],
          ["x", 2]
        ]
      )
    })
  )

  it.effect("has no more handlers at work than it may, and waits for all tasks at the same time", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const lengths = [...Array.from({ length: 9 }, () => 120), ...Array.from({ length: 9 }, () => 1)]
      yield* run(Effect.forEach(lengths, (seconds) => Task.start(a, { takes: `${seconds} seconds` })))
      let now = 0
      let most = 0
      const handler = Effect.suspend(() => {
        most = Math.max(most, ++now)
        return Effect.andThen(
          Effect.sleep("2 seconds"),
          Effect.sync(() => now--)
        )
      })
      const handled = Effect.map(run(tags), (all) => all.filter((tag) => tag === "Delivered").length)
      const recovery = yield* Effect.forkChild(run(Task.recover(a, () => handler, { concurrency: 3 })))
      // The long ones came first, and keep no short one waiting.
      yield* TestClock.adjust("60 seconds")
      assert.strictEqual(yield* handled, 9)
      yield* TestClock.adjust("90 seconds")
      assert.lengthOf((yield* Fiber.join(recovery)).delivered, 18)
      assert.strictEqual(most, 3)
    })
  )

  it.effect("tells the queue of starts which tasks have their slots already", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const found = yield* Ref.make<ReadonlyArray<number>>([])
      yield* run(Effect.forEach(["x", "y", "z"], (key) => Task.start(a, { takes: "1 minute" }, { key })))
      const slots = { ...a.slots, tasksFound: (count: number) => Ref.update(found, (all) => [...all, count]) }
      yield* run(driven(Task.recover({ ...a, slots }, () => Effect.void)))
      assert.deepStrictEqual(yield* Ref.get(found), [3])
    })
  )
})
