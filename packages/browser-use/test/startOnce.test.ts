import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { rounds } from "@errand/testkit/rounds"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts, simulated } from "./support/simulated.ts"

const match = { provider: "browser-use", operation: "createTask" } as const
const created = Effect.flatMap(Simulator.Simulator, ({ tasks }) => tasks)

const count = rounds({ few: 200, many: 1000 })

describe("starting once, over the wire", () => {
  it.effect(`${count} starts whose every answer is lost: as many tasks, each adopted by its own start`, () =>
    simulated(
      {
        tasks: [{ end: "never", times: count }],
        faults: [
          { match, kind: "reset", executed: true, probability: 0.4 },
          { match, kind: "status", status: 503, executed: true, probability: 0.5 },
          { match, kind: "truncated", times: "always" }
        ]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const texts = Array.from({ length: count }, (_, i) => `task ${i}`)
        const adopted = yield* Effect.forEach(texts, (task) => Task.start(browserUse, { task }), { concurrency: 50 })
        const truth = new Map((yield* created).map(({ id, sessionId, start }) => [id, { sessionId, start }]))
        assert.strictEqual(truth.size, count)
        // Its own, and not just any.
        assert.deepStrictEqual(
          adopted.map(({ ref }) => truth.get(ref.id)?.start.prompt),
          texts
        )
        assert.deepStrictEqual(
          adopted.map(({ ref }) => ref.scope?.sessionId),
          adopted.map(({ ref }) => truth.get(ref.id)?.sessionId)
        )
        assert.strictEqual((yield* counts).create, count)
      })
    )
  )

  it.effect("finds a task that other requests do not know of yet", () =>
    simulated(
      {
        faults: [{ match, kind: "status", status: 502, executed: true }],
        tasks: [{ hidden: "20 seconds", end: "never" }]
      },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        assert.deepStrictEqual(
          (yield* created).map(({ id }) => id),
          [task.ref.id]
        )
      })
    )
  )

  it.effect("one key starts one task, in whichever process", () =>
    simulated(
      { tasks: [{ end: "never", times: 2 }], faults: [{ match, kind: "reset", executed: true }] },
      Effect.gen(function* () {
        const { apiKey, browserUse, fetch } = yield* Simulator.Simulator
        const another = BrowserUse.make({ apiKey, baseUrl: browserUse.baseUrl, fetch })
        const first = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" }, { key: "order-7" })
        const again = yield* Task.start(another, { task: "x" }, { key: "order-7" })
        const other = yield* Task.start(another, { task: "x" }, { key: "order-8" })
        assert.strictEqual(again.ref.id, first.ref.id)
        assert.notStrictEqual(other.ref.id, first.ref.id)
        assert.lengthOf(yield* created, 2)
      })
    )
  )
})
