import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Option, Redacted, Schema, Stream, Tracer } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { Snapshot, TaskEvent } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"
import { collecting, driven, processes, quick } from "./support/journal.ts"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

const slow = { takes: "1 hour" } as const

const three = {
  takes: "10 seconds",
  output: "three",
  statuses: [
    { at: 0, status: { state: "working", phase: "queued", native: "created" } },
    { at: "1 second", status: { state: "working", phase: "running", native: "started" } }
  ],
  steps: [
    { goal: "open", at: "2 seconds" },
    { goal: "read", at: "5 seconds" },
    { goal: "close", at: "10 seconds" }
  ]
} as const

const providers = {
  snapshots: TestProvider.make("a"),
  events: TestProvider.makeWithEvents("a", { pageMax: 1 })
}

const short = <A, Raw>(event: TaskEvent.TaskEvent<A, Raw>): string => {
  switch (event._tag) {
    case "Status":
      return event.status.native
    case "Step":
      return `${event.step.key}.${event.step.revision} ${event.step.goal}`
    case "LiveUrl":
      return Redacted.isRedacted(event.liveUrl) ? "live view" : "no secret"
    case "Outcome":
      return event.outcome._tag
  }
}

/** Runs the effect while so much time passes, and gives its exit. */
const during = <A, E>(duration: Parameters<typeof TestClock.adjust>[0], effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.exit(effect))
    yield* TestClock.adjust(duration)
    return yield* Fiber.join(fiber)
  })

const collect = <A, E>(stream: Stream.Stream<A, E>) =>
  Effect.flatMap(during("5 minutes", Stream.runCollect(stream)), (exit) => exit)

