import { assert, it } from "@effect/vitest"
import { useDatabase } from "@errand/testkit/database"
import { rounds } from "@errand/testkit/rounds"
import { Effect } from "effect"
import { soakCluster } from "../../src/soak/clusterRun.ts"

const database = useDatabase()

it.live("a kill, a freeze and requests that go wrong: nothing is lost, started twice or handled twice", () =>
  Effect.gen(function* () {
    const tasks = rounds({ few: 30, many: 100 })
    const report = yield* soakCluster({ databaseUrl: database.url(), tasks, harms: 1, seed: 1, share: 0.05 })
    const { doubled, faults, frozen, killed, lost, running, twice } = report
    assert.deepStrictEqual({ doubled, lost, running, twice }, { doubled: [], lost: [], running: [], twice: [] })
    assert.strictEqual(report.tasks, tasks)
    assert.deepStrictEqual({ frozen, killed }, { frozen: 1, killed: 1 })
    assert.isAbove(faults, 0)
  })
)
