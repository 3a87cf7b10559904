import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Lookout, ProviderError, Task, TaskRef, TaskStore } from "@errand/core"
import type { Outcome, TaskError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import type { Script } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

/** The slice, with the clock turned as far as it may last. */
const slice = <A, Raw>(task: Task.Task<A, TestProvider.TestProvider<never, Raw>>, options: Task.LookOptions) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Task.look(task, options))
    yield* TestClock.adjust(options.for)
    return yield* Fiber.join(fiber)
  })

describe("Task.look", () => {
  it.effect("slice after slice, each in a process of its own, comes to the outcome with few requests", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("a")
      let line = TaskRef.encode((yield* Task.start(browser, { takes: "3 minutes", output: "799" })).ref)
      let slices = 0
      for (;;) {
        // What one function has learned is gone with it.
        const [provider, at] = yield* timed({ ...browser, lookout: Lookout.make() })
        const seen = yield* slice(Task.attach(provider, yield* TaskRef.decode(line)), { for: "10 seconds" })
        slices++
        if (seen._tag !== "AtWork") {
          assert.isTrue(seen._tag === "Succeeded" && seen.output === "799")
          break
        }
        assert.isAtMost(at.length, 6, "looks in ten seconds")
        assert.strictEqual(seen.look?.status.state, "working")
        assert.strictEqual(seen.wait.looks, at.length)
        assert.isAtMost(Duration.toMillis(seen.pause), 30_000)
        line = TaskRef.encode(seen.ref)
        yield* TestClock.adjust(seen.pause)
      }
      assert.isAtMost(slices, 20)
      assert.strictEqual((yield* browser.calls).cancel, 0)
    })
  )

  it.effect("a task that is over is told at once, by one look and the reading of its result", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(browser, { takes: "1 second", output: "799" })
      yield* TestClock.adjust("1 hour")
      const [provider, at] = yield* timed(browser)
      const seen = yield* Task.look(Task.attach(provider, ref), { for: "20 seconds" })
      assert.strictEqual(seen._tag, "Succeeded")
      assert.deepStrictEqual(at, [0, 0])
    })
  )

  it.effect("beside another wait on the task it makes no request of its own, and does not end that wait", () =>
    Effect.gen(function* () {
      const requests = (looks: boolean) =>
        Effect.gen(function* () {
          const [browser, at] = yield* timed(yield* TestProvider.make("a"))
          const task = yield* Task.start(browser, { takes: "1 minute", output: "799" })
          const awaiting = yield* Effect.forkChild(Task.await(task))
          yield* TestClock.adjust("10 seconds")
          if (looks) assert.strictEqual((yield* slice(task, { for: "20 seconds" }))._tag, "AtWork")
          else yield* TestClock.adjust("20 seconds")
          yield* TestClock.adjust("1 minute")
          assert.strictEqual((yield* Fiber.join(awaiting))._tag, "Succeeded")
          return at.length
        })
      assert.isAtMost(yield* requests(true), (yield* requests(false)) + 1)
    })
  )

  it.effect("a service that is away during a slice is no error: still at work, with a longer pause", () =>
    Effect.gen(function* () {
      let away = true
      const reason = new ProviderError.Unavailable({ message: "503", retryAfter: Duration.seconds(40) })
      const browser = yield* TestProvider.make("a", {
        fault: ({ operation }) => (away && operation !== "start" ? { reason } : undefined)
      })
      const task = yield* Task.start(browser, { takes: "1 second", output: "799" })
      yield* TestClock.adjust("1 minute")
      const seen = yield* slice(task, { for: "20 seconds" })
      assert.strictEqual(seen._tag, "AtWork")
      if (seen._tag !== "AtWork") return
      assert.isUndefined(seen.look)
      assert.isNotEmpty(seen.wait.errors)
      assert.isAtLeast(Duration.toMillis(seen.pause), 15_000)
      away = false
      yield* TestClock.adjust(seen.pause)
      assert.strictEqual((yield* slice(task, { for: "20 seconds" }))._tag, "Succeeded")
    })
  )

  it.effect("a service that never answers is left when the slice is over", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "start" ? undefined : {})
      })
      const task = yield* Task.start(browser, { takes: "1 second" })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* slice(task, { for: "5 seconds" }))._tag, "AtWork")
      assert.strictEqual((yield* Lookout.stats(browser))?.inFlight, 0)
      assert.strictEqual((yield* Lookout.stats(browser))?.tasks, 0)
    })
  )

  it.effect("what cannot pass is an error: a refused key, and an outage that is too long for the caller", () =>
    Effect.gen(function* () {
      const failing = (reason: ProviderError.ProviderReason, options: Task.LookOptions) =>
        Effect.gen(function* () {
          const browser = yield* TestProvider.make("a", {
            fault: ({ operation }) => (operation === "start" ? undefined : { reason })
          })
          const task = yield* Task.start(browser, { takes: "1 second" })
          yield* TestClock.adjust("1 minute")
          return yield* Effect.flip(slice(task, options))
        })
      const refused = yield* failing(new ProviderError.Unauthorized({ message: "no" }), { for: "20 seconds" })
      assert.strictEqual(refused._tag === "ProviderError" && refused.reason._tag, "Unauthorized")
      const down = new ProviderError.Unavailable({ message: "503" })
      const outage = yield* failing(down, { for: "1 minute", outageFor: "10 seconds" })
      assert.strictEqual(outage._tag === "ProviderError" && outage.reason._tag, "Unavailable")
    })
  )

  it.effect("a deadline of the handle does not cut it, and leaving it cancels nothing", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("a")
      const task = yield* Task.start(browser, { takes: "1 hour" }, { within: "5 seconds", onGiveUp: "cancel" })
      assert.strictEqual((yield* slice(task, { for: "20 seconds" }))._tag, "AtWork")
      const fiber = yield* Effect.forkChild(Task.look(task, { for: "20 seconds" }))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(fiber)
      assert.strictEqual((yield* browser.calls).cancel, 0)
    })
  )

  it.effect("an end to which the service may still add is told as it is at the end of the slice", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("a")
      const settling = {
        ...browser,
        status: (id: string) => Effect.map(browser.status(id), (look) => ({ ...look, isSettling: true })),
        snapshot: (id: string) => Effect.map(browser.snapshot(id), (seen) => ({ ...seen, isSettling: true }))
      }
      const task = yield* Task.start(settling, { takes: "1 second", output: "799" })
      yield* TestClock.adjust("1 minute")
      const seen = yield* slice(task, { for: "5 seconds" })
      assert.isTrue(seen._tag === "Succeeded" && !seen.isSettled)
    })
  )

  it.effect("the end is written to the store, and a slice that makes no sense is refused", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("a")
      const task = yield* Task.start(browser, { takes: "1 second" }, { key: "k" })
      yield* slice(task, { for: "10 seconds" })
      const store = yield* TaskStore.TaskStore
      assert.deepStrictEqual(
        (yield* store.works).map(({ state }) => state),
        ["ended"]
      )
      const refused = yield* Effect.flip(Task.look(task, { for: "-1 seconds" }))
      assert.include(refused.message, "the option for")
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it("the types are those of the outcome, or of what goes on", () => {
    const types = (task: Task.Task<number, TestProvider.TestProvider>) => {
      expectTypeOf(Task.look(task, { for: "1 second" })).toEqualTypeOf<
        Effect.Effect<Outcome.Outcome<number, Script.Script> | Outcome.AtWork, TaskError.WaitError>
      >()
      // @ts-expect-error how long it may last must be said
      void Task.look(task, {})
      // @ts-expect-error it gives nothing up, so there is nothing to cancel
      void Task.look(task, { for: "1 second", onGiveUp: "cancel" })
    }
    assert.isFunction(types)
  })
})
