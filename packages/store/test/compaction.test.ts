import { assert, describe, it } from "@effect/vitest"
import type * as StoreEntry from "@errand/core/StoreEntry"
import * as TaskStore from "@errand/core/TaskStore"
import { Effect } from "effect"
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { vi } from "vitest"
import { errorOf, handles, replace } from "./support/fileSystem.ts"
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
      // The new file cannot be made where there is a folder of its name.
      yield* Effect.promise(() => mkdir(`${path}.next`))
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(journal.rewrite(() => Effect.succeed([])))
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
            journal.rewrite(Effect.succeed),
            Effect.forEach(
              Array.from({ length: 20 }, (_, n) => entry(100 + n)),
              journal.append
            ),
            journal.rewrite((entries) => Effect.succeed(entries.slice(5)))
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

  it.effect("one that fails on a full disk leaves nothing behind, so that starts go on", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(3)
      const prototype = yield* handles
      const write = Reflect.get(prototype, "write")
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          const full = vi.spyOn(prototype, "write").mockImplementation(async function (
            this: unknown,
            ...[bytes, done]: ReadonlyArray<unknown>
          ) {
            await Reflect.apply(write, this, [bytes, done, 10, 0])
            throw errorOf("ENOSPC")
          } as never)
          const error = yield* Effect.flip(journal.rewrite(Effect.succeed))
          full.mockRestore()
          assert.include(error.message, "ENOSPC")
          assert.deepStrictEqual((yield* list(path)).toSorted(), ["tasks.log", "tasks.log.lock"])
          yield* journal.append(entry(3))
        })
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(2), entry(3)])
    })
  )

  it.effect("the file that a killed one left is removed at the next opening", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      yield* Effect.promise(() => writeFile(`${path}.next`, "half a fi"))
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0)])
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("follows no link that stands in the place of its file", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const other = join(path, "..", "other.txt")
      yield* Effect.promise(() => writeFile(other, "precious"))
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          yield* Effect.promise(() => symlink(other, `${path}.next`))
          yield* journal.rewrite(Effect.succeed)
        })
      )
      assert.strictEqual(yield* Effect.promise(() => readFile(other, "utf8")), "precious")
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0)])
    })
  )

  it.effect("one after which no file can be opened ends no later write", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(2)
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          yield* Effect.scoped(
            Effect.gen(function* () {
              yield* replace(
                "open",
                (open) =>
                  (file, ...rest) =>
                    file === path ? Promise.reject(errorOf("EMFILE")) : open(file, ...rest)
              )
              yield* Effect.exit(journal.rewrite((entries) => Effect.succeed(entries.slice(1))))
            })
          )
          yield* journal.append(entry(2))
        })
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(1), entry(2)])
    })
  )

  it.effect("where an open file cannot be replaced, the store is opened again by the next write that can", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(2)
      yield* withJournal(path, (journal) =>
        Effect.scoped(
          Effect.gen(function* () {
            yield* replace("rename", () => () => Promise.reject(errorOf("EPERM")))
            const failed = yield* Effect.flip(journal.rewrite((entries) => Effect.succeed(entries.slice(1))))
            assert.include(failed.message, "EPERM")
            yield* Effect.scoped(
              Effect.gen(function* () {
                yield* replace("open", () => () => Promise.reject(errorOf("EMFILE")))
                assert.include((yield* Effect.flip(journal.append(entry(9)))).message, "EMFILE")
              })
            )
            yield* journal.append(entry(2))
          })
        )
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(2)])
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("what is appended after one waits until the new name is on the disk", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(2)
      const folderOfStore = join(path, "..")
      yield* withJournal(path, (journal) =>
        Effect.gen(function* () {
          const fail = replace(
            "open",
            (open) =>
              (file, ...rest) =>
                file === folderOfStore ? Promise.reject(errorOf("EIO")) : open(file, ...rest)
          )
          yield* Effect.scoped(
            Effect.gen(function* () {
              yield* fail
              assert.include(
                (yield* Effect.flip(journal.rewrite((entries) => Effect.succeed(entries.slice(1))))).message,
                "EIO"
              )
              assert.include((yield* Effect.flip(journal.append(entry(8)))).message, "EIO")
            })
          )
          yield* journal.append(entry(9))
        })
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(1), entry(9)])
    })
  )
})
