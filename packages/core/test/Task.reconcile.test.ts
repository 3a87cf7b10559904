import { assert, describe, it } from "@effect/vitest"
import { ProviderError, Task, TaskError, TaskStore } from "@errand/core"
import type { Provider, Slots } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { DateTime, Duration, Effect, Exit, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { dying } from "./support/dying.ts"
import { collecting, deaf, driven, lost, processes, quick, within } from "./support/journal.ts"

/** A start whose process dies while it waits in the queue, before anything was sent. */
const diesInQueue = (a: TestProvider.TestProvider, key: string) => {
  const dying: Slots.Slots = { ...a.slots, run: () => Effect.die("killed") }
  return Effect.exit(Task.start({ ...a, slots: dying }, quick, { key }))
}

/**
 * The provider in a process that dies once a start is not answered; what was refused is sent again.
 */
const dyingUnanswered = (a: TestProvider.TestProvider) => ({
  ...a,
  start: (...args: Parameters<typeof a.start>) =>
    Effect.catchTag(a.start(...args), "StartUnknown", () => Effect.die("killed"))
})

/** A provider that is not sure before `after` has passed since the beginning of the test. */
const unsure = (a: TestProvider.TestProvider, after: Duration.Input) => ({
  ...a,
  recall: {
    ...a.recall,
    find: (...[kept, options]: Parameters<Provider.Recall<never>["find"]>) =>
      Effect.flatMap(DateTime.now, (now) =>
        DateTime.toEpochMillis(now) < Duration.toMillis(after)
          ? Effect.fail(new TaskError.StartUnknown({ provider: "a", request: kept, since: options.since }))
          : a.recall.find(kept, options)
      )
  }
})

describe("work that was never sent", () => {
  for (const findsBy of ["nonce", "input"] as const) {
    it.effect(`is known not to have started, without a search (${findsBy})`, () =>
      Effect.gen(function* () {
        const run = yield* processes
        const a = yield* TestProvider.make("a", { findsBy })
        yield* run(diesInQueue(a, "k"))
        yield* run(diesInQueue(a, "again"))
        const { handler } = yield* collecting
        const before = (yield* a.calls).find
        // No time passes.
        const { notStarted, unknown } = yield* run(Task.recover(a, handler, { only: ({ key }) => key === "k" }))
        assert.deepStrictEqual([notStarted.map(({ key }) => key), unknown], [["k"], []])
        yield* run(Task.start(a, quick, { key: "k", lookBack: 0 }))
        yield* run(Task.start(a, quick, { key: "again", lookBack: 0 }))
        assert.lengthOf(yield* a.tasks, 2)
        assert.strictEqual((yield* a.calls).find, before)
      })
    )
  }

  it.effect("each request is noted before it leaves, with the time from which its task is searched", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ nth, operation }) =>
          operation !== "start"
            ? undefined
            : nth === 1
              ? { reason: new ProviderError.RateLimited({ message: "later", retryAfter: Duration.minutes(2) }) }
              : lost
      })
      // Somebody else starts the same while this one waits.
      const queued = yield* Effect.forkChild(run(Effect.exit(Task.start(dyingUnanswered(a), quick))))
      yield* TestClock.adjust("1 minute")
      yield* Effect.ignore(a.start(quick, {}))
      yield* TestClock.adjust("2 minutes")
      assert.isTrue(Exit.hasDies(yield* Fiber.join(queued)))
      const { handler, seen } = yield* collecting
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, ["a-2"])
    })
  )

  it.effect("is open again when it is sent after all, however long it waited", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findableAfter: "1 minute" })
      yield* run(Effect.exit(Task.start(dying(a), quick, { key: "k" })))
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          // A recovery searches while the start with the same key is asked for again, and finds
          // nothing within its lag.
          const recovery = yield* Effect.forkChild(Task.recover(a, handler, { lag: "10 seconds" }))
          yield* TestClock.adjust("1 second")
          const again = yield* Effect.forkChild(Effect.flip(Task.start(a, quick, { key: "k", lag: "10 seconds" })))
          yield* TestClock.adjust("30 seconds")
          assert.lengthOf((yield* Fiber.join(recovery)).notStarted, 1)
          assert.strictEqual((yield* Fiber.join(again))._tag, "StartUnknown")
        })
      )
      const works = yield* run(TaskStore.TaskStore.use(({ works }) => works))
      assert.deepStrictEqual(
        works.map(({ state }) => state),
        ["sending"]
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("what a search has found out about an earlier request says nothing about a later one", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findableAfter: "1 hour" })
      const slow = {
        ...a,
        recall: {
          ...a.recall,
          find: (...args: Parameters<typeof a.recall.find>) => Effect.delay(a.recall.find(...args), "5 seconds")
        }
      }
      const { handler } = yield* collecting
      const works = yield* run(
        Effect.gen(function* () {
          yield* Effect.exit(Task.start(dying(a), quick, { key: "k" }))
          const recovery = yield* Effect.forkChild(Task.recover(slow, handler, { lag: "10 seconds" }))
          yield* TestClock.adjust("1 second")
          const again = yield* Effect.forkChild(Effect.flip(Task.start(a, quick, { key: "k", lag: "10 seconds" })))
          yield* TestClock.adjust("1 minute")
          yield* Fiber.join(recovery)
          yield* Fiber.join(again)
          return yield* TaskStore.TaskStore.use(({ works }) => works)
        })
      )
      // The second process sends it once more when its own search has found nothing.
      assert.strictEqual((yield* a.calls).start, 3)
      assert.deepStrictEqual(
        works.map(({ state }) => state),
        ["sending"]
      )
    })
  )
})

