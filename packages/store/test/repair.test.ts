import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { appendFile, chmod, stat, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Repair } from "@errand/store/FileStore"
import { entriesOf, entry, folder, list, makeStore, read, withJournal } from "./support/journal.ts"

describe("opening a store that is not as it was written", () => {
  it.effect("tells an unfinished last line, takes it out, and goes on", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(3)
      const size = (yield* read(path)).length
      yield* Effect.promise(() => truncate(path, size - 5))
      const repairs: Array<Repair> = []
      const onRepair = (repair: Repair) => Effect.sync(() => void repairs.push(repair))
      yield* withJournal(path, ({ append }) => append(entry(7)), { onRepair })
      assert.deepStrictEqual(
        repairs.map(({ file, line, whole }) => ({ file, line, whole })),
        [{ file: path, line: 4, whole: false }]
      )
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(7)])
    })
  )

  it.effect("keeps the entry of a last line that misses only its end", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(2)
      const bytes = yield* read(path)
      yield* Effect.promise(() => truncate(path, bytes.length - 1))
      yield* withJournal(path, ({ append }) => append(entry(2)))
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(2)])
    })
  )

  it.effect("a changed byte in the middle is an error with file, line and byte, and the file stays as it is", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(3)
      const bytes = yield* read(path)
      const offset = bytes.indexOf("\n", bytes.indexOf("\n") + 1) + 1
      bytes[offset + 40] = (bytes[offset + 40] ?? 0) ^ 1
      yield* Effect.promise(() => writeFile(path, bytes))
      const error = yield* Effect.flip(entriesOf(path))
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
        const error = yield* Effect.flip(entriesOf(path))
        assert.deepInclude(error.reason, { _tag: "StoreCorrupt", line: 1, offset: 0 })
        assert.strictEqual((yield* read(path)).toString(), text)
      }
    })
  )

  it.effect("an entry of a later version is told, not skipped", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      const { encode: write } = yield* Effect.promise(() => import("../src/internal/line.ts"))
      const offset = (yield* read(path)).length
      yield* Effect.promise(() => appendFile(path, write(2, '{"v":2,"_tag":"Paused"}')))
      const error = yield* Effect.flip(entriesOf(path))
      assert.deepInclude(error.reason, { _tag: "StoreCorrupt", line: 3, offset })
    })
  )

  it.effect("zeros where the entries should be are an error, and not an empty store", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(100)
      const { length } = yield* read(path)
      // The beginning of the header is what a file system may have kept of the first block.
      for (const kept of ["", "00000000 000000"]) {
        const lost = Buffer.alloc(length)
        lost.write(kept)
        yield* Effect.promise(() => writeFile(path, lost))
        const error = yield* Effect.flip(entriesOf(path))
        assert.deepInclude(error.reason, { _tag: "StoreCorrupt", file: path, line: 1, offset: 0 })
        assert.include(error.message, "zeros")
        assert.isTrue((yield* read(path)).equals(lost))
      }
    })
  )

  it.effect("a new store whose first line never reached the disk is begun again, and that is reported", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(0)
      const { length } = yield* read(path)
      yield* Effect.promise(() => writeFile(path, Buffer.alloc(length)))
      const repairs: Array<Repair> = []
      const onRepair = (repair: Repair) => Effect.sync(() => void repairs.push(repair))
      yield* withJournal(path, ({ append }) => append(entry(1)), { onRepair })
      assert.deepStrictEqual(repairs, [{ file: path, line: 1, offset: 0, bytes: length, zeros: length, whole: false }])
      assert.deepStrictEqual(yield* entriesOf(path), [entry(1)])
    })
  )

  it.effect("zeros after the last entry are removed, and reported as what they are", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(2)
      const { length } = yield* read(path)
      yield* Effect.promise(() => appendFile(path, Buffer.alloc(4096)))
      const repairs: Array<Repair> = []
      const onRepair = (repair: Repair) => Effect.sync(() => void repairs.push(repair))
      yield* withJournal(path, ({ append }) => append(entry(2)), { onRepair })
      assert.deepStrictEqual(repairs, [{ file: path, line: 4, offset: length, bytes: 4096, zeros: 4096, whole: false }])
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0), entry(1), entry(2)])
    })
  )

  it.effect("other users of the machine lose the right to read a store that gave it to them", () =>
    Effect.gen(function* () {
      const path = yield* makeStore(1)
      yield* Effect.promise(() => chmod(path, 0o644))
      assert.deepStrictEqual(yield* entriesOf(path), [entry(0)])
      if (process.platform !== "win32")
        assert.strictEqual((yield* Effect.promise(() => stat(path))).mode & 0o777, 0o600)
    })
  )
})
