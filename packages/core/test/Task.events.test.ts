import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Lookout, ProviderError, Task, TaskError } from "@errand/core"
import type { Provider } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { down, everySecond, short, three, within } from "./support/events.ts"

describe("a provider that tells steps as events", () => {
  it.effect("tells each step once and in order, and those that came between the last read and the end", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const task = yield* Task.start(a, three)
      const told: Array<string> = []
      const fiber = yield* Effect.forkChild(
        Stream.runForEach(Task.steps(task), ({ goal }) => Effect.sync(() => told.push(goal)))
      )
      yield* TestClock.adjust("3 seconds")
      assert.deepStrictEqual(told, ["open"])
      yield* TestClock.adjust("6 seconds")
      assert.deepStrictEqual(told, ["open", "read"])
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(told, ["open", "read", "close"])
      // A look and a read of the events after it: at 0, 1, …, 10 seconds.
      assert.deepInclude(yield* a.calls, { status: 0, snapshot: 11, events: 11 })
      assert.deepInclude((yield* Lookout.stats(a))?.requests, { status: 0, snapshot: 11, events: 11 })
    }).pipe(everySecond)
  )

  it.effect("gives a cursor with each step, from which another process goes on after it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { pageMax: 2 })
      const { ref } = yield* Task.start(a, {
        takes: "10 seconds",
        steps: [1, 2, 3, 4, 5].map((n) => ({ goal: `${n}` }))
      })
      const all = yield* within("1 minute", Task.steps(Task.attach(a, ref)))
      assert.deepStrictEqual(
        all.map(({ goal }) => goal),
        ["1", "2", "3", "4", "5"]
      )
      for (const [i, { cursor }] of all.entries()) {
        assert.isBelow(cursor.length, 400)
        const rest = yield* within("1 minute", Task.steps(Task.attach(a, ref), { after: cursor }))
        assert.deepStrictEqual(short(rest), short(all.slice(i + 1)))
      }
    }).pipe(everySecond)
  )

  it.effect("counts a change of a step as its next revision, after a restart, too", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { pageMax: 3 })
      const steps = [
        { key: "x", goal: "click", status: "running" },
        { key: "y", goal: "type", status: "running" },
        ...Array.from({ length: 20 }, (_, i) => ({ key: `k${i}`, goal: "scroll" })),
        { key: "y", goal: "type", status: "succeeded" },
        { key: "x", goal: "click", status: "failed" }
      ] as const
      const { ref } = yield* Task.start(a, { takes: "10 seconds", steps })
      const all = yield* within("1 minute", Task.steps(Task.attach(a, ref)))
      assert.strictEqual(all.length, 24)
      assert.deepStrictEqual(short(all.slice(-2)), ["y.2 type", "x.2 click"])
      for (const [i, { cursor }] of all.entries()) {
        const rest = yield* within("1 minute", Task.steps(Task.attach(a, ref), { after: cursor }))
        assert.deepStrictEqual(short(rest), short(all.slice(i + 1)))
      }
    }).pipe(everySecond)
  )

  it.effect("tells nothing of what is in `seen`, as elsewhere", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const task = yield* Task.start(a, three)
      const all = yield* within("1 minute", Task.steps(task))
      const rest = yield* within("1 minute", Task.steps(task, { seen: all.slice(0, 2) }))
      assert.deepStrictEqual(short(rest), ["3.1 close"])
    }).pipe(everySecond)
  )

  it.effect("refuses a text that is no cursor, and sends nothing", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const task = yield* Task.start(a, three)
      for (const after of ["", "17", "[]", '["1",-1,[]]', '{"after":"1"}']) {
        const error = yield* Effect.flip(Stream.runDrain(Task.steps(task, { after })))
        assert.deepInclude(error, { _tag: "ProviderError" })
        assert.include(String(error), "no cursor of a step")
      }
      assert.deepInclude(yield* a.calls, { snapshot: 0, events: 0 })
    })
  )

  it.effect("is asked for one page after the other until there is no more, one page in memory at a time", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { pageMax: 4 })
      const steps = Array.from({ length: 10 }, (_, i) => ({ goal: `${i}`, at: 1000 }))
      const task = yield* Task.start(a, { takes: "1 hour", steps })
      yield* TestClock.adjust("2 seconds")
      // A reader that is busy with the first page asks for no other.
      const first = yield* Stream.runCollect(Stream.take(Task.steps(task), 4))
      assert.strictEqual(first.length, 4)
      assert.deepInclude(yield* a.calls, { snapshot: 1, events: 1 })
      assert.strictEqual((yield* Stream.runCollect(Stream.take(Task.steps(task), 10))).length, 10)
      assert.deepInclude(yield* a.calls, { snapshot: 2, events: 4 })
    }).pipe(everySecond)
  )

  it.effect("a page that fails is waited out, and is read again from the same cursor", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", {
        fault: ({ nth, operation }) => (operation === "events" && nth % 3 !== 0 ? { reason: down } : undefined)
      })
      const task = yield* Task.start(a, three)
      const told = yield* within("2 minutes", Task.steps(task))
      assert.deepStrictEqual(short(told), ["1.1 open", "2.1 read", "3.1 close"])
    }).pipe(everySecond)
  )

  it.effect("events that fail for longer than `outageFor` after the end are an error, and no end without steps", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", {
        fault: ({ operation }) => (operation === "events" ? { reason: down } : undefined)
      })
      const task = yield* Task.start(a, three)
      const fiber = yield* Effect.forkChild(Effect.flip(Stream.runDrain(Task.steps(task, { outageFor: "1 minute" }))))
      yield* TestClock.adjust("3 minutes")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "ProviderError", operation: "events" })
      // The end is seen all the same by those who do not ask for steps.
      const outcome = yield* Task.await(task)
      assert.strictEqual(outcome._tag, "Succeeded")
    }).pipe(everySecond)
  )

  it.effect("events that may not be read end the stream at the second refusal", () =>
    Effect.gen(function* () {
      const reason = new ProviderError.Forbidden({ message: "no events for this project" })
      const a = yield* TestProvider.makeWithEvents("a", {
        fault: ({ operation }) => (operation === "events" ? { reason } : undefined)
      })
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Stream.runDrain(Task.steps(task))))
      yield* TestClock.adjust("10 seconds")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "ProviderError", operation: "events", ref: task.ref })
      assert.strictEqual((yield* a.calls).events, 2)
    }).pipe(everySecond)
  )

  it.effect("a service that says that there is more, and never gives it, is not asked for ever", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const stuck: Provider.Provider<TestProvider.TestProvider extends Provider.Provider<infer I> ? I : never> &
        Provider.HasEvents = {
        ...a,
        events: (id, after) => Effect.map(a.events(id, after), (page) => ({ ...page, isDone: false }))
      }
      const task = yield* Task.start(stuck, three)
      const told = yield* within("1 minute", Task.steps(task))
      assert.deepStrictEqual(short(told), ["1.1 open", "2.1 read", "3.1 close"])
      // One read more than there are looks for each page that has something in it.
      assert.strictEqual((yield* a.calls).events, 11 + 3)
    }).pipe(everySecond)
  )

  it.effect("a deadline tells of the events up to the last look, and then fails", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { pageMax: 1 })
      const task = yield* Task.start(a, {
        takes: "1 hour",
        steps: [
          { goal: "a", at: 500 },
          { goal: "b", at: 1900 },
          { goal: "c", at: 1950 }
        ]
      })
      const told: Array<string> = []
      const fiber = yield* Task.steps(task, { within: "2 seconds" }).pipe(
        Stream.runForEach(({ goal }) => Effect.sync(() => told.push(goal))),
        Effect.flip,
        Effect.forkChild
      )
      yield* TestClock.adjust("2 seconds")
      assert.instanceOf(yield* Fiber.join(fiber), TaskError.WaitTimeout)
      assert.deepStrictEqual(told, ["a", "b", "c"])
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("10 seconds")))
  )

  it.effect("a task that its service forgot ends with what was told of it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const task = yield* Task.start(a, { ...three, takes: "1 hour", forgottenAt: "2 minutes" })
      const fiber = yield* Effect.forkChild(Stream.runCollect(Task.steps(task)))
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(short(yield* Fiber.join(fiber)), ["1.1 open", "2.1 read", "3.1 close"])
    }).pipe(everySecond)
  )

  it.effect("two readers who have come equally far cost one request, and those who have not are not mixed up", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const task = yield* Task.start(a, three)
      const both = yield* Effect.forkChild(
        Effect.all([Stream.runCollect(Task.steps(task)), Stream.runCollect(Task.steps(task))], { concurrency: 2 })
      )
      yield* TestClock.adjust("6 seconds")
      const late = yield* Effect.forkChild(Stream.runCollect(Task.steps(task)))
      yield* TestClock.adjust("1 minute")
      const [x, y] = yield* Fiber.join(both)
      const z = yield* Fiber.join(late)
      for (const steps of [x, y, z]) assert.deepStrictEqual(short(steps), ["1.1 open", "2.1 read", "3.1 close"])
      assert.isAtMost((yield* a.calls).events, 13)
    }).pipe(everySecond)
  )

  it.effect("a wait for the end alone reads no events", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const fiber = yield* Effect.forkChild(Task.run(a, three))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.strictEqual((yield* a.calls).events, 0)
    })
  )

  it.effect("a reader of a long log does not keep another wait from its looks", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a", { latency: "1 second" })
      // A log without an end: each page has something new.
      let n = 0
      const endless = {
        ...a,
        events: (id: string, after: string | undefined) =>
          Effect.map(a.events(id, after), (page): Provider.EventPage => {
            n++
            return {
              ...page,
              events: [{ key: `${n}`, number: n, goal: "x", actions: [], raw: null }],
              after: `${n}`,
              isDone: false
            }
          })
      }
      const starting = yield* Effect.forkChild(Task.start(endless, { takes: "30 seconds" }))
      yield* TestClock.adjust("1 second")
      const task = yield* Fiber.join(starting)
      const reader = yield* Effect.forkChild(Stream.runDrain(Task.steps(task)))
      const end = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(end), "done")
      yield* Fiber.interrupt(reader)
    }).pipe(everySecond)
  )
})
