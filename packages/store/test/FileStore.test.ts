import { assert, describe, it } from "@effect/vitest"
import type * as StoreEntry from "@errand/core/StoreEntry"
import * as TaskStore from "@errand/core/TaskStore"
import { Effect, Exit, Fiber, Scope } from "effect"
import { spawnSync } from "node:child_process"
import { appendFile, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { vi } from "vitest"
import { FileStore } from "../src/index.ts"
import type { Repair } from "../src/FileStore.ts"

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "errand-store-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true }))
)

const at = "2026-01-01T00:00:00.000Z"
const entry = (n: number): StoreEntry.StoreEntry => ({ _tag: "Delivering", v: 1, at, work: `w${n}` })
const intended = (nonce: string): StoreEntry.StoreEntry => ({
  _tag: "Intended",
  v: 1,
  at,
  work: `a:task:e:${nonce}`,
  provider: "a",
  kind: "task",
  endpoint: "e",
  nonce,
  since: at
})

const sending = (nonce: string): StoreEntry.StoreEntry => ({ _tag: "Sending", v: 1, at, work: `a:task:e:${nonce}` })

const using = <A, E>(path: string, use: (journal: TaskStore.Journal) => Effect.Effect<A, E>, options = {}) =>
  Effect.scoped(Effect.flatMap(FileStore.journal({ path, ...options }), use))

const all = (path: string) => using(path, ({ entries }) => entries)

/** A store with these entries, and its path. */
const stored = (count: number) =>
  Effect.gen(function* () {
    const path = join(yield* folder, "tasks.log")
    yield* using(path, ({ append }) =>
      Effect.forEach(
        Array.from({ length: count }, (_, n) => entry(n)),
        append
      )
    )
    return path
  })

const read = (path: string) => Effect.promise(() => readFile(path))
const list = (path: string) => Effect.promise(() => readdir(join(path, "..")))

