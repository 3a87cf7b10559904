import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Task, TaskStore, StoreTransaction } from "@errand/core"
import type { StoreEntry, TaskError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Layer, Ref } from "effect"
import { driven, quick } from "./support/journal.ts"

/**
 * A memory with transactions: `rows` are what a handler writes, and are kept with the entry or not
 * at all.
 */
const transactional = Effect.gen(function* () {
  const store = yield* Effect.flatMap(TaskStore.memory(), TaskStore.make)
  const rows = yield* Ref.make<ReadonlyArray<string>>([])
  const appendWith = <A, E, R>(entry: StoreEntry.StoreEntry, use: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const before = yield* Ref.get(rows)
      return yield* Effect.onError(
        Effect.tap(use, () => store.append(entry)),
        () => Ref.set(rows, before)
      )
    })
  return {
    rows: Ref.get(rows),
    write: (row: string) => Ref.update(rows, (all) => [...all, row]),
    store,
    layer: Layer.mergeAll(
      Layer.succeed(TaskStore.TaskStore, store),
      Layer.succeed(StoreTransaction.StoreTransaction, StoreTransaction.StoreTransaction.of({ appendWith }))
    )
  }
})

describe('a delivery with record: "with"', () => {
  it.effect("keeps what the handler wrote and the note together", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { layer, rows, store, write } = yield* transactional
      const both = Effect.gen(function* () {
        const task = yield* Task.start(a, { ...quick, output: "799" })
        const failing = Task.deliver(task, () => Effect.andThen(write("half"), Effect.fail("no room")), {
          record: "with"
        })
        assert.strictEqual(yield* driven(Effect.flip(failing)), "no room")
        assert.deepStrictEqual(yield* rows, [])
        const delivery = yield* Task.deliver(task, ({ _tag }) => write(_tag), { record: "with" })
        assert.deepInclude(delivery, { attempt: 2 })
        assert.strictEqual(yield* Task.deliver(task, () => write("twice"), { record: "with" }), undefined)
      })
      yield* Effect.provide(both, layer)
      assert.deepStrictEqual(yield* rows, ["Succeeded"])
      assert.deepStrictEqual(
        (yield* store.works).map(({ state }) => state),
        ["delivered"]
      )
    })
  )

  it("is a type error on a store without transactions", () => {
    const program = Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, quick)
      return { a, task }
    })
    const needs = <R>(use: (made: Effect.Success<typeof program>) => Effect.Effect<unknown, unknown, R>): R[] => {
      assert.isFunction(use)
      return []
    }
    const handler = () => Effect.void
    const plain = needs(({ task }) => Task.deliver(task, handler))
    expectTypeOf(plain).toEqualTypeOf<Array<TaskStore.TaskStore>>()
    const after = needs(({ task }) => Task.deliver(task, handler, { record: "after", within: "1 hour" }))
    expectTypeOf(after).toEqualTypeOf<Array<TaskStore.TaskStore>>()
    const together = needs(({ task }) => Task.deliver(task, handler, { record: "with" }))
    expectTypeOf(together).toEqualTypeOf<Array<TaskStore.TaskStore | StoreTransaction.StoreTransaction>>()
    const unsure = needs(({ task }) => Task.deliver(task, handler, { record: "with" as "with" | "after" }))
    expectTypeOf(unsure).toEqualTypeOf<Array<TaskStore.TaskStore | StoreTransaction.StoreTransaction>>()
    const recovered = needs(({ a }) => Task.recover(a, handler, { record: "with" }))
    expectTypeOf(recovered).toEqualTypeOf<Array<TaskStore.TaskStore | StoreTransaction.StoreTransaction>>()
    const plainly = needs(({ a }) => Task.recover(a, handler, { concurrency: 4 }))
    expectTypeOf(plainly).toEqualTypeOf<Array<TaskStore.TaskStore>>()
  })

  it.effect("says so to callers without types, and asks no handler", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const asked = yield* Ref.make(0)
      const task = yield* Task.start(a, quick)
      const handler = () => Ref.update(asked, (count) => count + 1)
      const untyped = Task.deliver as (
        ...args: ReadonlyArray<unknown>
      ) => Effect.Effect<unknown, TaskError.WaitError, TaskStore.TaskStore>
      const error = yield* driven(Effect.flip(untyped(task, handler, { record: "with" })))
      assert.match(error.message, /record: "with" needs a store with transactions/)
      assert.strictEqual(yield* Ref.get(asked), 0)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )
})
