/** The tables, and how they come into being. */
import * as Effect from "effect/Effect"
import * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"

/** The names of the tables of one prefix. */
export interface Tables {
  /** One row for each account: who writes for it, and since which takeover. */
  readonly accounts: string
  /** One row for each piece of work. */
  readonly works: string
  /** How long tasks take, by the names that the look-out gives. */
  readonly durations: string
}

/** The tables whose names begin with this. */
export const named = (prefix: string): Tables => ({
  accounts: `${prefix}account`,
  works: `${prefix}work`,
  durations: `${prefix}duration`
})

/** One lock of the database for all who make tables: any number that others are unlikely to use. */
const migrationLock = 720_713_911

/**
 * Makes what is missing, and changes nothing that is there. Several processes may do so at the same
 * time: the others wait.
 */
export const migrate = ({ accounts, durations, works }: Tables): Effect.Effect<void, SqlError, SqlClient.SqlClient> =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    sql.withTransaction(
      Effect.gen(function* () {
        yield* sql`select pg_advisory_xact_lock(${migrationLock})`
        yield* sql`create table if not exists ${sql(accounts)} (
          account text primary key,
          epoch bigint not null,
          owner text not null,
          expires timestamptz not null
        )`
        yield* sql`create table if not exists ${sql(works)} (
          account text not null,
          id text not null,
          position bigint generated always as identity,
          state text not null,
          provider text not null,
          kind text not null,
          endpoint text not null,
          key text,
          task text,
          changed text not null,
          work text not null,
          primary key (account, id)
        )`
        yield* sql`create index if not exists ${sql(`${works}_open`)} on ${sql(works)} (account, position)
          where state not in ('refused', 'delivered')`
        yield* sql`create index if not exists ${sql(`${works}_task`)} on ${sql(works)}
          (account, provider, kind, endpoint, changed) where task is not null`
        yield* sql`alter table ${sql(works)} add column if not exists allowance text`
        yield* sql`create index if not exists ${sql(`${works}_allowance`)} on ${sql(works)} (allowance, changed)
          where allowance is not null`
        yield* sql`create table if not exists ${sql(durations)} (name text primary key, value text not null)`
      })
    )
  )
