/**
 * One of several copies of a program: it does the orders of an account, as soon as it has the
 * account. Its handler writes to the database in the transaction of the delivery.
 */
import { PgClient } from "@effect/sql-pg"
import { BrowserUse } from "@errand/browser-use"
import { Cadence, Task, TaskStore } from "@errand/core"
import type { OutcomeDelivery } from "@errand/core"
import { PostgresStore } from "@errand/postgres"
import { Effect, Layer, Redacted } from "effect"
import * as SqlClient from "effect/sql/SqlClient"

export interface Orders {
  readonly databaseUrl: string
  readonly baseUrl: string
  readonly apiKey: string
  readonly total: number
}

const run = ({ apiKey, baseUrl, databaseUrl, total }: Orders) => {
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
    const handler = (_: unknown, { id }: OutcomeDelivery.Delivery) => sql`insert into effect (work) values (${id})`
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
    yield* Effect.raceFirst(work, store.lost)
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.make({ first: "200 millis", cap: "1 second", outage: "1 second" })),
    Effect.provide(Layer.provideMerge(PostgresStore.layer({ account: "orders", lease: "5 seconds" }), database))
  )
  return Effect.runPromiseExit(program)
}

const orders: Orders = JSON.parse(process.argv[2] ?? "{}")
const exit = await run(orders)
if (exit._tag === "Failure") console.log(`failed: ${String(exit.cause)}`)
process.exit(exit._tag === "Success" ? 0 : 3)
