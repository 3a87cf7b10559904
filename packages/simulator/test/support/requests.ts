import { Effect } from "effect"
import type { Simulator } from "@errand/simulator"
import type { Provider } from "@errand/simulator"

export type Running = Simulator.Simulator["Service"]

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  // oxlint-disable-next-line no-explicit-any
  readonly json: any
}

export interface Ask {
  readonly query?: { readonly [name: string]: string }
  readonly body?: unknown
  readonly key?: string | undefined
}

const keyOf = (provider: Provider, key: string): Record<string, string> =>
  ({
    "browser-use": { "x-browser-use-api-key": key },
    "browser-use/v4": { "x-browser-use-api-key": key },
    browseract: { authorization: `Bearer ${key}` },
    "browseract/v3": { authorization: `Bearer ${key}` },
    firecrawl: { authorization: `Bearer ${key}` },
    skyvern: { "x-api-key": key }
  })[provider]

const url = (simulator: Running, provider: Provider, path: string, query: Ask["query"] = {}): string => {
  const base = simulator.services[provider].baseUrl
  const search = new URLSearchParams(query).toString()
  return `${base}${path}${search === "" ? "" : `?${search}`}`
}

export const send = (
  simulator: Running,
  provider: Provider,
  method: string,
  path: string,
  ask: Ask = {}
): Promise<Response> =>
  simulator.fetch(url(simulator, provider, path, ask.query), {
    method,
    headers: {
      ...("key" in ask && ask.key === undefined ? {} : keyOf(provider, ask.key ?? simulator.apiKey)),
      ...(ask.body === undefined ? {} : { "content-type": "application/json" })
    },
    ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) })
  })

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const call = (
  simulator: Running,
  provider: Provider,
  method: string,
  path: string,
  ask: Ask = {}
): Effect.Effect<Answer> =>
  Effect.promise(async () => {
    const response = await send(simulator, provider, method, path, ask)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parseJson(text) }
  })

/** Browser Use. */
export const use = (simulator: Running, method: string, path: string, ask?: Ask) =>
  call(simulator, "browser-use", method, path, ask)

/** Browser Use v4. */
export const v4 = (simulator: Running, method: string, path: string, ask?: Ask) =>
  call(simulator, "browser-use/v4", method, path, ask)

/** BrowserAct; paths without `/v2/workflow`. */
export const act = (simulator: Running, method: string, path: string, ask?: Ask) =>
  call(simulator, "browseract", method, `/v2/workflow${path}`, ask)

/** Firecrawl; paths without `/agent`. */
export const fire = (simulator: Running, method: string, path: string, ask?: Ask) =>
  call(simulator, "firecrawl", method, `/agent${path}`, ask)

/** Skyvern; paths without `/v1`. */
export const sky = (simulator: Running, method: string, path: string, ask?: Ask) =>
  call(simulator, "skyvern", method, `/v1${path}`, ask)

/** The rejection of a fetch, as text. */
export const broken = (run: () => Promise<unknown>): Effect.Effect<string> =>
  Effect.promise(() =>
    run().then(
      () => "it worked",
      (cause: unknown) => (cause instanceof Error ? `${cause.message} ${String(cause.cause)}` : String(cause))
    )
  )
