import { Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { input, on } from "./support/simulated.ts"

const failing = (status: "failed" | "terminated" | "timed_out") =>
  ({ end: "failed", failure: { status, message: "the page never loaded" } }) as const

describe("a run that goes wrong", () => {
  it.effect.each([
    ["failed", "error"],
    ["terminated", "goal_not_met"],
    ["timed_out", "timed_out"]
  ] as const)("as %s is a failure for the reason %s", ([status, reason]) =>
    on({ tasks: [failing(status)] }, (skyvern) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(skyvern, input))
        assert(error._tag === "TaskFailed")
        assert.deepInclude(error.outcome, { reason, message: "the page never loaded" })
        assert.strictEqual(error.outcome.verdict.claimed, status === "terminated" ? false : null)
      })
    )
  )

  it.effect("because it may take no more steps is out of steps, not out of time", () =>
    on({ tasks: [{ ...failing("timed_out"), steps: 3 }] }, (skyvern) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(skyvern, { ...input, max_steps: 3 }))
        assert(error._tag === "TaskFailed")
        assert.strictEqual(error.outcome.reason, "step_limit")
      })
    )
  )

  it.effect("by its webhook alone has done what it was asked to", () =>
    on({ tasks: [{ output: "799 EUR" }], skyvern: { failsWithWebhook: true } }, (skyvern, simulator) =>
      Effect.gen(function* () {
        // Nothing listens there.
        const output = yield* Task.run(skyvern, { ...input, webhook_url: "http://127.0.0.1:1/hook" })
        assert.strictEqual(output, "799 EUR")
        assert.deepStrictEqual(
          (yield* simulator.tasks).map(({ status }) => status),
          ["failed"]
        )
      })
    )
  )

  it.effect("may be one of another engine than was asked for", () =>
    on({ tasks: [{ output: "799 EUR" }], skyvern: { engine: "skyvern-2.0" } }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        const outcome = yield* Task.await(task)
        assert.strictEqual(outcome._tag, "Succeeded")
        assert.strictEqual(outcome.raw?.run_type, "task_v2")
        const { steps } = yield* Task.poll(task)
        assert.isAbove(steps.length, 3)
      })
    )
  )

  it.effect("waits for somebody while it is paused", () =>
    on({ tasks: [{ pauses: [{ after: 1, limit: "20 seconds" }], output: "done" }] }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        yield* Effect.sleep("10 seconds")
        assert.strictEqual((yield* Task.poll(task)).status.state, "input_required")
        assert.strictEqual(yield* Task.join(task), "done")
      })
    )
  )
})
