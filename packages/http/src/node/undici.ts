/**
 * The types of the part of undici that is used here. Its own need those of Node, which this package
 * must not load for its users. test/node/undici.test.ts compares the two.
 */

/** Controls one exchange. */
export interface Controller {
  abort(reason: Error): void
  pause(): void
  resume(): void
}

/** Header fields by their names in lower case. */
export interface IncomingHeaders {
  readonly [name: string]: string | Array<string> | undefined
}

/** Is told what happens in one exchange. */
export interface Handler {
  onRequestStart(controller: Controller): void
  onResponseStart(controller: Controller, status: number, headers: IncomingHeaders): void
  onResponseData(controller: Controller, chunk: Uint8Array): void
  onResponseEnd(controller: Controller): void
  onResponseError(controller: Controller, error: Error): void
}

/** One request. */
export interface DispatchOptions {
  origin: string
  path: string
  method: string
  headers: Array<string>
  body: string | Uint8Array | Blob | AsyncIterable<Uint8Array> | null
  headersTimeout: number
  bodyTimeout: number
}

/** Sends requests. */
export interface Dispatcher {
  dispatch(options: DispatchOptions, handler: Handler): boolean
  destroy(): Promise<void>
}

/** Which proxies are used; those of the environment unless given. Times in milliseconds. */
export interface ProxyOptions extends AgentOptions {
  httpProxy?: string
  httpsProxy?: string
  noProxy?: string
  clientFactory: (origin: URL, options: object) => Dispatcher
  proxyTls: { timeout: number }
  requestTls: { timeout: number }
}

/** How connections are kept; times in milliseconds. */
export interface AgentOptions {
  connections: number | null
  pipelining: number
  connectTimeout: number
  keepAliveTimeout: number
}
