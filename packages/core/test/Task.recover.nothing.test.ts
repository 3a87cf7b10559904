import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Context, Data, Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { Task, TaskStore } from "@errand/core"
import type { OutcomeDelivery, StoreError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { dying } from "./support/dying.ts"
import { collecting, driven, lost, processes, tags } from "./support/journal.ts"

/** Keeps what it was told: the key, and what became of the start. */
const listening = Effect.map(Ref.make<ReadonlyArray<string>>([]), (told) => ({
  told: Ref.get(told),
  onNotStarted: ({ _tag, work }: OutcomeDelivery.NotStarted) =>
    Ref.update(told, (all) => [...all, `${work.key} ${_tag}`])
}))

/** A process that dies after it has written that it will start, and before it sends. */
const deadBefore = (browser: TestProvider.TestProvider) => ({
  ...browser,
  slots: { ...browser.slots!, run: () => Effect.die("killed") }
})

describe("Task.recover, of starts that came to nothing", () => {
  it.effect("tells of each once, as soon as it is known, and writes it down then", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const browser = yield* TestProvider.make("a")
      yield* run(Task.start(browser, { takes: "10 days" }, { key: "runs for days" }))
      yield* run(Effect.exit(Task.start(deadBefore(browser), {}, { key: "early" })))
      const killed = { ...browser, start: () => Effect.die("killed") }
      yield* run(Effect.exit(Task.start(killed, {}, { key: "late" })))
      const { onNotStarted, told } = yield* listening
      const { handler } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const recovery = yield* Effect.forkChild(Task.recover(browser, handler, { onNotStarted }))
          yield* TestClock.adjust("10 seconds")
          assert.deepStrictEqual(yield* told, ["early NotSent"], "a look after the lag is needed for the other")
          yield* TestClock.adjust("1 minute")
          assert.deepStrictEqual(yield* told, ["early NotSent", "late NotFound"])
          assert.deepStrictEqual((yield* tags).slice(-2), ["Refused", "Refused"])
          assert.isUndefined(recovery.pollUnsafe(), "a task is still waited for")
          yield* Fiber.interrupt(recovery)
        })
      )
      yield* run(
        Effect.gen(function* () {
          const recovery = yield* Effect.forkChild(Task.recover(browser, handler, { onNotStarted }))
          yield* TestClock.adjust("1 hour")
          yield* Fiber.interrupt(recovery)
        })
      )
      assert.lengthOf(yield* told, 2, "nothing is told twice")
    })
  )

  it.effect("tells it again to the next recovery where the handler failed, threw or was cut off", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const browser = yield* TestProvider.make("a")
      yield* run(Effect.exit(Task.start(deadBefore(browser), {}, { key: "k" })))
      const { handler } = yield* collecting
      for (const failing of [Effect.fail("full"), Effect.die("thrown"), Effect.interrupt]) {
        const { notStarted, undelivered } = yield* run(
          driven(Task.recover(browser, handler, { onNotStarted: () => failing }))
        )
        assert.deepStrictEqual(notStarted, [])
        assert.deepStrictEqual(
          undelivered.map(({ work }) => work.key),
          ["k"]
        )
      }
      const { onNotStarted, told } = yield* listening
      const { notStarted } = yield* run(driven(Task.recover(browser, handler, { onNotStarted })))
      assert.lengthOf(notStarted, 1)
      assert.deepStrictEqual(yield* told, ["k NotSent"])
    })
  )

  it.effect("tells of what stays unknown with every recovery, and leaves it in the store", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const { recall: _, ...browser } = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.exit(Task.start(dying(browser), {}, { key: "k" })))
      const { handler } = yield* collecting
      const { onNotStarted, told } = yield* listening
      for (const _ of [1, 2]) {
        const { unknown } = yield* run(driven(Task.recover(browser, handler, { onNotStarted })))
        assert.lengthOf(unknown, 1)
      }
      assert.deepStrictEqual(yield* told, ["k Unknown", "k Unknown"])
      const { undelivered } = yield* run(
        driven(Task.recover(browser, handler, { onNotStarted: () => Effect.fail("full") }))
      )
      assert.deepStrictEqual(
        undelivered.map(({ error }) => error),
        ["full"]
      )
    })
  )

  it.effect("whoever is told may start it anew under its key, and that is not taken for nothing", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const browser = yield* TestProvider.make("a")
      yield* run(Effect.exit(Task.start(deadBefore(browser), {}, { key: "early" })))
      const killed = { ...browser, start: () => Effect.die("killed") }
      yield* run(Effect.exit(Task.start(killed, {}, { key: "late" })))
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const again = ({ work }: OutcomeDelivery.NotStarted) =>
            Task.start(browser, { takes: "1 second" }, work.key === undefined ? {} : { key: work.key })
          const { notStarted } = yield* driven(Task.recover(browser, handler, { onNotStarted: again, concurrency: 1 }))
          assert.lengthOf(notStarted, 2)
          const store = yield* TaskStore.TaskStore
          assert.deepStrictEqual(
            (yield* store.works).map(({ state }) => state),
            ["started", "started"]
          )
          assert.isFalse(yield* store.claim((yield* store.works)[0]!.id), "it is in this process's care")
        })
      )
      assert.lengthOf(yield* browser.tasks, 2)
      yield* run(driven(Task.recover(browser, handler)))
      assert.lengthOf(yield* seen, 2)
    })
  )

  it("its errors and needs are those of the recovery", () => {
    class Full extends Data.TaggedError("Full")<{}> {}
    class Mail extends Context.Service<Mail, { readonly send: Effect.Effect<void, Full> }>()("Mail") {}
    const types = (browser: TestProvider.TestProvider) => {
      const told = Task.recover(browser, () => Effect.fail("handler" as const), {
        onNotStarted: () => Mail.use(({ send }) => send)
      })
      expectTypeOf(told).toEqualTypeOf<
        Effect.Effect<OutcomeDelivery.Recovered<"handler" | Full>, StoreError.StoreError, Mail | TaskStore.TaskStore>
      >()
    }
    assert.isFunction(types)
  })
})
