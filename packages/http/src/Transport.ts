/**
 * What sends requests: the global fetch, a function like it, or something lighter
 * (`@errand/http/node`). The interfaces name exactly what openapi-fetch and this package use, so
 * that a transport need not make WHATWG objects.
 */

/** A request as a transport sees it; every WHATWG `Request` is one. */
export interface TransportRequest {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  /**
   * Written by a transport that knows: `false` until the first byte is written, then `true`. It
   * decides whether a request that failed or took too long may have been executed.
   */
  readonly isSent?: boolean | undefined
}

/** An answer as this package reads it; every WHATWG `Response` is one. */
export interface TransportAnswer {
  readonly status: number
  /** `"opaqueredirect"` where a browser did not follow a redirect. */
  readonly type?: string
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body: ReadableStream<Uint8Array> | null
  readonly text: () => Promise<string>
  /** Reads the whole body; releases the connection and gives `undefined` above `limit` bytes. */
  readonly take?: (limit: number) => Promise<Uint8Array | undefined>
}

/** A fetch together with the class of the requests that it takes. */
export interface Transport<R extends TransportRequest = TransportRequest> {
  /**
   * Gets instances of `Request` only. A method, so that a transport for its own class is a
   * `Transport`.
   */
  fetch(request: R): Promise<TransportAnswer>
  readonly Request: new (url: string, init: RequestInit) => R
}

/** A function like `globalThis.fetch`, called with a WHATWG `Request`. */
export type Fetch = (request: Request) => Promise<TransportAnswer>

/** What a transport rejects with when it knows that nothing of the request was sent. */
export class NotSent extends Error {
  override readonly name = "NotSent"
}
