/**
 * The whole BrowserAct API, v2, as typed effects: every operation of the generated table, grouped by resource. Usable alone; it
 * knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/browseract-types/v2"
import * as Http from "@errand/http/Http"
import { HttpError } from "@errand/http/HttpError"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { fromHttp } from "./BrowserActError.ts"
import { disguised } from "./internal/answer.ts"
import { bind } from "./internal/call.ts"
import { pages } from "./internal/pages.ts"
import type { Files, Regions, Tasks, Templates, Workflows } from "./Resources.ts"

/** Where BrowserAct answers. */
export const defaultBaseUrl = "https://api.browseract.com"

/** What a client needs to know. */
export interface Options {
  /** The key, sent as a bearer token to the base URL and nowhere else. A plain string is wrapped at once. */
  readonly apiKey: Redacted.Redacted<string> | string
  /** Another place that speaks the same API: a proxy, the simulator. */
  readonly baseUrl?: string
  /** The global fetch unless given; on Node, the one of `@errand/http/node` is cheaper. */
  readonly fetch?: NonNullable<Http.Options["fetch"]>
  /** How long one request may take, headers and body; 30 seconds unless given. */
  readonly timeout?: Duration.Input
}

/** The API by resource. Methods take what the operation takes (`query`, `body`) and give what it gives. */
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
  const { baseUrl = defaultBaseUrl, fetch, timeout } = options
  const key = typeof options.apiKey === "string" ? options.apiKey : Redacted.value(options.apiKey)
  const http = Http.make({
    baseUrl,
    headers: { authorization: Redacted.make(`Bearer ${key}`) },
    disguised,
    ...(fetch !== undefined && { fetch }),
    ...(timeout !== undefined && { timeout })
  })
  const of = bind(http)
  return {
    baseUrl: http.baseUrl,
    tasks: {
      run: of(Api.runTask),
      runTemplate: of(Api.runTemplateTask),
      status: of(Api.getTaskStatus),
      get: of(Api.getTask),
      list: of(Api.listTasks),
      stream: pages(of, Api.listTasks),
      resume: of(Api.resumeTask),
      stop: of(Api.stopTask)
    },
    workflows: {
      list: of(Api.listWorkflows),
      get: of(Api.getWorkflow),
      stream: pages(of, Api.listWorkflows)
    },
    templates: {
      list: of(Api.listTemplates),
      get: of(Api.getTemplate),
      stream: pages(of, Api.listTemplates)
    },
    regions: { list: of(Api.listRegions) },
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
 * Options from `Config`: `BROWSERACT_API_KEY`, and `BROWSERACT_BASE_URL` where it is set. What is given here is not
 * looked up.
 */
export const config = (overrides: Partial<Options> = {}): Config.Config<Options> =>
  Config.all({
    apiKey: overrides.apiKey === undefined ? key : Config.succeed(overrides.apiKey),
    baseUrl: overrides.baseUrl === undefined ? url : Config.succeed(overrides.baseUrl)
  }).pipe(Config.map((found) => ({ ...overrides, ...found })))

/** The client from `Config`; see {@link config}. Without a key it fails with a `ConfigError` that names the variable. */
export const layerConfig = (overrides?: Partial<Options>): Layer.Layer<BrowserActClient, Config.ConfigError> =>
  Layer.effect(BrowserActClient, Effect.map(config(overrides), make))

const key = Config.NonEmptyString("BROWSERACT_API_KEY").pipe(Config.map((text) => Redacted.make(text.trim())))
// Set to nothing is not set.
const url = Config.String("BROWSERACT_BASE_URL").pipe(
  Config.withDefault(""),
  Config.map((text) => text.trim() || defaultBaseUrl)
)
