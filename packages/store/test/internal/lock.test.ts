import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { spawnSync } from "node:child_process"
import { writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import { FileStore } from "@errand/store"
import { entriesOf, entry, list, makeStore, read, withJournal } from "../support/journal.ts"

describe("a store has one writer", () => {
  it.effect("a second one is refused, by the number of the first, until the first is done", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(0)
      const scope = yield* Scope.make()
      yield* Scope.provide(FileStore.journal({ path }), scope)
      const error = yield* Effect.flip(entriesOf(path))
      assert.deepInclude(error.reason, { _tag: "StoreLocked", pid: process.pid, file: `${path}.lock` })
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(yield* entriesOf(path), [])
    })
  )

  it.effect("a lock whose process is gone is taken over, by one only", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const { pid } = spawnSync(process.execPath, ["-e", ""])
      for (const birth of [null, "boot/1"]) {
        const lock = { pid, host: hostname(), birth, token: "dead" }
        yield* Effect.promise(() => writeFile(`${path}.lock`, JSON.stringify(lock)))
        const holders = yield* Effect.scoped(
          Effect.forEach(Array.from({ length: 8 }), () => Effect.result(FileStore.journal({ path })), {
            concurrency: "unbounded"
          })
        )
        assert.lengthOf(
          holders.filter(({ _tag }) => _tag === "Success"),
          1
        )
        assert.deepStrictEqual(yield* list(path), ["tasks.log"])
      }
    })
  )

  it.effect("a process that was given a dead one's number does not keep its lock", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const lock = { pid: process.pid, host: hostname(), birth: "another boot/1", token: "reused" }
      yield* Effect.promise(() => writeFile(`${path}.lock`, JSON.stringify(lock)))
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0)])
    })
  )

  it.effect(
    "a lock of another container holds, whatever its number is here, unless somebody who knows takes it over",
    () =>
      Effect.gen(function* () {
        const path = yield* makeStore(1)
        const { pid } = spawnSync(process.execPath, ["-e", ""])
        for (const hidden of [{ host: hostname(), space: "pid:[1]" }, { host: "elsewhere" }]) {
          const text = JSON.stringify({ pid, birth: "boot/1", token: "t", ...hidden })
          yield* Effect.promise(() => writeFile(`${path}.lock`, text))
          // Only where the system tells does the space count.
          if (hidden.host !== hostname() || process.platform === "linux") {
            const error = yield* Effect.flip(entriesOf(path))
            assert.strictEqual(error.reason._tag, "StoreLocked")
            assert.strictEqual((yield* read(`${path}.lock`)).toString(), text)
          }
          assert.deepStrictEqual(yield* withJournal(path, ({ entries }) => entries, { takeOver: true }), [entry(0)])
          assert.deepStrictEqual(yield* list(path), ["tasks.log"])
        }
      })
  )

  it.effect("takeOver takes no lock of a process that lives", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const error = yield* withJournal(path, () =>
        Effect.flip(withJournal(path, () => Effect.void, { takeOver: true }))
      )
      assert.strictEqual(error.reason._tag, "StoreLocked")
    })
  )

  it.effect("a lock of another host holds, and so does a file that is none", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      for (const text of [JSON.stringify({ pid: 1, host: "elsewhere", birth: null, token: "t" }), "mine"]) {
        yield* Effect.promise(() => writeFile(`${path}.lock`, text))
        const error = yield* Effect.flip(entriesOf(path))
        assert.strictEqual(error.reason._tag, "StoreLocked")
        assert.strictEqual((yield* read(`${path}.lock`)).toString(), text)
      }
    })
  )
})
