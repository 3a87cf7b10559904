import { Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema, Stream } from "effect"
import { counts, everySecond, input, on, onV2 } from "./support/simulated.ts"

const Price = Schema.Struct({ product: Schema.String, usd: Schema.Finite })

describe("a task of Skyvern", () => {
  it.effect("runs from its start to a typed output, and the start asks for its schema", () =>
    on({ tasks: [{ output: { product: "Pixel 9", usd: 799 } }] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const price = yield* Task.run(skyvern, input, { output: Price })
        assert.deepStrictEqual(price, { product: "Pixel 9", usd: 799 })
        const [task] = yield* simulator.tasks
        const body = task?.start.body as Record<string, unknown>
        assert.deepInclude(body, { ...input, engine: "skyvern-1.0" })
        assert.match(String(body["title"]), /^errand:[\w.-]+$/)
        assert.nestedPropertyVal(body, "data_extraction_schema.type", "object")
      })
    )
  )

  it.effect("has no steps with most engines, and no request asks for them", () =>
    on({ tasks: [{ steps: 3 }] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        assert.deepStrictEqual(yield* Stream.runCollect(Task.steps(task)), [])
        assert.notProperty(yield* counts(simulator), "getRunTimeline")
      })
    )
  )

  it.effect("tells its steps with the engine 2.0: what was thought, and each block once", () =>
    onV2({ tasks: [{ steps: [{ goal: "Open the shop" }, { goal: "Read the price" }] }] }, (tasks) =>
      Effect.gen(function* () {
        const task = yield* Task.start(tasks, { ...input, browser_profile_id: "bp_1" })
        const steps = yield* everySecond(Stream.runCollect(Task.steps(task)))
        const goals = new Map(steps.map(({ goal, number }) => [number, goal]))
        assert.deepStrictEqual(
          [...goals],
          [
            [1, "How to do: Find the price of a Pixel 9"],
            [2, "Open the shop"],
            [3, "Read the price"]
          ]
        )
        const states = steps.filter(({ number }) => number > 1).map(({ status }) => status)
        assert.sameMembers([...new Set(states)], ["running", "succeeded"])
      })
    )
  )
})
