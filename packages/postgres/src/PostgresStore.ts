/**
 * A store of tasks in PostgreSQL, for programs that run on more than one machine. One process at a
 * time writes for an account; a process that was taken for dead, and was not, changes nothing,
 * sends nothing and asks no handler.
 */
import * as Lookout from "@errand/core/Lookout"
import { BadOption, StoreError } from "@errand/core/StoreError"
import * as TaskStore from "@errand/core/TaskStore"
import * as StoreTransaction from "@errand/core/StoreTransaction"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as SqlClient from "effect/sql/SqlClient"
import * as Ownership from "./internal/ownership.ts"
import * as Errors from "./internal/storeError.ts"
import * as Table from "./internal/table.ts"
import * as Tables from "./internal/tables.ts"

/** Options of {@link migrate}. */
export interface TableOptions {
  /** What the names of the tables begin with. Default `errand_`. */
  readonly prefix?: string | undefined
}

/** Options of {@link open} and {@link layer}. */
export interface Options extends TableOptions {
  /**
   * Whose tasks these are: any text, such as the name of the account at the service. One process at
   * a time writes for it.
   */
  readonly account: string
  /**
   * How long a process that gives no sign of life keeps the account; after that, one that stands by
   * takes over. At least 5 seconds. `"none"`: opening takes the account at once, because an engine
   * such as Effect Cluster sees to it that there is one owner. Default 10 seconds.
   */
  readonly lease?: Duration.Input | "none" | undefined
}

/**
 * What each connection must be told, as `startupParameters` of `PgClient`: a process that freezes
 * in the middle of a transaction must not keep its locks, or no other could take over.
 */
export const startupParameters = {
  idle_in_transaction_session_timeout: "5s",
  lock_timeout: "10s"
} as const

/**
 * Makes the tables that are missing. Safe to run at each start, and by several processes at once.
 */
export const migrate = (options: TableOptions = {}): Effect.Effect<void, StoreError, SqlClient.SqlClient> =>
  Effect.flatMap(tablesOf(options), (tables) => Tables.migrate(tables).pipe(Errors.orUnavailable("open")))

/**
 * The store of one account, until the scope closes; then the account is free at once. Waits while
 * another process has it. Needs the tables of {@link migrate}, and connections with
 * {@link startupParameters}: it refuses others.
 */
export const open = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<
  Context.Context<TaskStore.TaskStore | StoreTransaction.StoreTransaction>,
  StoreError,
  SqlClient.SqlClient | Scope.Scope
> {
  const tables = yield* tablesOf(options)
  const lease = yield* leaseOf(options)
  if (options.account.trim() === "") return yield* badOption("the option account is empty, and must be a name")
  yield* checkConnection
  const owned = yield* Ownership.take(tables, options.account, lease)
  const { table, transaction } = yield* Table.make(tables, owned)
  return Context.make(TaskStore.TaskStore, TaskStore.makeFromTable(table)).pipe(
    Context.add(StoreTransaction.StoreTransaction, StoreTransaction.StoreTransaction.of(transaction))
  )
})

/**
 * The store of one account as a layer, for a program with one account. It makes the tables that are
 * missing, and is ready when this process has the account.
 */
export const layer = (
  options: Options
): Layer.Layer<TaskStore.TaskStore | StoreTransaction.StoreTransaction, StoreError, SqlClient.SqlClient> =>
  Layer.effectContext(Effect.andThen(migrate(options), open(options)))

/**
 * What the look-out has learned of how long tasks take, in a table: a process that takes over knows
 * it. Needs the tables of {@link migrate}.
 */
export const layerDurations = (
  options: TableOptions = {}
): Layer.Layer<Lookout.Durations, StoreError, SqlClient.SqlClient> =>
  Layer.effect(
    Lookout.Durations,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const table = sql((yield* tablesOf(options)).durations)
      return Lookout.Durations.of({
        get: (key) =>
          Effect.map(
            sql<{ readonly value: string }>`select value from ${table} where name = ${key}`,
            ([row]) => row?.value
          ),
        set: (key, value) => sql`insert into ${table} (name, value) values (${key}, ${value})
          on conflict (name) do update set value = excluded.value`
      })
    })
  )

const badOption = (message: string) =>
  Effect.fail(new StoreError({ operation: "open", reason: new BadOption({ message }) }))

/** Names that need no quotes, so that they read the same in every tool. */
const tablesOf = ({ prefix = "errand_" }: TableOptions) =>
  /^[a-z_][a-z0-9_]{0,40}$/.test(prefix)
    ? Effect.succeed(Tables.named(prefix))
    : badOption(
        `the option prefix is ${JSON.stringify(prefix)}, and must be small letters, digits and underscores, at most 41`
      )

const leaseOf = ({ lease = "10 seconds" }: Options): Effect.Effect<Duration.Duration | undefined, StoreError> => {
  if (lease === "none") return Effect.undefined
  const duration = Duration.fromInput(lease)
  const millis = duration._tag === "None" ? NaN : Duration.toMillis(duration.value)
  return millis >= 5000 && millis <= 3_600_000
    ? Effect.succeed(Duration.millis(millis))
    : badOption(
        `the option lease is ${typeof lease === "object" ? JSON.stringify(lease) : lease}, and must be "none" or between 5 seconds and an hour`
      )
}

/** How long a frozen process may keep its locks at the most, in milliseconds. */
const maxIdleInTransactionMillis = 30_000

const checkConnection = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const [found] = yield* sql<{ readonly millis: number }>`
    select setting::int as millis from pg_settings where name = 'idle_in_transaction_session_timeout'`.pipe(
    Errors.orUnavailable("open")
  )
  const millis = found?.millis ?? 0
  if (millis > 0 && millis <= maxIdleInTransactionMillis) return
  return yield* badOption(
    `connections have idle_in_transaction_session_timeout ${millis} ms, and a process that freezes would keep its ` +
      `locks; give PgClient the startupParameters of PostgresStore, or set it to at most ${maxIdleInTransactionMillis} ms`
  )
})
