import { assert, describe, it } from "@effect/vitest"
import { TaskStore } from "@errand/core"
import { Context, Effect } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { PostgresStore } from "../src/index.ts"
import { useDatabase } from "@errand/testkit/database"
import { openStore } from "./support/openStore.ts"
import { makeProxy } from "@errand/testkit/postgresProxy"

const database = useDatabase()

describe("opening a store with 50,000 delivered works", () => {
  it.live("reads the open ones by their index, and none of the others", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* PostgresStore.migrate()
      const work = JSON.stringify({
        provider: "a",
        kind: "task",
        endpoint: "e",
        since: "2026-01-01T00:00:00.000Z",
        attempts: 1,
        at: "2026-01-01T00:00:00.000Z"
      })
      yield* sql`insert into errand_work (account, id, state, provider, kind, endpoint, task, changed, work)
        select 'many', 'w' || n, state, 'a', 'task', 'e', 't' || n, '2026-01-01T00:00:00.000Z',
          (${work}::jsonb || jsonb_build_object('id', 'w' || n, 'nonce', 'n' || n, 'state', state))::text
        from generate_series(1, 50003) as n,
          lateral (select case when n > 50000 then 'started' else 'delivered' end as state) as of_work`
      yield* sql`analyze errand_work`
      const proxy = yield* makeProxy(database.url())
      const context = yield* openStore(database, { account: "many" }, { url: proxy.url })
      const read = yield* proxy.received
      assert.isBelow(read, 20_000, "bytes")
      const store = Context.get(context, TaskStore.TaskStore)
      assert.deepStrictEqual(
        (yield* store.open).map(({ id }) => id),
        ["w50001", "w50002", "w50003"]
      )
      assert.strictEqual((yield* store.work("w7"))?.state, "delivered")
      const plan = yield* sql`explain select id, work from errand_work
        where account = 'many' and state not in ('refused', 'delivered') order by position`
      assert.include(JSON.stringify(plan), "errand_work_open")
    }).pipe(Effect.provide(database.client()))
  )
})
