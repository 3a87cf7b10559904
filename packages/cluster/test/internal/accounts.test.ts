import { assert, describe, it } from "@effect/vitest"
import { StoreTransaction, TaskStore } from "@errand/core"
import { StoreError, StoreLost } from "@errand/core/StoreError"
import { Context, Deferred, Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import * as Accounts from "../../src/internal/accounts.ts"

const lost = new StoreError({ operation: "ensure", reason: new StoreLost({ account: "a", message: "taken" }) })

/** Accounts whose store can be taken by another process, and how often it was opened. */
const contested = Effect.gen(function* () {
  const taken: Array<Deferred.Deferred<never, StoreError>> = []
  const openStore: Accounts.OpenStore = () =>
    Effect.gen(function* () {
      const store = yield* TaskStore.make(yield* TaskStore.memory())
      const isTaken = yield* Deferred.make<never, StoreError>()
      taken.push(isTaken)
      return Context.make(TaskStore.TaskStore, {
        ...store,
        lost: Deferred.await(isTaken),
        ensure: Effect.suspend(() => (Deferred.isDoneUnsafe(isTaken) ? Effect.fail(lost) : Effect.void))
      }).pipe(Context.add(StoreTransaction.StoreTransaction, { appendWith: (_, use) => use }))
    })
  const layer = Accounts.layer(Effect.succeed({ openStore, forget: () => Effect.void }))
  const accounts = Context.get(yield* Layer.build(layer), Accounts.Accounts)
  return {
    accounts,
    opened: () => taken.length,
    take: Effect.suspend(() => Deferred.fail(taken[taken.length - 1]!, lost))
  }
})

/** Work that needs the store to be this process's own. */
const proved = TaskStore.TaskStore.use((store) => Effect.as(store.ensure, "done"))

describe("an account whose store another process has taken", () => {
  it.effect("opens nothing while it waits to be interrupted", () =>
    Effect.gen(function* () {
      const { accounts, opened, take } = yield* contested
      yield* Effect.scoped(
        Effect.gen(function* () {
          const account = yield* accounts.get("a")
          assert.strictEqual(yield* account.use(proved), "done")
          yield* take
          const waiting = yield* Effect.forkChild(account.use(proved))
          yield* TestClock.adjust("29 seconds")
          assert.isUndefined(waiting.pollUnsafe())
          yield* Fiber.interrupt(waiting)
        })
      )
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(opened(), 1)
    })
  )

  it.effect("takes it back where it is not interrupted, because the account has not moved", () =>
    Effect.gen(function* () {
      const { accounts, opened, take } = yield* contested
      const account = yield* accounts.get("a")
      yield* account.use(proved)
      yield* take
      const waiting = yield* Effect.forkChild(account.use(proved))
      yield* TestClock.adjust("31 seconds")
      assert.strictEqual(yield* Fiber.join(waiting), "done")
      assert.strictEqual(opened(), 2)
    })
  )
})
