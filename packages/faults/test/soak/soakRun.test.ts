import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { soak } from "../../src/soak/soakRun.ts"

describe("a soak", () => {
  it.live(
    "200 tasks on both services, one request in twenty goes wrong, the process is killed three times: nothing is lost, doubled or left",
    () =>
      Effect.gen(function* () {
        const { doubled, ends, handled, kills, lost, running, tasks } = yield* soak({
          tasks: 200,
          kills: 3,
          seed: 7,
          share: 0.05
        })
        assert.deepStrictEqual({ lost, doubled, running }, { lost: [], doubled: [], running: [] })
        assert.deepStrictEqual([tasks, handled, kills], [200, 200, 3])
        assert.isAbove(ends["browser-use finished"] ?? 0, 30)
        assert.isAbove(ends["browseract failed"] ?? 0, 10)
      }),
    120_000
  )
})
