import { assert, it } from "@effect/vitest"
import type * as StoreEntry from "@errand/core/StoreEntry"
import { Effect, Exit, Scope } from "effect"
import { mkdtemp, open, rm } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { vi } from "vitest"
import { FileStore } from "../src/index.ts"

const at = "2026-01-01T00:00:00.000Z"
const rounds = 10

it.effect("a disk that fails at random loses, doubles and corrupts nothing that was acknowledged", () =>
  Effect.gen(function* () {
    const random = randomFrom(7)
    const folder = yield* Effect.acquireRelease(
      Effect.promise(() => mkdtemp(join(tmpdir(), "errand-store-"))),
      (path) => Effect.promise(() => rm(path, { recursive: true }))
    )
    const chances = { write: 0, datasync: 0, truncate: 0 }
    const failed = yield* injectDiskFaults(
      chances,
      random,
      yield* Effect.promise(() => open(join(folder, "probe"), "w"))
    )
    const total = { acknowledged: 0, refused: 0 }
    for (let round = 0; round < rounds; round++) {
      const path = join(folder, `round-${round}`)
      const scope = yield* Scope.make()
      const journal = yield* Scope.provide(FileStore.journal({ path }), scope)
      // In every fifth round the file cannot always be put back either, and nothing may be written
      // until it can.
      Object.assign(chances, { write: 0.1, datasync: 0.1, truncate: round % 5 === 0 ? 0.3 : 0 })
      const acknowledged: Array<string> = []
      const append = (entry: StoreEntry.StoreEntry) =>
        Effect.map(Effect.exit(journal.append(entry)), (exit) => {
          if (Exit.isSuccess(exit)) acknowledged.push(name(entry))
          else total.refused++
        })
      const worker = Effect.fnUntraced(function* (worker: number) {
        for (let n = 0; n < 15; n++) {
          yield* append(random() < 0.4 ? intended(`w${worker}-${n}`, random) : sending(`w${worker}-${n}`))
          if (random() < 0.05) yield* Effect.exit(journal.rewrite(Effect.succeed))
          if (random() < 0.2) yield* Effect.yieldNow
        }
      })
      yield* Effect.all([0, 1, 2, 3].map(worker), { concurrency: "unbounded" })
      Object.assign(chances, { write: 0, datasync: 0, truncate: 0 })
      // The disk is well again, and so is the store, whatever has failed before.
      yield* append(sending("last"))
      assert.include(acknowledged, "Sending last", `round ${round}: broken for good`)
      yield* Scope.close(scope, Exit.void)

      const entries = yield* Effect.scoped(Effect.flatMap(FileStore.journal({ path }), ({ entries }) => entries))
      const there = entries.map(name)
      assert.strictEqual(new Set(there).size, there.length, `round ${round}: doubled`)
      assert.deepStrictEqual(
        acknowledged.filter((one) => !there.includes(one)),
        [],
        `round ${round}: lost`
      )
      total.acknowledged += acknowledged.length
    }
    // Otherwise nothing was tested.
    assert.isAbove(total.acknowledged, 10 * rounds)
    assert.isAbove(total.refused, 2 * rounds)
    assert.isAbove(failed.truncate, 2)
  }).pipe(Effect.scoped)
)

const name = ({ _tag, work }: StoreEntry.StoreEntry) => `${_tag} ${work}`

const sending = (work: string): StoreEntry.StoreEntry => ({ _tag: "Sending", v: 1, at, work })

const intended = (work: string, random: () => number): StoreEntry.StoreEntry => {
  const provider = "p".repeat(Math.floor(random() * 50))
  return { _tag: "Intended", v: 1, at, work, provider, kind: "task", endpoint: "e", nonce: work, since: at }
}

/** Has files of this process fail, write a part and fail, or write in parts. */
const injectDiskFaults = (
  chances: Record<"write" | "datasync" | "truncate", number>,
  random: () => number,
  probe: FileHandle
) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const prototype = Object.getPrototypeOf(probe)
      const [datasync, truncate, write] = ["datasync", "truncate", "write"].map((one) => Reflect.get(prototype, one))
      let successesToCome = 0
      const failed = { write: 0, datasync: 0, truncate: 0 }
      const fails = (operation: keyof typeof chances) => {
        if (successesToCome-- > 0) return false
        const isNow = random() < chances[operation]
        if (isNow) failed[operation]++
        // The file is put back by one truncation and one flush.
        if (isNow && chances.truncate === 0) successesToCome = 2
        return isNow
      }
      vi.spyOn(prototype, "datasync").mockImplementation(async function (this: unknown) {
        if (fails("datasync")) throw new Error("EIO")
        await Reflect.apply(datasync, this, [])
      })
      vi.spyOn(prototype, "truncate").mockImplementation(async function (this: unknown, length) {
        if (fails("truncate")) throw new Error("EIO")
        await Reflect.apply(truncate, this, [length])
      })
      vi.spyOn(prototype, "write").mockImplementation(async function (
        this: unknown,
        ...[bytes, from, length, place]: ReadonlyArray<unknown>
      ) {
        const part = (share: number) =>
          Reflect.apply(write, this, [bytes, from, Math.ceil(Number(length) * share), place])
        if (fails("write")) {
          if (random() < 0.7) await part(random())
          throw new Error("EIO")
        }
        return part(random() < 0.3 ? random() : 1)
      })
      return failed
    }),
    () =>
      Effect.promise(() => {
        vi.restoreAllMocks()
        return probe.close()
      })
  )

/** Numbers from 0 to 1, the same for the same seed. */
const randomFrom = (seed: number) => () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
