/**
 * Skyvern as a provider of tasks: its tasks run as `Task`s of `@errand/core`. Those of the engine
 * 2.0 are in `TaskV2`.
 */
import * as Account from "@errand/core/Account"
import type * as Lookout from "@errand/core/Lookout"
import type {
  Answerable,
  Findable,
  HasFiles,
  Listable,
  ListQuery,
  Provider,
  SharedAccount
} from "@errand/core/Provider"
import { BadResponse } from "@errand/core/ProviderError"
import type * as Slots from "@errand/core/Slots"
import { at, isAboutAnother, list, time } from "@errand/http/Answer"
import * as Connection from "@errand/http/Connection"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Api from "@errand/skyvern-types/v1"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Client from "./Client.ts"
import * as Answer from "./internal/answer.ts"
import { download } from "./internal/files.ts"
import type { Code, Input } from "./internal/input.ts"
import { maxPages } from "./internal/paged.ts"
import { fail, from, name } from "./internal/providerError.ts"
import * as Start from "./internal/start.ts"
import { timeline } from "./internal/timeline.ts"
import * as Translate from "./internal/translate.ts"

export type { Code, Input } from "./internal/input.ts"
export { meanings } from "./internal/translate.ts"

/**
 * A run as the service shows it: the `raw` of snapshots and outcomes. `run_type` tells which shape
 * it has, and `<redacted>` stands for headers and addresses that its start was given.
 */
export type Run = Api.GetRunSuccess

/**
 * Tasks of Skyvern: they can be listed, be found by their key, and leave files. They take the code
 * of a login, for which they wait as `running`, as an answer. They cannot be paused or resumed.
 */
export interface SkyvernProvider extends Provider<Input, Run>, Answerable<Code>, HasFiles, Listable {
  readonly name: "skyvern/v1"
  readonly kind: "task"
  readonly find: Findable<Input>["find"]
  readonly findsBy: "nonce"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  readonly list: Listable["list"]
  readonly pageMax: number
  /** The task runs of the API. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options, Connection.Account {
  /**
   * Another provider of the same account, such as that of `TaskV2`: the limits are the account's,
   * so the two wait in one queue of starts and spend one budget of requests.
   */
  readonly shareWith?: SharedAccount | undefined
}

/** The provider as a service. */
export class Skyvern extends Context.Service<Skyvern, SkyvernProvider>()("@errand/skyvern/Skyvern") {}

/** A provider. Makes no request. */
export const make = (options: Options): SkyvernProvider => {
  const client = Client.make(options)
  return {
    name,
    kind: "task",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    pageMax: 100,
    ...Start.make(client),
    ...Answer.make(client),
    findsBy: "nonce",
    ...Account.make({ provider: name, shareWith: options.shareWith }),
    status: (id) =>
      client.runs.get(path(id)).pipe(
        Effect.mapError(from("status")),
        Effect.flatMap((view) => read("status", id, view, Translate.look))
      ),
    snapshot: (id) =>
      client.runs.get(path(id)).pipe(
        Effect.flatMap((view) => Effect.map(timeline(client, id, view), (steps) => ({ view, steps }))),
        Effect.mapError(from("snapshot")),
        Effect.flatMap(({ steps, view }) => read("snapshot", id, view, () => Translate.snapshot(view, steps)))
      ),
    // The answer does not tell a run that was over.
    cancel: (id, limits) =>
      client.runs
        .cancel(path(id))
        .pipe(
          Effect.as("requested" as const),
          Effect.mapError(from("cancel")),
          RetryPolicy.within(limits?.within ?? Duration.infinity)
        ),
    list: (query) => listRuns(client, query),
    file: (id, file) => download(client, id, file)
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<Skyvern> => Layer.sync(Skyvern, () => make(options))

/** The provider from `Config`: `SKYVERN_API_KEY`, and `SKYVERN_BASE_URL` where it is set. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<Skyvern, Config.ConfigError> =>
  Layer.effect(Skyvern, Effect.map(Client.config(given), make))

/** The statuses of runs that are not over. */
const open = ["created", "queued", "running", "paused"] as const

/**
 * One page; what cannot be read in it is left out. The service has no filter for the time, and
 * refuses a page after the last.
 */
const listRuns = (client: Client.Client, { limit, page, running, since }: ListQuery) => {
  if (page > maxPages) return Effect.succeed([])
  const query = {
    page,
    page_size: limit,
    run_type: [...Api.TaskRunResponseRunTypeValues],
    ...(running === true && { status: [...open] })
  }
  const isWanted = (item: unknown) => {
    const created = time(at(item, "created_at"))
    return since === undefined || created === undefined || DateTime.isGreaterThanOrEqualTo(created, since)
  }
  return Effect.flatMap(Effect.mapError(client.runs.list({ query }), from("list")), (found: unknown) =>
    orFail("list", Array.isArray(found) ? list(found).filter(isWanted).flatMap(Translate.listed) : undefined)
  )
}

const path = (id: string) => ({ path: { run_id: id } })

/**
 * What an answer about a run holds; an error where it is about another one, or does not hold what
 * it must.
 */
const read = <A, B>(operation: string, id: string, view: A, how: (view: A) => B | undefined) => {
  if (isAboutAnother(at(view, "run_id"), id)) return badResponse(operation, "the answer is about another task")
  return orFail(operation, how(view))
}

const orFail = <A>(operation: string, found: A | undefined) =>
  found === undefined ? badResponse(operation, "the answer does not hold what it must") : Effect.succeed(found)

const badResponse = (operation: string, message: string) => Effect.fail(fail(operation, new BadResponse({ message })))
