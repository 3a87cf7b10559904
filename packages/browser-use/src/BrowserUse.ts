/**
 * Browser Use Cloud v2 as a provider of tasks, with its native client for everything that tasks do not have in common.
 */
import type * as Api from "@errand/browser-use-types/v2"
import * as Lookout from "@errand/core/Lookout"
import type { Findable, HasFiles, Listable, ListQuery, Provider } from "@errand/core/Provider"
import * as Slots from "@errand/core/Slots"
import { BadResponse, ProviderError } from "@errand/core/ProviderError"
import * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import type { BrowserUseError } from "./BrowserUseError.ts"
import * as Client from "./Client.ts"
import { limit } from "./internal/limit.ts"
import { name, providerError } from "./internal/providerError.ts"
import * as Start from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"
import { at } from "./internal/unknown.ts"

export { metadataKey, nonceKey } from "./internal/tag.ts"
export { meanings } from "./internal/translate.ts"

/** What a task is made of: the generated request. Only `task` is required. */
export type Input = Api.CreateTaskRequest

/** A task as the service shows it: the `raw` of snapshots and outcomes. Named, so that editors show the name. */
export interface TaskView extends Api.TaskView {}

/**
 * Tasks of Browser Use: they can be listed, be found by their key, and leave files. They cannot be paused or resumed.
 */
export interface BrowserUseProvider extends Provider<Input, TaskView>, HasFiles, Listable {
  readonly name: "browser-use/v2"
  readonly kind: "task"
  readonly find: Findable<Input>["find"]
  readonly findsBy: "nonce"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  readonly list: Listable["list"]
  readonly pageMax: number
  /** The whole API: sessions, uploads, profiles, skills, the account. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options {
  /**
   * A name for the account, so that refs stay good when its key is replaced. Without one the key stands for the account.
   */
  readonly account?: string
}

/** The provider as a service. */
export class BrowserUse extends Context.Service<BrowserUse, BrowserUseProvider>()("@errand/browser-use/BrowserUse") {}

/** A provider. Makes no request. */
export const make = (options: Options): BrowserUseProvider => {
  const client = Client.make(options)
  const lookout = Lookout.make()
  return {
    name,
    kind: "task",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    pageMax: 100,
    ...Start.make(client),
    findsBy: "nonce",
    slots: Slots.make({
      provider: name,
      limit: limit(client),
      onLimited: (retryAfter) => Lookout.rateLimited(lookout, retryAfter)
    }),
    lookout,
    status: (id) =>
      Effect.flatMap(failing("status", client.tasks.status(path(id))), (view) =>
        readable("status", Translate.look(view))
      ),
    snapshot: (id) =>
      Effect.flatMap(failing("snapshot", client.tasks.get(path(id))), (view) =>
        readable("snapshot", Translate.snapshot(view))
      ),
    cancel: (id) => cancel(client, id),
    list: (query) => listTasks(client, query),
    file: (id, file) =>
      Stream.mapError(client.files.download({ path: { task_id: id, file_id: file.id } }), (error) =>
        providerError(name, "file", error)
      )
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserUse> => Layer.sync(BrowserUse, () => make(options))

/** The provider from `Config`: `BROWSER_USE_API_KEY`, and `BROWSER_USE_BASE_URL` where it is set. */
export const layerConfig = (overrides: Partial<Options> = {}): Layer.Layer<BrowserUse, Config.ConfigError> =>
  Layer.effect(
    BrowserUse,
    Effect.map(Client.config(overrides), (found) => make({ ...overrides, ...found }))
  )

/** Stops the task. The answer does not tell a task that was stopped now from one that had been. */
const cancel = (client: Client.Client, id: string) =>
  Effect.map(failing("cancel", client.tasks.update({ ...path(id), body: { action: "stop" } })), (view) => {
    const after = Translate.look(view)?.status.state
    // It ended by itself before the stop.
    return after === "completed" || after === "failed" ? "already-over" : "requested"
  })

/** One page; what cannot be read in it is left out. Browser Use filters by one status only, so the `running` are those that were started. */
const listTasks = (client: Client.Client, { limit, page, running, since }: ListQuery) => {
  const query = {
    pageNumber: page,
    pageSize: limit,
    ...(running === true && { filterBy: "started" as const }),
    ...(since !== undefined && { after: DateTime.formatIso(since) })
  }
  return Effect.flatMap(failing("list", client.tasks.list({ query })), (found) => {
    const items = at(found, "items")
    return readable("list", Array.isArray(items) ? items.flatMap(Translate.listed) : undefined)
  })
}

const path = (id: string) => ({ path: { task_id: id } })

const failing = <A>(operation: string, self: Effect.Effect<A, BrowserUseError>) =>
  Effect.mapError(self, (error) => providerError(name, operation, error))

const bad = (operation: string, message: string) =>
  new ProviderError({ provider: name, operation, reason: new BadResponse({ message }) })

const readable = <A>(operation: string, read: A | undefined) =>
  read === undefined ? Effect.fail(bad(operation, "the answer does not hold what it must")) : Effect.succeed(read)
