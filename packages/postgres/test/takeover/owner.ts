/**
 * One of several copies of a program: it does the orders of an account, as soon as it has the
 * account. Its handler writes to the database in the transaction of the delivery.
 */
import { PgClient } from "@effect/sql-pg"
import { BrowserUse } from "@errand/browser-use"
import { Cadence, Task, TaskStore } from "@errand/core"
import type { OutcomeDelivery } from "@errand/core"
import { PostgresStore } from "@errand/postgres"
import { Duration, Effect, Layer, Redacted } from "effect"
import * as SqlClient from "effect/sql/SqlClient"

export interface Orders {
  readonly databaseUrl: string
  readonly baseUrl: string
  readonly apiKey: string
  readonly total: number
  /** How long the account stays with an owner that gives no sign of life. */
  readonly leaseMillis: number
  /** Says "in the handler" in the middle of the first transaction, and stays there for ever. */
  readonly stalls?: boolean
}

const run = ({ apiKey, baseUrl, databaseUrl, leaseMillis, stalls = false, total }: Orders) => {
  const database = PgClient.layer({
    url: Redacted.make(databaseUrl),
    maxConnections: 6,
    startupParameters: PostgresStore.startupParameters
  })
  const program = Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const store = yield* TaskStore.TaskStore
    console.log("has the account")
    const provider = BrowserUse.make({ apiKey: Redacted.make(apiKey), baseUrl })
    const handler = (_: unknown, { id }: OutcomeDelivery.Delivery) => {
      const write = sql`insert into effect (work) values (${id})`
      const stall = Effect.andThen(
        Effect.sync(() => console.log("in the handler")),
        Effect.never
      )
      return stalls ? Effect.andThen(write, stall) : write
    }
    const doOne = Effect.fnUntraced(function* (n: number) {
      const task = yield* Task.start(provider, { task: `order ${n}` }, { key: `order-${n}`, lag: "2 seconds" })
      yield* Task.deliver(task, handler, { record: "with" })
    })
    const work = Effect.gen(function* () {
      yield* Task.recover(provider, handler, { record: "with", lag: "2 seconds" })
      const keys = new Set((yield* store.works).flatMap(({ key, state }) => (state === "delivered" ? [key] : [])))
      const missing = Array.from({ length: total }, (_, n) => n).filter((n) => !keys.has(`order-${n}`))
      yield* Effect.forEach(missing, doOne, { concurrency: 20, discard: true })
    })
    // Whoever has lost the account ends at once: a rollback would wait for a database that is away.
    const end = Effect.catch(store.lost, (error) =>
      Effect.sync(() => {
        console.log(`failed: ${String(error)}`)
        process.exit(3)
      })
    )
    yield* Effect.raceFirst(work, end)
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.make({ first: "200 millis", cap: "1 second", outage: "1 second" })),
    Effect.provide(
      Layer.provideMerge(PostgresStore.layer({ account: "orders", lease: Duration.millis(leaseMillis) }), database)
    )
  )
  // What a container's host sends: the program ends as after an interruption.
  const told = new AbortController()
  process.once("SIGTERM", () => told.abort())
  return Effect.runPromiseExit(program, { signal: told.signal })
}

const orders: Orders = JSON.parse(process.argv[2] ?? "{}")
const exit = await run(orders)
if (exit._tag === "Failure") console.log(`failed: ${String(exit.cause)}`)
process.exit(exit._tag === "Success" ? 0 : 3)
