/**
 * Browser Use's API v4 as typed effects: every operation of the generated table, grouped by
 * resource. Usable alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/browser-use-types/v4"
import * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { bind } from "./internal/call.ts"
import { download } from "./internal/files.ts"
import { key } from "./internal/key.ts"
import { upload } from "./internal/upload.ts"
import type { Call, Runs, Sessions, Workspaces } from "./Resources.ts"

export type { Upload, Uploaded } from "./internal/upload.ts"
export type { Call, Runs, Sessions, Workspaces }

/** Where Browser Use Cloud v4 answers. */
export const defaultBaseUrl = "https://api.browser-use.com/api/v4"

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (`path`, `query`, `body`) and give
 * what it gives.
 */
export interface Client {
  readonly baseUrl: string
  readonly runs: Runs
  readonly sessions: Sessions
  readonly workspaces: Workspaces
}

/** The client as a service. */
export class BrowserUseClient extends Context.Service<BrowserUseClient, Client>()("@errand/browser-use/v4/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key })
  const bound = bind(http)
  const { byCursor, call } = bound
  return {
    baseUrl: http.baseUrl,
    runs: {
      create: call(Api.createRun),
      get: call(Api.getRun),
      status: call(Api.getRunStatus),
      list: call(Api.listRuns),
      stream: byCursor(Api.listRuns, { cursor: "cursor", next: "nextCursor", items: "runs" }),
      events: call(Api.listRunEvents),
      attachments: call(Api.listRunAttachments),
      cancel: call(Api.cancelRun)
    },
    sessions: {
      get: call(Api.getSession),
      purge: call(Api.purgeSession),
      messages: call(Api.listQueuedMessages),
      message: call(Api.getQueuedMessage),
      send: call(Api.queueMessage),
      withdraw: call(Api.cancelQueuedMessage)
    },
    workspaces: {
      create: call(Api.createWorkspace),
      get: call(Api.getWorkspace),
      update: call(Api.updateWorkspace),
      delete: call(Api.deleteWorkspace),
      size: call(Api.getWorkspaceSize),
      files: call(Api.listWorkspaceFiles),
      streamFiles: byCursor(Api.listWorkspaceFiles, {
        cursor: "cursor",
        next: "nextCursor",
        items: "files",
        id: "path"
      }),
      deleteFile: call(Api.deleteWorkspaceFile),
      uploadUrls: call(Api.createWorkspaceUploadUrls),
      upload: upload(http, bound),
      download: download(http, bound)
    }
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserUseClient> =>
  Layer.sync(BrowserUseClient, () => make(options))

/**
 * Options from `Config`: `BROWSER_USE_API_KEY`, which is the same for all versions, and
 * `BROWSER_USE_V4_BASE_URL` where it is set. What is given here is not looked up.
 */
export const config = Connection.config("BROWSER_USE", "BROWSER_USE_V4")

/** The client from `Config`; see {@link config}. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<BrowserUseClient, Config.ConfigError> =>
  Layer.effect(BrowserUseClient, Effect.map(config(given), make))
