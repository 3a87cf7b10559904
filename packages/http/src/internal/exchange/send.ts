/**
 * Sends one request and reads its answer. openapi-fetch puts the request together. It does not get
 * the body of the answer: it would read it without a bound, and lose the status when it cannot.
 */
import createClient from "openapi-fetch"
import type { Operation } from "../../Operation.ts"
import type { Fetch, Transport, TransportAnswer, TransportRequest } from "../../Transport.ts"
import { PlainRequest } from "../plainRequest.ts"
import type { Prepared } from "../request/prepare.ts"
import { revealHeaders } from "./clientHeaders.ts"
import type { ClientHeaders } from "./clientHeaders.ts"
import { handOver } from "./handOver.ts"
import type { Progress } from "./handOver.ts"
import { readBody } from "./readBody.ts"
import type { Content } from "./readBody.ts"
import { makeUnrepeatable } from "./unrepeatable.ts"

/**
 * Sends a prepared request and reads the answer that it records in `progress`; rejects if none
 * came.
 */
export type Send = (
  operation: Operation,
  prepared: Prepared,
  signal: AbortSignal,
  progress: Progress,
  asBytes: (answer: TransportAnswer) => boolean
) => Promise<Content>

/** A sender for one service. */
export const makeSend = (options: {
  readonly baseUrl: string
  readonly headers: ClientHeaders
  readonly transport: Transport
  readonly maxBodyBytes: number
}): Send => {
  const { transport } = options
  const client = createClient({
    baseUrl: options.baseUrl,
    Request: transport.Request as typeof Request
  }) as unknown as Client
  return ({ idempotent, method }, prepared, signal, progress, asBytes) => {
    const content = prepared.body?.content
    const body = idempotent ? content : makeUnrepeatable(method, content)
    return client
      .request(method, prepared.path, {
        headers: requestHeaders(options.headers, prepared),
        ...(body === undefined ? undefined : { body, bodySerializer: identity }),
        ...(body instanceof ReadableStream ? { duplex: "half" } : undefined),
        querySerializer: () => prepared.query,
        redirect: "manual",
        signal,
        fetch: (request) => handOver(transport, request, progress).then(() => emptyAnswer)
      })
      .then(() => {
        const answer = progress.answer
        return answer === undefined
          ? Promise.reject(new Error("The transport gave no answer"))
          : readBody(answer, options.maxBodyBytes, asBytes(answer), signal)
      })
  }
}

// The part of openapi-fetch that is used. Its own types need the whole document, and a DOM
// `Request` where `TransportRequest` is enough. test/openapi-fetch.test.ts holds it to this.
interface Client {
  readonly request: (
    method: string,
    path: string,
    init: {
      readonly headers: Record<string, string>
      readonly body?: BodyInit
      readonly bodySerializer?: (body: unknown) => unknown
      readonly duplex?: string
      readonly querySerializer: () => string
      readonly redirect: "manual"
      readonly signal: AbortSignal
      readonly fetch: (request: TransportRequest) => Promise<unknown>
    }
  ) => Promise<unknown>
}

/** The transport that a client's `fetch` option means. */
export const resolveTransport = (transport: Transport | Fetch | undefined): Transport => {
  if (transport === undefined) return { Request: PlainRequest, fetch: fetchGlobally }
  if (typeof transport !== "function") return transport
  // Called as a plain function: a global fetch refuses any other `this` in browsers and workers.
  return { Request: globalThis.Request, fetch: (request: Request) => transport(request) }
}

// Looked up at each call, so that a global fetch that an instrumentation replaces later is used.
const fetchGlobally = (request: PlainRequest): Promise<TransportAnswer> => globalThis.fetch(request.url, request.init)

const requestHeaders = (own: ClientHeaders, prepared: Prepared): Record<string, string> => {
  const out = revealHeaders(own)
  if (prepared.body?.type !== undefined) out["content-type"] = prepared.body.type
  for (const name in prepared.headers) out[name] = prepared.headers[name] ?? ""
  return out
}

const identity = (body: unknown): unknown => body

/** Given to openapi-fetch instead of the answer: with status 204 it reads no body. */
const emptyAnswer = { status: 204, ok: true, headers: { get: () => null } }
