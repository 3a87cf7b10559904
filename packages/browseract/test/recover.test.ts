import { assert, describe, it } from "@effect/vitest"
import type { BrowserAct } from "@errand/browseract"
import { StoreEntry, Task, TaskStore } from "@errand/core"
import { Effect, Layer } from "effect"
import { vi } from "vitest"
import { counts, on } from "./simulated.ts"

// Real sockets, on machines that are busy.
vi.setConfig({ testTimeout: 60_000 })

const input = (product: string): BrowserAct.Input => ({
  workflow_id: "17",
  input_parameters: [{ name: "product", value: product }],
  callback_url: "https://me.test/hook/canary"
})

const crashed = (starts: ReadonlyArray<BrowserAct.Input>) =>
  on(
    {
      tasks: [
        { running: "1 minute", output: "known" },
        { running: "1 minute", output: "lost" }
      ]
    },
    (browserAct, simulator) =>
      Effect.gen(function* () {
        const journal = yield* TaskStore.memory()
        const process = Layer.fresh(TaskStore.layer(Effect.succeed(journal)))
        const dying: BrowserAct.BrowserActProvider = {
          ...browserAct,
          start: (...args) => Effect.andThen(browserAct.start(...args), Effect.die("killed"))
        }
        const [first, ...others] = starts
        if (first !== undefined) yield* Effect.provide(Task.start(browserAct, first), process)
        yield* Effect.forEach(others, (other) => Effect.exit(Task.start(dying, other))).pipe(Effect.provide(process))
        const seen: Array<unknown> = []
        const { unknown } = yield* Task.recover(browserAct, (outcome) =>
          Effect.sync(() => seen.push(outcome._tag === "Succeeded" && outcome.output))
        ).pipe(Effect.provide(process))
        assert.notInclude((yield* journal.entries).map(StoreEntry.encode).join(), "canary")
        assert.strictEqual((yield* counts(simulator))["runTask"], starts.length)
        return { seen: seen.map(String).toSorted(), unknown: unknown.length }
      })
  )

describe("after a crash", () => {
  it.effect(
    "a task whose start was on its way is found by its parameters, beside one of the same that was acknowledged",
    () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* crashed([input("tea"), input("tea")]), { seen: ["known", "lost"], unknown: 0 })
      })
  )

  it.effect("two of the same that were on their way stay unknown", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* crashed([input("rum"), input("tea"), input("tea")]), {
        seen: ["known"],
        unknown: 2
      })
    })
  )
})
