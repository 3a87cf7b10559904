/**
 * The whole BrowserAct API, v2, as typed effects: every operation of the generated table, grouped
 * by resource. Usable alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/browseract-types/v2"
import * as Connection from "@errand/http/Connection"
import { HttpError } from "@errand/http/HttpError"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { disguised } from "./internal/answer.ts"
import { bind } from "./internal/call.ts"
import { fromHttp } from "./internal/error.ts"
import { paged } from "./internal/paged.ts"
import type { Files, Regions, Tasks, Templates, Workflows } from "./Resources.ts"

/** Where BrowserAct answers. */
export const defaultBaseUrl = "https://api.browseract.com"

/** The header of the key. */
const key = { header: "authorization", scheme: "Bearer", variable: "BROWSERACT_API_KEY" } as const

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (`query`, `body`) and give what it
 * gives.
 */
export interface Client {
  readonly baseUrl: string
  readonly tasks: Tasks
  readonly workflows: Workflows
  readonly templates: Templates
  readonly regions: Regions
  readonly files: Files
}

/** The client as a service. */
export class BrowserActClient extends Context.Service<BrowserActClient, Client>()("@errand/browseract/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key, disguised })
  const { byNumber, call } = bind(http)
  return {
    baseUrl: http.baseUrl,
    tasks: {
      run: call(Api.runTask),
      runTemplate: call(Api.runTemplateTask),
      status: call(Api.getTaskStatus),
      get: call(Api.getTask),
      list: call(Api.listTasks),
      stream: byNumber(Api.listTasks, paged),
      resume: call(Api.resumeTask),
      stop: call(Api.stopTask)
    },
    workflows: {
      list: call(Api.listWorkflows),
      get: call(Api.getWorkflow),
      stream: byNumber(Api.listWorkflows, paged)
    },
    templates: {
      list: call(Api.listTemplates),
      get: call(Api.getTemplate),
      stream: byNumber(Api.listTemplates, { ...paged, id: "templateId" })
    },
    regions: { list: call(Api.listRegions) },
    files: {
      download: (url, options) =>
        Stream.mapError(http.download(url, options), (error) => (error instanceof HttpError ? fromHttp(error) : error))
    }
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserActClient> =>
  Layer.sync(BrowserActClient, () => make(options))

/**
 * Options from `Config`: `BROWSERACT_API_KEY`, and `BROWSERACT_BASE_URL` where it is set. What is
 * given here is not looked up.
 */
export const config = Connection.config("BROWSERACT")

/** The client from `Config`; see {@link config}. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<BrowserActClient, Config.ConfigError> =>
  Layer.effect(BrowserActClient, Effect.map(config(given), make))
