import { BrowserUse } from "@errand/browser-use"
import { StoreEntry, Task, TaskStore } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { counts, simulated } from "./support/simulated.ts"

describe("after a crash", () => {
  it.effect(
    "a task whose start was on its way is found by its nonce, and delivered; nothing of its input was stored",
    () =>
      simulated(
        {
          tasks: [
            { running: "1 minute", output: "other" },
            { running: "1 minute", output: "mine" }
          ]
        },
        Effect.gen(function* () {
          const browserUse = yield* BrowserUse.BrowserUse
          const journal = yield* TaskStore.memory()
          const process = Layer.fresh(TaskStore.layer(Effect.succeed(journal)))
          const input: BrowserUse.Input = { task: "canary-prompt", secrets: { password: "canary-secret" } }
          yield* Task.start(browserUse, input)
          const dying: BrowserUse.BrowserUseProvider = {
            ...browserUse,
            start: (...args) => Effect.andThen(browserUse.start(...args), Effect.die("killed"))
          }
          yield* Effect.exit(Task.start(dying, input)).pipe(Effect.provide(process))

          const seen: Array<unknown> = []
          const { unknown } = yield* Task.recover(browserUse, (outcome) =>
            Effect.sync(() => seen.push(outcome._tag === "Succeeded" && outcome.output))
          ).pipe(Effect.provide(process))
          assert.deepStrictEqual([seen, unknown], [["mine"], []])
          assert.strictEqual((yield* counts).create, 2)
          assert.notInclude((yield* journal.entries).map(StoreEntry.encode).join(), "canary")
        })
      )
  )
})
