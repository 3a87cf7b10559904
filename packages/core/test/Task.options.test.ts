import { assert, describe, it } from "@effect/vitest"
import { Cadence, Lookout, Slots, Task, TaskStore } from "@errand/core"
import type { TaskOptions } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"

const long = { takes: "1000 hours" } as const

/** Runs until the clock can help no more, and gives the error's tag. */
const failing = <A, E extends { readonly _tag: string }, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.flip(program))
    yield* TestClock.adjust("20 hours")
    return (yield* Fiber.join(fiber))._tag
  })

describe("an option that is undefined is one that is not given", () => {
  it.effect("so the limits of the handle hold, for each way to wait", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, long, { within: "1 minute", onGiveUp: undefined })
      const none = { within: undefined, noProgressFor: undefined }
      assert.strictEqual(yield* failing(Task.join(task, none)), "WaitTimeout")
      assert.strictEqual(yield* failing(Task.await(task, none)), "WaitTimeout")
      assert.strictEqual(yield* failing(Stream.runDrain(Task.watch(task, none))), "WaitTimeout")
      assert.strictEqual(yield* failing(Stream.runDrain(Task.steps(task, { ...none, seen: undefined }))), "WaitTimeout")
      const delivered = Task.deliver(task, () => Effect.void, { ...none, record: undefined })
      assert.strictEqual(yield* failing(Effect.provide(delivered, TaskStore.layerMemory)), "WaitTimeout")
      assert.lengthOf(yield* a.running, 1)
    })
  )

  it.effect("so a handle that cancels when it gives up does so", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, long, { within: "1 minute", onGiveUp: "cancel" })
      yield* failing(Task.await(task, { onGiveUp: undefined, cancelWithin: undefined }))
      assert.deepStrictEqual(yield* a.running, [])
    })
  )

  it.effect("so a start and a run take their defaults", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: undefined, findsBy: undefined })
      const options: TaskOptions.RunOptions<string | null> = {
        within: undefined,
        output: undefined,
        success: undefined,
        label: undefined,
        key: undefined,
        lookBack: undefined,
        lag: undefined,
        queueWithin: undefined,
        outputJsonSchema: undefined,
        budget: { usd: undefined, credits: undefined, steps: undefined, time: undefined },
        onStart: undefined,
        onCancelFailed: undefined
      }
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "1 minute", output: undefined }, options))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.deepInclude(yield* a.calls, { start: 1, find: 0 })
    })
  )
})

describe("an option that makes no sense", () => {
  // What a compiler without strict checks, or a value from the environment, lets through.
  const bad: ReadonlyArray<readonly [object, string]> = [
    [{ within: NaN }, "within is NaN, and must be a duration of zero or more"],
    [{ within: "5 minuets" }, `within is "5 minuets", and must be a duration of zero or more`],
    [{ within: -1 }, "within is -1, and must be a duration of zero or more"],
    [{ within: { minutes: NaN } }, `within is {"minutes":null}, and must be a duration of zero or more`],
    [{ unrecognisedFor: null }, "unrecognisedFor is null, and must be a duration of zero or more"],
    [{ noProgressFor: {} }, "noProgressFor is {}, and must be a duration of zero or more"],
    [{ personWithin: -1 }, "personWithin is -1, and must be a duration of zero or more"],
    [{ settleWithin: Infinity }, "settleWithin is Infinity, and must be a finite duration of zero or more"],
    [{ outageFor: "NaN" }, `outageFor is "NaN", and must be a duration of zero or more`],
    [{ cancelWithin: true }, "cancelWithin is true, and must be a duration of zero or more"],
    [{ success: "maybe" }, `success is "maybe", and must be "execution" or "claimed" or "judged"`],
    [{ label: 7 }, "label is 7, and must be a text"],
    [{ key: "" }, `key is "", and must be a text that is not empty`],
    [{ lookBack: "Infinity" }, `lookBack is "Infinity", and must be a finite duration of zero or more`],
    [{ lag: Infinity }, "lag is Infinity, and must be a finite duration of zero or more"],
    [{ queueWithin: NaN }, "queueWithin is NaN, and must be a duration of zero or more"]
  ]
  const badRun: ReadonlyArray<readonly [object, string]> = [
    [{ budget: { usd: NaN } }, "budget.usd is NaN, and must be a number of zero or more"],
    [{ budget: { credits: NaN } }, "budget.credits is NaN, and must be a number of zero or more"],
    [{ budget: { steps: "3" } }, `budget.steps is "3", and must be a number of zero or more`],
    [{ budget: { time: NaN } }, "budget.time is NaN, and must be a duration of zero or more"],
    [{ onStart: "log" }, `onStart is "log", and must be a function`],
    [{ onCancelFailed: 1 }, "onCancelFailed is 1, and must be a function"]
  ]

  it.effect.each([...bad, ...badRun])("is refused before anything is sent: %j", ([options, message]) =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const given = options as TaskOptions.RunOptions<string | null>
      const calls = [
        Task.run(a, long, given),
        ...(badRun.some(([one]) => one === options) ? [] : [Task.start(a, long, given)])
      ]
      for (const call of calls) {
        const error = yield* Effect.flip<unknown, { readonly _tag: string; readonly message: string }, never>(call)
        assert.strictEqual(error._tag, "ProviderError")
        assert.strictEqual(error.message, `a: start failed: BadRequest: nothing was sent: the option ${message}`)
      }
      assert.deepInclude(yield* a.calls, { start: 0, find: 0 })
    })
  )

  it.effect("is refused by a wait before its first look, also where the handle has it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, long)
      const task = Task.attach(a, ref, { within: NaN })
      const stop = { onGiveUp: "stop" } as unknown as TaskOptions.WaitOptions
      for (const wait of [
        Task.await(task),
        Task.join(task),
        Stream.runDrain(Task.watch(task)),
        Task.await(Task.attach(a, ref), stop),
        Stream.runDrain(Task.steps(Task.attach(a, ref), stop))
      ]) {
        const error = yield* Effect.flip<unknown, { readonly _tag: string; readonly message: string }, never>(wait)
        assert.match(error.message, /BadRequest: nothing was sent: the option (?:within is NaN|onGiveUp is "stop")/)
      }
      assert.deepInclude(yield* a.calls, { status: 0, snapshot: 0 })
    })
  )

  it.effect("leaves everything to the next recovery", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const store = yield* TaskStore.TaskStore
      const { ref } = yield* Task.start(a, { takes: 0 }, { key: "k" })
      yield* store.release(`a:task:memory%3Aa:${ref.key}`)
      for (const options of [{ concurrency: NaN }, { concurrency: 0.5 }, { lag: NaN }, { within: NaN }]) {
        const { delivered, undelivered } = yield* Task.recover(a, () => Effect.void, options)
        assert.lengthOf(delivered, 0)
        assert.deepStrictEqual(
          undelivered.map(({ error, work }) => [work.key, error._tag]),
          [["k", "ProviderError"]]
        )
      }
      assert.lengthOf((yield* Task.recover(a, () => Effect.void)).delivered, 1)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("forgets no key in a compaction", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* Task.deliver(yield* Task.start(a, { takes: 0 }, { key: "k" }), () => Effect.void)
      for (const keepKeys of [NaN, -1, Infinity]) {
        const error = yield* Effect.flip(TaskStore.compact({ keepKeys }))
        assert.strictEqual(
          error.message,
          `the store of tasks: compact failed: BadOption: the option keepKeys is ${keepKeys}, and must be a finite duration of zero or more`
        )
      }
      assert.deepStrictEqual(yield* TaskStore.compact({ keepKeys: undefined }), { before: 6, after: 6 })
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("is not a limit that is infinite: that is none", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const budget = { usd: Infinity, credits: Infinity, steps: Infinity, time: "Infinity" } as const
      const fiber = yield* Effect.forkChild(
        Task.run(
          a,
          { takes: "1 minute" },
          { budget, within: "Infinity", queueWithin: Infinity, noProgressFor: Infinity }
        )
      )
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
    })
  )
})

