/**
 * Browser Use Cloud v2 as a provider of tasks, with its native client for everything that tasks do
 * not have in common.
 */
import type * as Api from "@errand/browser-use-types/v2"
import * as Account from "@errand/core/Account"
import type * as Lookout from "@errand/core/Lookout"
import type {
  Continuable,
  Findable,
  HasFiles,
  Listable,
  ListQuery,
  Provider,
  SharedAccount
} from "@errand/core/Provider"
import type * as Slots from "@errand/core/Slots"
import { BadResponse } from "@errand/core/ProviderError"
import { at, isAboutAnother } from "@errand/http/Answer"
import * as Connection from "@errand/http/Connection"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Client from "./Client.ts"
import type { Input } from "./internal/input.ts"
import * as LiveUrl from "./internal/liveUrl.ts"
import { fail, from, name } from "./internal/providerError.ts"
import { sessionLimit } from "./internal/sessionLimit.ts"
import * as Start from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"

export type { Input } from "./internal/input.ts"
export { metadataKey, nonceKey } from "./internal/tag.ts"
export { meanings } from "./internal/translate.ts"

/**
 * A task as the service shows it: the `raw` of snapshots and outcomes. Named, so that editors show
 * the name.
 */
export interface TaskView extends Api.TaskView {}

/**
 * Tasks of Browser Use: they can be listed, be found by their key, leave files, and follow one
 * another in a session that is kept alive. They cannot be paused or resumed.
 */
export interface BrowserUseProvider extends Provider<Input, TaskView>, Continuable<Input>, HasFiles, Listable {
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
export interface Options extends Client.Options, Connection.Account {
  /**
   * Another provider of the same account, such as that of v4: the limits are the account's, so the
   * two wait in one queue of starts and spend one budget of requests.
   */
  readonly shareWith?: SharedAccount | undefined
}

/** The provider as a service. */
export class BrowserUse extends Context.Service<BrowserUse, BrowserUseProvider>()("@errand/browser-use/BrowserUse") {}

/** A provider. Makes no request. */
export const make = (options: Options): BrowserUseProvider => {
  const client = Client.make(options)
  const addLiveUrl = LiveUrl.make(client)
  return {
    name,
    kind: "task",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    pageMax: 100,
    ...Start.make(client),
    findsBy: "nonce",
    ...Account.make({ provider: name, shareWith: options.shareWith, limit: sessionLimit(client) }),
    status: (id) =>
      client.tasks.status(path(id)).pipe(
        Effect.mapError(from("status")),
        Effect.flatMap((view) => read("status", id, view, Translate.look))
      ),
    snapshot: (id, options) =>
      client.tasks.get(path(id)).pipe(
        Effect.mapError(from("snapshot")),
        Effect.flatMap((view) => read("snapshot", id, view, Translate.snapshot)),
        Effect.flatMap((seen) => (options?.wantsLiveUrl === true ? addLiveUrl(seen) : Effect.succeed(seen)))
      ),
    cancel: (id, limits) => RetryPolicy.within(limits?.within ?? Duration.infinity)(cancel(client, id)),
    list: (query) => listTasks(client, query),
    inSession: (input, sessionId) => ({ ...input, sessionId }),
    file: (id, file) =>
      Stream.mapError(client.files.download({ path: { task_id: id, file_id: file.id } }), from("file"))
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserUse> => Layer.sync(BrowserUse, () => make(options))

/**
 * The provider from `Config`: `BROWSER_USE_API_KEY`, and `BROWSER_USE_BASE_URL` where it is set.
 */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<BrowserUse, Config.ConfigError> =>
  Layer.effect(BrowserUse, Effect.map(Client.config(given), make))

/** Stops the task. The answer does not tell a task that was stopped now from one that had been. */
const cancel = (client: Client.Client, id: string) =>
  client.tasks.update({ ...path(id), body: { action: "stop" } }).pipe(
    Effect.mapError(from("cancel")),
    Effect.flatMap((view) =>
      read("cancel", id, view, () => {
        const after = Translate.look(view)?.status.state
        // It ended by itself before the stop.
        return after === "completed" || after === "failed" ? "already-over" : "requested"
      })
    )
  )

/**
 * One page; what cannot be read in it is left out. Browser Use filters by one status only, so the
 * `running` are those that were started.
 */
const listTasks = (client: Client.Client, { limit, page, running, since }: ListQuery) => {
  const query = {
    pageNumber: page,
    pageSize: limit,
    ...(running === true && { filterBy: "started" as const }),
    ...(since !== undefined && { after: DateTime.formatIso(since) })
  }
  return Effect.flatMap(Effect.mapError(client.tasks.list({ query }), from("list")), (found) => {
    const items = at(found, "items")
    return orFail("list", Array.isArray(items) ? items.flatMap(Translate.listed) : undefined)
  })
}

const path = (id: string) => ({ path: { task_id: id } })

/**
 * What an answer about a task holds; an error where it is about another one, or does not hold what
 * it must.
 */
const read = <A, B>(operation: string, id: string, view: A, how: (view: A) => B | undefined) => {
  if (isAboutAnother(at(view, "id"), id)) return badResponse(operation, "the answer is about another task")
  return orFail(operation, how(view))
}

const orFail = <A>(operation: string, found: A | undefined) =>
  found === undefined ? badResponse(operation, "the answer does not hold what it must") : Effect.succeed(found)

const badResponse = (operation: string, message: string) => Effect.fail(fail(operation, new BadResponse({ message })))
