import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration, Effect, Fiber, Logger, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Task, TaskError } from "@errand/core"
import type { Status } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

const asking = {
  takes: "1 minute",
  pausesAt: "20 seconds",
  asks: { waitsFor: "the code of the message", within: "1 hour" }
} as const

/** Looks each second, so that the tests can tell when something was first seen. */
const eachSecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

const idle: Status.Status = { state: "input_required", native: "paused" }
const busy: Status.Status = { state: "working", phase: "running", native: "running" }

describe("a task that waits for a person", () => {
  it.effect("says what for, until when, and where the person can act", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const start = yield* DateTime.now
      const task = yield* Task.start(a, asking)
      yield* TestClock.adjust("30 seconds")
      const { status } = yield* Task.poll(task)
      assert(status.state === "input_required" && status.liveUrl !== undefined)
      assert.strictEqual(status.waitsFor, "the code of the message")
      assert.deepStrictEqual(status.until, DateTime.add(start, { hours: 1, seconds: 20 }))
      assert.include(Redacted.value(status.liveUrl), "https://live.test/")
    })
  )

  it.effect("goes on when it is answered, and the wait sees it at once", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, asking)
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("10 minutes")
      const answeredAt = looks.length
      yield* Task.answer(task, { code: "123456" })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.strictEqual(looks[answeredAt], 600_000)
      assert.deepStrictEqual(yield* a.answers, [{ id: task.ref.id, answer: { code: "123456" } }])
    })
  )

  it.effect("refuses an answer that it did not ask for, and a resume where it asked", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const plain = yield* Task.start(a, { takes: "1 minute", pausesAt: "20 seconds" })
      const asked = yield* Task.start(a, asking)
      const early = yield* Effect.flip(Task.answer(asked, "too early"))
      yield* TestClock.adjust("30 seconds")
      const errors = [early, yield* Effect.flip(Task.answer(plain, "x")), yield* Effect.flip(Task.resume(asked))]
      assert.deepStrictEqual(
        errors.map(({ reason, ref }) => [reason._tag, ref?.id]),
        [
          ["Conflict", asked.ref.id],
          ["Conflict", plain.ref.id],
          ["Conflict", asked.ref.id]
        ]
      )
      assert.deepStrictEqual(yield* a.answers, [])
      assert.deepInclude(yield* a.calls, { answer: 2, resume: 1 })
    })
  )

  it.effect("goes on by itself where it waits no longer", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { ...asking, asks: { waitsFor: "a person", within: "1 minute" } })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("3 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
    })
  )
})

describe("personWithin", () => {
  it.effect("ends a wait for a person who does not come, with what the task waits for", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, asking)
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { personWithin: "5 minutes" })))
      yield* TestClock.adjust("10 minutes")
      const error = yield* Fiber.join(fiber)
      assert(error._tag === "PersonTimeout")
      assert.deepInclude(error, { ref: task.ref, waitsFor: "the code of the message", fate: "runs_on", errors: [] })
      assert.deepStrictEqual(error.within, Duration.minutes(5))
      assert.strictEqual(error.snapshot?.status.state, "input_required")
      assert.strictEqual(
        error.message,
        'task a-1 of a has waited for a person for 5m ("the code of the message"); it runs on'
      )
      // Seen to wait within a second of it; the look at the end, and a snapshot for the error.
      assert.deepStrictEqual(looks.slice(-2), [320_000, 320_000])
      assert.lengthOf(yield* a.running, 1)
    }).pipe(eachSecond)
  )

  it.effect("is over when it is over, however rarely the wait looks", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, asking)
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { personWithin: "3 minutes" })))
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "PersonTimeout")
      assert.deepStrictEqual(looks, [0, 120_000, 240_000, 300_000, 300_000])
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("2 minutes")))
  )

  it.effect("is no time that the task works, and begins anew with each pause", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const statuses = [
        { at: "1 minute", status: idle },
        { at: "4 minutes", status: busy },
        { at: "5 minutes", status: idle },
        { at: "8 minutes", status: busy }
      ] as const
      const task = yield* Task.start(a, { takes: "10 minutes", statuses })
      const fiber = yield* Effect.forkChild(Task.join(task, { personWithin: "4 minutes" }))
      yield* TestClock.adjust("11 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
    }).pipe(eachSecond)
  )

  it.effect("begins anew with an answer that the service has not taken up yet", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const statuses = [{ at: "1 minute", status: idle }] as const
      const task = yield* Task.start({ ...a, resume: () => Effect.void }, { takes: "10 minutes", statuses })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { personWithin: "4 minutes" })))
      yield* TestClock.adjust("4 minutes")
      yield* Task.resume(task)
      yield* TestClock.adjust("239 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "PersonTimeout")
    }).pipe(eachSecond)
  )

  it.effect("cancels the task where the wait says so, and a run always does", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, asking)
      const left = Effect.flip(Task.await(task, { personWithin: "2 minutes", onGiveUp: "cancel" }))
      const run = Effect.flip(Task.run(a, asking, { personWithin: "2 minutes" }))
      const watched = Effect.flip(
        Stream.runDrain(Task.watch(yield* Task.start(a, asking), { personWithin: "2 minutes" }))
      )
      const fiber = yield* Effect.forkChild(Effect.all([left, run, watched], { concurrency: 3 }))
      yield* TestClock.adjust("5 minutes")
      const errors = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        errors.map((error) => [error._tag, error instanceof TaskError.PersonTimeout && error.fate]),
        [
          ["PersonTimeout", "cancelled"],
          ["PersonTimeout", "cancelled"],
          ["PersonTimeout", "runs_on"]
        ]
      )
      assert.lengthOf(yield* a.running, 1)
    })
  )

  it.effect("is in the log, with what the task asks for and until when", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const logger = Logger.make(({ message }) => void lines.push(String(message)))
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, asking)
      const fiber = yield* Effect.forkChild(
        Effect.provide(Effect.flip(Task.join(task, { personWithin: "5 minutes" })), Logger.layer([logger]))
      )
      yield* TestClock.adjust("6 minutes")
      yield* Fiber.join(fiber)
      assert.match(
        lines.join("\n"),
        /waited for a person for 1m.*; it asks "the code of the message"; it waits until .*T.*Z; a wait gives up after 5m/
      )
      assert.notInclude(lines.join("\n"), "live.test")
    }).pipe(eachSecond)
  )
})
