import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as LogFile from "../../src/internal/logFile.ts"

describe("the file of a store", () => {
  it.live("converts many entries in slices, between which other work of the process runs", () =>
    Effect.gen(function* () {
      let turns = 0
      let timer = setImmediate(function count() {
        turns++
        timer = setImmediate(count)
      })
      const seen = new Set<number>()
      const numbers = Array.from({ length: 2000 }, (_, n) => n)
      const doubled = yield* LogFile.mapInSlices(numbers, (n) =>
        Effect.sync(() => {
          seen.add(turns)
          return 2 * n
        })
      )
      clearImmediate(timer)
      assert.deepStrictEqual(
        doubled,
        numbers.map((n) => 2 * n)
      )
      assert.isAtLeast(seen.size, 4)
    })
  )
})
