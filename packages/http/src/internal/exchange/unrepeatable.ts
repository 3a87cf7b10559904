/**
 * Some runtimes repeat a request by themselves when a kept-alive connection breaks before the
 * answer: Deno each whose body it can read a second time, Bun each whose method is idempotent by
 * HTTP, and workerd of these each without a body. A request that may be executed once only gets a
 * body that they read once.
 */
import type { Operation } from "../../Operation.ts"

/** The body in a form in which the `fetch` of this runtime sends it once. */
export const makeUnrepeatable = (method: string, body: BodyInit | undefined): BodyInit | undefined => {
  if (method === "GET" || method === "HEAD") return body
  if ("Deno" in globalThis) return isReadAgain(body) ? toBlob(body) : body
  if (method !== "PUT" && method !== "DELETE") return body
  if ("Bun" in globalThis) return isReadAgain(body) || body instanceof Blob ? streamOf(toBlob(body)) : body
  return isWorker() && body === undefined ? streamOf(toBlob(body)) : body
}

/**
 * Whether this runtime may have sent a request twice. If it could not connect the second time, its
 * error says nothing about the first.
 */
export const mayBeRepeated = ({ idempotent, safe }: Operation): boolean =>
  idempotent && !safe && ("Deno" in globalThis || "Bun" in globalThis || isWorker())

type ReadAgain = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | undefined

const isReadAgain = (body: BodyInit | undefined): body is ReadAgain =>
  body === undefined || typeof body === "string" || body instanceof ArrayBuffer || ArrayBuffer.isView(body)

/** Whether this is workerd, the runtime of Cloudflare's Workers. */
const isWorker = (): boolean => {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: unknown } }
  return navigator?.userAgent === "Cloudflare-Workers"
}

/** Not the blob's own stream, which Bun takes for the blob. */
const streamOf = (blob: Blob): ReadableStream<Uint8Array> => {
  const reader = blob.stream().getReader()
  return new ReadableStream({
    pull: (stream) => reader.read().then(({ done, value }) => (done ? stream.close() : stream.enqueue(value))),
    cancel: (reason) => reader.cancel(reason)
  })
}

/** A blob keeps its length, so that it is not sent in chunks. */
const toBlob = (body: ReadAgain | Blob): Blob =>
  body instanceof Blob ? body : new Blob(body === undefined ? [] : [body])
