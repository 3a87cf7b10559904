import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, StoreEntry, Task, TaskError, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { dying } from "./support/dying.ts"
import { collecting, deaf, driven, lost, processes, quick } from "./support/journal.ts"

const refused = new ProviderError.BadRequest({ message: "no", issues: [] })
const busy = new ProviderError.ConcurrencyLimited({ message: "full" })

const entries = TaskStore.TaskStore.use(({ entries }) => entries)

describe("what a provider makes for a start before it leaves", () => {
  it.effect("is made once, given to the start, and written down before the start leaves", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { prepares: true })
      const task = yield* Task.start(a, quick, { key: "k" })
      assert.deepStrictEqual(yield* a.prepared, ["a-made-1"])
      assert.deepStrictEqual(
        (yield* a.started).map(({ prepared }) => prepared),
        ["a-made-1"]
      )
      const [intended, sending] = yield* entries
      assert.isFalse(intended !== undefined && "prepared" in intended)
      assert.deepInclude(sending, { _tag: "Sending", prepared: "a-made-1" })
      // A key alone finds no task then, so the service is not asked.
      assert.deepInclude(yield* a.calls, { prepare: 1, start: 1, find: 0, discard: 0 })
      assert.strictEqual(task.ref.id, "a-1")
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("finds the task of a start whose answer was lost", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ prepares: true })
      const tasks = yield* Effect.forEach([1, 2, 3], (output) => Task.start(a, { ...quick, output }), {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(tasks.map(({ ref }) => ref.id).toSorted(), ["a-1", "a-2", "a-3"])
      assert.deepInclude(yield* a.calls, { prepare: 3, start: 3, discard: 0 })
    })
  )

  it.effect("serves all sendings of one start: after a refusal, an outage, and a lag that showed no task", () =>
    Effect.gen(function* () {
      const answers = [busy, new ProviderError.Unavailable({ message: "503" })]
      const a = yield* TestProvider.make("a", {
        prepares: true,
        fault: ({ nth, operation }) => {
          const reason = operation === "start" ? answers[nth - 1] : undefined
          return reason === undefined ? undefined : { reason }
        }
      })
      const fiber = yield* Effect.forkChild(Task.start(a, quick))
      yield* TestClock.adjust("5 minutes")
      yield* Fiber.join(fiber)
      assert.deepInclude(yield* a.calls, { prepare: 1, start: 3 })

      const b = yield* TestProvider.make("b", { prepares: true })
      const since = DateTime.makeUnsafe(0)
      const answersOfB = [Effect.fail(new TaskError.StartUnknown({ provider: "b", request: null, since }))]
      const losing: typeof b = { ...b, start: (...args) => answersOfB.pop() ?? b.start(...args) }
      const again = yield* Effect.forkChild(Task.start(losing, quick))
      yield* TestClock.adjust("5 minutes")
      yield* Fiber.join(again)
      assert.deepInclude(yield* b.calls, { prepare: 1, start: 1 })
      assert.deepStrictEqual(yield* b.prepared, ["b-made-1"])
    })
  )

  it.effect("is removed where the start was refused or left, and stays where that is not known", () =>
    Effect.gen(function* () {
      const fault = ({ operation }: TestProvider.Call) => (operation === "start" ? { reason: refused } : undefined)
      const a = yield* TestProvider.make("a", { prepares: true, fault })
      yield* Effect.flip(Task.start(a, quick))
      assert.deepStrictEqual([yield* a.prepared, (yield* a.calls).discard], [[], 1])

      const full = yield* TestProvider.make("full", { prepares: true, concurrency: 1 })
      yield* Task.start(full, { takes: "Infinity" })
      const waiting = yield* Effect.forkChild(Task.start(full, quick))
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.interrupt(waiting)
      assert.deepStrictEqual(yield* full.prepared, ["full-made-1"])

      const b = yield* deaf({ prepares: true, findableAfter: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.start(b, quick)))
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      assert.lengthOf(yield* b.prepared, 1)
    })
  )

  it.effect("is asked for again where its answer was lost or cannot be read, for the start has not left then", () =>
    Effect.gen(function* () {
      const answers = [
        { reason: new ProviderError.Unavailable({ message: "503" }), executed: true },
        { reason: new ProviderError.BadResponse({ message: "no id" }), executed: true }
      ]
      const a = yield* TestProvider.make("a", {
        prepares: true,
        fault: ({ nth, operation }) => (operation === "prepare" ? answers[nth - 1] : undefined)
      })
      const fiber = yield* Effect.forkChild(Task.start(a, quick))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.deepInclude(yield* a.calls, { prepare: 3, start: 1 })
      assert.deepStrictEqual(
        (yield* a.started).map(({ prepared }) => prepared),
        ["a-made-3"]
      )
    })
  )

  it.effect("that cannot be made or removed: nothing is sent, and the refusal of the start is told as it is", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        prepares: true,
        fault: ({ operation }) => (operation === "prepare" ? { reason: refused } : undefined)
      })
      const error = yield* Effect.flip(Task.start(a, quick))
      assert.deepInclude(error, { _tag: "ProviderError", operation: "prepare" })
      assert.deepInclude(yield* a.calls, { start: 0, discard: 0 })

      const b = yield* TestProvider.make("b", {
        prepares: true,
        fault: ({ operation }) =>
          operation === "start" ? { reason: refused } : operation === "discard" ? {} : undefined
      })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.start(b, quick)))
      yield* TestClock.adjust("10 seconds")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "ProviderError", operation: "start" })
    })
  )
})

