/** A machine of the fleet. Its one argument is JSON: the orders. It ends when it is told to. */
import { NodeClusterSocket } from "@effect/platform-node"
import { PgClient } from "@effect/sql-pg"
import { BrowserUse } from "@errand/browser-use"
import { BrowserAct } from "@errand/browseract"
import { Errands } from "@errand/cluster"
import { Cadence } from "@errand/core"
import type { Outcome, OutcomeDelivery } from "@errand/core"
import { runMain } from "@errand/core/node"
import { PostgresStore } from "@errand/postgres"
import { Effect, Layer, Logger, Option, References, Redacted } from "effect"
import { RunnerAddress } from "effect/cluster"
import * as SqlClient from "effect/sql/SqlClient"
import type { Orders, Said } from "./orders.ts"
import { actErrandsOf, errandsOf } from "./orders.ts"

const orders: Orders = JSON.parse(process.argv[2] ?? "{}")
const { accounts, actAccounts, apiKey, baseUrl, browserActUrl, databaseUrl, handlerMillis, machine, port } = orders

const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`)

const fetchAndSay: typeof fetch = (input, init) => {
  if ((init?.method ?? (input instanceof Request ? input.method : "GET")) !== "GET")
    say({ what: "request", at: Date.now() })
  return fetch(input, init)
}

const database = PgClient.layer({
  url: Redacted.make(databaseUrl),
  maxConnections: 10,
  startupParameters: PostgresStore.startupParameters
})

const cluster = NodeClusterSocket.layer({
  shardingConfig: { ...Errands.quick, runnerAddress: Option.some(RunnerAddress.make("127.0.0.1", port)) }
})

const writeEffect =
  (account: string) =>
  (outcome: Outcome.Outcome<unknown, unknown>, { id, key }: OutcomeDelivery.Delivery) =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`insert into effect (work, key, account, machine, ended)
        values (${id}, ${key ?? ""}, ${account}, ${machine}, ${outcome._tag})`
      yield* Effect.sleep(handlerMillis)
    })

const options = { lag: "2 seconds" } as const
const machines = [
  ...accounts.map((account) => errandsOf(account).layer(writeEffect(account), options)),
  ...actAccounts.map((account) => actErrandsOf(account).layer(writeEffect(account), options))
]

const service = {
  apiKey: Redacted.make(apiKey),
  fetch: fetchAndSay,
  ...(orders.requestTimeoutMillis !== undefined && { timeout: orders.requestTimeoutMillis })
}
const services = Layer.merge(
  BrowserUse.layer({ ...service, baseUrl }),
  BrowserAct.layer({ ...service, baseUrl: browserActUrl })
)

const [first, ...others] = machines
if (first === undefined) throw new Error("there is no account")

runMain(
  Layer.launch(
    Layer.merge(Layer.mergeAll(first, ...others), Layer.effectDiscard(Effect.sync(() => say({ what: "ready" })))).pipe(
      Layer.provide([services, cluster]),
      Layer.provide(database)
    )
  ).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.make({ first: "200 millis", cap: "1 second", outage: "1 second" })),
    Effect.provideService(References.MinimumLogLevel, "Warn"),
    Effect.provide(Logger.layer([]))
  )
)
