/**
 * Machines in processes of their own, the simulator of a service, and a database: what the tests,
 * the soak and the benchmark of the cluster do harm to, and count.
 */
import { NodeClusterSocket } from "@effect/platform-node"
import { PgClient } from "@effect/sql-pg"
import { Errands } from "@errand/cluster"
import { PostgresStore } from "@errand/postgres"
import { Simulator } from "@errand/simulator"
import { freePort } from "@errand/testkit/freePort"
import { Context, Effect, Layer, Redacted, Schedule } from "effect"
import type { Scope } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import * as ChildProgram from "../childProgram.ts"
import type { Orders, Said } from "./orders.ts"

/** A machine of the fleet. */
export interface Machine {
  readonly name: string
  readonly pid: number
  /** Where other machines reach it, as `stats` tells it. */
  readonly address: string
  readonly signal: (name: NodeJS.Signals) => Effect.Effect<void>
  /** Ready, so that it may be given accounts. */
  readonly ready: Effect.Effect<void>
  /** Its exit code, when it has ended. */
  readonly ended: Effect.Effect<number | null>
  /** When it sent requests that may change something, in milliseconds since 1970. */
  readonly changes: Effect.Effect<ReadonlyArray<number>>
}

/** Options of {@link make}. */
export interface Options {
  /** An empty database. */
  readonly databaseUrl: string
  /** Accounts of Browser Use. */
  readonly accounts: ReadonlyArray<string>
  /** Accounts of BrowserAct. Default: none. */
  readonly actAccounts?: ReadonlyArray<string>
  readonly handlerMillis?: number
  /** How long a request may take, in milliseconds. Default: as long as the clients allow. */
  readonly requestTimeoutMillis?: number
  readonly simulator?: Simulator.Options
}

/** How a machine is started. */
export interface MachineOptions {
  /** Another way to the database, such as a proxy. */
  readonly databaseUrl?: string
}