describe("a process that dies", () => {
  it.effect("between what it made and the start: nothing was started, and what it made is not known", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { prepares: true })
      const early = {
        ...a,
        prepare: (...args: Parameters<NonNullable<typeof a.prepare>>) =>
          Effect.andThen(a.prepare!(...args), Effect.die("killed"))
      }
      yield* run(Effect.exit(Task.start(early, quick, { key: "k" })))
      const { handler } = yield* collecting
      const { notStarted, unknown } = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual([notStarted.map(({ key }) => key), unknown], [["k"], []])
      assert.deepStrictEqual([yield* a.tasks, yield* a.prepared], [[], ["a-made-1"]])
    })
  )

  it.effect("before the request of its start: the next process finds no task, and removes what was made", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { prepares: true })
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "k" })))
      assert.deepStrictEqual(yield* a.prepared, ["a-made-1"])
      const { handler } = yield* collecting
      const { notStarted } = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        notStarted.map(({ key, prepared }) => [key, prepared]),
        [["k", "a-made-1"]]
      )
      assert.deepStrictEqual([yield* a.tasks, yield* a.prepared], [[], []])
    })
  )

  it.effect(
    "between its start and the answer: the next one finds the task, by recovery and by a start of the key",
    () =>
      Effect.gen(function* () {
        const run = yield* processes
        const a = yield* TestProvider.make("a", {
          prepares: true,
          fault: ({ operation }) => (operation === "start" ? lost : undefined)
        })
        yield* run(Effect.forEach(["x", "y"], (key) => Effect.exit(Task.start(dying(a), quick, { key }))))
        const again = yield* run(driven(Task.start(a, quick, { key: "x" })))
        assert.strictEqual(again.ref.id, "a-1")
        const { handler, seen } = yield* collecting
        const { unknown } = yield* run(driven(Task.recover(a, handler)))
        assert.deepStrictEqual([unknown, (yield* seen).toSorted()], [[], ["a-1", "a-2"]])
        assert.deepInclude(yield* a.calls, { prepare: 2, start: 2, discard: 0 })
      })
  )

  it.effect("a journal that was written before there was anything to prepare is read as it was", () =>
    Effect.gen(function* () {
      const old = '{"v":1,"at":"2026-01-01T00:00:00.000Z","work":"a:task:memory%3Aa:k","_tag":"Sending"}'
      const entry = yield* StoreEntry.decode(old)
      assert.deepStrictEqual(entry, {
        v: 1,
        at: "2026-01-01T00:00:00.000Z",
        work: "a:task:memory%3Aa:k",
        _tag: "Sending"
      })
      assert.deepStrictEqual(JSON.parse(StoreEntry.encode(entry)), JSON.parse(old))
    })
  )
})
