/** What the log is told of bad times. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Logger, References } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

/** The lines of the log, each with its level and what can be filtered by. */
const logged = <A, E, R>(use: (lines: Array<readonly [string, string, unknown]>) => Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    const lines: Array<readonly [string, string, unknown]> = []
    const logger = Logger.make(({ fiber, logLevel, message }) => {
      lines.push([logLevel, String(message), fiber.getRef(References.CurrentLogAnnotations)])
    })
    return Effect.provide(use(lines), Logger.layer([logger]))
  })

describe("the log", () => {
  it.effect("tells of an outage when it is long, ever more rarely, and when it is over", () =>
    logged((lines) =>
      Effect.gen(function* () {
        let isDown = false
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (isDown && operation !== "start" ? { reason: down } : undefined)
        })
        const task = yield* Task.start(a, { takes: "6 hours" })
        const fibers = yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(Task.join(task)))
        yield* TestClock.adjust("10 minutes")
        assert.lengthOf(lines, 0)
        isDown = true
        yield* TestClock.adjust("30 seconds")
        assert.lengthOf(lines, 0)
        yield* TestClock.adjust("90 seconds")
        assert.lengthOf(lines, 1)
        yield* TestClock.adjust("2 hours")
        isDown = false
        yield* TestClock.adjust("1 minute")
        assert.isAtLeast(lines.length, 4)
        assert.isAtMost(lines.length, 6)
        assert.deepStrictEqual(
          lines.map(([level]) => level),
          [...lines.slice(1).map(() => "Warn"), "Info"]
        )
        assert.include(lines[0]![1], "no answer from the service for 1m")
        assert.include(lines[0]![1], "3 waits")
        assert.include(lines.at(-1)![1], "the service answers again, after 2h")
        assert.deepInclude(lines[0]![2], { "errand.provider": a.name, "errand.task.id": task.ref.id })
        yield* Fiber.interruptAll(fibers)
      })
    )
  )

  it.effect("tells within seconds of a service that has never answered, because the program may be set up wrong", () =>
    logged((lines) =>
      Effect.gen(function* () {
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (operation === "start" ? undefined : { reason: down })
        })
        const fiber = yield* Effect.forkChild(Task.join(yield* Task.start(a, { takes: "6 hours" })))
        yield* TestClock.adjust("4 seconds")
        assert.lengthOf(lines, 0)
        yield* TestClock.adjust("12 seconds")
        assert.deepStrictEqual(
          lines.map(([level]) => level),
          ["Warn"]
        )
        assert.include(lines[0]![1], "503")
        yield* Fiber.interrupt(fiber)
      })
    )
  )

  it.effect("tells of a task that waits for a person, and of one that fails while others are answered", () =>
    logged((lines) =>
      Effect.gen(function* () {
        const a = yield* TestProvider.make("a")
        const idle = yield* Task.start(a, { takes: "20 minutes", pausesAt: "1 minute" })
        const sick = yield* Task.start(a, { takes: "20 minutes" })
        const well = yield* Task.start(a, { takes: "1 hour" })
        const status = (id: string) =>
          id === sick.ref.id
            ? Effect.fail(new ProviderError.ProviderError({ provider: "a", operation: "status", reason: down }))
            : a.status(id)
        const provider = { ...a, status }
        const fibers = yield* Effect.forEach([idle, sick, well], ({ ref }) =>
          Effect.forkChild(Task.join(Task.attach(provider, ref)))
        )
        yield* TestClock.adjust("10 minutes")
        yield* Task.resume(idle)
        yield* TestClock.adjust("5 minutes")
        yield* Fiber.interruptAll(fibers)
        const about = (id: string) =>
          lines.filter(([, , annotations]) => Reflect.get(Object(annotations), "errand.task.id") === id)
        assert.deepStrictEqual(
          about(idle.ref.id).map(([level]) => level),
          ["Info", "Info", "Info"]
        )
        assert.include(about(idle.ref.id)[0]![1], "waited for a person for 1m")
        assert.include(about(idle.ref.id).at(-1)![1], "no longer waits for a person")
        assert.isAtLeast(about(sick.ref.id).length, 2)
        assert.isAtMost(about(sick.ref.id).length, 3)
        assert.isTrue(about(sick.ref.id).every(([level]) => level === "Warn"))
        assert.lengthOf(about(well.ref.id), 0)
      })
    )
  )
})
