import { assert, describe, it } from "@effect/vitest"
import type { OutcomeDelivery, Outcome } from "@errand/core"
import { StoreError, Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"

const quick = { takes: "1 second" } as const

/** Runs until the clock can help no more. */
const driven = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(program)
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

/** A program in a process of its own, on a journal that outlives it. */
const within =
  (journal: TaskStore.JournalBackend) =>
  <A, E>(program: Effect.Effect<A, E, TaskStore.TaskStore>) =>
    Effect.provide(program, Layer.fresh(TaskStore.layer(Effect.succeed(journal))))

const processes = Effect.map(TaskStore.memory(), within)

/** What handlers were given: the key and the task. */
const collecting = () => {
  const seen: Array<string> = []
  const handler = (_: Outcome.Outcome<string | null>, { key = "", ref }: OutcomeDelivery.Delivery) =>
    Effect.sync(() => void seen.push(`${key} ${ref.id}`))
  return { seen, handler }
}

/** Reads slower than others, so that it hears of every end after them. */
const slow = (a: TestProvider.TestProvider) => {
  const { lookout: _, ...alone } = a
  return { ...alone, snapshot: (id: string) => Effect.delay(a.snapshot(id), "20 seconds") }
}

/** A start whose process dies when the request is to leave. */
const neverSent = (a: TestProvider.TestProvider, key: string) =>
  Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key, lookBack: 0 }))

describe("an acknowledgement that could not be written", () => {
  for (const findsBy of ["nonce", "input"] as const) {
    it.effect(`is written with the end, so that the key starts nothing again (${findsBy})`, () =>
      Effect.gen(function* () {
        const memory = yield* TaskStore.memory()
        let refused = 0
        const full = new StoreError.StoreError({
          operation: "append",
          reason: new StoreError.StoreUnavailable({ message: "disk full" })
        })
        const run = within({
          ...memory,
          append: (entry) => (entry._tag === "Started" && refused++ === 0 ? Effect.fail(full) : memory.append(entry))
        })
        const a = yield* TestProvider.make("a", { findsBy })
        const again = run(driven(Task.run(a, { ...quick, output: "once" }, { key: "k", lookBack: 0 })))
        assert.strictEqual(yield* again, "once")
        assert.strictEqual(yield* again, "once")
        assert.lengthOf(yield* a.tasks, 1)
        assert.deepStrictEqual(
          (yield* memory.entries).map(({ _tag }) => _tag),
          ["Intended", "Sending", "Started", "Ended", "Delivered"]
        )
      })
    )
  }
})

describe("a key", () => {
  it.effect("whose run was interrupted and cancelled stays cancelled, until a compaction forgets it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const start = Task.run(a, { takes: "5 minutes", output: "x" }, { key: "k", lookBack: 0 })
      yield* run(driven(Effect.timeoutOption(start, "1 minute")))
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
      const error = yield* run(driven(Effect.flip(start)))
      assert.strictEqual(error._tag, "TaskCancelled")
      assert.lengthOf(yield* a.tasks, 1)
      yield* run(TaskStore.compact({ keepKeys: 0 }))
      assert.strictEqual(yield* run(driven(start)), "x")
    })
  )
})

describe("a compaction", () => {
  it.effect("keeps the tasks that could be taken for that of a start in doubt, until the doubt is over", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      yield* run(neverSent(a, "never"))
      const { handler, seen } = collecting()
      yield* run(
        Effect.gen(function* () {
          yield* driven(Task.run(a, quick))
          yield* TaskStore.compact()
          const { notStarted } = yield* driven(Task.recover(a, handler))
          assert.deepStrictEqual(
            notStarted.map(({ key }) => key),
            ["never"]
          )
          assert.deepStrictEqual(seen, [])
          assert.strictEqual((yield* TaskStore.compact()).after, 3)
        })
      )
    })
  )

  it.effect("keeps nothing more for a doubt that the nonce settles, or for tasks from long before it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      for (const findsBy of ["nonce", "input"] as const) {
        const a = yield* TestProvider.make(findsBy, { findsBy })
        yield* run(driven(Task.run(a, quick)))
        yield* run(neverSent(a, "never"))
        if (findsBy === "nonce") yield* run(driven(Task.run(a, quick)))
        yield* run(TaskStore.compact())
        const works = yield* run(TaskStore.TaskStore.use(({ works }) => works))
        assert.deepStrictEqual(
          works.filter(({ provider }) => provider === findsBy).map(({ key, state }) => [key, state]),
          [["never", "sending"]]
        )
      }
    })
  )

  it.effect("between two who wait for one outcome does not have both handlers asked", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const asked: Array<string> = []
      const handler = (name: string) => () => Effect.sync(() => void asked.push(name))
      yield* run(
        Effect.gen(function* () {
          const task = yield* Task.start(a, quick)
          const second = yield* Effect.forkChild(Task.deliver(Task.attach(slow(a), task.ref), handler("late")))
          const first = yield* Effect.forkChild(Task.deliver(task, handler("early")))
          yield* TestClock.adjust("10 seconds")
          assert.isDefined(yield* Fiber.join(first))
          yield* TaskStore.compact()
          yield* TestClock.adjust("1 minute")
          assert.isUndefined(yield* Fiber.join(second))
        })
      )
      assert.deepStrictEqual(asked, ["early"])
    })
  )
})

describe("the care of a recovery", () => {
  it.effect("ends with each work: a key that was started anew meanwhile is left to its starter", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(neverSent(a, "k"))
      yield* run(Task.start(a, { takes: "2 minutes" }, { key: "slow" }))
      const { handler, seen } = collecting()
      yield* run(
        Effect.gen(function* () {
          const first = yield* Effect.forkChild(Task.recover(a, handler))
          yield* TestClock.adjust("40 seconds")
          const caller = yield* Effect.forkChild(
            Task.run(slow(a), { takes: "5 minutes", output: "x" }, { key: "k", lookBack: 0 })
          )
          yield* TestClock.adjust("2 minutes")
          assert.lengthOf((yield* Fiber.join(first)).notStarted, 1)
          const second = yield* Effect.forkChild(Task.recover(a, handler))
          yield* TestClock.adjust("10 minutes")
          yield* Fiber.join(second)
          assert.strictEqual(yield* Fiber.join(caller), "x")
        })
      )
      assert.deepStrictEqual(seen, ["slow a-1"])
    })
  )

  it.effect("ends with each work: what could not be delivered is free for another while others are waited for", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(Task.start(a, quick, { key: "short" }))
      yield* run(Task.start(a, { takes: "5 minutes" }, { key: "long" }))
      const { handler, seen } = collecting()
      yield* run(
        Effect.gen(function* () {
          const first = yield* Effect.forkChild(
            Task.recover(a, (outcome, delivery) =>
              delivery.key === "short" ? Effect.fail("no") : handler(outcome, delivery)
            )
          )
          yield* TestClock.adjust("1 minute")
          const { delivered } = yield* driven(Task.recover(a, handler))
          assert.deepStrictEqual(
            delivered.map(({ attempt, key }) => [key, attempt]),
            [["short", 2]]
          )
          yield* Fiber.join(first)
        })
      )
      assert.deepStrictEqual(seen, ["short a-1", "long a-2"])
    })
  )
})
