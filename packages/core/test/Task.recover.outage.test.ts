/** What a program asks that comes up with many open works while its service fails. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Lookout, ProviderError, Task } from "@errand/core"
import { Fleet, TestProvider } from "@errand/core/testing"
import { dying } from "./support/dying.ts"
import { started, times } from "./support/fleet.ts"
import { collectingDeliveries, processes } from "./support/journal.ts"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })
const count = 1000

/** A service that is down while it is said to be, and when each request for a task was sent. */
const watchedService = Effect.map(Clock.Clock, (clock) => {
  const sent: Array<number> = []
  const now = () => clock.currentTimeMillisUnsafe() / 1000
  let isDown = false
  return {
    reason: (operation: string) => {
      if (operation !== "start") sent.push(now())
      return isDown && operation !== "start" ? down : undefined
    },
    setDown: (down: boolean) => void (isDown = down),
    /** When the first request is sent: a store is read in slices, which takes no virtual time. */
    firstRequest: Effect.gen(function* () {
      while (sent.length === 0) yield* TestClock.adjust("1 millis")
      return now()
    }),
    between: (from: number, to: number) => sent.filter((at) => at >= from && at < to).length
  }
})

/** How often each second of a minute at most. */
const busiestSecond = (between: (from: number, to: number) => number, from: number) =>
  Math.max(...Array.from({ length: 60 }, (_, second) => between(from + second, from + second + 1)))

/** Starts that were sent by a process that died before it heard an answer. */
const lostStarts = Effect.fnUntraced(function* (provider: TestProvider.TestProvider) {
  const run = yield* processes
  const start = Effect.exit(Task.start(dying(provider), { takes: "1 second", output: "found" }))
  const fiber = yield* Effect.forkChild(
    run(Effect.forEach(times(count, 0), () => start, { concurrency: "unbounded", discard: true }))
  )
  while (fiber.pollUnsafe() === undefined) yield* TestClock.adjust("100 millis")
  return run
})

describe(`a process that comes up with ${count} open works in an outage`, () => {
  for (const list of [{ pageMax: 100 }, false] as const) {
    it.effect(`asks about its tasks together, ${list === false ? "without" : "with"} a list`, () =>
      Effect.gen(function* () {
        const { between, firstRequest, reason, setDown } = yield* watchedService
        const fleet = yield* Fleet.make("fleet", { list, fault: ({ operation }) => reason(operation) })
        const run = yield* processes
        yield* run(started(fleet, times(count, "20 minutes")))
        setDown(true)
        // The new process has learned nothing yet.
        const provider = { ...fleet, lookout: Lookout.make() }
        const fiber = yield* Effect.forkChild(run(Task.recover(provider, () => Effect.void)))
        const from = yield* firstRequest
        yield* TestClock.adjust("5 minutes")
        assert.isAtMost(between(from, from + 60), 40)
        for (let minute = 1; minute < 5; minute++) {
          assert.isAtMost(between(from + 60 * minute, from + 60 * minute + 60), 4, `minute ${minute}`)
        }
        setDown(false)
        yield* TestClock.adjust("1 minute")
        assert.isAtMost(between(from + 300, from + 360), list === false ? 9600 : 400)
        assert.isAtMost(busiestSecond(between, from + 300), 200)
        yield* Fiber.interrupt(fiber)
      }).pipe(Random.withSeed("storm"))
    )
  }

  for (const after of ["0 seconds", "1 hour"] as const) {
    it.effect(`searches together for tasks of starts that were lost ${after} ago, and tells each that it failed`, () =>
      Effect.gen(function* () {
        const { between, firstRequest, reason, setDown } = yield* watchedService
        const fault = ({ operation }: TestProvider.Call) => {
          const failure = reason(operation)
          return failure && { reason: failure }
        }
        const a = yield* TestProvider.make("a", { latency: "200 millis", fault })
        const run = yield* lostStarts(a)
        yield* TestClock.adjust(after)
        setDown(true)
        const { handler, seen } = yield* collectingDeliveries
        const fiber = yield* Effect.forkChild(run(Task.recover(a, handler)))
        const from = yield* firstRequest
        yield* TestClock.adjust("5 minutes")
        const { undelivered } = yield* Fiber.join(fiber)
        assert.strictEqual(undelivered.length, count)
        assert.deepInclude(undelivered[count - 1]?.error, { _tag: "ProviderError", reason: down })
        assert.isAtMost(between(from, from + 300), 20)
        assert.lengthOf(yield* seen, 0)
      }).pipe(Random.withSeed("storm of searches"))
    )
  }

  it.effect("finds the tasks of starts that were lost when the service is back, a few at a time", () =>
    Effect.gen(function* () {
      const { between, firstRequest, reason, setDown } = yield* watchedService
      const found = new Set<string>()
      const fault = ({ operation }: TestProvider.Call) => {
        // What comes of the tasks is not what is asked here.
        if (operation !== "find") return undefined
        const failure = reason(operation)
        return failure && { reason: failure }
      }
      const a = yield* TestProvider.make("a", { latency: "200 millis", fault })
      const run = yield* lostStarts(a)
      yield* TestClock.adjust("1 hour")
      setDown(true)
      const fiber = yield* Effect.forkChild(run(Task.recover(a, (_, { id }) => Effect.sync(() => void found.add(id)))))
      const from = yield* firstRequest
      yield* TestClock.adjust("5 seconds")
      setDown(false)
      yield* TestClock.adjust("10 minutes")
      const { delivered, undelivered } = yield* Fiber.join(fiber)
      // The one look of some had failed before it could be seen that there is an outage.
      assert.isAtMost(undelivered.length, 12)
      assert.strictEqual(delivered.length + undelivered.length, count)
      assert.strictEqual(found.size, delivered.length)
      assert.isAtMost(busiestSecond(between, from), 40)
    }).pipe(Random.withSeed("back"))
  )
})
