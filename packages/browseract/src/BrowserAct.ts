/**
 * BrowserAct as a provider of tasks: its workflows and official templates run as `Task`s of
 * `@errand/core`.
 */
import type * as Api from "@errand/browseract-types/v2"
import * as Account from "@errand/core/Account"
import type * as Lookout from "@errand/core/Lookout"
import type { Findable, HasFiles, Listable, Provider, Resumable, SharedAccount } from "@errand/core/Provider"
import type * as Slots from "@errand/core/Slots"
import { BadResponse } from "@errand/core/ProviderError"
import { at, isAboutAnother } from "@errand/http/Answer"
import * as Connection from "@errand/http/Connection"
import * as Clock from "effect/Clock"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Client from "./Client.ts"
import { download } from "./internal/files.ts"
import type { Input } from "./internal/input.ts"
import { fail, from, name } from "./internal/providerError.ts"
import * as Start from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"

export type { Input } from "./internal/input.ts"
export { meanings } from "./internal/translate.ts"

/**
 * A task as the service shows it: the `raw` of snapshots and outcomes. Named, so that editors show
 * the name.
 */
export interface WorkflowTask extends Api.WorkflowTaskResponse {}

/**
 * Tasks of BrowserAct: they pause where their workflow waits for a person and can be resumed, they
 * can be listed, and they leave files. No request pauses them.
 */
export interface BrowserActProvider extends Provider<Input, WorkflowTask>, Resumable, Listable, HasFiles {
  readonly name: "browseract/v2"
  readonly kind: "workflow"
  readonly find: Findable<Input>["find"]
  /** Nothing in a task names its start: two starts of the same cannot always be told apart. */
  readonly findsBy: "input"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  readonly list: Listable["list"]
  readonly pageMax: number
  /** The whole API: tasks, workflows, official templates, regions. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options, Connection.Account {
  /**
   * Another provider of the same account, such as that of v3: the limits are the account's, so the
   * two wait in one queue of starts and spend one budget of requests.
   */
  readonly shareWith?: SharedAccount | undefined
}

/** The provider as a service. */
export class BrowserAct extends Context.Service<BrowserAct, BrowserActProvider>()("@errand/browseract/BrowserAct") {}

/** A provider. Makes no request. */
export const make = (options: Options): BrowserActProvider => {
  const client = Client.make(options)
  const { tasks } = client
  return {
    name,
    kind: "workflow",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    ...Start.make(client),
    findsBy: "input",
    ...Account.make({ provider: name, shareWith: options.shareWith }),
    status: (id) =>
      tasks.status(query(id)).pipe(
        Effect.mapError(from("status")),
        Effect.flatMap((answer) => read("status", id, answer, Translate.look))
      ),
    snapshot: (id) =>
      tasks.get(query(id)).pipe(
        Effect.mapError(from("snapshot")),
        Effect.zip(Clock.currentTimeMillis),
        Effect.flatMap(([answer, now]) => read("snapshot", id, answer, (view) => Translate.snapshot(view, now)))
      ),
    cancel: (id, limits) => RetryPolicy.within(limits?.within ?? Duration.infinity)(cancel(client, id)),
    pageMax: 500,
    list: ({ limit, page, running, since }) =>
      tasks
        .list({
          query: {
            page,
            limit,
            ...(running === true && { status: "running" as const }),
            ...(since !== undefined && { created_at_from: DateTime.formatIso(since) })
          }
        })
        .pipe(Effect.mapBoth({ onSuccess: Translate.listed, onFailure: from("list") })),
    resume: (id) => Effect.mapError(tasks.resume(query(id)), from("resume")),
    file: (id, file) => download(client, id, file)
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserAct> => Layer.sync(BrowserAct, () => make(options))

/** The provider from `Config`: `BROWSERACT_API_KEY`, and `BROWSERACT_BASE_URL` where it is set. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<BrowserAct, Config.ConfigError> =>
  Layer.effect(BrowserAct, Effect.map(Client.config(given), make))

/** Stops the task. A stop of one that is over may be answered like any other. */
const cancel = (client: Client.Client, id: string) =>
  client.tasks.stop(query(id)).pipe(
    Effect.as("requested" as const),
    // It ended by itself before the stop.
    Effect.catchReason("BrowserActError", "AlreadyOver", () => Effect.succeed("already-over" as const)),
    Effect.mapError(from("cancel"))
  )

const query = (id: string) => ({ query: { task_id: id } })

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
