/** An answer whose bytes come straight from undici's parser, without a WHATWG `Response`. */
import type { TransportAnswer } from "../Transport.ts"
import { concat, decode, drain } from "../internal/exchange/readBody.ts"
import type { Controller, IncomingHeaders } from "./undici.ts"
import { findUnpack } from "./unpack.ts"

/**
 * An answer that is read in one of two ways: whole and bounded (`take`), which costs little, or as
 * a stream. Until it is read, a few chunks are kept and the socket is paused.
 */
export class NodeAnswer implements TransportAnswer {
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly #controller: Controller
  readonly #chunks: Array<Uint8Array> = []
  readonly #unpack: ReturnType<typeof findUnpack>
  #size = 0
  #state: "open" | "ended" | Error = "open"
  #sink: Sink | undefined
  #stream: ReadableStream<Uint8Array> | undefined

  constructor(controller: Controller, method: string, status: number, fields: IncomingHeaders) {
    this.#controller = controller
    this.status = status
    this.headers = {
      get: (name) => {
        const value = fields[name.toLowerCase()]
        return value === undefined ? null : typeof value === "string" ? value : value.join(", ")
      }
    }
    const isEmpty = method === "HEAD" || status === 204 || status === 304
    this.#unpack = isEmpty ? undefined : findUnpack(this.headers.get("content-encoding"))
  }

  /** Unpacked: some services compress although they were not asked to. */
  get body(): ReadableStream<Uint8Array> {
    this.#stream ??= this.#unpack === undefined ? this.#open() : this.#unpack(this.#open())
    return this.#stream
  }

  text(): Promise<string> {
    return this.take(Number.POSITIVE_INFINITY).then((bytes) => (bytes === undefined ? "" : decode(bytes)))
  }

  take(limit: number): Promise<Uint8Array | undefined> {
    return this.#unpack === undefined ? this.#collect(limit) : drain(this.body, limit)
  }

  onData(chunk: Uint8Array): void {
    if (this.#sink !== undefined) return this.#sink.data(chunk)
    this.#chunks.push(chunk)
    this.#size += chunk.byteLength
    if (this.#size > maxBufferedBytes) this.#controller.pause()
  }

  onEnd(): void {
    this.#state = "ended"
    this.#sink?.end()
  }

  onError(error: Error): void {
    this.#state = error
    this.#sink?.fail(error)
  }

  #collect(limit: number): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      const chunks = this.#chunks
      let size = this.#size
      const tooMuch = () => {
        this.#sink = ignoringSink
        resolve(undefined)
        this.#controller.abort(new Error("the body is larger than the limit"))
      }
      this.#attach(
        {
          data: (chunk) => {
            size += chunk.byteLength
            if (size > limit) tooMuch()
            else chunks.push(chunk)
          },
          end: () => resolve(concat(chunks, size)),
          fail: reject
        },
        () => {
          if (size > limit) tooMuch()
        }
      )
    })
  }

  #open(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (stream) => {
          this.#attach(
            {
              data: (chunk) => {
                stream.enqueue(overArrayBuffer(chunk))
                if ((stream.desiredSize ?? 0) <= 0) this.#controller.pause()
              },
              end: () => stream.close(),
              fail: (error) => stream.error(error)
            },
            () => {
              for (const chunk of this.#chunks) stream.enqueue(overArrayBuffer(chunk))
            }
          )
        },
        pull: () => this.#controller.resume(),
        cancel: () => {
          this.#sink = ignoringSink
          this.#controller.abort(new Error("the body is not read to its end"))
        }
      },
      { highWaterMark: maxBufferedBytes, size: (chunk) => chunk.byteLength }
    )
  }

  #attach(sink: Sink, begin: () => void): void {
    this.#sink = sink
    begin()
    if (this.#state === "ended") sink.end()
    else if (this.#state !== "open") sink.fail(this.#state)
    else this.#controller.resume()
  }
}

interface Sink {
  readonly data: (chunk: Uint8Array) => void
  readonly end: () => void
  readonly fail: (error: Error) => void
}

// The same bytes with the type that streams need: over an ArrayBuffer, not a shared one.
const overArrayBuffer = (chunk: Uint8Array): Uint8Array<ArrayBuffer> =>
  chunk.buffer instanceof ArrayBuffer
    ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : new Uint8Array(chunk)

const ignoringSink: Sink = { data: () => {}, end: () => {}, fail: () => {} }

const maxBufferedBytes = 64 * 1024
