/**
 * Browser Use Cloud v4 as a provider of tasks, with its native client for everything that tasks do
 * not have in common.
 */
import type * as Api from "@errand/browser-use-types/v4"
import * as Account from "@errand/core/Account"
import type * as Lookout from "@errand/core/Lookout"
import type {
  Continuable,
  CursorQuery,
  Findable,
  HasEvents,
  HasFiles,
  ListableByCursor,
  Preparable,
  Provider,
  SharedAccount
} from "@errand/core/Provider"
import type * as Slots from "@errand/core/Slots"
import { BadResponse, NotFound } from "@errand/core/ProviderError"
import type { Snapshot } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, identifier, isAboutAnother, optional, text, time } from "@errand/http/Answer"
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
import { pageMax } from "./internal/find.ts"
import type { Input } from "./internal/input.ts"
import * as Judged from "./internal/judged.ts"
import { fail, from, name } from "./internal/providerError.ts"
import { sessionLimit } from "./internal/sessionLimit.ts"
import * as Start from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"

export type { Input } from "./internal/input.ts"
export { meanings } from "./internal/translate.ts"

/**
 * A run as the service shows it: the `raw` of snapshots and outcomes. Named, so that editors show
 * the name.
 */
export interface RunView extends Api.RunSummary {}

/**
 * Runs of Browser Use: they can be listed, tell their steps and their live view by events, go on in
 * a session, and leave files. They cannot be paused or resumed, and a key does not find them: for
 * that a program has a `TaskStore`.
 */
export interface BrowserUseProvider
  extends Provider<Input, RunView>, Continuable<Input>, HasEvents, HasFiles, ListableByCursor {
  readonly name: "browser-use/v4"
  readonly kind: "run"
  readonly prepare: Preparable<Input>["prepare"]
  readonly find: Findable<Input>["find"]
  readonly findsBy: "nonce"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  readonly events: HasEvents["events"]
  readonly listByCursor: ListableByCursor["listByCursor"]
  readonly pageMax: number
  /** The whole API: sessions and their queues, workspaces, uploads. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options, Connection.Account {
  /**
   * Another provider of the same account, such as that of v2: the limits are the account's, so the
   * two wait in one queue of starts and spend one budget of requests.
   */
  readonly shareWith?: SharedAccount | undefined
}

/** The provider as a service. */
export class BrowserUse extends Context.Service<BrowserUse, BrowserUseProvider>()(
  "@errand/browser-use/v4/BrowserUse"
) {}

