import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { counts, simulated } from "./support/simulated.ts"

describe("a task of Browser Use that does not go well", () => {
  it.effect("is no success when the agent says that it failed", () =>
    simulated(
      { tasks: [{ success: false, output: "I could not find it" }] },
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(yield* BrowserUse.BrowserUse, { task: "x" }))
        assert(error._tag === "TaskFailed")
        assert.deepStrictEqual([error.outcome.reason, error.outcome.partial], ["goal_not_met", "I could not find it"])
      })
    )
  )

  it.effect("ends as failed when the service says so", () =>
    simulated(
      { tasks: [{ end: "failed" }] },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        const outcome = yield* Task.await(task)
        assert(outcome._tag === "Failed")
        assert.strictEqual(outcome.reason, "error")
      })
    )
  )

  it.effect("is cancelled on the server when its owner is interrupted", () =>
    simulated(
      { tasks: [{ end: "never" }] },
      Effect.gen(function* () {
        const { tasks } = yield* Simulator.Simulator
        const result = yield* Task.run(yield* BrowserUse.BrowserUse, { task: "x" }).pipe(
          Effect.timeoutOption("10 seconds")
        )
        assert.strictEqual(result._tag, "None")
        assert.deepStrictEqual(
          (yield* tasks).map(({ status }) => status),
          ["stopped"]
        )
        assert.strictEqual((yield* counts).update, 1)
      })
    )
  )

  it.effect("is cancelled once; after that nothing is left to cancel", () =>
    simulated(
      { tasks: [{ end: "never" }] },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        assert.strictEqual(yield* Task.cancel(task), "requested")
        const outcome = yield* Task.await(task)
        assert(outcome._tag === "Cancelled")
        assert.strictEqual(outcome.by, "caller")
        assert.strictEqual(yield* Task.cancel(task), "already-over")
        assert.strictEqual((yield* counts).update, 1)
      })
    )
  )

  it.effect("cannot be cancelled when it is over", () =>
    simulated(
      { tasks: [{ output: "done", running: "1 second" }] },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        yield* Task.join(task)
        assert.strictEqual(yield* Task.cancel(task), "already-over")
        assert.strictEqual((yield* counts).update, 0)
      })
    )
  )

  it.effect("is cancelled although the look before it hangs", () =>
    simulated(
      { tasks: [{ end: "never" }], faults: [{ kind: "hang", match: { operation: "getTaskStatus" }, times: "always" }] },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        assert.strictEqual(yield* Task.cancel(task), "requested")
        const { tasks } = yield* Simulator.Simulator
        assert.deepStrictEqual(
          (yield* tasks).map(({ status }) => status),
          ["stopped"]
        )
      })
    )
  )

  it.effect("may be started, for all anyone knows, when the answer to the start is lost and no list can be read", () =>
    simulated(
      {
        tasks: [{ end: "never" }],
        faults: [
          { kind: "reset", executed: true, match: { operation: "createTask" } },
          // The key itself can be looked up.
          { kind: "status", status: 503, nth: 2, times: "always", match: { operation: "listTasks" } }
        ]
      },
      Effect.gen(function* () {
        const error = yield* Effect.flip(
          Task.start(yield* BrowserUse.BrowserUse, { task: "x", secrets: { login: "hunter2" } }, { key: "order-7" })
        )
        assert(error._tag === "StartUnknown")
        assert.deepStrictEqual([error.provider, error.request, error.key], ["browser-use/v2", { task: "x" }, "order-7"])
        const { tasks } = yield* Simulator.Simulator
        assert.strictEqual((yield* counts).create, 1)
        assert.lengthOf(yield* tasks, 1)
      })
    )
  )

  it.effect("waits for room when the service is full", () =>
    simulated(
      { tasks: [{ running: "1 minute", times: "always" }], browserUse: { concurrency: 2 } },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const texts = Array.from({ length: 8 }, (_, i) => `task ${i}`)
        yield* Effect.forEach(texts, (task) => Task.run(browserUse, { task }), { concurrency: "unbounded" })
        const { tasks } = yield* Simulator.Simulator
        assert.deepStrictEqual((yield* tasks).map(({ start }) => start.prompt).toSorted(), texts)
      })
    )
  )

  it.effect("is not started when there is no room in time, and says so", () =>
    simulated(
      { tasks: [{ end: "never", times: 2 }], browserUse: { concurrency: 1 } },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        yield* Task.start(browserUse, { task: "x" })
        const error = yield* Effect.flip(Task.start(browserUse, { task: "y" }, { queueWithin: "5 minutes" }))
        assert(error._tag === "ProviderError")
        assert.strictEqual(error.reason._tag, "ConcurrencyLimited")
        const { tasks } = yield* Simulator.Simulator
        assert.lengthOf(yield* tasks, 1)
      })
    )
  )

  it.effect("survives lag, refusals, resets and strange words", () =>
    simulated(
      {
        tasks: [
          {
            queued: "2 seconds",
            running: "20 seconds",
            hidden: "3 seconds",
            output: "done",
            words: [{ word: "thinking", from: "6 seconds", until: "9 seconds" }]
          }
        ],
        faults: [
          { kind: "status", status: 503, match: { operation: "getTaskStatus" }, nth: 3 },
          { kind: "status", status: 429, retryAfter: 2, match: { operation: "getTaskStatus" }, nth: 5 },
          { kind: "reset", match: { operation: "getTaskStatus" }, nth: 7 },
          { kind: "truncated", match: { operation: "getTask" } },
          { kind: "html", match: { operation: "getTaskStatus" }, nth: 9 }
        ]
      },
      Effect.gen(function* () {
        assert.strictEqual(yield* Task.run(yield* BrowserUse.BrowserUse, { task: "x" }), "done")
        assert.strictEqual((yield* counts).create, 1)
      })
    )
  )

  it.effect("is not found when it was never there", () =>
    simulated(
      {},
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const error = yield* Effect.flip(browserUse.status("00000000-0000-4000-8000-000000000000"))
        assert.strictEqual(error.reason._tag, "NotFound")
        assert.strictEqual(error.operation, "status")
      })
    )
  )

  it.effect("goes on when its waiter is interrupted", () =>
    simulated(
      { tasks: [{ running: "20 seconds", output: "done" }] },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        const fiber = yield* Effect.forkChild(Task.join(task))
        yield* Effect.sleep("5 seconds")
        yield* Fiber.interrupt(fiber)
        const again = Task.attach(yield* BrowserUse.BrowserUse, task.ref)
        assert.strictEqual(yield* Task.join(again), "done")
      })
    )
  )
})
