import { assert, describe, it } from "@effect/vitest"
import { Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Context, Effect, Exit, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { useDatabase } from "@errand/testkit/database"
import { openStore } from "./support/openStore.ts"
import { makeProxy } from "@errand/testkit/postgresProxy"

const database = useDatabase()

/** Two processes for one account: the older one reaches the database through a proxy. */
const contest = (account: string) =>
  Effect.gen(function* () {
    const proxy = yield* makeProxy(database.url())
    const options = { account, lease: "none" } as const
    const old = yield* openStore(database, options, { url: proxy.url })
    return {
      proxy,
      old: Effect.provideContext(old),
      /**
       * Another process takes the account; the first one was frozen for longer than a proof counts.
       */
      takeOver: Effect.andThen(openStore(database, options), (context) =>
        Effect.as(TestClock.adjust("3 seconds"), Context.get(context, TaskStore.TaskStore))
      )
    }
  })

describe("a process that was frozen while another took its account over", () => {
  it.effect("right after the note that a start leaves, sends no start when it goes on", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { old, proxy, takeOver } = yield* contest("start")
      const start = yield* Effect.forkChild(Effect.exit(old(Task.start(a, { takes: "1 hour" }, { key: "k" }))))
      yield* proxy.holdAfter(`\\"state\\":\\"sending\\"`)
      const young = yield* takeOver
      yield* proxy.release
      const exit = yield* Fiber.join(start)
      assert.match(String(Exit.isFailure(exit) ? exit.cause : "it was started"), /NotRecorded.*StoreLost/)
      assert.deepInclude(yield* a.calls, { start: 0 })
      // The note was written before: the next owner searches for the task, and finds none.
      assert.deepStrictEqual(
        (yield* young.open).map(({ state }) => state),
        ["sending"]
      )
    })
  )

  it.effect("right after the note that a handler is asked, asks no handler when it goes on", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const asked = yield* Ref.make(0)
      const handler = () => Ref.update(asked, (count) => count + 1)
      const { old, proxy, takeOver } = yield* contest("delivery")
      const task = yield* old(Task.start(a, { takes: 0 }, { key: "k" }))
      const delivering = yield* Effect.forkChild(Effect.exit(old(Task.deliver(task, handler))))
      yield* proxy.holdAfter(`\\"attempts\\":1`)
      const young = yield* takeOver
      yield* proxy.release
      const exit = yield* Fiber.join(delivering)
      assert.match(String(Exit.isFailure(exit) ? exit.cause : "it was delivered"), /StoreLost/)
      assert.strictEqual(yield* Ref.get(asked), 0)
      assert.lengthOf(yield* young.open, 1)
    })
  )
})
