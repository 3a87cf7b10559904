import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { isOver } from "@errand/core/Status"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import { simulated } from "../support/simulated.ts"

const sessionsRead = Effect.flatMap(Simulator.Simulator, ({ count }) =>
  count({ provider: "browser-use", operation: "getSession" })
)

const faulty = (count: number): Simulator.Options => ({
  tasks: [{ running: "20 seconds", times: "always" }],
  faults: [{ match: { provider: "browser-use", operation: "getSession" }, kind: "status", status: 500, times: count }]
})

describe("the address of the live view", () => {
  it.effect("is in every snapshot of a watched task that runs, for one request more", () =>
    simulated(
      { tasks: [{ running: "20 seconds" }] },
      Effect.gen(function* () {
        const { baseUrl } = (yield* Simulator.Simulator).browserUse
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        const seen = yield* Stream.runCollect(Task.watch(task))
        for (const { liveUrl, status } of seen) {
          const isRunning = status.state === "working" && status.phase === "running"
          assert.strictEqual(liveUrl !== undefined, isRunning, status.native)
          if (liveUrl !== undefined) {
            const { host, pathname } = new URL(Redacted.value(liveUrl))
            assert.strictEqual(host, new URL(baseUrl).host)
            assert.strictEqual(pathname, `/live/${task.ref.scope?.sessionId}`)
          }
        }
        assert.isTrue(seen.some(({ liveUrl }) => liveUrl !== undefined))
        assert.strictEqual(yield* sessionsRead, 1)
        assert.isTrue(isOver((yield* Task.poll(task)).status))
        assert.strictEqual(yield* sessionsRead, 1)
      })
    )
  )

  it.effect("costs nothing where a program only waits", () =>
    simulated(
      { tasks: [{ running: "20 seconds", times: "always" }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        yield* Task.run(browserUse, { task: "x" }, { budget: { steps: 1000 } })
        const task = yield* Task.start(browserUse, { task: "x" })
        const error = yield* Effect.flip(Task.join(task, { within: "5 seconds", noProgressFor: "3 seconds" }))
        assert.property(error, "snapshot")
        assert.strictEqual(yield* sessionsRead, 0)
      })
    )
  )

  it.effect("is no part of the snapshot whose session cannot be read, and of a later one it is", () =>
    simulated(
      faulty(2),
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        yield* Effect.sleep("5 seconds")
        const told: Array<boolean> = []
        for (let polls = 0; polls < 5; polls++) told.push((yield* Task.poll(task)).liveUrl !== undefined)
        assert.deepStrictEqual(told, [false, false, true, true, true])
        assert.strictEqual(yield* sessionsRead, 3)
      })
    )
  )

  it.effect("is not asked for without end", () =>
    simulated(
      faulty(100),
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        const seen = yield* Stream.runCollect(Task.watch(task))
        assert.isFalse(seen.some(({ liveUrl }) => liveUrl !== undefined))
        assert.strictEqual(yield* sessionsRead, 3)
      })
    )
  )
})
