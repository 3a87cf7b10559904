import { Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { counts, everySecond, input, on } from "./support/simulated.ts"

describe("a cancel", () => {
  it.effect("ends the run, and the outcome says by whom", () =>
    on({ tasks: [{ end: "never" }] }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        assert.strictEqual(yield* Task.cancel(task), "requested")
        const outcome = yield* everySecond(Task.await(task))
        assert.deepInclude(outcome, { _tag: "Cancelled", by: "caller" })
      })
    )
  )

  it.effect("of a run that is over is not sent, and the outcome is the real one", () =>
    on({ tasks: [{ running: "5 seconds", output: "done" }] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        yield* Effect.sleep("10 seconds")
        assert.strictEqual(yield* Task.cancel(task), "already-over")
        assert.deepInclude(yield* Task.await(task), { _tag: "Succeeded", output: "done" })
        assert.notProperty(yield* counts(simulator), "cancelRun")
      })
    )
  )

  it.effect("that comes too late says nothing, and the outcome is the real one", () =>
    on({ tasks: [{ running: "5 seconds", stopping: "20 seconds", output: "done" }] }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        yield* Effect.sleep("3 seconds")
        assert.strictEqual(yield* Task.cancel(task), "requested")
        assert.deepInclude(yield* everySecond(Task.await(task)), { _tag: "Succeeded", output: "done" })
      })
    )
  )

  it.effect("of a run whose agent works on is looked at again, and the outcome is what the agent has done", () =>
    on({ tasks: [{ running: "30 seconds", output: "done" }], skyvern: { worksOn: true } }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        yield* Effect.sleep("5 seconds")
        yield* Task.cancel(task)
        assert.strictEqual((yield* Task.poll(task)).status.native, "canceled")
        const outcome = yield* everySecond(Task.await(task))
        assert.deepInclude(outcome, { _tag: "Succeeded", output: "done" })
      })
    )
  )

  it.effect("is believed when the agent works on for long, and a handle that looks later sees what it has done", () =>
    on({ tasks: [{ running: "5 minutes", output: "done" }], skyvern: { worksOn: true } }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        yield* Effect.sleep("5 seconds")
        yield* Task.cancel(task)
        const outcome = yield* everySecond(Task.await(task))
        assert.deepInclude(outcome, { _tag: "Cancelled", by: "caller", isSettled: false })
        yield* Effect.sleep("5 minutes")
        const later = Task.attach(skyvern, task.ref)
        assert.deepInclude(yield* Task.await(later), { _tag: "Succeeded", output: "done", isSettled: true })
      })
    )
  )

  it.effect("is sent when a run is left", () =>
    on({ tasks: [{ end: "never" }] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(Task.run(skyvern, input))
        yield* Effect.sleep("5 seconds")
        yield* Fiber.interrupt(fiber)
        assert.deepStrictEqual(
          (yield* simulator.tasks).map(({ status }) => status),
          ["canceled"]
        )
      })
    )
  )
})
