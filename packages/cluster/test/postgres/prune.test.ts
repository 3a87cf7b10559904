import { assert, describe, it } from "@effect/vitest"
import { TestProvider } from "@errand/core/testing"
import { useDatabase } from "@errand/testkit/database"
import { Duration, Effect, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import * as Prune from "../../src/internal/prune.ts"
import { machine } from "../support/machines.ts"
import { Prices, Shop } from "../support/shop.ts"

describe("errands that were answered", () => {
  const database = useDatabase()

  it.live("are forgotten when they are old, in the tables of the cluster as they are now", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* Prices.run("old", { output: "old", takes: 0 })
      yield* Prices.send("at work", { takes: "1 hour" })
      const entityTypes = [Prices["~errand"].work.type, Prices["~errand"].control.type]
      const rows = Effect.map(
        Effect.all([
          sql<{ count: number }>`select count(*)::int as count from cluster_messages`,
          sql<{ count: number }>`select count(*)::int as count from cluster_replies`
        ]),
        (counts) => counts.map(([row]) => row?.count ?? 0)
      )
      assert.deepStrictEqual(yield* rows, [2, 1])
      assert.strictEqual(yield* Prune.prune(Prices.account, entityTypes, Duration.days(1)), 0)
      assert.strictEqual(yield* Prune.prune("another account", entityTypes, Duration.seconds(-60)), 0)
      assert.strictEqual(yield* Prune.prune(Prices.account, entityTypes, Duration.seconds(-60)), 1)
      assert.deepStrictEqual(yield* rows, [1, 0])
      assert.strictEqual((yield* Effect.flip(Prices.outcome("old")))._tag, "UnknownKey")

      // These are the cluster's own. Where this fails, see whether what is deleted is still right.
      const columns = (table: string) =>
        Effect.map(
          sql<{ name: string; type: string }>`select column_name as name, data_type as type
            from information_schema.columns where table_name = ${table} order by ordinal_position`,
          (all) => all.map(({ name, type }) => `${name} ${type}`).join(", ")
        )
      assert.deepStrictEqual(
        [yield* columns("cluster_messages"), yield* columns("cluster_replies")],
        [
          "id bigint, rowid bigint, message_id character varying, shard_id character varying, " +
            "entity_type character varying, entity_id character varying, kind integer, tag character varying, " +
            "payload text, headers text, trace_id character varying, span_id character varying, sampled boolean, " +
            "processed boolean, request_id bigint, reply_id bigint, last_reply_id bigint, " +
            "last_read timestamp without time zone, deliver_at bigint",
          "id bigint, rowid bigint, kind integer, request_id bigint, payload text, sequence integer, acked boolean"
        ]
      )
    }).pipe(
      Effect.provide(
        Prices.layer(() => Effect.void).pipe(
          Layer.provideMerge(Layer.merge(machine(database), Layer.effect(Shop, TestProvider.make("shop"))))
        )
      )
    )
  )
})
