import type { ClientOptions, useDatabase } from "@errand/testkit/database"
import type { TaskStore } from "@errand/core"
import type { Context, Effect, Scope } from "effect"
import { Layer } from "effect"
import type * as SqlClient from "effect/sql/SqlClient"
import { PostgresStore } from "../../src/index.ts"

/** A process: a client and a store of its own, until the scope closes. */
export const openStore = (
  database: ReturnType<typeof useDatabase>,
  options: PostgresStore.Options,
  more?: ClientOptions
): Effect.Effect<Context.Context<TaskStore.TaskStore | SqlClient.SqlClient>, never, Scope.Scope> =>
  Layer.build(Layer.provideMerge(Layer.orDie(PostgresStore.layer(options)), database.client(more)))
