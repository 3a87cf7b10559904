import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { stat } from "node:fs/promises"
import { join } from "node:path"
import { vi } from "vitest"
import { errorOf, handles } from "./support/fileSystem.ts"
import { entriesOf, entry, folder, intended, list, makeStore, read, sending, withJournal } from "./support/journal.ts"

describe("a store in a file", () => {
  it.effect("keeps entries across processes, in the order of their writing, and readable by no other user", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(3)
      yield* withJournal(path, ({ append }) => append(entry(3)))
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(2), entry(3)])
      assert.strictEqual((yield* Effect.promise(() => stat(path))).mode & 0o077, 0)
      assert.deepStrictEqual(yield* list(path), ["tasks.log"])
    })
  )

  it.effect("flushes before an append is done, and once for many that wait", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(0)
      const flushes: Array<number> = []
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const prototype = Object.getPrototypeOf(probe)
      const datasync = Reflect.get(prototype, "datasync")
      const counting = vi.spyOn(prototype, "datasync").mockImplementation(async function (this: unknown) {
        await Reflect.apply(datasync, this, [])
        flushes.push((await stat(path)).size)
      })
      yield* withJournal(path, ({ append }) =>
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
      assert.lengthOf(yield* entriesOf(path), 101)
    })
  )

  it.effect("that a start is asked for is written at once, and flushed with the note of its sending", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(0)
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const counting = vi.spyOn(Object.getPrototypeOf(probe), "datasync")
      yield* withJournal(path, ({ append }) =>
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
      assert.deepStrictEqual(yield* entriesOf(path), [intended("x"), sending("x")])
    })
  )

  it.effect(
    "a flush that fails takes back all that it was to make safe, and the next one writes what was asked for again",
    () =>
      Effect.gen(function* () {
        const path = yield* makeStore(1)
        const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
        const size = (yield* read(path)).length
        yield* withJournal(path, ({ append }) =>
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
        assert.deepStrictEqual(yield* entriesOf(path), [entry(0), intended("x"), intended("y"), sending("y")])
      })
  )

  it.effect("what was acknowledged is not lost, however many writes in a row fail after it", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const prototype = Object.getPrototypeOf(probe)
      yield* withJournal(path, ({ append }) =>
        Effect.gen(function* () {
          yield* append(intended("x"))
          // The flush fails, then the writing, then the flush again; each time the file is put
          // back.
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
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), intended("x"), intended("y"), sending("x")])
    })
  )

  it.effect("an append that was interrupted is whole or not there", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(0)
      yield* withJournal(path, ({ append }) =>
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
      const entries = yield* entriesOf(path)
      assert.deepStrictEqual(entries.at(-1), entry(99))
    })
  )

  it.effect("a folder that is not there is an error of the medium", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "none", "tasks.log")
      const error = yield* Effect.flip(entriesOf(path))
      assert.strictEqual(error.reason._tag, "StoreUnavailable")
      assert.strictEqual(error.operation, "open")
    })
  )

  it.effect("a full disk fails the append, and half a line is not left for the next one", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const probe = yield* Effect.promise(() => import("node:fs/promises").then(({ open }) => open(path)))
      const prototype = Object.getPrototypeOf(probe)
      const write = Reflect.get(prototype, "write")
      yield* withJournal(path, ({ append }) =>
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
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(2)])
    })
  )

  it.effect("is read and decoded once for the opening and for its first reader", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(3)
      const reading = vi.spyOn(yield* handles, "read")
      yield* withJournal(path, ({ append, entries }) =>
        Effect.gen(function* () {
          const reads = reading.mock.calls.length
          assert.deepStrictEqual(yield* entries, [entry(0), entry(1), entry(2)])
          assert.strictEqual(reading.mock.calls.length, reads)
          yield* append(entry(3))
          assert.deepStrictEqual(yield* entries, [entry(0), entry(1), entry(2), entry(3)])
        })
      )
      yield* withJournal(path, ({ append, entries }) =>
        Effect.gen(function* () {
          yield* append(entry(4))
          assert.lengthOf(yield* entries, 5)
        })
      )
      reading.mockRestore()
    })
  )

  it.effect("a disk that is gone for a while fails what is written meanwhile, and nothing after it", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const prototype = yield* handles
      yield* withJournal(path, ({ append, entries }) =>
        Effect.gen(function* () {
          yield* append(intended("x"))
          const gone = (["write", "truncate", "datasync"] as const).map((method) =>
            vi.spyOn(prototype, method).mockRejectedValue(errorOf("ETIMEDOUT"))
          )
          for (const nonce of ["a", "b", "c"])
            assert.include((yield* Effect.flip(append(sending(nonce)))).message, "ETIMEDOUT")
          assert.include((yield* Effect.flip(entries)).message, "ETIMEDOUT")
          for (const method of gone) method.mockRestore()
          assert.deepStrictEqual(yield* entries, [entry(0)])
          yield* append(sending("x"))
        })
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), intended("x"), sending("x")])
    })
  )
})
