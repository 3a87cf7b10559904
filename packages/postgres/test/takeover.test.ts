import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { effects, expectExactlyOnce, noStartIsUnderWay, ordersOf, simulator, startCopy } from "./support/copies.ts"
import { useDatabase } from "@errand/testkit/database"
import { makeProxy } from "@errand/testkit/postgresProxy"

describe.concurrent.each(["SIGKILL", "SIGSTOP"] as const)(
  "an owner that gets %s in the middle of its work",
  (signal) => {
    const database = useDatabase()

    it.live("is followed by a copy that stands by: nothing is lost, started twice or handled twice", () =>
      Effect.gen(function* () {
        const handled = yield* effects
        const orders = yield* ordersOf(database.url())
        const first = yield* startCopy(orders)
        yield* first.hasAccount
        const second = yield* startCopy(orders)
        yield* handled.are(0.2)
        yield* noStartIsUnderWay
        yield* first.signal(signal)
        const [code, said] = yield* second.ended
        assert.strictEqual(code, 0, said)
        if (signal === "SIGSTOP") {
          yield* first.signal("SIGCONT")
          const [frozenCode, frozenSaid] = yield* first.ended
          assert.strictEqual(frozenCode, 3)
          // The server may have cut its connection before it could read who the owner is.
          assert.match(frozenSaid, /StoreLost|StoreUnavailable/)
        }
        yield* expectExactlyOnce
      }).pipe(Effect.provide(database.client()), Effect.provide(simulator))
    )
  }
)

describe.concurrent("an owner that is told to end", () => {
  const database = useDatabase()

  it.live("gives the account to the next one at once, however long its lease, and cancels no task", () =>
    Effect.gen(function* () {
      const handled = yield* effects
      // Nobody would wait for the end of this lease.
      const orders = yield* ordersOf(database.url(), 3_600_000)
      const first = yield* startCopy(orders)
      yield* first.hasAccount
      const second = yield* startCopy(orders)
      yield* handled.are(0.2)
      yield* first.signal("SIGTERM")
      yield* first.ended
      const [code, said] = yield* second.ended
      assert.strictEqual(code, 0, said)
      yield* expectExactlyOnce
    }).pipe(Effect.provide(database.client()), Effect.provide(simulator))
  )
})

describe.concurrent("an owner that is frozen in the middle of a handler's transaction", () => {
  const database = useDatabase()

  it.live("is followed within its lease, and what it wrote is not there", () =>
    Effect.gen(function* () {
      yield* effects
      const orders = yield* ordersOf(database.url())
      const first = yield* startCopy({ ...orders, stalls: true })
      yield* first.says("in the handler")
      yield* first.signal("SIGSTOP")
      const second = yield* startCopy(orders)
      const [code, said] = yield* second.ended
      assert.strictEqual(code, 0, said)
      yield* first.signal("SIGCONT")
      const [frozenCode, frozenSaid] = yield* first.ended
      assert.strictEqual(frozenCode, 3, frozenSaid)
      yield* expectExactlyOnce
    }).pipe(Effect.provide(database.client()), Effect.provide(simulator))
  )
})

describe.concurrent("an owner that reaches the service and no longer the database", () => {
  const database = useDatabase()

  it.live("ends before another one takes over: nothing is lost, started twice or handled twice", () =>
    Effect.gen(function* () {
      const handled = yield* effects
      const proxy = yield* makeProxy(database.url())
      const orders = yield* ordersOf(database.url())
      const first = yield* startCopy({ ...orders, databaseUrl: proxy.url })
      yield* first.hasAccount
      const second = yield* startCopy(orders)
      yield* handled.are(0.2)
      yield* proxy.part
      const [lostCode, lostSaid] = yield* first.ended
      assert.strictEqual(lostCode, 3)
      assert.match(lostSaid, /StoreLost|StoreUnavailable/)
      const [code, said] = yield* second.ended
      assert.strictEqual(code, 0, said)
      yield* expectExactlyOnce
    }).pipe(Effect.provide(database.client()), Effect.provide(simulator))
  )
})
