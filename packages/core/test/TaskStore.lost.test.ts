import { assert, describe, it } from "@effect/vitest"
import { StoreError, Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Exit, Fiber, Logger, Ref } from "effect"
import { TestClock } from "effect/testing"
import { collecting, driven, quick } from "./support/journal.ts"

const taken = new StoreError.StoreError({
  operation: "ensure",
  reason: new StoreError.StoreLost({ message: "another process writes now", account: "a" })
})

/** A store that another process takes over when `takeOver` is run. */
const contested = Effect.gen(function* () {
  const journal = yield* TaskStore.memory()
  const isTaken = yield* Ref.make(false)
  const proofs = yield* Ref.make(0)
  const mine = yield* TaskStore.make(journal)
  const ensure = Effect.andThen(
    Ref.update(proofs, (count) => count + 1),
    Effect.flatMap(Ref.get(isTaken), (is) => (is ? Effect.fail(taken) : Effect.void))
  )
  const store = TaskStore.TaskStore.of({
    ...mine,
    append: (entry) => Effect.flatMap(Ref.get(isTaken), (is) => (is ? Effect.fail(taken) : mine.append(entry))),
    ensure
  })
  return {
    journal,
    store,
    proofs: Ref.get(proofs),
    takeOver: Ref.set(isTaken, true),
    with: Effect.provideService(TaskStore.TaskStore, store)
  }
})

/** The same, taken over right after an entry of this kind was written. */
const takenAfter = (tag: "Sending" | "Delivering") =>
  Effect.map(contested, (one) => {
    const { append } = one.store
    const spied: typeof append = (entry) =>
      Effect.tap(append(entry), () => (entry._tag === tag ? one.takeOver : Effect.void))
    return { ...one, with: Effect.provideService(TaskStore.TaskStore, { ...one.store, append: spied }) }
  })

describe("a store that another process has taken over", () => {
  it.effect("lets no start leave that was written down before, and does not try again", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { journal, with: withStore } = yield* takenAfter("Sending")
      const error = yield* Effect.flip(withStore(Task.start(a, quick, { key: "k" })))
      assert.strictEqual(error._tag, "ProviderError")
      assert.match(error.message, /NotRecorded: nothing was sent: .*StoreLost: another process writes now/)
      assert.deepInclude(yield* a.calls, { start: 0 })
      // The next writer cannot know that it was not sent.
      assert.deepStrictEqual(
        (yield* journal.entries).map(({ _tag }) => _tag),
        ["Intended", "Sending"]
      )
    })
  )

  it.effect("asks no handler whose delivery was written down before", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const { with: withStore } = yield* takenAfter("Delivering")
      const task = yield* withStore(Task.start(a, quick, { key: "k" }))
      const exit = yield* driven(Effect.exit(withStore(Task.deliver(task, handler))))
      assert.deepStrictEqual(exit, Exit.fail(taken))
      assert.lengthOf(yield* seen, 0)
    })
  )

  it.effect("cancels no task that is left, since the other process may wait for it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { takeOver, with: withStore } = yield* contested
      const run = yield* Effect.forkChild(withStore(Task.run(a, { takes: "1 hour" }, { key: "k" })))
      yield* TestClock.adjust("1 minute")
      yield* takeOver
      yield* Fiber.interrupt(run)
      assert.deepInclude(yield* a.calls, { start: 1, cancel: 0 })
      assert.lengthOf(yield* a.running, 1)
    })
  )

  it.effect("is not logged once more for each task", () =>
    Effect.gen(function* () {
      const lines: Array<unknown> = []
      const logger = Logger.make(({ logLevel, message }) => void (logLevel === "Error" && lines.push(message)))
      const a = yield* TestProvider.make("a")
      const { takeOver, with: withStore } = yield* contested
      const wait = Effect.gen(function* () {
        const task = yield* withStore(Task.start(a, quick))
        yield* takeOver
        yield* withStore(Task.await(task))
      })
      yield* driven(Effect.provide(wait, Logger.layer([logger])))
      assert.deepStrictEqual(lines, [])
    })
  )
})

describe("a store of this process alone", () => {
  it.effect("is asked for its proof once before each request to start, and once before each handler", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const { proofs, with: withStore } = yield* contested
      const task = yield* withStore(Task.start(a, quick))
      assert.strictEqual(yield* proofs, 1)
      yield* driven(withStore(Task.deliver(task, handler)))
      assert.strictEqual(yield* proofs, 2)
      assert.lengthOf(yield* seen, 1)
    })
  )

  it.effect("has a task cancelled that is left", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { with: withStore } = yield* contested
      const run = yield* Effect.forkChild(withStore(Task.run(a, { takes: "1 hour" })))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(run)
      assert.deepInclude(yield* a.calls, { start: 1, cancel: 1 })
    })
  )
})
