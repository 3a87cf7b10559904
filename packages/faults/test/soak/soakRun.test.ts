import { assert, describe, it } from "@effect/vitest"
import { rounds } from "@errand/testkit/rounds"
import { Effect } from "effect"
import { services } from "../../src/soak/orders.ts"
import { soak } from "../../src/soak/soakRun.ts"

const total = rounds({ few: 60, many: 200 })
const deaths = rounds({ few: 1, many: 3 })

describe("a soak", () => {
  it.live(
    `${total} tasks on ${services.length} services, one request in twenty goes wrong, the process is killed (${deaths}): nothing is lost, doubled or left`,
    () =>
      Effect.gen(function* () {
        const { doubled, ends, handled, kills, lost, running, tasks } = yield* soak({
          tasks: total,
          kills: deaths,
          seed: 7,
          share: 0.05
        })
        assert.deepStrictEqual({ lost, doubled, running }, { lost: [], doubled: [], running: [] })
        assert.deepStrictEqual([tasks, handled, kills], [total, total, deaths])
        const share = total / services.length
        for (const service of services) {
          const done = service === "browser-use/v4" ? "completed" : "finished"
          assert.isAbove(ends[`${service} ${done}`] ?? 0, 0.5 * share, service)
          assert.isAbove(ends[`${service} failed`] ?? 0, 0.1 * share, service)
        }
      })
  )
})
