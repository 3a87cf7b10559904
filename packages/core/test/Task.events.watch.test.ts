import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { everySecond, three, within } from "./support/events.ts"

describe("Task.watch of a provider that tells steps as events", () => {
  it.effect("shows snapshots with the steps and the live view that only the events tell", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { pageMax: 1 })
      const task = yield* Task.start(a, three)
      const shown = yield* within("1 minute", Task.watch(task))
      assert.deepStrictEqual(
        shown.map(({ liveUrl, status, steps }) => [
          status.state,
          steps.map(({ goal }) => goal),
          liveUrl && Redacted.value(liveUrl)
        ]),
        [
          ["working", [], "https://live.test/a-1?key=live-view-key"],
          ["working", ["open"], "https://live.test/a-1?key=live-view-key"],
          ["working", ["open", "read"], "https://live.test/a-1?key=live-view-key"],
          ["completed", ["open", "read", "close"], undefined]
        ]
      )
    }).pipe(everySecond)
  )

  it.effect("keeps the newest thousand steps of a task that takes more", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const steps = Array.from({ length: 1500 }, (_, i) => ({ goal: `${i}` }))
      const task = yield* Task.start(a, { takes: "1 second", steps })
      yield* TestClock.adjust("1 minute")
      const [last] = (yield* within("1 minute", Task.watch(task))).slice(-1)
      assert.strictEqual(last?.steps.length, 1000)
      assert.strictEqual(last?.steps.at(-1)?.goal, "1499")
    }).pipe(everySecond)
  )
})