describe("a store in a file", () => {
  it.effect("keeps entries across processes, in the order of their writing, readable by nobody else", () =>
    Effect.gen(function* () {
      const path = yield* stored(3)
      yield* using(path, ({ append }) => append(entry(3)))
      assert.deepStrictEqual(yield* all(path), [entry(0), entry(1), entry(2), entry(3)])
      assert.strictEqual((yield* Effect.promise(() => stat(path))).mode & 0o077, 0)
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("flushes before an append is done, and once for many that wait", () =>
    Effect.gen(function* () {
      const path = yield* stored(0)
      const flushes: Array<number> = []
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const prototype = Object.getPrototypeOf(probe)
      const datasync = Reflect.get(prototype, "datasync")
      const counting = vi.spyOn(prototype, "datasync").mockImplementation(async function (this: unknown) {
        await Reflect.apply(datasync, this, [])
        flushes.push((await stat(path)).size)
      })
      yield* using(path, ({ append }) =>
        Effect.gen(function* () {
          yield* append(entry(0))
          const size = (yield* Effect.promise(() => stat(path))).size
          assert.deepStrictEqual(flushes, [size])
          yield* Effect.forEach(
            Array.from({ length: 100 }, (_, n) => entry(n)),
            append,
            { concurrency: "unbounded" }
          )
          assert.isAtMost(flushes.length, 3)
          assert.strictEqual(flushes.at(-1), (yield* Effect.promise(() => stat(path))).size)
        })
      )
      counting.mockRestore()
      yield* Effect.promise(() => probe.close())
      assert.lengthOf(yield* all(path), 101)
    })
  )

  it.effect("that a start is asked for is written at once, and flushed with the note of its sending", () =>
    Effect.gen(function* () {
      const path = yield* stored(0)
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const counting = vi.spyOn(Object.getPrototypeOf(probe), "datasync")
      yield* using(path, ({ append }) =>
        Effect.gen(function* () {
          yield* append(intended("x"))
          // A process that is killed now leaves it to the next one.
          assert.include((yield* read(path)).toString(), `"nonce":"x"`)
          assert.strictEqual(counting.mock.calls.length, 0)
          yield* append(sending("x"))
          assert.strictEqual(counting.mock.calls.length, 1)
        })
      )
      counting.mockRestore()
      yield* Effect.promise(() => probe.close())
      assert.deepStrictEqual(yield* all(path), [intended("x"), sending("x")])
    })
  )

  it.effect(
    "a flush that fails takes back all that it was to make safe, and the next one writes what was asked for again",
    () =>
      Effect.gen(function* () {
        const path = yield* stored(1)
        const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
        const size = (yield* read(path)).length
        yield* using(path, ({ append }) =>
          Effect.gen(function* () {
            yield* append(intended("x"))
            yield* append(intended("y"))
            const failing = vi.spyOn(Object.getPrototypeOf(probe), "datasync").mockRejectedValueOnce(new Error("EIO"))
            const error = yield* Effect.flip(append(sending("x")))
            failing.mockRestore()
            assert.include(error.message, "EIO")
            assert.strictEqual((yield* read(path)).length, size)
            yield* append(sending("y"))
          })
        )
        yield* Effect.promise(() => probe.close())
        assert.deepStrictEqual(yield* all(path), [entry(0), intended("x"), intended("y"), sending("y")])
      })
  )

  it.effect("what was acknowledged is not lost, however many writes in a row fail after it", () =>
    Effect.gen(function* () {
      const path = yield* stored(1)
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const prototype = Object.getPrototypeOf(probe)
      yield* using(path, ({ append }) =>
        Effect.gen(function* () {
          yield* append(intended("x"))
          // The flush fails, then the writing, then the flush again; each time the file is put back.
          for (const method of ["datasync", "write", "datasync"]) {
            const failing = vi.spyOn(prototype, method).mockRejectedValueOnce(new Error("EIO"))
            assert.include((yield* Effect.flip(append(sending("x")))).message, "EIO")
            failing.mockRestore()
          }
          yield* append(intended("y"))
          yield* append(sending("x"))
        })
      )
      yield* Effect.promise(() => probe.close())
      assert.deepStrictEqual(yield* all(path), [entry(0), intended("x"), intended("y"), sending("x")])
    })
  )

  it.effect("an append that was interrupted is whole or not there", () =>
    Effect.gen(function* () {
      const path = yield* stored(0)
      yield* using(path, ({ append }) =>
        Effect.gen(function* () {
          const many = Array.from({ length: 50 }, (_, n) => entry(n))
          const fiber = yield* Effect.forkChild(Effect.forEach(many, append, { concurrency: 10 }), {
            startImmediately: true
          })
          yield* Effect.promise(() => stat(path))
          yield* Fiber.interrupt(fiber)
          yield* append(entry(99))
        })
      )
      const entries = yield* all(path)
      assert.deepStrictEqual(entries.at(-1), entry(99))
    })
  )

  it.effect("tells an unfinished last line, takes it out, and goes on", () =>
    Effect.gen(function* () {
      const path = yield* stored(3)
      const size = (yield* read(path)).length
      yield* Effect.promise(() => truncate(path, size - 5))
      const repairs: Array<Repair> = []
      const onRepair = (repair: Repair) => Effect.sync(() => void repairs.push(repair))
      yield* using(path, ({ append }) => append(entry(7)), { onRepair })
      assert.deepStrictEqual(
        repairs.map(({ file, line, whole }) => ({ file, line, whole })),
        [{ file: path, line: 4, whole: false }]
      )
      assert.deepStrictEqual(yield* all(path), [entry(0), entry(1), entry(7)])
    })
  )

  it.effect("keeps the entry of a last line that misses only its end", () =>
    Effect.gen(function* () {
      const path = yield* stored(2)
      const bytes = yield* read(path)
      yield* Effect.promise(() => truncate(path, bytes.length - 1))
      yield* using(path, ({ append }) => append(entry(2)))
      assert.deepStrictEqual(yield* all(path), [entry(0), entry(1), entry(2)])
    })
  )

  it.effect("a changed byte in the middle is an error with file, line and byte, and the file stays as it is", () =>
    Effect.gen(function* () {
      const path = yield* stored(3)
      const bytes = yield* read(path)
      const offset = bytes.indexOf("\n", bytes.indexOf("\n") + 1) + 1
      bytes[offset + 40] = (bytes[offset + 40] ?? 0) ^ 1
      yield* Effect.promise(() => writeFile(path, bytes))
      const error = yield* Effect.flip(all(path))
      assert.strictEqual(error.reason._tag, "StoreCorrupt")
      assert.deepInclude(error.reason, { file: path, line: 3, offset })
      assert.include(error.message, `${path}, line 3, byte ${offset}`)
      assert.isTrue((yield* read(path)).equals(bytes))
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("takes no other file for a store, and does not touch it", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "notes.txt")
      for (const text of ["dear diary\n", "dear diary", '{"errand":"store"}\n']) {
        yield* Effect.promise(() => writeFile(path, text))
        const error = yield* Effect.flip(all(path))
        assert.deepInclude(error.reason, { _tag: "StoreCorrupt", line: 1, offset: 0 })
        assert.strictEqual((yield* read(path)).toString(), text)
      }
    })
  )

  it.effect("an entry of a later version is told, not skipped", () =>
    Effect.gen(function* () {
      const path = yield* stored(1)
      const { write } = yield* Effect.promise(() => import("../src/internal/line.ts"))
      const offset = (yield* read(path)).length
      yield* Effect.promise(() => appendFile(path, write(2, '{"v":2,"_tag":"Paused"}')))
      const error = yield* Effect.flip(all(path))
      assert.deepInclude(error.reason, { _tag: "StoreCorrupt", line: 3, offset })
    })
  )

  it.effect("a folder that is not there is an error of the medium", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "none", "tasks.log")
      const error = yield* Effect.flip(all(path))
      assert.strictEqual(error.reason._tag, "StoreUnavailable")
      assert.strictEqual(error.operation, "open")
    })
  )

  it.effect("a full disk fails the append, and half a line is not left for the next one", () =>
    Effect.gen(function* () {
      const path = yield* stored(1)
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const prototype = Object.getPrototypeOf(probe)
      const write = Reflect.get(prototype, "write")
      yield* using(path, ({ append }) =>
        Effect.gen(function* () {
          const full = vi.spyOn(prototype, "write").mockImplementation(async function (
            this: unknown,
            ...args: ReadonlyArray<unknown>
          ) {
            const [bytes, done, , from] = args
            await Reflect.apply(write, this, [bytes, done, 10, from])
            throw new Error("ENOSPC: no space left on device")
          })
          const error = yield* Effect.flip(append(entry(1)))
          full.mockRestore()
          assert.strictEqual(error.reason._tag, "StoreUnavailable")
          assert.include(error.message, "no space left")
          yield* append(entry(2))
        })
      )
      yield* Effect.promise(() => probe.close())
      assert.deepStrictEqual(yield* all(path), [entry(0), entry(2)])
    })
  )
})