describe("work that was sent and not answered", () => {
  it.effect("stays unknown while the provider cannot be certain, and is delivered when it can", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({}, 1)
      yield* run(Effect.exit(Task.start(dying(a), quick, { key: "k" })))
      const { handler, seen } = yield* collecting
      const first = yield* run(driven(Task.recover(unsure(a, "1 hour"), handler)))
      assert.deepStrictEqual(first.notStarted, [])
      assert.deepStrictEqual(
        first.unknown.map(({ key, work }) => [key, work]),
        [["k", "a:task:memory%3Aa:k"]]
      )
      const again = yield* run(driven(Effect.flip(Task.start(unsure(a, "1 hour"), quick, { key: "k" }))))
      assert.strictEqual(again._tag, "StartUnknown")
      assert.strictEqual((yield* a.calls).start, 1)
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )

  it.effect("is searched for until the provider is certain, within the lag", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf()
      yield* run(Effect.exit(Task.start(dying(a), quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(unsure(a, "20 seconds"), handler)))
      assert.deepStrictEqual([unknown, yield* seen], [[], ["a-1"]])
    })
  )

  it.effect("counts its lag from the last request, not from the restart", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick)))
      yield* TestClock.adjust("20 seconds")
      const { handler } = yield* collecting
      const recovery = yield* Effect.forkChild(run(Task.recover(a, handler)))
      yield* TestClock.adjust("9 seconds")
      assert.isUndefined(recovery.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.lengthOf((yield* Fiber.join(recovery)).notStarted, 1)
      // The last look began after the end of the lag.
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick)))
      yield* TestClock.adjust("1 hour")
      const before = (yield* a.calls).find
      assert.lengthOf((yield* run(Task.recover(a, handler))).notStarted, 1)
      assert.strictEqual((yield* a.calls).find, before + 1)
    })
  )

  it.effect("is found by its nonce, however far ahead the clock was when it was sent", () =>
    Effect.gen(function* () {
      const before = yield* TaskStore.memory()
      const a = yield* deaf()
      yield* within(before)(Effect.exit(Task.start(dying(a), quick)))
      const ahead = (at: string) => DateTime.formatIso(DateTime.add(DateTime.makeUnsafe(at), { hours: 2 }))
      const entries = (yield* before.entries).map((entry) => ({
        ...entry,
        at: ahead(entry.at),
        ...("since" in entry && { since: ahead(entry.since) })
      }))
      const run = within(yield* TaskStore.memory(entries))
      const { handler, seen } = yield* collecting
      assert.deepStrictEqual((yield* run(driven(Task.recover(a, handler)))).notStarted, [])
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )

  for (const findsBy of ["nonce", "input"] as const) {
    it.effect(
      `is searched for by the next start of its key, and only what is certainly not there is sent again (${findsBy})`,
      () =>
        Effect.gen(function* () {
          const run = yield* processes
          const a = yield* deaf({ findsBy, findableAfter: "20 seconds" }, 1)
          yield* run(Effect.exit(Task.start(dying(a), quick, { key: "k" })))
          yield* TestClock.adjust("5 seconds")
          const again = yield* Effect.forkChild(run(Task.start(a, quick, { key: "k" })))
          yield* TestClock.adjust("25 seconds")
          assert.strictEqual((yield* Fiber.join(again)).ref.id, "a-1")
          assert.strictEqual((yield* a.calls).start, 1)
          yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "gone" })))
          const anew = yield* Effect.forkChild(run(Task.start(a, quick, { key: "gone" })))
          yield* TestClock.adjust("29 seconds")
          assert.strictEqual((yield* a.calls).start, 1)
          yield* TestClock.adjust("1 second")
          assert.strictEqual((yield* Fiber.join(anew)).ref.id, "a-2")
        })
    )
  }

  it.effect("a start that is left while it searches sends nothing, and leaves the work to recover", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findableAfter: "20 seconds" }, 1)
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          yield* Effect.exit(Task.start(dying(a), quick, { key: "k" }))
          const again = yield* Effect.forkChild(Task.run(a, quick, { key: "k" }))
          yield* TestClock.adjust("5 seconds")
          const left = yield* Effect.forkChild(Fiber.interrupt(again))
          yield* TestClock.adjust(0)
          assert.isDefined(left.pollUnsafe())
          yield* driven(Task.recover(a, handler))
        })
      )
      assert.strictEqual((yield* a.calls).start, 1)
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )
})
