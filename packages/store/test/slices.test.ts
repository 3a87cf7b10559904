import { assert, describe, it } from "@effect/vitest"
import type * as StoreEntry from "@errand/core/StoreEntry"
import * as TaskStore from "@errand/core/TaskStore"
import { Effect } from "effect"
import { join } from "node:path"
import { vi } from "vitest"
import { at, folder, intended, withJournal } from "./support/journal.ts"

/** How many entries are worked on in one turn of the event loop, at most. */
const busiest = vi.hoisted(() => {
  let done = 0
  let most = 0
  let last: unknown
  return {
    note: (entry: unknown = {}) => {
      if (entry !== last) most = Math.max(most, ++done)
      last = entry
    },
    during: async <A>(work: () => Promise<A>): Promise<number> => {
      done = most = 0
      let timer = setImmediate(function turn() {
        done = 0
        timer = setImmediate(turn)
      })
      await work()
      clearImmediate(timer)
      return most
    }
  }
})

// Each line that is read or written needs one checksum.
vi.mock("../src/internal/crc32.ts", async (original) => {
  const { crc32 } = await original<{ readonly crc32: (...parts: ReadonlyArray<Uint8Array>) => number }>()
  return {
    crc32: (...parts: ReadonlyArray<Uint8Array>) => {
      busiest.note()
      return crc32(...parts)
    }
  }
})

const count = 6000

const delivered = (n: number): ReadonlyArray<StoreEntry.StoreEntry> => [
  intended(`n${n}`),
  { _tag: "Delivered", v: 1, at, work: `a:task:e:n${n}`, to: "handler" }
]

const history = Array.from({ length: count / 2 }, (_, n) =>
  n % 10 === 0 ? [intended(`n${n}`), intended(`n${n}`)] : delivered(n)
).flat()

/** The same entry, which is counted where its work is looked at. */
const watched = (entry: StoreEntry.StoreEntry): StoreEntry.StoreEntry =>
  Object.defineProperty({ ...entry }, "work", {
    enumerable: true,
    get: () => {
      busiest.note(entry)
      return entry.work
    }
  })

const during = <A, E>(work: Effect.Effect<A, E>) => Effect.promise(() => busiest.during(() => Effect.runPromise(work)))

/** Far below what there is, and above what a slice holds. */
const aFewSlices = 2100

describe("a store with many entries lets other work of the process run in between", () => {
  it.effect("while its file is written, opened and compacted", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "tasks.log")
      assert.isBelow(yield* during(withJournal(path, (one) => one.rewrite(() => Effect.succeed(history)))), aFewSlices)
      const works = vi.fn<(works: number) => void>()
      const opened = Effect.scoped(
        withJournal(path, (journal) =>
          Effect.gen(function* () {
            const store = yield* TaskStore.make(journal)
            works((yield* store.works).length)
            const { after, before } = yield* store.compact()
            assert.deepStrictEqual([before, after], [count, count / 10])
          })
        )
      )
      assert.isBelow(yield* during(opened), aFewSlices)
      assert.deepStrictEqual(works.mock.calls, [[count / 2]])
    })
  )

  it.effect("while it is folded into works, and while it is chosen what to keep", () =>
    Effect.gen(function* () {
      const journal = yield* TaskStore.memory(history.map(watched))
      let store: TaskStore.TaskStore["Service"] | undefined
      const make = Effect.map(TaskStore.make(journal), (made) => (store = made))
      assert.isBelow(yield* during(make), aFewSlices)
      assert(store !== undefined)
      assert.isBelow(yield* during(store.compact()), aFewSlices)
    })
  )
})