describe("a store has one writer", () => {
  it.effect("a second one is refused, by the number of the first, until the first is done", () =>
    Effect.gen(function* () {
      const path = yield* stored(0)
      const scope = yield* Scope.make()
      yield* Scope.provide(FileStore.journal({ path }), scope)
      const error = yield* Effect.flip(all(path))
      assert.deepInclude(error.reason, { _tag: "StoreLocked", pid: process.pid, file: `${path}.lock` })
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(yield* all(path), [])
    })
  )

  it.effect("a lock whose process is gone is taken over, by one only", () =>
    Effect.gen(function* () {
      const path = yield* stored(1)
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
      const path = yield* stored(1)
      const lock = { pid: process.pid, host: hostname(), birth: "another boot/1", token: "reused" }
      yield* Effect.promise(() => writeFile(`${path}.lock`, JSON.stringify(lock)))
      assert.deepStrictEqual(yield* all(path), [entry(0)])
    })
  )

  it.effect(
    "a lock of another container holds, whatever its number is here, unless somebody who knows takes it over",
    () =>
      Effect.gen(function* () {
        const path = yield* stored(1)
        const { pid } = spawnSync(process.execPath, ["-e", ""])
        for (const hidden of [{ host: hostname(), space: "pid:[1]" }, { host: "elsewhere" }]) {
          const text = JSON.stringify({ pid, birth: "boot/1", token: "t", ...hidden })
          yield* Effect.promise(() => writeFile(`${path}.lock`, text))
          // Only where the system tells does the space count.
          if (hidden.host !== hostname() || process.platform === "linux") {
            const error = yield* Effect.flip(all(path))
            assert.strictEqual(error.reason._tag, "StoreLocked")
            assert.strictEqual((yield* read(`${path}.lock`)).toString(), text)
          }
          assert.deepStrictEqual(yield* using(path, ({ entries }) => entries, { takeOver: true }), [entry(0)])
          assert.deepStrictEqual(yield* list(path), ["tasks.log"])
        }
      })
  )

  it.effect("takeOver takes no lock of a process that lives", () =>
    Effect.gen(function* () {
      const path = yield* stored(1)
      const error = yield* using(path, () => Effect.flip(using(path, () => Effect.void, { takeOver: true })))
      assert.strictEqual(error.reason._tag, "StoreLocked")
    })
  )

  it.effect("a lock of another host holds, and so does a file that is none", () =>
    Effect.gen(function* () {
      const path = yield* stored(1)
      for (const text of [JSON.stringify({ pid: 1, host: "elsewhere", birth: null, token: "t" }), "mine"]) {
        yield* Effect.promise(() => writeFile(`${path}.lock`, text))
        const error = yield* Effect.flip(all(path))
        assert.strictEqual(error.reason._tag, "StoreLocked")
        assert.strictEqual((yield* read(`${path}.lock`)).toString(), text)
      }
    })
  )
})

describe("compaction", () => {
  const done = (nonce: string): ReadonlyArray<StoreEntry.StoreEntry> => [
    intended(nonce),
    { _tag: "Delivered", v: 1, at, work: `a:task:e:${nonce}`, to: "handler" }
  ]

  it.effect("drops what was delivered, and goes on in the same file", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "tasks.log")
      yield* using(path, (journal) =>
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
      assert.deepStrictEqual(yield* all(path), [intended("y"), entry(1)])
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("one that fails leaves the store as it was, and in use", () =>
    Effect.gen(function* () {
      const path = yield* stored(2)
      // The new file cannot be made where its name leads nowhere.
      yield* Effect.promise(() => symlink(join(path, "..", "none", "next"), `${path}.next`))
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(journal.rewrite(() => []))
          assert.strictEqual(error.operation, "compact")
          yield* journal.append(entry(2))
        })
      )
      assert.deepStrictEqual(yield* all(path), [entry(0), entry(1), entry(2)])
    })
  )

  it.effect("nothing that is written meanwhile is lost", () =>
    Effect.gen(function* () {
      const path = yield* stored(5)
      yield* using(path, (journal) =>
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
      const kept = (yield* all(path)).map(({ work }) => work)
      assert.deepStrictEqual(
        kept.filter((work) => Number(work.slice(1)) >= 100).length >= 15 ? kept.slice(-15) : kept,
        Array.from({ length: 15 }, (_, n) => `w${105 + n}`)
      )
    })
  )
})
