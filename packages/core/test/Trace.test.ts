import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Tracer } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

describe("spans", () => {
  it.effect(
    "Task.await and Task.run say whose task, how many looks, what went wrong, how it ended, and whether it was cancelled",
    () =>
      Effect.gen(function* () {
        const spans: Array<Tracer.NativeSpan> = []
        const tracer = Tracer.make({
          span(options) {
            const span = new Tracer.NativeSpan(options)
            spans.push(span)
            return span
          }
        })
        const a = yield* TestProvider.make("a", {
          fault: ({ nth, operation }) =>
            operation === "status" && nth === 2
              ? { reason: new ProviderError.Unavailable({ message: "503" }) }
              : undefined
        })
        const program = Effect.gen(function* () {
          yield* Task.await(yield* Task.start(a, { takes: "3 seconds" }))
          yield* Effect.timeoutOption(Task.run(a, { takes: "1 hour" }), "2 seconds")
        })
        const fiber = yield* program.pipe(Effect.withTracer(tracer), Effect.forkChild)
        yield* TestClock.adjust("1 minute")
        yield* Fiber.join(fiber)
        assert.deepStrictEqual(
          spans.map(({ attributes, name }) => [name, Object.fromEntries(attributes)]),
          [
            [
              "Task.await",
              {
                "errand.provider": "a",
                "errand.task.id": "a-1",
                "errand.looks": 5,
                "errand.delay": 0,
                "errand.errors": ["ProviderError: a: status failed: Unavailable: 503"],
                "errand.outcome": "Succeeded"
              }
            ],
            [
              "Task.run",
              { "errand.provider": "a", "errand.task.id": "a-2", "errand.looks": 2, "errand.cancel": "requested" }
            ]
          ]
        )
      }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 second")))
  )
})
