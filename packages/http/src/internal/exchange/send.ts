/**
 * One request, from the moment its keys are unwrapped to the last byte of its answer. openapi-fetch puts the request
 * together and hands it over; it does not get the answer's body, because it would read it without a bound, and forget
 * the status when it cannot.
 */
import createClient from "openapi-fetch"
import type { Fetch, Transport, TransportAnswer, TransportRequest } from "../../Transport.ts"
import { unwrap } from "../request/headers.ts"
import type { Fields } from "../request/headers.ts"
import { PlainRequest } from "../plainRequest.ts"
import type { Prepared } from "../request/prepare.ts"
import { read } from "./readBody.ts"
import type { Content } from "./readBody.ts"

/** How far an attempt got; written by the attempt, read when its deadline strikes. */
export interface Progress {
  answer: TransportAnswer | undefined
}

/** Sends one prepared request and reads the answer that it records in `progress`; rejects when none came. */
export type Send = (
  method: string,
  prepared: Prepared,
  signal: AbortSignal,
  progress: Progress,
  asBytes: (answer: TransportAnswer) => boolean
) => Promise<Content>

/** A sender for one service. */
export const makeSend = (options: {
  readonly baseUrl: string
  readonly headers: Fields
  readonly transport: Transport
  readonly maxBodyBytes: number
}): Send => {
  const { transport } = options
  const client = createClient({
    baseUrl: options.baseUrl,
    Request: transport.Request as typeof Request
  }) as unknown as Client
  return (method, prepared, signal, progress, asBytes) =>
    client
      .request(method, prepared.path, {
        headers: fields(options.headers, prepared),
        ...(prepared.body === undefined ? undefined : { body: prepared.body.content, bodySerializer: identity }),
        ...(prepared.body?.once === true ? { duplex: "half" } : undefined),
        querySerializer: () => prepared.query,
        redirect: "manual",
        signal,
        fetch: (request) =>
          transport.fetch(request).then((answer) => {
            progress.answer = answer
            return answered
          })
      })
      .then(() => {
        const answer = progress.answer
        return answer === undefined
          ? Promise.reject(new Error("The transport gave no answer"))
          : read(answer, options.maxBodyBytes, asBytes(answer), signal)
      })
}

// What is used of openapi-fetch. Its own types would want the whole document, and a DOM `Request` where the members of
// `TransportRequest` do; tests pin that this much is true of it at run time.
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
export const resolve = (transport: Transport | Fetch | undefined): Transport => {
  if (transport === undefined) return { Request: PlainRequest, fetch: viaGlobal }
  return typeof transport === "function" ? { Request: globalThis.Request, fetch: transport } : transport
}

// Looked up at each call, so that a fetch put in place later (by an instrumentation, by a test) is used.
const viaGlobal = (request: PlainRequest): Promise<TransportAnswer> => globalThis.fetch(request.url, request.init)

const fields = (own: Fields, prepared: Prepared): Record<string, string> => {
  const out = unwrap(own)
  if (prepared.body?.type !== undefined) out["content-type"] = prepared.body.type
  for (const name in prepared.headers) out[name] = prepared.headers[name] ?? ""
  return out
}

const identity = (body: unknown): unknown => body

/** Stands in for the answer: with this status, openapi-fetch asks for nothing more. */
const answered = { status: 204, ok: true, headers: { get: () => null } }