/** What was done to whom, by the clock of the database. */
export interface Effects {
  readonly work: string
  readonly key: string
  readonly account: string
  readonly machine: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A process has taken an account. */
export interface Takeover {
  readonly account: string
  readonly epoch: number
  /** Milliseconds since 1970. */
  readonly at: number
}

const program = fileURLToPath(new URL("fleetProcess.ts", import.meta.url))

/** A client of the database. */
export const database = (url: string, maxConnections = 4) =>
  PgClient.layer({
    url: Redacted.make(url),
    maxConnections,
    startupParameters: PostgresStore.startupParameters
  })

/** A cluster as a process sees it that does no errands, with its client of the database. */
export const clientLayer = (url: string) =>
  NodeClusterSocket.layer({ clientOnly: true, shardingConfig: Errands.quick }).pipe(
    Layer.provideMerge(database(url)),
    Layer.fresh,
    Layer.orDie
  )

/** The service and the tables, without machines. All of it ends with the scope. */
export const make = Effect.fnUntraced(function* (options: Options) {
  const { accounts, actAccounts = [], databaseUrl, handlerMillis = 20, requestTimeoutMillis } = options
  const simulator = yield* Simulator.make(options.simulator)
  const context = yield* Layer.build(Layer.fresh(database(databaseUrl)))
  const sql = Context.get(context, SqlClient.SqlClient)
  yield* Effect.provideContext(PostgresStore.migrate(), context)
  yield* sql`create table effect (
    work text not null, key text not null, account text not null, machine text not null, ended text not null,
    at timestamptz not null default clock_timestamp()
  )`
  yield* sql`create table takeover (account text not null, epoch bigint not null,
    at timestamptz not null default clock_timestamp())`
  yield* sql`create function note_takeover() returns trigger language plpgsql as $$ begin
    insert into takeover (account, epoch) values (new.account, new.epoch); return new; end $$`
  yield* sql`create trigger note_takeover after insert or update of epoch on errand_account
    for each row execute function note_takeover()`

  const effects = sql<Effects>`select work, key, account, machine, (extract(epoch from at) * 1000)::float8 as at
    from effect order by at`
  const handled = Effect.map(
    sql<{ count: number }>`select count(*)::int as count from effect`,
    ([row]) => row?.count ?? 0
  )
  /** Waits until so many outcomes were handled. */
  const untilHandled = (count: number) =>
    Effect.repeat(handled, { until: (now) => now >= count, schedule: Schedule.spaced("50 millis") })
  return {
    simulator,
    sql,
    effects,
    handled,
    untilHandled,
    takeovers: sql<Takeover>`select account, epoch::int as epoch, (extract(epoch from at) * 1000)::float8 as at
      from takeover order by at`,
    /** By the clock of the database, in milliseconds since 1970. */
    now: Effect.map(
      sql<{ at: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`,
      ([row]) => row?.at ?? 0
    ),
    machine: (name: string, more: MachineOptions = {}): Effect.Effect<Machine, never, Scope.Scope> =>
      Effect.flatMap(Effect.promise(freePort), (port) =>
        startMachine({
          machine: name,
          databaseUrl: more.databaseUrl ?? databaseUrl,
          baseUrl: simulator.browserUse.baseUrl,
          browserActUrl: simulator.browserAct.baseUrl,
          apiKey: simulator.apiKey,
          port,
          accounts,
          actAccounts,
          handlerMillis,
          ...(requestTimeoutMillis !== undefined && { requestTimeoutMillis })
        })
      )
  }
})

/** The service, the tables, and how to start a machine. */
export type Fleet = Effect.Success<ReturnType<typeof make>>

/** Starts a machine; what is left of it is killed when the scope closes. */
const startMachine = (orders: Orders): Effect.Effect<Machine, never, Scope.Scope> =>
  Effect.map(
    ChildProgram.running(() =>
      spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "inherit"] })
    ),
    ({ child, ended }) => {
      const changes: Array<number> = []
      const ready = new Promise<void>((resolve) => {
        ChildProgram.listen<Said>(child, orders.machine, (said) => {
          if (said.what === "ready") resolve()
          else changes.push(said.at)
        })
      })
      return {
        name: orders.machine,
        pid: child.pid ?? 0,
        address: `127.0.0.1:${orders.port}`,
        signal: (name) => Effect.sync(() => void child.kill(name)),
        ready: Effect.promise(() => ready),
        ended: Effect.promise(() => ended),
        changes: Effect.sync(() => changes.slice())
      }
    }
  )

/** What came of the errands with these keys. Nothing was lost or done twice when all are empty. */
export interface Counts {
  /** Keys whose outcome was not handled. */
  readonly lost: ReadonlyArray<string>
  /** Keys with two tasks at the service. */
  readonly doubled: ReadonlyArray<string>
  /** Keys with two effects in the database. */
  readonly twice: ReadonlyArray<string>
  /** Tasks that were stopped at the service. */
  readonly stopped: ReadonlyArray<string>
}

/** Compares what was sent with what the service and the database know. Prompts are the keys. */
export const count = Effect.fnUntraced(function* (fleet: Fleet, keys: ReadonlyArray<string>) {
  const tasks = yield* fleet.simulator.tasks
  const effects = yield* fleet.effects
  const times = (all: ReadonlyArray<string>) => {
    const counts = new Map<string, number>()
    for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
    return counts
  }
  const started = times(tasks.map(({ start }) => start.prompt))
  const done = times(effects.map(({ key }) => key))
  const counts: Counts = {
    lost: keys.filter((key) => !done.has(key)),
    doubled: keys.filter((key) => (started.get(key) ?? 0) > 1),
    twice: keys.filter((key) => (done.get(key) ?? 0) > 1),
    stopped: tasks.flatMap(({ start, status }) => (status === "stopped" ? [start.prompt] : []))
  }
  return counts
})
