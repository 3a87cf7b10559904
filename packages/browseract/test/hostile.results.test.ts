import { FileName, Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { input, on } from "./support/simulated.ts"

const output = Schema.Struct({ price: Schema.Finite })

describe("a result that was paid for is kept", () => {
  it.effect("when it does not fit the schema", () =>
    on(
      { tasks: [{ output: { cost: "seven" }, credits: 5, steps: 2, files: [{ name: "../../a.csv", content: "x" }] }] },
      (browserAct) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(Task.run(browserAct, input, { output }))
          assert(error._tag === "OutputMismatch")
          assert.strictEqual(error.output, '{"cost":"seven"}')
          assert.strictEqual(error.raw.id, error.ref.id)
          assert.deepStrictEqual(error.verdict, { claimed: null, judged: null })
          assert.deepStrictEqual(error.cost, { credits: 10, final: true })
          for (const { name } of error.files) assert.notMatch(FileName.safe(name), /[/\\]|^\./)
          assert.isAbove(error.files.length, 0)
        })
    )
  )

  it.effect("when the task failed", () =>
    on(
      { tasks: [{ end: "failed", failure: { code: 7, message: "lost its way" }, credits: 5, steps: 2 }] },
      (browserAct) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(Task.run(browserAct, input))
          assert(error._tag === "TaskFailed")
          const { outcome } = error
          assert.deepStrictEqual([outcome.reason, outcome.message], ["error", "lost its way"])
          assert.deepStrictEqual(outcome.cost, { credits: 10, final: true })
          assert.strictEqual(outcome.raw?.id, outcome.ref.id)
          assert.lengthOf(outcome.raw?.steps ?? [], 2)
        })
    )
  )

  it.effect("when only a judge's yes counts, and nobody judges", () =>
    on({ tasks: [{ output: "all of it" }] }, (browserAct) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(browserAct, input, { success: "judged" }))
        assert(error._tag === "TaskFailed")
        assert.deepStrictEqual([error.outcome.reason, error.outcome.partial], ["goal_not_met", "all of it"])
      })
    )
  )
})
