import { assert, describe, it } from "@effect/vitest"
import type * as StoreEntry from "@errand/core/StoreEntry"
import * as TaskStore from "@errand/core/TaskStore"
import { Effect } from "effect"
import { symlink } from "node:fs/promises"
import { join } from "node:path"
import { at, entriesOf, entry, folder, intended, list, makeStore, read, withJournal } from "./support/journal.ts"

describe("compaction", () => {
  const done = (nonce: string): ReadonlyArray<StoreEntry.StoreEntry> => [
    intended(nonce),
    { _tag: "Delivered", v: 1, at, work: `a:task:e:${nonce}`, to: "handler" }
  ]

  it.effect("drops what was delivered, and goes on in the same file", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "tasks.log")
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          yield* Effect.forEach([...done("x"), intended("y"), ...done("z")], journal.append)
          const store = yield* TaskStore.make(journal)
          const before = (yield* read(path)).length
          assert.deepStrictEqual(yield* store.compact(), { before: 5, after: 1 })
          assert.isBelow((yield* read(path)).length, before / 2)
          yield* journal.append(entry(1))
          assert.deepStrictEqual(yield* journal.entries, [intended("y"), entry(1)])
        })
      )
      assert.deepStrictEqual(yield* entriesOf(path), [intended("y"), entry(1)])
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("one that fails leaves the store as it was, and in use", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(2)
      // The new file cannot be made where its name leads nowhere.
      yield* Effect.promise(() => symlink(join(path, "..", "none", "next"), `${path}.next`))
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(journal.rewrite(() => []))
          assert.strictEqual(error.operation, "compact")
          yield* journal.append(entry(2))
        })
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(2)])
    })
  )

  it.effect("nothing that is written meanwhile is lost", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(5)
      yield* withJournal(path, (journal) =>
        Effect.all(
          [
            journal.rewrite((entries) => entries),
            Effect.forEach(
              Array.from({ length: 20 }, (_, n) => entry(100 + n)),
              journal.append
            ),
            journal.rewrite((entries) => entries.slice(5))
          ],
          { concurrency: "unbounded" }
        )
      )
      const kept = (yield* entriesOf(path)).map(({ work }) => work)
      assert.deepStrictEqual(
        kept.filter((work) => Number(work.slice(1)) >= 100).length >= 15 ? kept.slice(-15) : kept,
        Array.from({ length: 15 }, (_, n) => `w${105 + n}`)
      )
    })
  )
})
