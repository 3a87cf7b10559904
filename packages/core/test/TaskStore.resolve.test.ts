import { assert, describe, it } from "@effect/vitest"
import { Task, TaskStore } from "@errand/core"
import { Effect } from "effect"
import { collecting, deaf, driven, processes, quick, tags } from "./support/journal.ts"

describe("TaskStore.resolve", () => {
  const doubtful = Effect.gen(function* () {
    const run = yield* processes
    const { find: _find, recall: _recall, ...a } = yield* deaf({}, 1)
    const error = yield* run(Effect.flip(Task.start(a, quick, { key: "k" })))
    const id = error._tag === "StartUnknown" ? (error.work ?? "") : ""
    const { handler, seen } = yield* collecting
    assert.lengthOf((yield* run(driven(Task.recover(a, handler)))).unknown, 1)
    return { run, a, id, handler, seen }
  })

  it.effect("names the task, which is then delivered like any other", () =>
    Effect.gen(function* () {
      const { a, handler, id, run, seen } = yield* doubtful
      yield* run(TaskStore.resolve(id, { started: "a-1" }))
      const { delivered } = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        delivered.map(({ key, ref }) => [key, ref.id, ref.startedAt]),
        [["k", "a-1", "1970-01-01T00:00:00.000Z"]]
      )
      assert.deepStrictEqual(yield* seen, ["a-1"])
      assert.strictEqual((yield* run(Task.start(a, quick, { key: "k" }))).ref.id, "a-1")
    })
  )

  it.effect("says that nothing was started, and the key can be started anew", () =>
    Effect.gen(function* () {
      const { a, handler, id, run } = yield* doubtful
      yield* run(TaskStore.resolve(id, { started: false }))
      assert.deepInclude(yield* run(Task.recover(a, handler)), { unknown: [], notStarted: [] })
      assert.strictEqual((yield* run(Task.start(a, quick, { key: "k", lookBack: 0 }))).ref.id, "a-2")
    })
  )

  it.effect("changes nothing where there is no doubt, or where the task is known to be other work", () =>
    Effect.gen(function* () {
      const { a, id, run } = yield* doubtful
      const other = yield* run(Task.start(a, quick))
      const before = yield* run(tags)
      const errors = yield* run(
        Effect.forEach(
          [
            TaskStore.resolve("nothing", { started: false }),
            TaskStore.resolve(id, { started: other.ref.id }),
            TaskStore.resolve(id, { started: "" }),
            TaskStore.resolve(id, { started: " " }),
            Effect.flatMap(
              TaskStore.TaskStore.use(({ works }) => works),
              (works) => TaskStore.resolve(works[1]?.id ?? "", { started: false })
            ),
            Effect.andThen(
              TaskStore.TaskStore.use(({ claim }) => claim(id)),
              TaskStore.resolve(id, { started: false })
            )
          ],
          Effect.flip
        )
      )
      assert.deepStrictEqual(
        errors.map(({ message }) => message),
        [
          "the store knows no such work",
          `task ${other.ref.id} is that of a:task:memory%3Aa:${other.ref.nonce}`,
          "an empty id names no task",
          "an empty id names no task",
          "the store knows that it is started",
          "this process takes care of it"
        ]
      )
      assert.deepStrictEqual(yield* run(tags), before)
    })
  )

  it.effect("asks for the task by its id, and reads no other work", () =>
    Effect.gen(function* () {
      const { id, run } = yield* doubtful
      yield* run(
        Effect.gen(function* () {
          const store = yield* TaskStore.TaskStore
          const readsAll = Effect.die("all works were read")
          const compact = () => readsAll
          const table = TaskStore.makeFromTable({
            ...store,
            compact,
            open: readsAll,
            works: readsAll,
            withTask: compact
          })
          yield* Effect.provideService(TaskStore.resolve(id, { started: "a-1" }), TaskStore.TaskStore, table)
          const { ofTask: _, ...old } = store
          const work = yield* store.work(id)
          const owner = { name: work?.provider ?? "", kind: work?.kind ?? "", endpoint: work?.endpoint ?? "" }
          // A table that cannot be asked so is read.
          assert.deepStrictEqual(yield* TaskStore.makeFromTable({ ...old, compact }).ofTask(owner, "a-1"), work)
        })
      )
    })
  )
})
