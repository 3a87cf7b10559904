/** The rows of one account's works: reading them, and writing them with the check of the epoch. */
import type { StoreError } from "@errand/core/StoreError"
import type { Owner, Work } from "@errand/core/TableBackend"
import * as TableBackend from "@errand/core/TableBackend"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import type { Fragment } from "effect/sql/Statement"
import type { Ownership } from "./ownership.ts"
import * as Errors from "./storeError.ts"
import type { Tables } from "./tables.ts"

/** What can be asked of the rows of one account. */
export interface WorkRows {
  readonly open: Effect.Effect<ReadonlyArray<Work>, StoreError>
  readonly all: Effect.Effect<ReadonlyArray<Work>, StoreError>
  readonly byIds: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Work>, StoreError>
  readonly withTask: (owner: Owner, since: DateTime.Utc) => Effect.Effect<ReadonlyArray<Work>, StoreError>
  readonly ofTask: (owner: Owner, task: string) => Effect.Effect<Work | undefined, StoreError>
  /** Writes all of them, or nothing where the epoch is over: tells which. */
  readonly write: (works: ReadonlyArray<Work>) => Effect.Effect<boolean, SqlError>
  /** Tells how many rows there are, and which of them were deleted. */
  readonly compact: (
    before: DateTime.Utc,
    doubts: ReturnType<typeof TableBackend.doubts>
  ) => Effect.Effect<{ readonly before: number; readonly gone: ReadonlyArray<string> }, StoreError>
}

const decode = Schema.decodeEffect(TableBackend.FromString)
const encode = Schema.encodeSync(TableBackend.FromString)

// Many values go as one JSON text: the client cannot tell the type of an array of nothing but
// nulls.
const toRow = (work: Work) => ({
  id: work.id,
  state: work.state,
  provider: work.provider,
  kind: work.kind,
  endpoint: work.endpoint,
  key: work.key,
  task: work.ref?.id,
  changed: work.at,
  work: encode(work)
})

const toDoubt = ({ since, work: { endpoint, kind, provider } }: ReturnType<typeof TableBackend.doubts>[number]) => ({
  provider,
  kind,
  endpoint,
  since
})

/** The rows of the account that this process writes for. */
export const make = (
  tables: Tables,
  { account, epoch }: Ownership
): Effect.Effect<WorkRows, never, SqlClient.SqlClient> =>
  Effect.map(SqlClient.SqlClient, (sql) => {
    const works = sql(tables.works)
    // The row of the account is held until the statement is over: no other process can take the
    // account in the middle of it.
    const mine = sql`mine as (
      select 1 from ${sql(tables.accounts)} where account = ${account} and epoch = ${epoch}::bigint for share
    )`
    const read = (condition: Fragment) =>
      sql<{ readonly id: string; readonly work: string }>`select id, work from ${works}
        where account = ${account} and ${condition} order by position`.pipe(
        Errors.orUnavailable("read"),
        Effect.flatMap((rows) =>
          Effect.forEach(rows, ({ id, work }) =>
            Effect.mapError(decode(work), (error) => Errors.corrupt(tables.works, id, error.message))
          )
        )
      )
    return {
      open: read(sql`state not in ('refused', 'delivered')`),
      all: read(sql`true`),
      byIds: (ids) => read(sql`id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`),
      withTask: ({ endpoint, kind, name }, since) =>
        read(sql`provider = ${name} and kind = ${kind} and endpoint = ${endpoint} and task is not null
          and changed >= ${DateTime.formatIso(since)}`),
      ofTask: ({ endpoint, kind, name }, task) =>
        Effect.map(
          read(sql`provider = ${name} and kind = ${kind} and endpoint = ${endpoint} and task = ${task}`),
          ([work]) => work
        ),
      write: (all) =>
        Effect.map(
          sql`with ${mine}
            insert into ${works} (account, id, state, provider, kind, endpoint, key, task, changed, work)
            select ${account}, row.*
            from mine, jsonb_to_recordset(${JSON.stringify(all.map(toRow))}::jsonb) as row(
              id text, state text, provider text, kind text, endpoint text, key text, task text, changed text, work text
            )
            on conflict (account, id) do update set
              state = excluded.state, key = excluded.key, task = excluded.task,
              changed = excluded.changed, work = excluded.work
            returning 1`,
          (rows) => rows.length === all.length
        ),
      compact: (before, doubts) =>
        sql<{ readonly total: number; readonly gone: ReadonlyArray<string> | null }>`with ${mine},
          doubt as (
            select * from jsonb_to_recordset(${JSON.stringify(doubts.map(toDoubt))}::jsonb)
              as doubt(provider text, kind text, endpoint text, since text)
          ),
          gone as (
            delete from ${works} using mine
            where account = ${account} and state in ('refused', 'delivered')
              and (key is null or changed < ${DateTime.formatIso(before)})
              and not (task is not null and exists (
                select 1 from doubt where doubt.provider = ${works}.provider and doubt.kind = ${works}.kind
                  and doubt.endpoint = ${works}.endpoint and ${works}.changed >= doubt.since
              ))
            returning id
          )
          select (select count(*) from ${works} where account = ${account})::int as total,
            (select array_agg(id) from gone) as gone
          from mine`.pipe(
          Errors.orUnavailable("compact"),
          Effect.flatMap(([result]) =>
            result === undefined
              ? Effect.fail(Errors.lost("compact", account))
              : Effect.succeed({ before: result.total, gone: result.gone ?? [] })
          )
        )
    }
  })
