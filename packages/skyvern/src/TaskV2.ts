/**
 * Tasks of Skyvern's engine 2.0, a kind of their own: they take a profile and tell their steps, but
 * keep no title, so a start whose answer was lost cannot be found and is `StartUnknown`.
 */
import type { HasFiles, Listable, Provider } from "@errand/core/Provider"
import type * as Lookout from "@errand/core/Lookout"
import type * as Slots from "@errand/core/Slots"
import type * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Client from "./Client.ts"
import type { InputV2 } from "./internal/input.ts"
import * as Start from "./internal/start.ts"
import * as Skyvern from "./Skyvern.ts"

export type { InputV2 as Input } from "./internal/input.ts"

/** Tasks of the engine 2.0: they can be listed, and leave files. Nothing finds a lost start. */
export interface TaskV2Provider extends Provider<InputV2, Skyvern.Run>, HasFiles, Listable {
  readonly name: "skyvern/v1"
  readonly kind: "task_v2"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  readonly list: Listable["list"]
  readonly pageMax: number
  /** The task runs of the API. */
  readonly client: Client.Client
}

/** The provider as a service. */
export class TaskV2 extends Context.Service<TaskV2, TaskV2Provider>()("@errand/skyvern/TaskV2") {}

/** A provider. Makes no request. */
export const make = (options: Skyvern.Options): TaskV2Provider => {
  const { cancel, client, endpoint, file, list, lookout, name, pageMax, slots, snapshot, status } =
    Skyvern.make(options)
  const shared = { cancel, client, endpoint, file, list, lookout, name, pageMax, slots, snapshot, status }
  return { ...shared, kind: "task_v2", ...Start.makeV2(client) }
}

/** The provider from plain options. */
export const layer = (options: Skyvern.Options): Layer.Layer<TaskV2> => Layer.sync(TaskV2, () => make(options))

/** The provider from `Config`: `SKYVERN_API_KEY`, and `SKYVERN_BASE_URL` where it is set. */
export const layerConfig = (given: Connection.Some<Skyvern.Options> = {}): Layer.Layer<TaskV2, Config.ConfigError> =>
  Layer.effect(TaskV2, Effect.map(Client.config(given), make))
