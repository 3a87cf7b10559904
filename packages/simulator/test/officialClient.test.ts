import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { BrowserUse } from "browser-use-sdk"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"

describe("the official client of Browser Use", () => {
  it.live("runs a task end to end, with steps and a structured output", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const client = new BrowserUse({ apiKey: simulator.apiKey, baseUrl: simulator.browserUse.baseUrl })
      const text = yield* Effect.promise(() => client.run("Find the price of tea", { interval: 20 }))
      assert.strictEqual(text.output, "Done: Find the price of tea")
      assert.strictEqual(text.status, "finished")
      const structuredOutput = JSON.stringify({
        type: "object",
        properties: { name: { type: "string", minLength: 1 }, price: { type: "number", minimum: 1 } },
        required: ["name", "price"]
      })
      const typed = yield* Effect.promise(() => client.run("Find tea", { structuredOutput, interval: 20 }))
      const tea = JSON.parse(typed.output)
      assert.isAbove(tea.name.length, 0)
      assert.isAtLeast(tea.price, 1)
      const goals: Array<string> = []
      yield* Effect.promise(async () => {
        for await (const step of client.run("Watch tea grow", { interval: 20 })) goals.push(step.nextGoal)
      })
      assert.isAtLeast(goals.length, 4)
      assert.strictEqual(yield* simulator.count({ operation: "createTask" }), 3)
    }).pipe(Effect.provide(Simulator.layer({ speed: 100 })))
  )

  it.effect("reads lists, accounts and refusals", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const client = new BrowserUse({ apiKey: simulator.apiKey, baseUrl: simulator.browserUse.baseUrl })
      const { id } = yield* Effect.promise(() => client.tasks.create({ task: "t" }))
      yield* TestClock.adjust("1 minute")
      const tasks = yield* Effect.promise(() => client.tasks.list())
      assert.deepStrictEqual(
        tasks.items.map((task) => task.id),
        [id]
      )
      assert.isNumber((yield* Effect.promise(() => client.billing.account())).totalCreditsBalanceUsd)
      const refused = yield* Effect.promise(() =>
        client.tasks.get("00000000-0000-4000-8000-000000000000").catch((error: unknown) => error)
      )
      assert.strictEqual(String(refused), "BrowserUseError: Task not found")
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
