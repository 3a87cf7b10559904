/** Reads the body of an answer up to a limit. */
import type { TransportAnswer } from "../../Transport.ts"

/**
 * What was read of a body. The status of an answer counts even if its body broke off or is too
 * large.
 */
export type Content =
  | { readonly _tag: "Text"; readonly text: string }
  | { readonly _tag: "Bytes"; readonly bytes: Uint8Array }
  | { readonly _tag: "TooLarge" }
  | { readonly _tag: "Broken"; readonly cause: unknown }

/** Reads a body as text, or as bytes; never rejects. */
export const readBody = (
  answer: TransportAnswer,
  limit: number,
  asBytes: boolean,
  signal: AbortSignal
): Promise<Content> => {
  if (answer.take !== undefined) return answer.take(limit).then((bytes) => toContent(bytes, asBytes), toBroken)
  if (answer.body === null) return Promise.resolve(asBytes ? { _tag: "Bytes", bytes: new Uint8Array() } : emptyText)
  const length = answer.headers.get("content-length")
  if (length !== null) {
    if (Number(length) > limit)
      return answer.body.cancel().then(
        () => tooLarge,
        () => tooLarge
      )
    // The length of a compressed body says nothing about its size once unpacked, and neither does
    // a length that is no number: these are counted while they are read.
    if (!asBytes && /^\d+$/.test(length) && answer.headers.get("content-encoding") === null)
      return answer.text().then(toText, toBroken)
  }
  return drain(answer.body, limit, signal).then((bytes) => toContent(bytes, asBytes), toBroken)
}

/** All bytes of a stream; cancels it and gives `undefined` when there are more than `limit`. */
export const drain = (
  body: ReadableStream<Uint8Array>,
  limit: number,
  signal?: AbortSignal
): Promise<Uint8Array | undefined> =>
  new Promise((resolve, reject) => {
    const reader = body.getReader()
    const chunks: Array<Uint8Array> = []
    let size = 0
    // A fetch of the caller may ignore the signal once it has answered.
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

const toContent = (bytes: Uint8Array | undefined, asBytes: boolean): Content =>
  bytes === undefined ? tooLarge : asBytes ? { _tag: "Bytes", bytes } : { _tag: "Text", text: decode(bytes) }

/** UTF-8; a byte order mark is dropped. */
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes)

const decoder = /* @__PURE__ */ new TextDecoder()

const toText = (text: string): Content => ({ _tag: "Text", text })
const toBroken = (cause: unknown): Content => ({ _tag: "Broken", cause })
const ignore = (): void => {}
const tooLarge: Content = { _tag: "TooLarge" }
const emptyText: Content = { _tag: "Text", text: "" }
