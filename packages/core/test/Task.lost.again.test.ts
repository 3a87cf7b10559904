import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Logger } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task, TaskError, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

const full = new ProviderError.ConcurrencyLimited({ message: "full" })

const slow = { takes: "1 hour" } as const

/** When and at which level something was logged, and its text. */
const logging = () => {
  const logged: Array<readonly [seconds: number, level: string, text: string]> = []
  const logger = Logger.make(({ date, logLevel, message }) => {
    logged.push([date.getTime() / 1000, logLevel, String(Array.isArray(message) ? message[0] : message)])
  })
  return { logged, logger }
}

describe("a start that made no task", () => {
  /** The first start is lost on its way to the service. */
  const unheard = (options: TestProvider.Options = {}) => {
    let starts = 0
    return Effect.map(TestProvider.make("a", options), (a) => ({
      ...a,
      start: (...[input, how]: Parameters<typeof a.start>) =>
        ++starts === 1
          ? Effect.flatMap(
              DateTime.now,
              (since) => new TaskError.StartUnknown({ provider: "a", request: input, since })
            )
          : a.start(input, how)
    }))
  }

  it.effect.each(["nonce", "input"] as const)("is sent once more after the lag, and that is logged (%s)", (findsBy) =>
    Effect.gen(function* () {
      const { logger, logged } = logging()
      const a = yield* unheard({ findsBy })
      const fiber = yield* Task.run(a, { takes: "1 minute", output: "second" }).pipe(
        Effect.provide(Logger.layer([logger])),
        Effect.forkChild
      )
      yield* TestClock.adjust("29 seconds")
      assert.lengthOf(yield* a.tasks, 0)
      yield* TestClock.adjust("1 second")
      assert.lengthOf(yield* a.tasks, 1)
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "second")
      assert.deepStrictEqual(logged, [
        [0, "Warn", "the answer to a start was lost: a task may be running, and is searched for during 30s"],
        [30, "Warn", "a start whose answer was lost has certainly made no task: it is sent once more"]
      ])
    })
  )

  it.effect("is not sent once more for a caller who has left, and is known to have come to nothing", () =>
    Effect.gen(function* () {
      const a = yield* unheard()
      const fiber = yield* Effect.forkChild(Task.start(a, slow, { key: "k" }))
      yield* TestClock.adjust("29 seconds")
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("10 minutes")
      assert.lengthOf(yield* a.tasks, 0)
    })
  )

  it.effect("is sent once more only, also where a queue sends that again", () =>
    Effect.gen(function* () {
      const sent: Array<number> = []
      const a = yield* TestProvider.make("a")
      const start: typeof a.start = (input) =>
        Effect.flatMap(DateTime.now, (since) => {
          sent.push(DateTime.toEpochMillis(since) / 1000)
          const lost = new TaskError.StartUnknown({ provider: "a", request: input, since })
          return sent.length !== 2
            ? Effect.fail<ProviderError.ProviderError | TaskError.StartUnknown>(lost)
            : new ProviderError.ProviderError({ provider: "a", operation: "start", reason: full })
        })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.start({ ...a, start }, slow)))
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      assert.lengthOf(sent, 3)
    })
  )

  it.effect("is not sent once more while the search fails or cannot tell", () =>
    Effect.gen(function* () {
      for (const answer of ["fails", "cannot tell"] as const) {
        const a = yield* unheard()
        const unsure: typeof a.find = (input, { since }) =>
          answer === "fails"
            ? new ProviderError.ProviderError({ provider: "a", operation: "find", reason: down })
            : new TaskError.StartUnknown({ provider: "a", request: input, since })
        const fiber = yield* Effect.forkChild(Effect.flip(Task.start({ ...a, find: unsure }, slow)))
        yield* TestClock.adjust("30 seconds")
        assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
        assert.lengthOf(yield* a.tasks, 0)
      }
    })
  )

  it.effect("is written as sent before the search begins, and twice when it is sent twice", () =>
    Effect.gen(function* () {
      const a = yield* unheard()
      const store = yield* TaskStore.TaskStore
      const tags = Effect.map(store.entries, (entries) => entries.map(({ _tag }) => _tag).join(" "))
      const fiber = yield* Effect.forkChild(Task.start(a, slow))
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* tags, "Intended Sending")
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.join(fiber)
      assert.strictEqual(yield* tags, "Intended Sending Sending Started")
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )
})
