/**
 * The whole BrowserAct API, v3, as typed effects: every operation of the generated table, grouped
 * by resource. Usable alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/browseract-types/v3"
import * as Connection from "@errand/http/Connection"
import { HttpError } from "@errand/http/HttpError"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { disguised } from "../internal/answer.ts"
import { bind } from "./internal/call.ts"
import { fromHttp } from "./internal/error.ts"
import { paged } from "./internal/paged.ts"
import type { Bots, Files, Regions, Runs, Templates } from "./Resources.ts"

/** Where BrowserAct answers. */
export const defaultBaseUrl = "https://api.browseract.com"

/** The header of the key. */
const key = { header: "authorization", scheme: "Bearer", variable: "BROWSERACT_API_KEY" } as const

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (`path`, `query`, `body`) and give
 * what it gives.
 */
export interface Client {
  readonly baseUrl: string
  readonly runs: Runs
  readonly bots: Bots
  readonly templates: Templates
  readonly regions: Regions
  readonly files: Files
}

/** The client as a service. */
export class BrowserActClient extends Context.Service<BrowserActClient, Client>()("@errand/browseract/v3/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key, disguised })
  const { byNumber, call } = bind(http)
  return {
    baseUrl: http.baseUrl,
    runs: {
      create: call(Api.createRun),
      createOfTemplate: call(Api.createTemplateRun),
      status: call(Api.getRunStatus),
      get: call(Api.getRun),
      list: call(Api.listRuns),
      stream: byNumber(Api.listRuns, { ...paged, id: "task_id" }),
      resume: call(Api.resumeRun),
      cancel: call(Api.cancelRun)
    },
    bots: {
      list: call(Api.listBots),
      get: call(Api.getBot),
      stream: byNumber(Api.listBots, { ...paged, id: "bot_id" })
    },
    templates: {
      list: call(Api.listTemplates),
      get: call(Api.getTemplate),
      stream: byNumber(Api.listTemplates, { ...paged, max: 500, id: "template_id" })
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
