import type { TransportRequest } from "../Transport.ts"

/** A request as plain data. Making a WHATWG `Request` costs more than the rest of sending one. */
export class PlainRequest implements TransportRequest {
  readonly url: string
  readonly init: RequestInit
  isSent: boolean | undefined = undefined

  constructor(url: string, init: RequestInit) {
    this.url = url
    this.init = init
  }

  get method(): string {
    return this.init.method ?? "GET"
  }

  get headers(): Headers {
    return new Headers(this.init.headers)
  }
}
