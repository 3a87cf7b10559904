import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { spawnSync } from "node:child_process"
import { readFile, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import { vi } from "vitest"
import { FileStore } from "@errand/store"
import { errorOf, handles, replace } from "../support/fileSystem.ts"
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

  it.effect("a lock of another container holds, whatever its number is here, unless takeOver says otherwise", () =>
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

  it.effect("a lock that a power cut left unfinished is reported as such, and is taken over with takeOver", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      for (const text of ["", "\0".repeat(129), '{"pid":1', '{"pid":1,"host":"h\0\0\0']) {
        yield* Effect.promise(() => writeFile(`${path}.lock`, text))
        const error = yield* Effect.flip(entriesOf(path))
        assert.deepInclude(error.reason, { _tag: "StoreLocked", file: `${path}.lock` })
        assert.include(error.message, "not written to its end")
        assert.strictEqual((yield* read(`${path}.lock`)).toString(), text)
        assert.deepStrictEqual(yield* withJournal(path, ({ entries }) => entries, { takeOver: true }), [entry(0)])
        assert.deepStrictEqual(yield* list(path), ["tasks.log"])
      }
    })
  )

  it.effect("takeOver takes no unfinished lock while a process that lives is taking it, and no other file", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const owner = { pid: process.pid, host: hostname(), birth: null, token: "0123456789ab" }
      yield* Effect.promise(() => writeFile(`${path}.lock`, ""))
      yield* Effect.promise(() => writeFile(`${path}.lock.${owner.token}`, JSON.stringify(owner)))
      const open = withJournal(path, ({ entries }) => entries, { takeOver: true })
      assert.strictEqual((yield* Effect.flip(open)).reason._tag, "StoreLocked")
      assert.strictEqual((yield* read(`${path}.lock`)).toString(), "")
      yield* Effect.promise(() => writeFile(`${path}.lock`, "my notes"))
      assert.strictEqual((yield* Effect.flip(open)).reason._tag, "StoreLocked")
      assert.strictEqual((yield* read(`${path}.lock`)).toString(), "my notes")
    })
  )

  it.effect("what a process left that was killed while it took the lock is removed, and no other file", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const { pid } = spawnSync(process.execPath, ["-e", ""])
      const candidates = [
        { pid, host: hostname(), birth: null, token: "0000000000aa" },
        { pid: process.pid, host: hostname(), birth: null, token: "0000000000bb" },
        { pid, host: "elsewhere", birth: null, token: "0000000000cc" }
      ]
      for (const owner of candidates)
        yield* Effect.promise(() => writeFile(`${path}.lock.${owner.token}`, JSON.stringify(owner)))
      yield* Effect.promise(() => writeFile(`${path}.lock.0000000000dd`, "my notes"))
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0)])
      assert.deepStrictEqual((yield* list(path)).toSorted(), [
        "tasks.log",
        ...["bb", "cc", "dd"].map((end) => `tasks.log.lock.0000000000${end}`)
      ])
    })
  )

  it.effect("is on the disk with its content before it appears, so that a power cut leaves no half of it", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const calls: Array<string> = []
      const prototype = yield* handles
      const sync = Reflect.get(prototype, "sync")
      const spy = vi.spyOn(prototype, "sync").mockImplementation(async function (this: unknown) {
        calls.push("sync")
        await Reflect.apply(sync, this, [])
      })
      yield* replace("link", (link) => (...args) => {
        calls.push("link")
        return link(...args)
      })
      yield* entriesOf(path)
      spy.mockRestore()
      assert.deepStrictEqual(calls.slice(0, 2), ["sync", "link"])
    })
  )
})

for (const code of ["ENOTSUP", "EPERM", "ENOSYS"]) {
  describe(`a store has one writer, also on a file system without hard links (${code})`, () => {
    const noLinks = replace("link", () => () => Promise.reject(errorOf(code)))

    it.effect("a second one is refused until the first is done, and the lock file names the first", () =>
      Effect.gen(function* () {
        yield* noLinks
        const path = yield* makeStore(1)
        yield* withJournal(path, () =>
          Effect.gen(function* () {
            const error = yield* Effect.flip(entriesOf(path))
            assert.deepInclude(error.reason, { _tag: "StoreLocked", pid: process.pid, file: `${path}.lock` })
            const lock: unknown = JSON.parse(yield* Effect.promise(() => readFile(`${path}.lock`, "utf8")))
            assert.deepInclude(lock, { pid: process.pid, host: hostname() })
          })
        )
        assert.deepStrictEqual(yield* entriesOf(path), [entry(0)])
        assert.deepStrictEqual(yield* list(path), ["tasks.log"])
      })
    )

    it.effect("one of many gets the lock, with a dead lock in the way and without", () =>
      Effect.gen(function* () {
        yield* noLinks
        const path = yield* makeStore(1)
        const { pid } = spawnSync(process.execPath, ["-e", ""])
        const dead = JSON.stringify({ pid, host: hostname(), birth: null, token: "dead" })
        for (const text of [undefined, dead]) {
          if (text !== undefined) yield* Effect.promise(() => writeFile(`${path}.lock`, text))
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
  })
}

describe("a lock that cannot be written", () => {
  it.effect("names the file and the reason, and leaves no lock behind", () =>
    Effect.gen(function* () {
      yield* replace("link", () => () => Promise.reject(errorOf("ENOTSUP")))
      const path = yield* makeStore(1)
      const prototype = yield* handles
      const sync = Reflect.get(prototype, "sync")
      let syncs = 0
      const full = vi.spyOn(prototype, "sync").mockImplementation(async function (this: unknown) {
        if (++syncs === 2) throw errorOf("ENOSPC")
        await Reflect.apply(sync, this, [])
      })
      const error = yield* Effect.flip(entriesOf(path))
      full.mockRestore()
      assert.strictEqual(error.operation, "open")
      assert.deepInclude(error.reason, { _tag: "StoreUnavailable" })
      assert.include(error.message, `${path}.lock: ENOSPC`)
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )
})
