import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Inbox, Lookout, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { looksOf, started } from "../../support/fleet.ts"

describe("notifications that tell of every end", () => {
  it.effect(
    "leave a watchdog behind, which finds what no notification told of, and then looks as often as before",
    () =>
      Effect.gen(function* () {
        const fleet = yield* Fleet.make("fleet", { list: false })
        const notifiedFor = (count: number) =>
          Effect.gen(function* () {
            for (let nth = 0; nth < count; nth++) {
              const [task] = yield* started(fleet, ["10 seconds"])
              const fiber = yield* Effect.forkChild(Task.join(task!))
              yield* TestClock.adjust((yield* fleet.endOf(task!.ref.id)) - (yield* Clock.currentTimeMillis))
              yield* Inbox.notify(task!.ref)
              yield* TestClock.adjust("1 second")
              yield* Fiber.join(fiber)
            }
          })
        /** Looks in five minutes at a task that is ten minutes old. */
        let paces = 0
        const pace = Effect.gen(function* () {
          const [task] = yield* started(fleet, ["1 hour"], `kind ${++paces}`)
          const fiber = yield* Effect.forkChild(Task.join(task!))
          yield* TestClock.adjust("10 minutes")
          const before = yield* looksOf(fleet)
          yield* TestClock.adjust("5 minutes")
          const looks = (yield* looksOf(fleet)) - before
          yield* Fiber.interrupt(fiber)
          return looks
        })
        const polled = yield* pace
        yield* notifiedFor(40)
        const watched = yield* pace
        const [silent] = yield* started(fleet, ["10 minutes"])
        const fiber = yield* Effect.forkChild(Task.join(silent!))
        yield* TestClock.adjust("661 seconds")
        assert.strictEqual(yield* Fiber.join(fiber), silent!.ref.id)
        const again = yield* pace
        assert.isAtLeast(watched, 5)
        assert.isAtMost(watched, 25)
        assert.isAtLeast(polled, 60)
        assert.isAtLeast(again, 60)
      }).pipe(
        Effect.provide(Inbox.layer),
        Effect.provideService(Lookout.Options, { maxDetectionDelay: "5 seconds" }),
        Random.withSeed("knocks")
      )
  )
})
