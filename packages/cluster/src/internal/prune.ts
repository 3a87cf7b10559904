/** Forgets errands that were answered long ago. The one place that knows the cluster's tables. */
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Snowflake from "effect/cluster/Snowflake"
import * as MachineId from "effect/cluster/MachineId"
import * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"

/** How many messages one statement deletes at most, so that it holds its locks for a short time. */
const maxBatch = 1000

/**
 * Deletes the messages of this account to these entities whose answer is older than this, with
 * their answers. Tells how many errands, cancels and the like were forgotten.
 */
export const prune = Effect.fnUntraced(function* (
  account: string,
  entityTypes: ReadonlyArray<string>,
  keepFor: Duration.Duration
): Effect.fn.Return<number, SqlError, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const timestamp = DateTime.toEpochMillis(DateTime.subtractDuration(yield* DateTime.now, keepFor))
  // An id begins with the time at which it was made.
  const before = String(Snowflake.make({ timestamp, machineId: MachineId.make(0), sequence: 0 }))
  let total = 0
  while (true) {
    const [{ count } = { count: 0 }] = yield* sql<{ readonly count: number }>`with old as (
        select message.request_id from cluster_messages message
        join cluster_replies reply on reply.request_id = message.request_id and reply.kind = 0
        where message.id = message.request_id and message.processed and message.entity_id = ${account}
          and ${sql.in("message.entity_type", entityTypes)} and reply.id < ${before}::bigint
        limit ${maxBatch}
      ), replies as (
        delete from cluster_replies using old where cluster_replies.request_id = old.request_id
      ), messages as (
        delete from cluster_messages using old where cluster_messages.request_id = old.request_id
      ) select count(*)::int as count from old`
    total += count
    if (count < maxBatch) return total
  }
})
