import { BrowserUse } from "@errand/browser-use"
import { FileName, Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Effect, Schema } from "effect"
import { simulated } from "./support/simulated.ts"

const output = Schema.Struct({ price: Schema.Finite })
const usd = (cost: { readonly usd?: BigDecimal.BigDecimal }) =>
  BigDecimal.toNumberUnsafe(cost.usd ?? BigDecimal.fromNumberUnsafe(-1))
const task = {
  cost: { start: 0.01, step: 0.02 },
  steps: 2,
  files: [{ name: "../../a.csv", content: "x" }],
  times: "always"
} as const

describe("a result that was paid for is kept", () => {
  it.effect("when it does not fit the schema", () =>
    simulated(
      { tasks: [{ ...task, output: { cost: "seven" } }] },
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(yield* BrowserUse.BrowserUse, { task: "x" }, { output }))
        assert(error._tag === "OutputMismatch")
        assert.strictEqual(error.output, '{"cost":"seven"}')
        assert.strictEqual(error.raw.output, '{"cost":"seven"}')
        assert.deepStrictEqual(error.verdict, { claimed: true, judged: null })
        assert.isAbove(usd(error.cost), 0)
        assert.isTrue(error.cost.final)
        assert.deepStrictEqual(
          error.files.map(({ name }) => FileName.safe(name)),
          ["a.csv"]
        )
      })
    )
  )

  it.effect.each([
    ["the task failed", { end: "failed", output: "half of it" }, "error", { claimed: false, judged: null }, {}],
    [
      "the agent says no",
      { success: false, output: "half of it" },
      "goal_not_met",
      { claimed: false, judged: null },
      {}
    ],
    [
      "the judge says no",
      { judge: { verdict: false }, output: "half of it" },
      "goal_not_met",
      { claimed: true, judged: false },
      { judge: true }
    ]
  ] as const)("when %s", ([, script, reason, verdict, more]) =>
    simulated(
      { tasks: [{ ...task, ...script }] },
      Effect.gen(function* () {
        const provider = yield* BrowserUse.BrowserUse
        const error = yield* Effect.flip(Task.run(provider, { task: "x", ...more }))
        assert(error._tag === "TaskFailed")
        const { outcome } = error
        assert.strictEqual(outcome.reason, reason)
        assert.strictEqual(outcome.partial, outcome.raw?.output ?? null)
        if (reason !== "error") assert.strictEqual(outcome.partial, "half of it")
        if (reason !== "error") assert.deepStrictEqual(outcome.verdict, verdict)
        assert.isAbove(usd(outcome.cost), 0)
        assert.isTrue(outcome.cost.final)
        assert.strictEqual(outcome.raw?.id, outcome.ref.id)
        assert.isAbove(outcome.raw?.steps.length ?? 0, 0)
      })
    )
  )
})