/** A provider. Makes no request. */
export const make = (options: Options): BrowserUseProvider => {
  const client = Client.make(options)
  const judged = Judged.make()
  return {
    name,
    kind: "run",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    pageMax,
    ...Start.make(client, judged.add),
    findsBy: "nonce",
    ...Account.make({ provider: name, shareWith: options.shareWith, limit: sessionLimit(options, client.baseUrl) }),
    status: (id) =>
      client.runs.status(path(id)).pipe(
        Effect.mapError(from("status")),
        Effect.flatMap((view) => read("status", id, view, Translate.look))
      ),
    snapshot: (id) => snapshot(client, id, judged),
    cancel: (id, limits) => RetryPolicy.within(limits?.within ?? Duration.infinity)(cancel(client, id)),
    listByCursor: (query) => listRuns(client, query, judged),
    events: (id, after) =>
      client.runs
        .events({ ...path(id), query: { ...optional("after", after === undefined ? undefined : +after) } })
        .pipe(
          Effect.mapError(from("events")),
          Effect.flatMap((page) => orFail("events", Translate.events(page, after)))
        ),
    inSession: (input, sessionId) => ({ ...input, sessionId }),
    file: (_, file) => {
      const [, workspaceId = "", filePath = ""] = /^([^/]*)\/([^]*)$/.exec(file.id) ?? []
      return filePath === ""
        ? Stream.fail(fail("file", new NotFound({ message: "this is no file of a workspace" })))
        : Stream.mapError(client.workspaces.download({ workspaceId, path: filePath }), from("file"))
    }
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserUse> => Layer.sync(BrowserUse, () => make(options))

/**
 * The provider from `Config`: `BROWSER_USE_API_KEY`, and `BROWSER_USE_V4_BASE_URL` where it is set.
 */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<BrowserUse, Config.ConfigError> =>
  Layer.effect(BrowserUse, Effect.map(Client.config(given), make))

/**
 * Everything about a run; of one that is over also its files, which take a request of their own.
 */
const snapshot = Effect.fnUntraced(function* (client: Client.Client, id: string, judged: Judged.Judged) {
  const view = yield* Effect.mapError(client.runs.get(path(id)), from("snapshot"))
  const seen = yield* read("snapshot", id, view, Translate.snapshot)
  if (!Status.isOver(seen.status)) return seen
  return Translate.withJudge({ ...seen, files: yield* filesOf(client, view) }, view, judged.isPossible(id))
})

/** How many files of a run are told. */
const maxFiles = 1000

/** What a run has left in its workspace: no file that was there before. */
const filesOf = (client: Client.Client, view: unknown): Effect.Effect<Snapshot["files"], ReturnType<typeof fail>> => {
  const workspaceId = identifier(at(view, "workspaceId"))
  if (workspaceId === undefined) return Effect.succeed([])
  const began = time(at(view, "createdAt"))
  const isOlder = (file: unknown) => {
    const changed = time(at(file, "lastModified"))
    return began !== undefined && changed !== undefined && DateTime.isLessThan(changed, began)
  }
  return client.workspaces.streamFiles({ path: { workspace_id: workspaceId }, query: { limit: 100 } }).pipe(
    Stream.filter((file) => !isOlder(file)),
    Stream.take(maxFiles),
    Stream.runCollect,
    Effect.map((files) => files.flatMap((file) => Translate.file(workspaceId, file))),
    Effect.mapError(from("snapshot")),
    // A workspace that was deleted has no files.
    Effect.catchIf(
      ({ reason }) => reason._tag === "NotFound",
      () => Effect.succeed([])
    )
  )
}

/**
 * Cancels the run. The answer does not tell a run that was cancelled now from one that had been.
 */
const cancel = (client: Client.Client, id: string) =>
  client.runs.cancel(path(id)).pipe(
    Effect.mapError(from("cancel")),
    Effect.flatMap((view) =>
      read("cancel", id, view, () => {
        const after = Translate.look(view)?.status.state
        // It ended by itself before the cancel.
        return after === "completed" || after === "failed" ? "already-over" : "requested"
      })
    )
  )

/** One page; what cannot be read in it is left out. */
const listRuns = (client: Client.Client, { cursor, limit, since }: CursorQuery, judged: Judged.Judged) =>
  Effect.flatMap(
    Effect.mapError(client.runs.list({ query: { limit, ...optional("cursor", cursor) } }), from("list")),
    (page) => {
      const runs = at(page, "runs")
      if (!Array.isArray(runs)) return badResponse("list", "the answer does not hold what it must")
      const isDone = since !== undefined && Translate.isBefore(runs, since)
      return Effect.succeed({
        items: runs.flatMap((run) =>
          Translate.listed(run).map((item) => Translate.withJudge(item, run, judged.isPossible(item.id)))
        ),
        next: isDone ? undefined : text(at(page, "nextCursor"))
      })
    }
  )

const path = (id: string) => ({ path: { run_id: id } })

/**
 * What an answer about a run holds; an error where it is about another one, or does not hold what
 * it must.
 */
const read = <A, B>(operation: string, id: string, view: A, how: (view: A) => B | undefined) => {
  if (isAboutAnother(at(view, "id"), id)) return badResponse(operation, "the answer is about another task")
  return orFail(operation, how(view))
}

const orFail = <A>(operation: string, found: A | undefined) =>
  found === undefined ? badResponse(operation, "the answer does not hold what it must") : Effect.succeed(found)

const badResponse = (operation: string, message: string) => Effect.fail(fail(operation, new BadResponse({ message })))
