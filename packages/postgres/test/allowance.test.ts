import { assert, describe, it } from "@effect/vitest"
import { Allowance, ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Exit } from "effect"
import { useDatabase } from "@errand/testkit/database"
import { openStore } from "./support/openStore.ts"

const database = useDatabase()

const allowance = Allowance.make("all accounts", { credits: 100, per: "1 day", unknown: { credits: 10 } })

/** How many of these starts were let through; all others were refused before they were sent. */
const startMany = (browser: TestProvider.TestProvider, count: number) =>
  Effect.gen(function* () {
    const starts = Array.from({ length: count }, () => Effect.exit(Task.start(browser, {}, { allowance })))
    const exits = yield* Effect.all(starts, { concurrency: "unbounded" })
    for (const exit of exits) if (Exit.isFailure(exit)) assert.include(String(exit.cause), "AllowanceUsedUp")
    return exits.filter(Exit.isSuccess).length
  })

describe("an allowance in PostgreSQL", () => {
  it.live("is one for all processes and accounts of the database, however many start at the same time", () =>
    Effect.gen(function* () {
      const processes = yield* Effect.forEach(["a", "b", "c"], (account) =>
        Effect.gen(function* () {
          const context = yield* openStore(database, { account })
          const browser = yield* TestProvider.make(account)
          return { browser, start: Effect.provide(startMany(browser, 12), context) }
        })
      )
      const admitted = yield* Effect.all(
        processes.map(({ start }) => start),
        { concurrency: "unbounded" }
      )
      const total = admitted.reduce((sum, count) => sum + count, 0)
      assert.strictEqual(total, 10)
      const calls = yield* Effect.forEach(processes, ({ browser }) => browser.calls)
      assert.strictEqual(
        calls.reduce((sum, { start }) => sum + start, 0),
        10
      )
    })
  )

  it.live("survives the processes, and an account that was taken over lets nothing through", () =>
    Effect.gen(function* () {
      const browser = yield* TestProvider.make("later")
      const old = yield* openStore(database, { account: "later", lease: "none" })
      yield* openStore(database, { account: "later", lease: "none" })
      const start = Task.start(browser, {}, { allowance })
      const other = Task.start(
        browser,
        {},
        { allowance: Allowance.make("x", { usd: 9, per: "1 day", unknown: "refuse" }) }
      )
      const reasonOf = (asked: Effect.Effect<unknown, unknown>) =>
        Effect.map(Effect.flip(asked), (error) =>
          error instanceof ProviderError.ProviderError ? error.reason._tag : undefined
        )
      assert.strictEqual(yield* reasonOf(Effect.provide(start, old)), "AllowanceUsedUp")
      assert.strictEqual(yield* reasonOf(Effect.provide(other, old)), "NotRecorded")
      assert.strictEqual((yield* browser.calls).start, 0)
    })
  )
})
