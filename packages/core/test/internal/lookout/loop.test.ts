import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Lookout, Task } from "@errand/core"
import { Fleet, TestProvider } from "@errand/core/testing"

describe("looks under way", () => {
  it.effect("looks that hang hold up no other task", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const hung = (id: string) => Number(id.split("-")[1]) <= 5
      const status = (id: string) => (hung(id) ? Effect.never : fleet.status(id))
      const hanging = { ...fleet, status }
      const tasks = yield* Effect.forEach(Array.from({ length: 8 }), () =>
        Effect.forkChild(Task.start(hanging, { takes: "20 seconds" }))
      )
      yield* TestClock.adjust("1 second")
      const fibers = yield* Effect.forEach(tasks, (task) =>
        Effect.forkChild(Effect.flatMap(Fiber.join(task), Task.join))
      )
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(
        fibers.map((fiber) => fiber.pollUnsafe() !== undefined),
        [false, false, false, false, false, true, true, true]
      )
      yield* Fiber.interruptAll(fibers)
      assert.strictEqual((yield* Lookout.stats(fleet))?.inFlight, 0)
    }).pipe(Effect.provideService(Lookout.Options, { parallel: 2 }))
  )

  it.effect("looks that are cut off, because their waits have ended, leave their places to others", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const hanging = new Set<string>()
      const provider = { ...a, status: (id: string) => (hanging.has(id) ? Effect.never : a.status(id)) }
      const long = yield* Effect.forkChild(Task.await(yield* Task.start(provider, { takes: "1 hour" })))
      for (let round = 0; round < 3; round++) {
        const task = yield* Task.start(provider, { takes: "1 hour" })
        hanging.add(task.ref.id)
        const left = yield* Effect.forkChild(Task.await(task))
        yield* TestClock.adjust("4 seconds")
        yield* Fiber.interrupt(left)
      }
      const short = yield* Effect.forkChild(Task.await(yield* Task.start(provider, { takes: "10 seconds" })))
      yield* TestClock.adjust("20 seconds")
      assert.isDefined(short.pollUnsafe())
      yield* Fiber.interrupt(long)
    }).pipe(Effect.provideService(Lookout.Options, { parallel: 2 }))
  )
})
