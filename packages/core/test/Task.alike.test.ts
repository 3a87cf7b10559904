import { assert, describe, it } from "@effect/vitest"
import { Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import { dying } from "./support/dying.ts"
import { collecting, deaf, down, driven, processes, quick } from "./support/journal.ts"

describe("by echo", () => {
  it.effect("a task that may be that of a start under way in this process is not taken for one before it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      // The first start never arrived; the second one is under way for a while.
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "first" })))
      const late: typeof a.start = (...args) => Effect.tap(a.start(...args), () => Effect.sleep("20 seconds"))
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const second = yield* Effect.forkChild(Task.start({ ...a, start: late }, quick, { key: "second" }))
          const recovery = yield* Effect.forkChild(Task.recover(a, handler))
          yield* TestClock.adjust("40 seconds")
          assert.strictEqual((yield* Fiber.join(second)).ref.id, "a-1")
          const { notStarted } = yield* Fiber.join(recovery)
          assert.deepStrictEqual(
            notStarted.map(({ key }) => key),
            ["first"]
          )
        })
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("a task is not taken for one that was sent while its list was on the way", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "first" })))
      // The list is made half-way, after the second start.
      const slow = {
        ...a,
        recall: {
          ...a.recall,
          find: (...args: Parameters<typeof a.recall.find>) =>
            Effect.tap(Effect.delay(a.recall.find(...args), "2 seconds"), () => Effect.sleep("2 seconds"))
        }
      }
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const recovery = yield* Effect.forkChild(Task.recover(slow, handler))
          yield* TestClock.adjust("1 second")
          yield* Task.start(a, quick, { key: "second" })
          yield* TestClock.adjust("10 minutes")
          assert.lengthOf((yield* Fiber.join(recovery)).notStarted, 1)
        })
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("the same parameters in another order are the same", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findsBy: "input" })
      // What is kept differs in its order, and both searches find the one task there is.
      let order = 0
      const lists = [
        [{ name: "a" }, { name: "b", value: 1 }],
        [{ value: 1, name: "b" }, { name: "a" }]
      ]
      const either = {
        ...a,
        recall: {
          keep: () => lists[order++] ?? null,
          find: () => Effect.map(a.tasks, ([id]) => Option.fromUndefinedOr(id === undefined ? undefined : { id }))
        }
      }
      yield* run(Effect.exit(Task.start(dying(either), quick)))
      yield* run(Effect.exit(Task.start({ ...either, start: () => Effect.die("killed") }, quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(either, handler)))
      assert.lengthOf(unknown, 2)
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("one task is not given to two works, even where nobody saw that they are alike", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findsBy: "input" })
      let kept = 0
      const either = {
        ...a,
        recall: {
          keep: () => kept++,
          find: () => Effect.map(a.tasks, ([id]) => Option.fromUndefinedOr(id === undefined ? undefined : { id }))
        }
      }
      yield* run(Effect.exit(Task.start(dying(either), quick)))
      yield* run(Effect.exit(Task.start({ ...either, start: () => Effect.die("killed") }, quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(either, handler)))
      assert.lengthOf(unknown, 1)
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )
})

describe("a provider that says which starts are alike", () => {
  it.effect("has none of them adopted while two are in doubt", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findsBy: "input" })
      let kept = 0
      const told: Array<unknown> = []
      const either = {
        ...a,
        recall: {
          keep: () => ({ nth: kept++ }),
          alike: (...both: ReadonlyArray<unknown>) => (told.push(both), true),
          find: () => Effect.map(a.tasks, ([id]) => Option.fromUndefinedOr(id === undefined ? undefined : { id }))
        }
      }
      yield* run(Effect.exit(Task.start({ ...either, start: () => Effect.die("killed") }, quick)))
      yield* run(Effect.exit(Task.start(dying(either), quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(either, handler)))
      assert.lengthOf(unknown, 2)
      assert.deepStrictEqual(yield* seen, [])
      assert.deepInclude(told, [{ nth: 1 }, { nth: 0 }])
    })
  )

  it.effect("two starts that are lost at once are not taken for each other's where they are of two versions", () =>
    Effect.gen(function* () {
      const old = yield* deaf({ findsBy: "input", latency: "2 seconds" })
      const fault = ({ operation }: TestProvider.Call) =>
        operation === "start" ? { reason: down, executed: true } : undefined
      const next = yield* TestProvider.make("next", { findsBy: "input", latency: "2 seconds", slots: old.slots, fault })
      const both = yield* Effect.forkChild(
        Effect.all([Task.start(old, quick), Task.start(next, quick)], { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("2 minutes")
      assert.deepStrictEqual(
        (yield* Fiber.join(both)).map(({ ref }) => ref.id),
        ["a-1", "next-1"]
      )
    })
  )
})
