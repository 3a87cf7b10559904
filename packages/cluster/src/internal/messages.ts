/** The messages of the errands in the cluster's storage. */
import type { PersistenceError } from "effect/cluster/ClusterError"
import * as EntityAddress from "effect/cluster/EntityAddress"
import * as EntityId from "effect/cluster/EntityId"
import * as MessageStorage from "effect/cluster/MessageStorage"
import type * as Reply from "effect/cluster/Reply"
import { Sharding } from "effect/cluster/Sharding"
import type { Snowflake } from "effect/cluster/Snowflake"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Do, type WorkEntity } from "./protocol.ts"

/** The message of this errand, where one was sent. */
export const find = Effect.fnUntraced(function* (
  { account, work }: { readonly account: string; readonly work: WorkEntity },
  key: string
): Effect.fn.Return<Option.Option<Snowflake>, PersistenceError, Sharding | MessageStorage.MessageStorage> {
  const sharding = yield* Sharding
  const storage = yield* MessageStorage.MessageStorage
  const entityId = EntityId.make(account)
  const shardId = sharding.getShardId(entityId, work.getShardGroup(entityId))
  const address = EntityAddress.make({ entityType: work.type, entityId, shardId })
  return yield* storage.requestIdForPrimaryKey({ address, tag: Do._tag, id: key })
})

/** The answer to a message, where it has one. */
export const answerTo = (
  id: Snowflake
): Effect.Effect<Option.Option<Reply.WithExitEncoded["exit"]>, PersistenceError, MessageStorage.MessageStorage> =>
  MessageStorage.MessageStorage.use((storage) =>
    storage.repliesForUnfiltered([id]).pipe(
      Effect.map((replies) => {
        const reply = replies.find((one) => one._tag === "WithExit")
        return reply?._tag === "WithExit" ? Option.some(reply.exit) : Option.none()
      }),
      Effect.catchTag("MalformedMessage", Effect.die)
    )
  )
