import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

describe("Task.watch", () => {
  it.effect("shows how it is, every change, and how it ended, each once", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, {
        takes: "60 seconds",
        statuses: [
          { at: 0, status: { state: "working", phase: "queued", native: "created" } },
          { at: "20 seconds", status: { state: "working", phase: "running", native: "started" } }
        ],
        steps: [{ goal: "open", at: "30 seconds" }],
        pausesAt: "40 seconds"
      })
      const fiber = yield* Effect.forkChild(Stream.runCollect(Task.watch(task)))
      yield* TestClock.adjust("50 seconds")
      yield* Task.resume(task)
      yield* TestClock.adjust("1 minute")
      const seen = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        seen.map(({ output, status, steps }) => [status.native, steps.length, output]),
        [
          ["created", 0, null],
          ["started", 0, null],
          ["started", 1, null],
          ["paused", 1, null],
          ["started", 1, null],
          ["completed", 1, "done"]
        ]
      )
      assert.strictEqual((yield* a.calls).status, 0)
    })
  )

  it.effect("a wait that fails fails the stream, after what was seen", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" })
      const seen: Array<string> = []
      const fiber = yield* Task.watch(task, { within: "10 seconds" }).pipe(
        Stream.runForEach(({ status }) =>
          Effect.sync(() => {
            seen.push(status.state)
          })
        ),
        Effect.flip,
        Effect.forkChild
      )
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "WaitTimeout")
      assert.deepStrictEqual(seen, ["working"])
    })
  )
})
