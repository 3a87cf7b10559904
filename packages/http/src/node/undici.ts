/**
 * The part of undici that is used here. Its own types need those of Node, which code that runs anywhere must not see;
 * a test holds these against them.
 */

/** Steers one exchange. */
export interface Controller {
  abort(reason: Error): void
  pause(): void
  resume(): void
}

/** Header fields by their names in lower case. */
export interface IncomingHeaders {
  readonly [name: string]: string | Array<string> | undefined
}

/** Hears of one exchange. */
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

/** What requests go through. */
export interface Dispatcher {
  dispatch(options: DispatchOptions, handler: Handler): boolean
  destroy(): Promise<void>
}

/** How connections are kept; times in milliseconds. */
export interface AgentOptions {
  connections: number | null
  pipelining: number
  connectTimeout: number
  keepAliveTimeout: number
}
