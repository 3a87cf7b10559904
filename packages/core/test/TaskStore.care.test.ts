import { assert, describe, it } from "@effect/vitest"
import { Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Exit, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import { collecting, driven, quick } from "./support/journal.ts"

describe("the care for a task", () => {
  it.effect("whoever could not deliver gives it up: recover takes it, also in the same process", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const task = yield* Task.start(a, quick)
      yield* driven(Effect.flip(Task.deliver(task, () => Effect.fail("no"))))
      yield* driven(Task.recover(a, handler))
      const long = yield* Task.start(a, { takes: "1 hour" })
      const waiting = yield* Effect.forkChild(Task.deliver(long, handler))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(waiting)
      const recovery = yield* Effect.forkChild(Task.recover(a, handler))
      yield* TestClock.adjust("2 hours")
      yield* Fiber.join(recovery)
      assert.deepStrictEqual(yield* seen, ["a-1", "a-2"])
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("what is owed to nobody is in nobody's care", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { claim, release } = yield* TaskStore.TaskStore
      const id = "a:task:memory%3Aa:k"
      const free = Effect.tap(claim(id), (mine) => (mine ? release(id) : Effect.void))
      yield* Effect.forkChild(Task.run(a, quick, { key: "k" }))
      yield* TestClock.adjust(0)
      assert.isFalse(yield* free)
      yield* TestClock.adjust("1 minute")
      assert.isTrue(yield* free)
      yield* Task.start(a, quick, { key: "k" })
      assert.isTrue(yield* free)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("a start that is interrupted while its request is out is logged with the ref, and recovered", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ fiber, logLevel }) => {
        logged.push([logLevel, fiber.getRef(References.CurrentLogAnnotations)["errand.ref"]])
      })
      const a = yield* TestProvider.make("a", { latency: "10 seconds" })
      const { handler, seen } = yield* collecting
      const fiber = yield* Task.start(a, quick, { key: "k" }).pipe(
        Effect.provide(Logger.layer([logger])),
        Effect.forkChild
      )
      yield* TestClock.adjust("15 seconds")
      const leaving = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(leaving)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(fiber)))
      assert.lengthOf(logged, 1)
      const [level, ref] = logged[0] as [string, string]
      assert.strictEqual(level, "Warn")
      assert.include(ref, `"id":"a-1"`)
      yield* driven(Task.recover(a, handler))
      assert.deepStrictEqual(yield* seen, ["a-1"])
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )
})

describe("compaction", () => {
  it.effect("a rewrite that fails forgets nothing", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler } = yield* collecting
      const task = yield* Task.start(a, quick, { key: "k" })
      yield* driven(Task.deliver(task, handler))
      yield* TestClock.adjust("31 days")
      assert.isTrue(Exit.isFailure(yield* Effect.exit(TaskStore.compact())))
      assert.strictEqual((yield* Task.start(a, quick, { key: "k", lookBack: 0 })).ref.id, "a-1")
    }).pipe(
      Effect.provide(
        TaskStore.layer(
          Effect.map(TaskStore.memory(), (journal): TaskStore.JournalBackend => ({
            ...journal,
            rewrite: (change) =>
              Effect.flatMap(Effect.orDie(journal.entries), (entries) =>
                Effect.andThen(change(entries), Effect.die("the disk is full"))
              )
          }))
        )
      )
    )
  )
})
