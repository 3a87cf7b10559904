/** Leaving while a start is not answered, or while rows of a store wait: one number bounds it. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { collecting, processes, tags } from "./support/journal.ts"

const slow = { takes: "1 hour" } as const
const down = new ProviderError.Unavailable({ message: "503", status: 503 })

/** Lines of the log, each with the level and the key that it is about. */
const logging = Effect.sync(() => {
  const lines: Array<string> = []
  const logger = Logger.make(({ fiber, logLevel, message }) => {
    lines.push([logLevel, message, fiber.getRef(References.CurrentLogAnnotations)["errand.key"]].flat().join(" "))
  })
  return { lines, withLog: Effect.provide(Logger.layer([logger])) }
})

/** How many seconds leaving takes. */
const leaving = <A, E>(fiber: Fiber.Fiber<A, E>) =>
  Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
    yield* TestClock.adjust(0)
    for (let second = 0; second < 300 && stop.pollUnsafe() === undefined; second++) yield* TestClock.adjust("1 second")
    assert.isDefined(stop.pollUnsafe(), "leaving takes for ever")
    return ((yield* Clock.currentTimeMillis) - began) / 1000
  })

describe("a run that is left before its start was answered", () => {
  for (const { how, options } of [
    { how: "the answer takes four minutes", options: { latency: "4 minutes" } },
    {
      how: "the answer is lost, and each look for the task takes a minute",
      options: {
        latency: "1 minute",
        fault: ({ operation }: TestProvider.Call) =>
          operation === "start" ? { reason: down, executed: true } : undefined
      }
    },
    {
      how: "the answer comes, and the cancel is not answered",
      options: {
        latency: "8 seconds",
        fault: ({ operation }: TestProvider.Call) => (operation === "cancel" ? {} : undefined)
      }
    }
  ] as const) {
    it.effect(`is over after cancelWithin, whatever takes long: ${how}`, () =>
      Effect.gen(function* () {
        const { lines, withLog } = yield* logging
        const a = yield* TestProvider.make("a", options)
        const run = withLog(Task.run(a, slow, { key: "order-7", lookBack: 0, cancelWithin: "20 seconds" }))
        const fiber = yield* Effect.forkChild(run)
        yield* TestClock.adjust("5 seconds")
        assert.isAtMost(yield* leaving(fiber), 20)
        const said = lines.filter((line) => line.startsWith("Error"))
        assert.strictEqual(said.length, 1, lines.join("\n"))
      })
    )
  }

  it.effect("says at once that it waits for the answer, and what is unknown when it ends", () =>
    Effect.gen(function* () {
      const { lines, withLog } = yield* logging
      const a = yield* TestProvider.make("a", { latency: "4 minutes" })
      const fiber = yield* Effect.forkChild(withLog(Task.run(a, slow, { key: "order-7", lookBack: 0 })))
      yield* TestClock.adjust("5 seconds")
      const stop = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(lines, [
        "Info a start was left before it was answered: its task is waited for during 30s, to be cancelled order-7"
      ])
      yield* TestClock.adjust("29 seconds")
      assert.isDefined(stop.pollUnsafe())
      assert.deepStrictEqual(lines.slice(1), [
        "Error a start was left and not answered in time: a task may be running that nobody holds order-7"
      ])
    })
  )

  it.effect("cancels the task when the answer comes later, as long as the process lives", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const start = (...args: Parameters<typeof a.start>) => Effect.delay(a.start(...args), "4 minutes")
      const fiber = yield* Effect.forkChild(Task.run({ ...a, start }, slow))
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual(yield* leaving(fiber), 30)
      assert.deepStrictEqual(yield* a.tasks, [])
      yield* TestClock.adjust("4 minutes")
      assert.deepStrictEqual(yield* a.running, [])
      assert.lengthOf(yield* a.cancelled, 1)
    })
  )

  it.effect("has it in its store before, so that the next process finds the task", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { latency: "4 minutes" })
      const fiber = yield* Effect.forkChild(run(Effect.andThen(Task.run(a, slow, { key: "order-7" }), tags)))
      // The key is looked up before.
      yield* TestClock.adjust("4 minutes")
      yield* TestClock.adjust("5 seconds")
      assert.isAtMost(yield* leaving(fiber), 30)
      assert.deepStrictEqual((yield* run(tags)).slice(0, 2), ["Intended", "Sending"])
    })
  )
})

describe("a run that gives up", () => {
  it.effect("is over after cancelWithin, however long the cancel and the end of the task take", () =>
    Effect.gen(function* () {
      const fault = ({ nth, operation }: TestProvider.Call) =>
        operation === "cancel" && nth < 5 ? { reason: down } : undefined
      const a = yield* TestProvider.make("a", { fault })
      const endless = { ...slow, cancelTakes: "1 hour" } as const
      const run = Effect.flip(Task.run(a, endless, { within: "1 minute", cancelWithin: "20 seconds" }))
      const fiber = yield* Effect.forkChild(Effect.zip(run, Clock.currentTimeMillis))
      yield* TestClock.adjust("5 minutes")
      const [error, at] = yield* Fiber.join(fiber)
      assert.deepInclude(error, { _tag: "WaitTimeout", fate: "cancel_requested" })
      assert.isAtMost(at, 80_000)
    })
  )
})

describe("a recovery that is left", () => {
  for (const acknowledged of [true, false]) {
    it.effect(`ends at once with works that were ${acknowledged ? "started" : "sent and not acknowledged"}`, () =>
      Effect.gen(function* () {
        const run = yield* processes
        let isSilent = false
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (operation === "start" || !isSilent ? undefined : {})
        })
        const provider = acknowledged
          ? a
          : {
              ...a,
              start: (...args: Parameters<typeof a.start>) =>
                Effect.andThen(Effect.exit(a.start(...args)), Effect.die("killed"))
            }
        yield* run(Effect.forEach(["x", "y", "z"], (key) => Effect.exit(Task.start(provider, slow, { key }))))
        // No request is answered any more.
        isSilent = true
        const { handler, seen } = yield* collecting
        const fiber = yield* Effect.forkChild(run(Task.recover(a, handler)))
        yield* TestClock.adjust("1 minute")
        assert.strictEqual(yield* leaving(fiber), 0)
        assert.lengthOf(yield* seen, 0)
        // They are still there for the next process.
        isSilent = false
        const again = yield* Effect.forkChild(run(Task.recover(a, handler)))
        yield* TestClock.adjust("2 hours")
        assert.lengthOf((yield* Fiber.join(again)).delivered, 3)
      })
    )
  }
})
