/** When a wait looks, and with which request. */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

describe("waiting: when and with which request", () => {
  it.effect("await asks for the light status, and for everything once, at the end", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "60 seconds" })
      const fiber = yield* Effect.forkChild(Task.await(task))
      yield* TestClock.adjust("2 minutes")
      yield* Fiber.join(fiber)
      assert.deepInclude(yield* a.calls, { status: 61, snapshot: 1 })
    }).pipe(everySecond)
  )

  it.effect("by default the first look is at once, and no two are further apart than an end may stay unnoticed", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "10 minutes" }), Task.await))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(at[0], 0)
      assert.isTrue(at.length >= 15 && at.length <= 34, `${at.length} looks in the first minute`)
      yield* TestClock.adjust("10 minutes")
      yield* Fiber.join(fiber)
      const gaps = at.slice(1, -1).map((time, i) => time - at[i]!)
      assert.isTrue(
        gaps.every((gap) => gap >= 100 && gap <= 30_000),
        String(gaps)
      )
      assert.isTrue(at.length <= 300, `${at.length} looks in ten minutes`)
    }).pipe(Random.withSeed("cadence"))
  )

  it.effect("a hundred waits that begin together drift apart", () =>
    Effect.gen(function* () {
      const seconds = new Set<number>()
      for (let i = 0; i < 100; i++) {
        const [a, at] = yield* timed(yield* TestProvider.make("a"))
        const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "1 hour" }), Task.await))
        yield* TestClock.adjust("1 minute")
        yield* Fiber.interrupt(fiber)
        seconds.add(at.at(-1)!)
      }
      assert.isTrue(seconds.size > 80, `${seconds.size} different times`)
    }).pipe(Random.withSeed("jitter"))
  )

  it.effect("an old task that is attached anew is looked at once, then at the slow pace", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "2 hours" })
      yield* TestClock.adjust("1 hour")
      const [counted, at] = yield* timed(a)
      const fiber = yield* Effect.forkChild(Task.await(Task.attach(counted, ref)))
      yield* TestClock.adjust("20 seconds")
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(at[0], 0)
      assert.isTrue(at[1]! >= 2000 && at.length <= 10, String(at))
    })
  )

  it.effect("the replica that answers the last request may lag: the wait goes on until everything is there", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "3 seconds", output: "late" })
      let stale = 2
      const lagging: typeof a = {
        ...a,
        snapshot: (id) =>
          Effect.map(a.snapshot(id), (snapshot) =>
            stale-- > 0
              ? { ...snapshot, output: null, status: { state: "working", phase: "running", native: "running" } }
              : snapshot
          )
      }
      const fiber = yield* Effect.forkChild(Task.join(Task.attach(lagging, task.ref)))
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "late")
    }).pipe(everySecond)
  )

  it.effect("a cadence of a fraction of a millisecond does not become a hot loop", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "10.5 millis" })))
      yield* TestClock.adjust("1 second")
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error._tag, "WaitTimeout")
      assert.isTrue((yield* a.calls).status <= 12)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every(0.25)))
  )

  it.effect("a person is waited for ever more rarely: as usual at first, a tenth of the time, every five minutes", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "1 hour", pausesAt: "10 seconds" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("24 hours")
      const day = at.length
      assert.isAtMost(day, 400)
      const gaps = at.slice(1).map((time, nth) => time - at[nth]!)
      assert.isAtMost(Math.max(...gaps), 330_000)
      for (const [nth, gap] of gaps.entries()) {
        const waited = at[nth]! - 10_000
        if (waited > 70_000) assert.isAtLeast(gap, Math.min(270_000, 0.85 * (waited / 10)))
        else assert.isAtMost(gap, 11_000)
      }
      yield* Task.resume(task)
      yield* TestClock.adjust("70 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.isAbove(at.length - day, 50)
    }).pipe(Random.withSeed("person"))
  )

  it.effect("what the service asks by Retry-After is the least", () =>
    Effect.gen(function* () {
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.seconds(40) })
      const [a, at] = yield* timed(
        yield* TestProvider.make("a", {
          fault: ({ nth, operation }) => (operation === "status" && nth === 3 ? { reason: limited } : undefined)
        })
      )
      const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "5 seconds" }), Task.await))
      yield* TestClock.adjust("2 minutes")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(at, [0, 1000, 2000, 42_000, 42_000])
    }).pipe(everySecond)
  )
})