describe("an option of what calls share, where it makes no sense,", () => {
  const cadences: ReadonlyArray<readonly [Cadence.Cadence, string]> = [
    [Cadence.make({ first: NaN }), "Cadence.first is NaN, and must be a finite duration of zero or more"],
    [Cadence.make({ first: Infinity }), "Cadence.first is Infinity, and must be a finite duration of zero or more"],
    [Cadence.make({ cap: -1 }), "Cadence.cap is -1, and must be a duration of zero or more"],
    [Cadence.make({ growth: NaN }), "Cadence.growth is NaN, and must be a number of zero or more"],
    [Cadence.make({ jitter: 2 }), "Cadence.jitter is 2, and must be a number from 0 to 1"],
    [Cadence.every(NaN), "Cadence.every is NaN, and must be a finite duration of zero or more"],
    [{ delay: () => 1000, jitter: NaN }, "Cadence.jitter is NaN, and must be a number from 0 to 1"]
  ]
  it.effect.each(cadences)("such as a cadence, is refused by a wait before its first look: %j", ([cadence, message]) =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, long)
      const error = yield* Effect.flip(Effect.provideService(Task.await(task), Cadence.Cadence, cadence))
      assert.strictEqual(error.message, `a: await failed: BadRequest: nothing was sent: the option ${message}`)
      assert.deepInclude(yield* a.calls, { status: 0, snapshot: 0 })
    })
  )

  it.effect("such as one of the look-out, is refused by a wait before its first look", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, long)
      const inScope = Effect.provideService(Task.await(task), Lookout.Options, { parallel: NaN })
      assert.include((yield* Effect.flip(inScope)).message, "the option Lookout.parallel is NaN, and must be a number")
      const slow = { ...a, lookout: Lookout.make({ perSecond: -1 }) }
      const made = yield* Effect.flip(Task.await(Task.attach(slow, task.ref)))
      assert.include(made.message, "the option Lookout.perSecond is -1, and must be a finite number above zero")
      assert.deepInclude(yield* a.calls, { status: 0, snapshot: 0 })
    })
  )

  it.effect("such as one of the queue of starts, is refused by every start, which is not sent", () =>
    Effect.gen(function* () {
      for (const options of [{ first: NaN }, { first: Infinity }, { cap: -1 }]) {
        const slots = Slots.make({ provider: "a", ...options })
        let isSent = false
        const start = Effect.sync(() => void (isSent = true))
        const error = yield* Effect.flip(slots.run(start, { within: "1 hour", restore: (wait) => wait }))
        assert.match(error.message, /a: start failed: BadRequest: nothing was sent: the option Slots\.(first|cap) is/)
        assert.isFalse(isSent)
      }
    })
  )

  it.effect("is shown, whatever it is", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const circular: { self?: unknown } = {}
      circular.self = circular
      for (const value of [circular, { minutes: 1n }, 1n, Object.create(null), Symbol("s"), new Date(NaN)]) {
        const given = { label: value, within: value } as unknown as TaskOptions.RunOptions<string | null>
        const error = yield* Effect.flip(Task.run(a, long, given))
        assert.match(error.message, /the option (label|within) is .+, and must be/)
      }
    })
  )
})
