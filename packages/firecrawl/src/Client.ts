/**
 * The agent of Firecrawl's API, v2, as typed effects: every operation of the generated table,
 * grouped by resource. Usable alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/firecrawl-types/v2"
import * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { bind } from "./internal/call.ts"
import { disguised } from "./internal/error.ts"
import type { Agent } from "./Resources.ts"

/** Where Firecrawl answers. */
export const defaultBaseUrl = "https://api.firecrawl.dev/v2"

/** The header of the key. */
const key = { header: "authorization", scheme: "Bearer", variable: "FIRECRAWL_API_KEY" } as const

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (`path`, `query`, `body`) and give
 * what it gives.
 */
export interface Client {
  readonly baseUrl: string
  readonly agent: Agent
}

/** The client as a service. */
export class FirecrawlClient extends Context.Service<FirecrawlClient, Client>()("@errand/firecrawl/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key, disguised })
  const { call } = bind(http)
  return {
    baseUrl: http.baseUrl,
    agent: {
      start: call(Api.startAgent),
      get: call(Api.getAgent),
      cancel: call(Api.cancelAgent)
    }
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<FirecrawlClient> =>
  Layer.sync(FirecrawlClient, () => make(options))

/**
 * Options from `Config`: `FIRECRAWL_API_KEY`, and `FIRECRAWL_BASE_URL` where it is set.
 * What is given here is not looked up.
 */
export const config = Connection.config("FIRECRAWL")

/** The client from `Config`; see {@link config}. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<FirecrawlClient, Config.ConfigError> =>
  Layer.effect(FirecrawlClient, Effect.map(config(given), make))
