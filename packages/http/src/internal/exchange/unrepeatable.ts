/**
 * Some runtimes repeat a request by themselves when a kept-alive connection breaks before the
 * answer: Deno each whose body it can read a second time, Bun each whose method is idempotent by
 * HTTP. A request that may be executed once only gets a body that they read once.
 */
import type { Operation } from "../../Operation.ts"

/** The body in a form in which the `fetch` of this runtime sends it once. */
export const makeUnrepeatable = (method: string, body: BodyInit | undefined): BodyInit | undefined => {
  if (method === "GET" || method === "HEAD") return body
  if ("Deno" in globalThis) return isReadAgain(body) ? toBlob(body) : body
  if ("Bun" in globalThis && (method === "PUT" || method === "DELETE") && body !== undefined) {
    return isReadAgain(body) || body instanceof Blob ? toBlob(body).stream() : body
  }
  return body
}

/**
 * Whether this runtime may have sent a request twice. If it could not connect the second time, its
 * error says nothing about the first.
 */
export const mayBeRepeated = ({ idempotent, safe }: Operation): boolean =>
  idempotent && !safe && ("Deno" in globalThis || "Bun" in globalThis)

type ReadAgain = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | undefined

const isReadAgain = (body: BodyInit | undefined): body is ReadAgain =>
  body === undefined || typeof body === "string" || body instanceof ArrayBuffer || ArrayBuffer.isView(body)

/** A blob keeps its length, so that it is not sent in chunks. */
const toBlob = (body: ReadAgain | Blob): Blob =>
  body instanceof Blob ? body : new Blob(body === undefined ? [] : [body])
