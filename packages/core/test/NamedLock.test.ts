import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Task, NamedLock } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

describe("turns", () => {
  it.effect("let tasks of one name run one after the other, in their order, and those of others beside", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const turns = NamedLock.make()
      const run = (profile: string, output: string) => turns.run(profile, Task.run(a, { takes: "10 seconds", output }))
      const fiber = yield* Effect.forkChild(
        Effect.all([run("p", "1"), run("p", "2"), run("q", "3"), run("p", "4")], { concurrency: 4 })
      )
      const started: Array<number> = []
      for (let seconds = 0; seconds < 40; seconds += 5) {
        yield* TestClock.adjust("5 seconds")
        started.push((yield* a.started).length)
        assert.isAtMost((yield* a.running).length, 2)
      }
      assert.deepStrictEqual(yield* Fiber.join(fiber), ["1", "2", "3", "4"])
      assert.deepStrictEqual(
        (yield* a.started).map(({ input }) => (input as { readonly output: string }).output),
        ["1", "3", "2", "4"]
      )
      assert.strictEqual(started[0], 2)
    })
  )

  it.effect("go on after work that fails, dies or is interrupted, and are left by one that waits", () =>
    Effect.gen(function* () {
      const turns = NamedLock.make()
      const order: Array<string> = []
      const note = (what: string) => Effect.sync(() => void order.push(what))
      const busy = yield* Effect.forkChild(turns.run("p", Effect.never))
      const waiting = yield* Effect.forkChild(turns.run("p", note("left")))
      const rest = yield* Effect.forkChild(
        Effect.all(
          [
            Effect.exit(turns.run("p", Effect.andThen(note("fails"), Effect.fail("no")))),
            Effect.exit(turns.run("p", Effect.andThen(note("dies"), Effect.die("no")))),
            turns.run("p", note("last"))
          ],
          { concurrency: 3 }
        )
      )
      yield* Effect.yieldNow
      yield* Fiber.interrupt(waiting)
      assert.deepStrictEqual(order, [])
      yield* Fiber.interrupt(busy)
      yield* Fiber.join(rest)
      assert.deepStrictEqual(order, ["fails", "dies", "last"])
      assert.strictEqual(yield* turns.run("p", Effect.succeed(1)), 1)
    })
  )

  it("keep the types of the work", () => {
    const work: Effect.Effect<number, "no", { readonly needs: true }> = Effect.fail("no")
    expectTypeOf(NamedLock.make().run("p", work)).toEqualTypeOf(work)
  })
})
