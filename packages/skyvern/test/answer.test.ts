import { Task } from "@errand/core"
import { everything } from "@errand/provider-testkit/emitted"
import type { TaskV2 } from "@errand/skyvern"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { counts, everySecond, input, on } from "./support/simulated.ts"

const waiting = { tasks: [{ steps: 4, running: "20 seconds", output: "done", pauses: [{ after: 1 }] }] } as const
const totp_identifier = "me@shop.example"

describe("Task.answer of a task of Skyvern", () => {
  it.effect("hands over the code of a login, by which the run goes on", () =>
    on(waiting, (skyvern, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, { ...input, totp_identifier })
        const fiber = yield* Effect.forkChild(Task.join(task))
        yield* Effect.sleep("1 minute")
        assert.strictEqual((yield* Task.poll(task)).status.state, "input_required")
        yield* Task.answer(task, { totp_identifier, content: "Your code is 123456." })
        assert.strictEqual(yield* Fiber.join(fiber), "done")
        assert.strictEqual((yield* counts(simulator))["sendCode"], 1)
      })
    ).pipe(everySecond)
  )

  it.effect("names the run, so that no other takes the code", () =>
    on({ tasks: [...waiting.tasks, ...waiting.tasks] }, (skyvern) =>
      Effect.gen(function* () {
        const [first, second] = [
          yield* Task.start(skyvern, { ...input, totp_identifier }),
          yield* Task.start(skyvern, { ...input, totp_identifier })
        ]
        yield* Effect.sleep("1 minute")
        yield* Task.answer(second, { totp_identifier, content: "123456" })
        yield* Effect.sleep("1 minute")
        assert.strictEqual((yield* Task.poll(first)).status.state, "input_required")
        assert.strictEqual((yield* Task.poll(second)).status.state, "completed")
      })
    )
  )

  it.effect("is sent once, and no error shows the code", () =>
    on({ ...waiting, faults: [] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, { ...input, totp_identifier })
        yield* Effect.sleep("1 minute")
        yield* simulator.fault({
          match: { operation: "sendCode" },
          kind: "status",
          status: 503,
          body: { detail: "no room for 482913" }
        })
        const error = yield* Effect.flip(Task.answer(task, { totp_identifier, content: "482913" }))
        assert.deepInclude(error, { _tag: "ProviderError", operation: "answer", ref: task.ref })
        assert.notInclude(everything([error]), "482913")
        assert.strictEqual((yield* counts(simulator))["sendCode"], 1)
      })
    )
  )

  it("is not there for the engine 2.0, of which it is not known which id such a code must name", () => {
    const tell = (task: Task.Task<unknown, TaskV2.TaskV2Provider>) =>
      // @ts-expect-error no answers
      Task.answer(task, { totp_identifier, content: "" })
    assert.isFunction(tell)
  })
})