describe("Task.stream", () => {
  for (const [kind, provider] of Object.entries(providers)) {
    it.effect(`tells states, the live view, steps, and last the outcome, of a provider that has ${kind}`, () =>
      Effect.gen(function* () {
        const a = yield* provider
        const told = yield* collect(Task.stream(a, three))
        assert.deepStrictEqual(told.map(short), [
          "created",
          "live view",
          "started",
          "1.1 open",
          "2.1 read",
          "3.1 close",
          "completed",
          "Succeeded"
        ])
        const link = told.find((event) => event._tag === "LiveUrl")
        assert.strictEqual(link && Redacted.value(link.liveUrl), "https://live.test/a-1?key=live-view-key")
        assert.notInclude(JSON.stringify(told), "live-view-key")
        const last = told.at(-1)
        assert.deepInclude(last?._tag === "Outcome" ? last.outcome : undefined, { output: "three", raw: three })
        // A read of events is no look.
        assert.strictEqual(last?._tag === "Outcome" && last.outcome.wait?.looks, 11)
        // The end that the steps came with is not asked for again, and nothing is cancelled.
        assert.deepInclude(yield* a.calls, { start: 1, status: 0, snapshot: 11, cancel: 0 })
      }).pipe(everySecond)
    )

    it.effect(`leaves nothing running that is left at any moment, of a provider that has ${kind}`, () =>
      Effect.gen(function* () {
        const step = rounds({ few: 750, many: 250 })
        const seen = { none: 0, cancelled: 0, over: 0 }
        for (let after = 0; after <= 46_000; after += step) {
          const make = kind === "events" ? TestProvider.makeWithEvents : TestProvider.make
          const a = yield* make("a", { latency: "3 seconds" })
          const script = { ...three, takes: "30 seconds", cancelTakes: "2 seconds" } as const
          const fiber = yield* Effect.forkChild(Stream.runDrain(Task.stream(a, script)))
          yield* TestClock.adjust(after)
          const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
          for (let i = 0; i < 60 && stop.pollUnsafe() === undefined; i++) yield* TestClock.adjust("1 second")
          assert.isDefined(stop.pollUnsafe(), "leaving hangs")
          yield* TestClock.adjust("2 seconds")
          assert.deepStrictEqual(yield* a.running, [], `interrupted after ${after} ms`)
          const exit = fiber.pollUnsafe()!
          if (Exit.isSuccess(exit)) seen.over++
          else if ((yield* a.cancelled).length === 1) seen.cancelled++
          else seen.none++
        }
        assert.isTrue(seen.cancelled > 25_000 / step && seen.over > 0 && seen.none > 0, JSON.stringify(seen))
      }).pipe(everySecond)
    )
  }

  it.effect("a consumer that has enough cancels the task before the stream ends", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const script = { ...three, takes: "1 hour" } as const
      const stream = Task.stream(a, script).pipe(Stream.filter(({ _tag }) => _tag === "Step"))
      const told = yield* collect(Stream.take(stream, 1))
      assert.deepStrictEqual(told.map(short), ["1.1 open"])
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
      assert.deepStrictEqual(yield* a.running, [])
    }).pipe(everySecond)
  )

  it.effect("a consumer that fails, dies or is interrupted cancels the task, and nothing more is sent", () =>
    Effect.gen(function* () {
      const ways: ReadonlyArray<Effect.Effect<never, string>> = [
        Effect.fail("enough"),
        Effect.die("bug"),
        Effect.interrupt
      ]
      for (const way of ways) {
        const a = yield* TestProvider.make("a")
        const exit = yield* during(
          "1 minute",
          Stream.runForEach(Task.stream(a, slow), () => way)
        )
        assert.isTrue(Exit.isFailure(exit))
        assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
        const before = yield* a.calls
        yield* TestClock.adjust("1 hour")
        assert.deepStrictEqual(yield* a.calls, before)
      }
    })
  )

  it.effect("a stream is a description: each time it is run, it starts a task of its own", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const stream = Task.stream(a, three)
      assert.deepStrictEqual(yield* a.tasks, [])
      yield* collect(stream)
      yield* collect(stream)
      assert.deepStrictEqual(yield* a.tasks, ["a-1", "a-2"])
    })
  )

  it.effect("a task that ended badly is an outcome, and so is an output that does not fit", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const failed = (yield* collect(Task.stream(a, { ...three, ends: "error", message: "blocked" }))).at(-1)
      assert.deepInclude(failed?._tag === "Outcome" && failed.outcome, { _tag: "Failed", message: "blocked" })
      const output = Schema.Struct({ price: Schema.Finite })
      const unfit = (yield* collect(Task.stream(a, three, { output }))).at(-1)
      assert.deepInclude(unfit?._tag === "Outcome" && unfit.outcome, { _tag: "Failed", reason: "output_invalid" })
      const fit = (yield* collect(Task.stream(a, { ...three, output: { price: 3 } }, { output }))).at(-1)
      assert.deepInclude(fit?._tag === "Outcome" && fit.outcome, { _tag: "Succeeded", output: { price: 3 } })
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("a task that its service forgot has expired", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const last = (yield* collect(Task.stream(a, { ...slow, forgottenAt: "1 minute" }))).at(-1)
      assert.deepInclude(last?._tag === "Outcome" && last.outcome, { _tag: "Failed", reason: "expired" })
    })
  )

  it.effect("a budget that is overrun cancels the task, and its outcome says so", () =>
    Effect.gen(function* () {
      for (const make of [TestProvider.make, TestProvider.makeWithEvents]) {
        const a = yield* make("a")
        const told = yield* collect(Task.stream(a, { ...three, takes: "1 hour" }, { budget: { steps: 1 } }))
        const last = told.at(-1)
        assert.deepInclude(last?._tag === "Outcome" && last.outcome, {
          _tag: "Failed",
          reason: "budget_exceeded",
          message: "the budget is exceeded: it has taken 2 steps of at most 1"
        })
        assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
      }
    }).pipe(everySecond)
  )

  it.effect("a wait that gives up cancels the task and fails; an end that came first is told all the same", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const exit = yield* during("1 minute", Stream.runDrain(Task.stream(a, slow, { within: "10 seconds" })))
      const error = Exit.isFailure(exit) ? Option.getOrUndefined(Cause.findErrorOption(exit.cause)) : undefined
      assert.deepInclude(error, { _tag: "WaitTimeout", fate: "cancelled" })
      // The cancel comes too late: the task completes while the service still works on it.
      const script = { takes: "11 seconds", cancelTakes: "10 seconds", output: "just in time" } as const
      const last = (yield* collect(Task.stream(a, script, { within: "10 seconds" }))).at(-1)
      assert.deepInclude(last?._tag === "Outcome" && last.outcome, { _tag: "Succeeded", output: "just in time" })
    })
  )

  it.effect("a start that fails has nothing to cancel", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) =>
          operation === "start" ? { reason: new ProviderError.BadRequest({ message: "no" }) } : undefined
      })
      const exit = yield* during("1 minute", Stream.runDrain(Task.stream(a, slow)))
      assert.include(String(Exit.isFailure(exit) && Cause.squash(exit.cause)), "BadRequest")
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("onStart is told the ref before anything else, and a defect in it cancels", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const order: Array<string> = []
      const note = (text: string) => Effect.sync(() => void order.push(text))
      yield* during(
        "1 minute",
        Stream.runForEach(Task.stream(a, three, { onStart: ({ id }) => note(id) }), (event) => note(short(event)))
      )
      assert.deepStrictEqual(order.slice(0, 2), ["a-1", "created"])
      const exit = yield* during(
        "1 minute",
        Stream.runDrain(Task.stream(a, slow, { onStart: () => Effect.die("bug") }))
      )
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.deepStrictEqual(yield* a.cancelled, ["a-2"])
    })
  )

  it.effect("where events cannot be read, the states and the outcome are told all the same", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", {
        fault: ({ operation }) => (operation === "events" ? { reason: down } : undefined)
      })
      const told = yield* collect(Task.stream(a, three, { outageFor: "1 minute" }))
      assert.deepStrictEqual(told.map(short), ["created", "started", "Succeeded"])
      // It was over when the events had failed for too long, so there was nothing to cancel.
      assert.strictEqual((yield* a.calls).cancel, 0)
    }).pipe(everySecond)
  )

  it.effect("an outcome that was not taken from the stream is left to `recover`, one that was taken is not", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const takeUpTo = (last: string) =>
        run(driven(Stream.runDrain(Stream.takeUntil(Task.stream(a, quick), (event) => short(event) === last))))
      yield* takeUpTo("completed")
      yield* takeUpTo("Succeeded")
      yield* takeUpTo("running")
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, ["a-1"])
      assert.deepStrictEqual(yield* a.cancelled, ["a-3"])
    }).pipe(everySecond)
  )

  it.effect("goes on in another process from the cursor of the last step", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      let ref = undefined as Task.Task<unknown>["ref"] | undefined
      let cursor: string | undefined
      const first = Task.stream(a, three, { onStart: (started) => Effect.sync(() => void (ref = started)) })
      const exit = yield* Effect.forkChild(
        Stream.runForEach(first, (event) =>
          event._tag === "Step" ? Effect.sync(() => void (cursor = event.step.cursor)) : Effect.void
        )
      )
      yield* TestClock.adjust("6 seconds")
      assert.isDefined(ref)
      const rest: ReadonlyArray<Snapshot.Step> = yield* collect(Task.steps(Task.attach(a, ref!), { after: cursor }))
      assert.deepStrictEqual(
        rest.map(({ goal }) => goal),
        ["close"]
      )
      yield* Fiber.join(exit)
    }).pipe(everySecond)
  )

  it.effect("is a span that tells the task, and how it ended or that it was cancelled", () =>
    Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const tracer = Tracer.make({
        span(options) {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const a = yield* TestProvider.make("a")
      yield* Effect.withTracer(collect(Task.stream(a, three)), tracer)
      yield* Effect.withTracer(collect(Stream.take(Task.stream(a, slow), 1)), tracer)
      assert.deepStrictEqual(
        spans.map(({ attributes, name }) => [name, Object.fromEntries(attributes)]),
        [
          ["Task.stream", { "errand.provider": "a", "errand.task.id": "a-1", "errand.outcome": "Succeeded" }],
          ["Task.stream", { "errand.provider": "a", "errand.task.id": "a-2", "errand.cancel": "requested" }]
        ]
      )
    })
  )
})
