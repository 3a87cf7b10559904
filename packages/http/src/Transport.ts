/**
 * What moves bytes: the global fetch, any function of its shape, or something lighter (`@errand/http/node`).
 * The interfaces name exactly what openapi-fetch and this package touch, so that a transport need not be WHATWG.
 */

/** A request as a transport sees it; every WHATWG `Request` is one. */
export interface TransportRequest {
  readonly url: string
  readonly method: string
  readonly headers: Headers
}

/** An answer as this package reads it; every WHATWG `Response` is one. */
export interface TransportAnswer {
  readonly status: number
  /** `"opaqueredirect"` is how browsers show a redirect that was not followed. */
  readonly type?: string
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body: ReadableStream<Uint8Array> | null
  readonly text: () => Promise<string>
  /** Reads the whole body, or gives `undefined` (and lets the connection go) when it exceeds `limit` bytes. */
  readonly take?: (limit: number) => Promise<Uint8Array | undefined>
}

/** A fetch together with the class of the requests it likes best. */
export interface Transport<R extends TransportRequest = TransportRequest> {
  /** A method, so that a transport for its own class of requests is a `Transport`: it only ever gets its own. */
  fetch(request: R): Promise<TransportAnswer>
  readonly Request: new (url: string, init: RequestInit) => R
}

/** A function like `globalThis.fetch`, called with a WHATWG `Request`. */
export type Fetch = (request: Request) => Promise<TransportAnswer>

/** What a transport rejects with when it knows that nothing of the request left; any other rejection leaves that open. */
export class NotSent extends Error {
  override readonly name = "NotSent"
}
