import { assert, describe, it } from "@effect/vitest"
import type { BrowserAct } from "@errand/browseract"
import { StoreEntry, Task, TaskStore } from "@errand/core"
import { Effect, Layer } from "effect"
import { counts, on } from "./support/simulated.ts"

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

  const same = input("tea").input_parameters ?? []
  const pairs: ReadonlyArray<readonly [string, BrowserAct.Input, BrowserAct.Input]> = [
    ["a template and a workflow", { workflow_template_id: "21", input_parameters: same }, input("tea")],
    [
      "two templates",
      { workflow_template_id: "21", input_parameters: same },
      { workflow_template_id: "22", input_parameters: same }
    ],
    [
      "one that names no profile and one that does",
      { ...input("tea"), save_browser_data: true },
      { ...input("tea"), profile_id: "p" }
    ]
  ]
  for (const [name, never, sent] of pairs) {
    it.effect(`a task is not taken for a start that it could be as well: ${name}`, () =>
      on({ tasks: [{ running: "1 minute", output: "of the second" }] }, (browserAct) =>
        Effect.gen(function* () {
          const journal = yield* TaskStore.memory()
          const process = Layer.fresh(TaskStore.layer(Effect.succeed(journal)))
          const starting = (start: BrowserAct.BrowserActProvider["start"], input: BrowserAct.Input, key: string) =>
            Effect.provide(Effect.exit(Task.start({ ...browserAct, start }, input, { key })), process)
          yield* starting(() => Effect.die("killed"), never, "never")
          yield* starting((...args) => Effect.andThen(browserAct.start(...args), Effect.die("killed")), sent, "sent")
          const wrong: Array<unknown> = []
          const { notStarted } = yield* Task.recover(browserAct, (_, { key }) =>
            Effect.sync(() => void (key === "sent" || wrong.push(key)))
          ).pipe(Effect.provide(process))
          assert.deepStrictEqual(wrong, [])
          assert.notInclude(
            notStarted.map(({ key }) => key),
            "sent"
          )
        })
      )
    )
  }

  it.effect("two that were on their way and differ for certain get a task each", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* crashed([input("rum"), input("tea")]), { seen: ["known", "lost"], unknown: 0 })
    })
  )
})
