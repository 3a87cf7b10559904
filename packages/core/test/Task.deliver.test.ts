import { assert, describe, it } from "@effect/vitest"
import { Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { collectingDeliveries, driven, processes, tags } from "./support/journal.ts"

describe("Task.deliver", () => {
  it.effect("gives an outcome to one handler, once, however many ask", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collectingDeliveries
      const ref = yield* run(
        Effect.gen(function* () {
          const task = yield* Task.start(a, { takes: "1 second" }, { key: "k" })
          const told = yield* driven(
            Effect.all([Task.deliver(task, handler), Task.deliver(task, handler)], { concurrency: 2 })
          )
          assert.lengthOf(
            told.filter((delivery) => delivery !== undefined),
            1
          )
          return task.ref
        })
      )
      assert.isUndefined(yield* run(Task.deliver(Task.attach(a, ref), handler)))
      const [only, ...others] = yield* seen
      assert.deepStrictEqual(others, [])
      assert.deepInclude(only?.delivery, { id: "a:task:memory%3Aa:k", key: "k", attempt: 1, ref })
      assert.deepStrictEqual(yield* run(tags), ["Intended", "Sending", "Started", "Ended", "Delivering", "Delivered"])
    })
  )

  it.effect("takes a task into the store that was started without one", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "1 second" })
      const { handler, seen } = yield* collectingDeliveries
      yield* run(driven(Task.deliver(Task.attach(a, ref), handler)))
      yield* run(driven(Task.deliver(Task.attach(a, ref), handler)))
      assert.lengthOf(yield* seen, 1)
    })
  )

  it.effect("a handler that fails is asked again, and told that it is not the first", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collectingDeliveries
      const task = yield* run(Task.start(a, { takes: "1 second" }))
      assert.strictEqual(yield* run(driven(Effect.flip(Task.deliver(task, () => Effect.fail("no"))))), "no")
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        (yield* seen).map(({ delivery }) => delivery.attempt),
        [2]
      )
    })
  )

  it.effect("recorded before, it is never asked twice, whatever becomes of it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collectingDeliveries
      const task = yield* run(Task.start(a, { takes: "1 second" }))
      yield* run(driven(Effect.flip(Task.deliver(task, () => Effect.fail("no"), { record: "before" }))))
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("a handler that hangs can be interrupted, and the outcome stays owed", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collectingDeliveries
      const task = yield* Task.start(a, { takes: 0 })
      for (const hanging of [Task.deliver(task, () => Effect.never), Task.recover(a, () => Effect.never)]) {
        const fiber = yield* Effect.forkChild(hanging)
        yield* TestClock.adjust("1 minute")
        const interruption = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust(0)
        assert.isDefined(interruption.pollUnsafe())
      }
      yield* driven(Task.recover(a, handler))
      assert.deepStrictEqual(
        (yield* seen).map(({ delivery }) => delivery.attempt),
        [3]
      )
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("an interruption while the success is written does not have the handler asked again", () =>
    Effect.gen(function* () {
      const journal = yield* TaskStore.memory()
      const slow: TaskStore.JournalBackend = {
        ...journal,
        append: (entry) => Effect.delay(journal.append(entry), entry._tag === "Delivered" ? "1 second" : 0)
      }
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collectingDeliveries
      yield* Effect.gen(function* () {
        const task = yield* Task.start(a, { takes: 0 })
        const delivery = yield* Effect.forkChild(Task.deliver(task, handler))
        yield* TestClock.adjust("500 millis")
        assert.lengthOf(yield* seen, 1)
        const interruption = yield* Effect.forkChild(Fiber.interrupt(delivery))
        yield* TestClock.adjust("500 millis")
        yield* Fiber.join(interruption)
      }).pipe(Effect.provide(TaskStore.layer(Effect.succeed(slow))))
      yield* driven(Task.recover(a, handler)).pipe(Effect.provide(TaskStore.layer(Effect.succeed(journal))))
      assert.lengthOf(yield* seen, 1)
    })
  )
})
