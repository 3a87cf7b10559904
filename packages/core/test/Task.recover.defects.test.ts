import { assert, describe, it } from "@effect/vitest"
import type { OutcomeDelivery, Outcome } from "@errand/core"
import { Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { dying } from "./support/dying.ts"

const quick = { takes: "1 second" } as const

/** Runs until the clock can help no more. */
const driven = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(program)
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

/** Programs that share a journal, one after the other, like processes that share a file. */
const processes = Effect.map(
  TaskStore.memory(),
  (journal) =>
    <A, E>(program: Effect.Effect<A, E, TaskStore.TaskStore>) =>
      Effect.provide(program, Layer.fresh(TaskStore.layer(Effect.succeed(journal))))
)

const keys = ["a", "b", "c"] as const

/** Three tasks that a process started and did not live to deliver. */
const leftBehind = Effect.gen(function* () {
  const run = yield* processes
  const provider = yield* TestProvider.make("a")
  yield* run(Effect.forEach(keys, (key) => Task.start(provider, quick, { key, lookBack: 0 })))
  return { run, provider }
})

describe("Task.recover", () => {
  it.effect.each<readonly [string, Effect.Effect<void>]>([
    ["throws", Effect.sync(() => assert.fail("the database refuses this row"))],
    [
      "waits for a promise that is rejected",
      Effect.promise(() => Promise.reject(new Error("the database refuses this row")))
    ],
    ["interrupts itself", Effect.interrupt]
  ])("goes on with the other handlers when one %s, and says which", ([, broken]) =>
    Effect.gen(function* () {
      const { provider, run } = yield* leftBehind
      const done: Array<string> = []
      const handler = (_: Outcome.Outcome<string | null>, { key = "" }: OutcomeDelivery.Delivery) =>
        key === "b"
          ? broken
          : Effect.andThen(
              Effect.sleep("1 minute"),
              Effect.sync(() => void done.push(key))
            )
      const result = yield* run(driven(Task.recover(provider, handler)))
      assert.deepStrictEqual(done.toSorted(), ["a", "c"])
      assert.deepStrictEqual(
        result.delivered.map(({ key }) => key),
        ["a", "c"]
      )
      assert.deepStrictEqual(
        result.undelivered.map(({ error, work }) => [work.key, error._tag]),
        [["b", "Defect"]]
      )
      // The next recovery tries it again, and nothing else.
      const again = yield* run(driven(Task.recover(provider, () => Effect.void)))
      assert.deepStrictEqual(
        again.delivered.map(({ attempt, key }) => [key, attempt]),
        [["b", 2]]
      )
    })
  )

  it.effect("keeps the defect of a search, or of the choice of work, to the work that it is about", () =>
    Effect.gen(function* () {
      const { provider, run } = yield* leftBehind
      yield* run(Effect.exit(Task.start(dying(provider), quick, { key: "lost", lookBack: 0 })))
      const broken = { ...provider, recall: { ...provider.recall, find: () => Effect.die(new Error("no such field")) } }
      const only = ({ key }: TaskStore.Work) => key !== "a" || assert.fail("no table for this key")
      const { delivered, undelivered } = yield* run(driven(Task.recover(broken, () => Effect.void, { only })))
      assert.deepStrictEqual(
        delivered.map(({ key }) => key),
        ["b", "c"]
      )
      assert.deepStrictEqual(
        undelivered.map(({ error, work }) => [work.key, error.message]),
        [
          ["a", "the delivery of a:task:memory%3Aa:a stopped by a defect: no table for this key"],
          ["lost", "the delivery of a:task:memory%3Aa:lost stopped by a defect: no such field"]
        ]
      )
    })
  )
})
