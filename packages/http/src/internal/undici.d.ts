// The part of undici that is used here. Its own types need those of Node, which code that runs anywhere must not see;
// a test holds this file against them.
declare module "undici/lib/dispatcher/agent.js" {
  export interface Controller {
    abort(reason: Error): void
    pause(): void
    resume(): void
  }
  export interface Handler {
    onRequestStart(controller: Controller): void
    onResponseStart(controller: Controller, status: number, headers: IncomingHeaders): void
    onResponseData(controller: Controller, chunk: Uint8Array<ArrayBuffer>): void
    onResponseEnd(controller: Controller): void
    onResponseError(controller: Controller, error: Error): void
  }
  export interface IncomingHeaders {
    readonly [name: string]: string | Array<string> | undefined
  }
  export interface DispatchOptions {
    origin: string
    path: string
    method: string
    headers: Array<string>
    body: string | Uint8Array | Blob | AsyncIterable<Uint8Array> | null
    headersTimeout: number
    bodyTimeout: number
  }
  export interface Dispatcher {
    dispatch(options: DispatchOptions, handler: Handler): boolean
    close(): Promise<void>
    destroy(): Promise<void>
  }
  export default class Agent implements Dispatcher {
    constructor(options: {
      connections?: number | null
      pipelining?: number
      keepAliveTimeout?: number
      keepAliveMaxTimeout?: number
      connectTimeout?: number
      allowH2?: boolean
    })
    dispatch(options: DispatchOptions, handler: Handler): boolean
    close(): Promise<void>
    destroy(): Promise<void>
  }
}
