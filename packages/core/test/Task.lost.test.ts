import { assert, describe, it } from "@effect/vitest"
import { Clock, DateTime, Duration, Effect, Exit, Fiber, Logger, Option, References } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

const slow = { takes: "1 hour" } as const

/** Every start is executed, and its answer lost. */
const deaf = (options: TestProvider.Options = {}) =>
  TestProvider.make("a", {
    ...options,
    fault: ({ operation }) => (operation === "start" ? { reason: down, executed: true } : undefined)
  })

/** When and at which level something was logged, and its text. */
const logging = () => {
  const logged: Array<readonly [seconds: number, level: string, text: string]> = []
  const logger = Logger.make(({ date, logLevel, message }) => {
    logged.push([date.getTime() / 1000, logLevel, String(Array.isArray(message) ? message[0] : message)])
  })
  return { logged, logger }
}

describe("a start whose answer was lost", () => {
  it.effect("start adopts the task that was made, and tells a caller to whom it does not show up", () =>
    Effect.gen(function* () {
      const a = yield* deaf()
      assert.strictEqual((yield* Task.start(a, slow, { key: "order-7" })).ref.id, "a-1")
      assert.deepInclude(yield* a.calls, { start: 1 })
      const b = yield* deaf({ findableAfter: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.start(b, slow, { key: "order-7" })))
      // It is sent once more after the lag, and its answer lost once more.
      yield* TestClock.adjust("59 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      const error = yield* Fiber.join(fiber)
      assert.isTrue(error._tag === "StartUnknown")
      if (error._tag === "StartUnknown") {
        const since = DateTime.toEpochMillis(error.since)
        assert.deepStrictEqual([error.key, error.request, since], ["order-7", slow, 30_000])
      }
      assert.deepInclude(yield* b.calls, { start: 2 })
    })
  )

  it.effect("start logs it when its caller was interrupted meanwhile, and only then", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ fiber, logLevel }) => {
        if (logLevel === "Error") logged.push(fiber.getRef(References.CurrentLogAnnotations))
      })
      const late = { latency: "10 seconds", findableAfter: "1 hour" } as const
      const begun = (provider: TestProvider.TestProvider) =>
        Effect.provide(Task.start(provider, slow, { key: "order-7", lookBack: 0 }), Logger.layer([logger]))
      const patient = yield* Effect.forkChild(Effect.flip(begun(yield* deaf(late))))
      yield* TestClock.adjust("4 minutes")
      yield* Fiber.join(patient)
      assert.deepStrictEqual(logged, [])
      const fiber = yield* Effect.forkChild(begun(yield* deaf(late)))
      yield* TestClock.adjust("5 seconds")
      const leaving = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(leaving)
      assert.deepStrictEqual(logged, [
        { "errand.provider": "a", "errand.since": "1970-01-01T00:04:00.000Z", "errand.key": "order-7" }
      ])
    })
  )

  it.effect("run looks for the task by its nonce, adopts it when it shows up, and goes on", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findableAfter: "8 seconds" })
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "1 minute", output: "found" }))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "found")
      const calls = yield* a.calls
      assert.strictEqual(calls.start, 1)
      assert.isAtMost(calls.find, 7)
    })
  )

  it.effect("1,000 runs with every first answer lost: 1,000 tasks, 1,000 outputs, each its own", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findableAfter: "3 seconds" })
      const inputs = Array.from({ length: 1000 }, (_, output) => ({ takes: "20 seconds", output }) as const)
      const fiber = yield* Effect.forkChild(
        Effect.forEach(inputs, (input) => Task.run(a, input), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(
        yield* Fiber.join(fiber),
        inputs.map(({ output }) => String(output))
      )
      assert.strictEqual((yield* a.tasks).length, 1000)
      assert.strictEqual((yield* a.calls).start, 1000)
    })
  )

  it.effect("a run that is interrupted meanwhile cancels the task as soon as it is found", () =>
    Effect.gen(function* () {
      for (let after = 0; after <= 14_000; after += 250) {
        const a = yield* deaf({ findableAfter: "6 seconds", latency: "2 seconds" })
        const fiber = yield* Effect.forkChild(Task.run(a, slow))
        yield* TestClock.adjust(after)
        const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust("40 seconds")
        assert.isDefined(stop.pollUnsafe())
        assert.isTrue(Exit.isFailure(fiber.pollUnsafe()!))
        assert.deepStrictEqual(yield* a.running, [], `interrupted after ${after} ms`)
      }
    })
  )

  it.effect("a task that never shows up is given up after the lag, and by a run that is left after cancelWithin", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findableAfter: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, slow, { lag: "20 seconds" })))
      yield* TestClock.adjust("39 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      const left = yield* Effect.forkChild(Task.run(a, slow, { cancelWithin: "7 seconds" }))
      yield* TestClock.adjust("10 seconds")
      const leaving = yield* Effect.forkChild(Fiber.interrupt(left))
      yield* TestClock.adjust("6 seconds")
      assert.isUndefined(leaving.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.isDefined(leaving.pollUnsafe())
    })
  )

  it.effect("run adopts by an equal input only what no other start can have made", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ findsBy: "input", findableAfter: "5 seconds" })
      const alone = yield* Effect.forkChild(Task.run(a, { takes: "1 minute", output: "mine" }))
      const [left, right] = yield* Effect.forEach([1, 2], () => Effect.forkChild(Effect.flip(Task.start(a, slow))))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(alone), "mine")
      assert.deepStrictEqual(
        [(yield* Fiber.join(left!))._tag, (yield* Fiber.join(right!))._tag],
        ["StartUnknown", "StartUnknown"]
      )
      assert.deepInclude(yield* a.calls, { start: 3, cancel: 0 })
    })
  )

  it.effect("a search that fails is repeated", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) =>
          operation === "start"
            ? { reason: down, executed: true }
            : operation === "find" && nth < 4
              ? { reason: down }
              : undefined
      })
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "10 seconds", output: "found" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "found")
      assert.strictEqual((yield* a.calls).find, 4)
    })
  )

  it.effect("TestProvider finds by nonce or key or equal input, not before since, and not two", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { findsBy: "input", findableAfter: "2 seconds" })
      const since = DateTime.makeUnsafe(0)
      yield* a.start(slow, {})
      assert.isTrue(Option.isNone(yield* a.find(slow, { since })))
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(Option.getOrUndefined(yield* a.find({ takes: "1 hour" }, { since }))?.id, "a-1")
      assert.isTrue(Option.isNone(yield* a.find({ takes: "2 hours" }, { since })))
      const later = DateTime.addDuration(since, Duration.seconds(1))
      assert.isTrue(Option.isNone(yield* a.find(slow, { since: later })))
      yield* a.start(slow, {})
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* Effect.flip(a.find(slow, { since })))._tag, "StartUnknown")
    })
  )

  it.effect("holds a caller who leaves no longer than its options say, and is in the log at once", () =>
    Effect.gen(function* () {
      for (const [how, most] of [
        ["start", 0],
        ["run", 12]
      ] as const) {
        const { logger, logged } = logging()
        const a = yield* deaf({ findableAfter: "1 hour" })
        const work: Effect.Effect<unknown, unknown> =
          how === "start" ? Task.start(a, slow) : Task.run(a, slow, { cancelWithin: "12 seconds" })
        const began = yield* Clock.currentTimeMillis
        const fiber = yield* Effect.ignore(Effect.timeout(work, "5 seconds")).pipe(
          Effect.andThen(Clock.currentTimeMillis),
          Effect.provide(Logger.layer([logger])),
          Effect.forkChild
        )
        yield* TestClock.adjust("5 minutes")
        assert.strictEqual(((yield* Fiber.join(fiber)) - began) / 1000, 5 + most)
        assert.deepStrictEqual(
          logged.map(([at, level]) => [(at ?? 0) - began / 1000, level]),
          [[0, "Warn"], ...(how === "run" ? [[5, "Info"]] : []), [5 + most, "Error"]]
        )
      }
    })
  )
})
