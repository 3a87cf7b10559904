import { assert, describe, it } from "@effect/vitest"
import { Task, TaskStore } from "@errand/core"
import { StoreChecks, TestProvider } from "@errand/core/testing"
import { Context, Effect, Exit, Fiber, Layer, Scope } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { PostgresStore } from "../src/index.ts"
import { useDatabase } from "@errand/testkit/database"
import { openStore } from "./support/openStore.ts"

const database = useDatabase()

const storeOf = (options: PostgresStore.Options) =>
  Effect.map(openStore(database, options), (context) => Context.get(context, TaskStore.TaskStore))

describe("the store in PostgreSQL", () => {
  const checks = StoreChecks.storeChecks(storeOf({ account: "checks" }))
  for (const [n, { name }] of checks.entries()) {
    it.live(name, () => StoreChecks.storeChecks(storeOf({ account: `check ${n}` }))[n]!.check)
  }

  it.live("belongs to one process at a time: another stands by, and has it at once when the first is gone", () =>
    Effect.gen(function* () {
      const first = yield* Scope.make()
      const a = yield* Scope.provide(first)(storeOf({ account: "one writer" }))
      yield* Effect.scoped(
        Effect.gen(function* () {
          const opening = yield* Effect.forkChild(storeOf({ account: "one writer" }))
          const other = yield* storeOf({ account: "another account" })
          yield* other.ensure
          assert.strictEqual(opening.pollUnsafe(), undefined)
          yield* a.append(intended("k"))
          yield* Scope.close(first, Exit.void)
          const b = yield* Fiber.join(opening)
          assert.strictEqual((yield* b.work(intended("k").work))?.state, "intended")
        })
      )
    })
  )

  it.live("writes nothing more for a process whose account was taken, and says so to everything it asks", () =>
    Effect.gen(function* () {
      const old = yield* storeOf({ account: "taken", lease: "none" })
      yield* old.append(intended("before"))
      const young = yield* storeOf({ account: "taken", lease: "none" })
      const tagOf = (asked: Effect.Effect<unknown, { readonly reason: { readonly _tag: string } }>) =>
        Effect.map(Effect.flip(asked), ({ reason }) => reason._tag)
      const waiting = yield* Effect.forkChild(tagOf(old.lost))
      assert.strictEqual(yield* tagOf(old.append(intended("after"))), "StoreLost")
      assert.strictEqual(yield* tagOf(old.ensure), "StoreLost")
      assert.strictEqual(yield* tagOf(old.compact()), "StoreLost")
      assert.strictEqual(yield* Fiber.join(waiting), "StoreLost")
      assert.deepStrictEqual(
        (yield* young.works).map(({ nonce }) => nonce),
        ["before"]
      )
      yield* young.ensure
    })
  )

  it.live("keeps what a handler wrote and the note of its delivery together, or neither", () =>
    Effect.gen(function* () {
      const context = yield* openAll({ account: "with", lease: "none" })
      const a = yield* TestProvider.make("a")
      const sql = Context.get(context, SqlClient.SqlClient)
      yield* sql`create table price (work text primary key, usd text)`
      const row = (id: string) => sql`insert into price (work, usd) values (${id}, '799')`
      const rows = Effect.map(sql`select * from price`, ({ length }) => length)
      const use = Effect.provideContext(context)
      const started = (key: string) => use(Task.start(a, { takes: 0 }, { key }))

      // The handler fails after it has written.
      const failing = yield* started("failing")
      const failed = Task.deliver(failing, (_, { id }) => Effect.andThen(row(id), Effect.fail("no room")), {
        record: "with"
      })
      assert.strictEqual(yield* Effect.flip(use(failed)), "no room")
      assert.strictEqual(yield* rows, 0)
      yield* use(Task.deliver(failing, (_, { id }) => row(id), { record: "with" }))
      assert.strictEqual(yield* rows, 1)

      // Another process takes the account while the handler is at work.
      const zombie = yield* started("zombie")
      const taken = Task.deliver(
        zombie,
        (_, { id }) => Effect.andThen(row(id), Effect.scoped(storeOf({ account: "with", lease: "none" }))),
        { record: "with" }
      )
      const error = yield* Effect.flip(use(taken))
      assert.strictEqual(error._tag === "StoreError" ? error.reason._tag : error, "StoreLost")
      assert.strictEqual(yield* rows, 1)
    })
  )

  it.live("refuses connections on which a frozen process would keep its locks, and says what to give them", () =>
    Effect.gen(function* () {
      const open = Layer.build(
        Layer.provide(PostgresStore.layer({ account: "a" }), database.client({ startupParameters: {} }))
      )
      assert.match((yield* Effect.flip(open)).message, /idle_in_transaction_session_timeout 0 ms.*startupParameters/)
    })
  )

  it.live("refuses options that make no sense before it asks the database", () =>
    Effect.gen(function* () {
      for (const [options, what] of [
        [{ account: " " }, /account is empty/],
        [{ account: "a", lease: "1 second" }, /lease is 1 second, and must be "none" or between 5 seconds and an hour/],
        [{ account: "a", lease: NaN }, /lease is NaN/],
        [{ account: "a", prefix: 'x"; drop table y' }, /prefix is .* must be small letters/]
      ] as const) {
        const error = yield* Effect.flip(Effect.scoped(PostgresStore.open(options)))
        assert.match(error.message, what)
      }
    }).pipe(Effect.provide(database.client()))
  )

  it.live("makes its tables once, by however many processes at once, under any prefix", () =>
    Effect.gen(function* () {
      const migrate = PostgresStore.migrate({ prefix: "mine_" })
      yield* Effect.forEach([1, 2, 3, 4], () => migrate, { concurrency: "unbounded" })
      const sql = yield* SqlClient.SqlClient
      const tables = yield* sql<{ name: string }>`select table_name as name from information_schema.tables
        where table_name like 'mine\\_%' order by 1`
      assert.deepStrictEqual(
        tables.map(({ name }) => name),
        ["mine_account", "mine_duration", "mine_work"]
      )
    }).pipe(Effect.provide(database.client()))
  )

  it.live("writes entries that wait at the same time with one statement", () =>
    Effect.gen(function* () {
      const context = yield* openAll({ account: "group", lease: "none" })
      const store = Context.get(context, TaskStore.TaskStore)
      const sql = Context.get(context, SqlClient.SqlClient)
      const names = Array.from({ length: 300 }, (_, n) => `n${n}`)
      const transactions = Effect.map(
        sql<{
          count: number
        }>`select count(distinct xmin::text)::int as count from errand_work where account = 'group'`,
        ([row]) => row?.count ?? 0
      )
      yield* Effect.forEach(names, (name) => store.append(intended(name)), { concurrency: "unbounded" })
      assert.isAtMost(yield* transactions, 2)
    })
  )

  it.live("opens with its open works alone, however many were delivered, and still knows their keys", () =>
    Effect.gen(function* () {
      const context = yield* openAll({ account: "many", lease: "none" })
      const sql = Context.get(context, SqlClient.SqlClient)
      const store = Context.get(context, TaskStore.TaskStore)
      yield* store.append(intended("open"))
      const [work] = yield* sql<{ work: string }>`select work from errand_work where account = 'many'`
      yield* sql`insert into errand_work (account, id, state, provider, kind, endpoint, key, task, changed, work)
        select 'many', 'done ' || n, 'delivered', 'a', 'task', 'e', 'k' || n, 't' || n, '2026-01-01', replace(
          replace(${work?.work ?? ""}, '"id":"a:task:e:open"', '"id":"done ' || n || '"'), '"intended"', '"delivered"'
        ) from generate_series(1, 50000) n`
      const later = yield* storeOf({ account: "many", lease: "none" })
      assert.lengthOf(yield* later.open, 1)
      assert.strictEqual((yield* later.work("done 50000"))?.state, "delivered")
    })
  )
})

const openAll = (options: PostgresStore.Options) =>
  Layer.build(Layer.provideMerge(Layer.orDie(PostgresStore.layer(options)), database.client()))

const intended = (nonce: string) =>
  ({
    _tag: "Intended",
    v: 1,
    at: "2026-01-01T00:00:00.000Z",
    work: `a:task:e:${nonce}`,
    provider: "a",
    kind: "task",
    endpoint: "e",
    nonce,
    since: "2026-01-01T00:00:00.000Z"
  }) as const
