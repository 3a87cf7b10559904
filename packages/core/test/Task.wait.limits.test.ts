/** What ends a wait before the task is over: its deadline, and words that are not known. */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task, TaskError } from "@errand/core"
import type { Status } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
const down = new ProviderError.Unavailable({ message: "503", status: 503 })
const strange: Status.Status = { state: "working", phase: "unrecognised", native: "pondering" }

describe("waiting: deadlines", () => {
  it.effect("within: one last look at the deadline, and a task that ended just before it is not missed", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "59 seconds", output: "just in time" })
      const fiber = yield* Effect.forkChild(Task.join(task, { within: "1 minute" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "just in time")
      assert.deepStrictEqual(at, [0, 40_000, 60_000])
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("40 seconds")))
  )

  it.effect("WaitTimeout carries the ref, the last look, the number of looks and the newest errors", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "status" && nth > 1 && nth < 40 ? { reason: down } : undefined)
      })
      const task = yield* Task.start(a, { takes: "1 hour", cost: { credits: 3600 } })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("1 minute")
      const error = yield* Fiber.join(fiber)
      assert.instanceOf(error, TaskError.WaitTimeout)
      const timeout = error as TaskError.WaitTimeout
      assert.deepInclude(timeout, { ref: task.ref, looks: 61, within: Duration.minutes(1) })
      assert.deepInclude(timeout.look?.status, { state: "working" })
      assert.strictEqual(timeout.look?.cost?.credits, 60)
      assert.strictEqual(timeout.errors.length, 20)
      assert.deepStrictEqual(timeout.errors.at(-1)?.ref, task.ref)
    }).pipe(everySecond)
  )

  it.effect("a service that hangs cannot hold the wait beyond its deadline and ten seconds", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { fault: ({ operation }) => (operation === "status" ? {} : undefined) })
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("70 seconds")
      const error = yield* Fiber.join(fiber)
      assert.deepInclude(error, { _tag: "WaitTimeout", looks: 1 })
    })
  )

  it.effect("a look that is under way at the deadline is waited for, and the last one follows at once", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a", { latency: "8 seconds" }))
      const ref = { v: 1, provider: a.name, kind: a.kind, id: "a-1" } as const
      const started = yield* Effect.forkChild(a.start({ takes: "1 hour" }, {}))
      yield* TestClock.adjust("8 seconds")
      yield* Fiber.join(started)
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(Task.attach(a, ref), { within: "10 seconds" })))
      yield* TestClock.adjust("20 seconds")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "WaitTimeout", looks: 3 })
      assert.deepStrictEqual(at, [8000, 17_000, 25_000])
    }).pipe(everySecond)
  )

  it.effect("Retry-After does not move the deadline", () =>
    Effect.gen(function* () {
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.hours(1) })
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "status" ? { reason: limited } : undefined)
      })
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("1 minute")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "WaitTimeout", looks: 2 })
    })
  )

  it.effect("options of the handle hold for its waits, and a wait's own options go first", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" }, { within: "10 seconds" })
      const fiber = yield* Effect.forkChild(
        Effect.all([Effect.flip(Task.join(task)), Effect.flip(Task.join(task, { within: "20 seconds" }))])
      )
      yield* TestClock.adjust("10 seconds")
      yield* TestClock.adjust("20 seconds")
      const errors = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        errors.map((error) => error._tag === "WaitTimeout" && Duration.toSeconds(error.within)),
        [10, 20]
      )
    })
  )

  it.effect("an unknown word is still working, at the normal pace, until it has been said for too long", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour", statuses: [{ at: "1 minute", status: strange }] })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.await(task)))
      yield* TestClock.adjust("5 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 minutes")
      const error = yield* Fiber.join(fiber)
      assert.deepInclude(error, { _tag: "TaskStalled", ref: task.ref })
      assert.include(error.message, `"pondering"`)
      assert.isTrue((yield* a.calls).status < 180, "no hot loop")
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("an unknown word that gives way to a known one in time is forgiven, and never is a success", () =>
    Effect.gen(function* () {
      const statuses = Array.from({ length: 20 }, (_, i) => [
        { at: Duration.minutes(5 * i), status: strange },
        { at: Duration.minutes(5 * i + 4), status: { state: "working", phase: "running", native: "running" } as const }
      ]).flat()
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "90 minutes", statuses, output: "in the end" }))
      yield* TestClock.adjust("89 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "in the end")
    })
  )

  it.effect("a clock that is set back does not hang or heat the wait", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "30 seconds" })
      const future = { ...ref, startedAt: "2999-01-01T00:00:00.000Z" }
      const fiber = yield* Effect.forkChild(Task.join(Task.attach(a, future)))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.isTrue((yield* a.calls).status < 30)
    })
  )
})
