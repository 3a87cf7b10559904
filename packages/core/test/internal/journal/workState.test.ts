import { assert, describe, it } from "@effect/vitest"
import { TaskStore } from "@errand/core"
import { Effect, Fiber } from "effect"
import * as WorkState from "../../../src/internal/journal/workState.ts"
import type { StoreEntry } from "../../../src/StoreEntry.ts"

const at = "2026-01-01T00:00:00.000Z"
const ofOneWork = (id: string): ReadonlyArray<StoreEntry> => [
  { _tag: "Intended", v: 1, at, work: id, provider: "a", kind: "task", endpoint: "e", nonce: id, since: at },
  { _tag: "Refused", v: 1, at, work: id, reason: "NotSent" }
]
const entries = Array.from({ length: 10_000 }, (_, n) => ofOneWork(`w-${n}`)).flat()

/** How often other work of the process had its turn meanwhile. */
const turnsOf = <A, E>(work: Effect.Effect<A, E>) =>
  Effect.suspend(() => {
    let turns = 0
    let timer = setImmediate(function count() {
      turns++
      timer = setImmediate(count)
    })
    return Effect.ensuring(
      Effect.map(work, (result) => [result, turns] as const),
      Effect.sync(() => clearImmediate(timer))
    )
  })

describe("a journal with many entries", () => {
  it.live("is folded in slices, between which other work of the process runs", () =>
    Effect.gen(function* () {
      const [works, turns] = yield* turnsOf(WorkState.fold(entries))
      assert.strictEqual(works.size, 10_000)
      assert.isAtLeast(turns, 10)
    })
  )

  it.live("is compacted in slices, too: the fold, the choice of works, and the choice of entries", () =>
    Effect.gen(function* () {
      const [compacted, turns] = yield* turnsOf(WorkState.compact(entries, at))
      assert.deepStrictEqual([compacted.gone.size, compacted.entries.length], [10_000, 0])
      assert.isAtLeast(turns, 25)
    })
  )

  it.live("takes what is appended meanwhile after the compaction", () =>
    Effect.gen(function* () {
      const journal = yield* TaskStore.memory(entries)
      const rewrite = yield* Effect.forkChild(
        journal.rewrite((all) => Effect.map(WorkState.compact(all, at), (compacted) => compacted.entries)),
        { startImmediately: true }
      )
      const late = ofOneWork("late")
      yield* Effect.forEach(late, journal.append)
      yield* Fiber.join(rewrite)
      assert.deepStrictEqual(yield* journal.entries, late)
    })
  )
})
