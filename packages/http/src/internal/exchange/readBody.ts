/** An answer's body, never more of it than was agreed. */
import type { TransportAnswer } from "../../Transport.ts"

/** What became of a body. A body that broke off or grew too large keeps what is known, for the answer's status decides. */
export type Content =
  | { readonly _tag: "Text"; readonly text: string }
  | { readonly _tag: "Bytes"; readonly bytes: Uint8Array }
  | { readonly _tag: "TooLarge" }
  | { readonly _tag: "Broken"; readonly cause: unknown }

/** Reads a body as text, or as bytes; never rejects. */
export const read = (
  answer: TransportAnswer,
  limit: number,
  asBytes: boolean,
  signal: AbortSignal
): Promise<Content> => {
  if (answer.take !== undefined) return answer.take(limit).then((bytes) => content(bytes, asBytes), broken)
  if (answer.body === null) return Promise.resolve(asBytes ? { _tag: "Bytes", bytes: new Uint8Array() } : noText)
  const length = answer.headers.get("content-length")
  if (length !== null) {
    if (Number(length) > limit)
      return answer.body.cancel().then(
        () => tooLarge,
        () => tooLarge
      )
    // Not so when it was compressed: the length is then that of the parcel, and what is in it may be any size.
    // A length that is none says nothing of what will come.
    if (!asBytes && /^\d+$/.test(length) && answer.headers.get("content-encoding") === null)
      return answer.text().then(asText, broken)
  }
  return drain(answer.body, limit, signal).then((bytes) => content(bytes, asBytes), broken)
}

/** All bytes of a stream, or `undefined` (and it is let go) when there are more than `limit`. */
export const drain = (
  body: ReadableStream<Uint8Array>,
  limit: number,
  signal?: AbortSignal
): Promise<Uint8Array | undefined> =>
  new Promise((resolve, reject) => {
    const reader = body.getReader()
    const chunks: Array<Uint8Array> = []
    let size = 0
    // A fetch of the caller's own may not listen to the signal once it has answered.
    const stop = () => void reader.cancel().catch(ignore)
    signal?.addEventListener("abort", stop, { once: true })
    const finish = (bytes: Uint8Array | undefined) => {
      signal?.removeEventListener("abort", stop)
      resolve(bytes)
    }
    const next = (): void => {
      reader.read().then(({ done, value }) => {
        if (done) return finish(concat(chunks, size))
        size += value.byteLength
        if (size > limit) {
          stop()
          return finish(undefined)
        }
        chunks.push(value)
        next()
      }, reject)
    }
    next()
  })

/** One array of all chunks. */
export const concat = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1) return only
  const out = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    out.set(chunk, offset)
    offset += chunk.byteLength
  }
  return out
}

const content = (bytes: Uint8Array | undefined, asBytes: boolean): Content =>
  bytes === undefined ? tooLarge : asBytes ? { _tag: "Bytes", bytes } : { _tag: "Text", text: decode(bytes) }

/** UTF-8; a byte order mark is dropped. */
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes)

const decoder = /* @__PURE__ */ new TextDecoder()

const asText = (text: string): Content => ({ _tag: "Text", text })
const broken = (cause: unknown): Content => ({ _tag: "Broken", cause })
const ignore = (): void => {}
const tooLarge: Content = { _tag: "TooLarge" }
const noText: Content = { _tag: "Text", text: "" }
