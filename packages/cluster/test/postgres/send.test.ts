import { assert, describe, it } from "@effect/vitest"
import { TestProvider } from "@errand/core/testing"
import { useDatabase } from "@errand/testkit/database"
import { Effect, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { Prices, Shop } from "../support/shop.ts"
import { client, machine } from "../support/machines.ts"

const count = (sql: SqlClient.SqlClient, table: string) =>
  Effect.map(sql<{ count: number }>`select count(*)::int as count from ${sql(table)}`, ([row]) => row?.count ?? 0)

describe("sending an errand in a transaction", () => {
  const database = useDatabase()

  it.live("keeps it with the caller's rows, or neither", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`create table orders (id text primary key)`
      const order = (id: string) =>
        Effect.andThen(sql`insert into orders (id) values (${id})`, Prices.send(id, { output: id }))
      const failed = yield* Effect.flip(sql.withTransaction(Effect.andThen(order("a"), Effect.fail("no stock"))))
      assert.strictEqual(failed, "no stock")
      assert.deepStrictEqual([yield* count(sql, "orders"), yield* count(sql, "cluster_messages")], [0, 0])
      yield* sql.withTransaction(order("b"))
      yield* Prices.send("b", { output: "b" })
      assert.deepStrictEqual([yield* count(sql, "orders"), yield* count(sql, "cluster_messages")], [1, 1])
    }).pipe(Effect.provide(client(database)))
  )
})

describe("sending an errand from two machines at once", () => {
  const database = useDatabase()

  it.live("makes one task for a key, and its outcome is handled once", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`create table handled (key text)`
      const handler = Prices.layer((_, { key }) => sql`insert into handled (key) values (${key})`)
      // The service is the same for both.
      const service = Layer.succeed(Shop, yield* TestProvider.make("shop"))
      const start = Layer.build(Layer.provideMerge(handler, Layer.merge(machine(database), service)))
      const machines = [yield* start, yield* start]
      const outcomes = yield* Effect.forEach(
        machines,
        (context) => Effect.provideContext(Prices.run("k", { output: "799", takes: 0 }), context),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(
        outcomes.map((outcome) => (outcome._tag === "Succeeded" ? outcome.output : outcome._tag)),
        ["799", "799"]
      )
      assert.strictEqual(yield* count(sql, "handled"), 1)
    }).pipe(Effect.provide(client(database)))
  )
})
