import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { simulated } from "./support/simulated.ts"

const asked = (operation: string) =>
  Effect.flatMap(Simulator.Simulator, ({ count }) => count({ provider: "browser-use", operation }))

/** Runs so many tasks at once, and gives what they found. */
const runs = (number: number) =>
  Effect.flatMap(BrowserUse.BrowserUse, (browserUse) =>
    Effect.forEach(
      Array.from({ length: number }, (_, i) => `task ${i}`),
      (task) => Task.run(browserUse, { task }),
      { concurrency: "unbounded" }
    )
  )

describe("more tasks than the account may run at once", () => {
  it.effect("queue; the account is asked once how many there may be, and few starts are refused", () =>
    simulated(
      { browserUse: { concurrency: 20 }, tasks: [{ running: "20 seconds", times: 60 }] },
      Effect.gen(function* () {
        assert.lengthOf(yield* runs(60), 60)
        assert.strictEqual(yield* asked("getAccountBilling"), 1)
        assert.isAtMost(yield* asked("createTask"), 60 + 20)
      })
    )
  )

  it.effect("are not asked about while nobody waits", () =>
    simulated(
      { tasks: [{ running: "20 seconds", times: 8 }] },
      Effect.gen(function* () {
        yield* runs(8)
        assert.deepStrictEqual([yield* asked("getAccountBilling"), yield* asked("createTask")], [0, 8])
      })
    )
  )

  it.effect.each([403, 500, 200])("start although the account answers %d without a limit", (status) =>
    simulated(
      {
        browserUse: { concurrency: 5 },
        tasks: [{ running: "5 seconds", times: 12 }],
        faults: [
          {
            match: { provider: "browser-use", operation: "getAccountBilling" },
            ...(status === 200 ? { kind: "html" as const } : { kind: "status" as const, status }),
            times: "always"
          }
        ]
      },
      Effect.gen(function* () {
        assert.lengthOf(yield* runs(12), 12)
        assert.strictEqual(yield* asked("getAccountBilling"), 1)
      })
    )
  )
})
