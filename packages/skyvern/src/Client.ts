/**
 * The task runs of the Skyvern API, v1, as typed effects: every operation of the generated table,
 * grouped by resource. Usable alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Connection from "@errand/http/Connection"
import { HttpError } from "@errand/http/HttpError"
import * as Api from "@errand/skyvern-types/v1"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { bind } from "./internal/call.ts"
import { fromHttp } from "./internal/error.ts"
import { paged, pagesOf } from "./internal/paged.ts"
import type { Codes, Files, Runs, Tasks } from "./Resources.ts"

/** Where Skyvern's cloud answers. */
export const defaultBaseUrl = "https://api.skyvern.com"

/** The header of the key. */
const key = { header: "x-api-key", variable: "SKYVERN_API_KEY" } as const

/** How long a start may take at the least in which a model is asked for the address. */
const askingTimeout = Duration.minutes(1)

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (`path`, `query`, `body`) and give
 * what it gives.
 */
export interface Client {
  readonly baseUrl: string
  readonly tasks: Tasks
  readonly runs: Runs
  readonly codes: Codes
  readonly files: Files
}

/** The client as a service. */
export class SkyvernClient extends Context.Service<SkyvernClient, Client>()("@errand/skyvern/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key })
  const { byNumber, call } = bind(http)
  const timeout = Duration.fromInputUnsafe(options.timeout ?? "30 seconds")
  const run = call(Api.runTask)
  const runAsking = call(Api.runTask, { timeout: Duration.max(timeout, askingTimeout) })
  const list = call(Api.listRuns)
  return {
    baseUrl: http.baseUrl,
    tasks: { run: (input) => ((input.body.url ?? "") === "" ? runAsking(input) : run(input)) },
    runs: {
      get: call(Api.getRun),
      list,
      stream: byNumber(pagesOf(list), paged),
      cancel: call(Api.cancelRun),
      timeline: call(Api.getRunTimeline),
      artifacts: call(Api.listRunArtifacts)
    },
    codes: { send: call(Api.sendCode) },
    files: {
      download: (url, options) =>
        Stream.mapError(http.download(url, options), (error) => (error instanceof HttpError ? fromHttp(error) : error))
    }
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<SkyvernClient> => Layer.sync(SkyvernClient, () => make(options))

/**
 * Options from `Config`: `SKYVERN_API_KEY`, and `SKYVERN_BASE_URL` where it is set. What is given
 * here is not looked up.
 */
export const config = Connection.config("SKYVERN")

/** The client from `Config`; see {@link config}. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<SkyvernClient, Config.ConfigError> =>
  Layer.effect(SkyvernClient, Effect.map(config(given), make))
