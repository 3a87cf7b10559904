/** Machines in this process that share a database, each with its own client and its own port. */
import { NodeClusterSocket } from "@effect/platform-node"
import type { useDatabase } from "@errand/testkit/database"
import { freePort } from "@errand/testkit/freePort"
import { Effect, Layer, Option } from "effect"
import { RunnerAddress } from "effect/cluster"
import { Errands } from "../../src/index.ts"

/** The cluster as a machine sees it, with its client of the database. */
export const machine = (database: ReturnType<typeof useDatabase>) =>
  Layer.unwrap(
    Effect.map(Effect.promise(freePort), (port) =>
      NodeClusterSocket.layer({
        shardingConfig: {
          ...Errands.quick,
          runnerAddress: Option.some(RunnerAddress.make("127.0.0.1", port))
        }
      })
    )
  ).pipe(Layer.orDie, Layer.provideMerge(database.client({ maxConnections: 8 })), Layer.fresh)

/** The cluster as a process sees it that does no errands. */
export const client = (database: ReturnType<typeof useDatabase>) =>
  NodeClusterSocket.layer({ clientOnly: true, shardingConfig: Errands.quick }).pipe(
    Layer.orDie,
    Layer.provideMerge(database.client()),
    Layer.fresh
  )
