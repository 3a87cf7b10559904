/** An answer whose bytes come from undici's parser, without a WHATWG object in between. */
import type { Controller, IncomingHeaders } from "./undici.ts"
import { concat, decode, drain } from "../internal/exchange/readBody.ts"
import type { TransportAnswer } from "../Transport.ts"

/**
 * What is read of an answer, in one of two ways: at once and bounded (`take`), which costs little, or as a stream.
 * Until somebody reads, a few chunks are kept and the socket is paused.
 */
export class NodeAnswer implements TransportAnswer {
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly #controller: Controller
  readonly #chunks: Array<Uint8Array> = []
  #size = 0
  #state: "open" | "ended" | Error = "open"
  #sink: Sink | undefined
  #stream: ReadableStream<Uint8Array> | undefined

  constructor(controller: Controller, status: number, fields: IncomingHeaders) {
    this.#controller = controller
    this.status = status
    this.headers = {
      get: (name) => {
        const value = fields[name.toLowerCase()]
        return value === undefined ? null : typeof value === "string" ? value : value.join(", ")
      }
    }
  }

  /** Unpacked, when the service has packed it although nobody asked. */
  get body(): ReadableStream<Uint8Array> {
    if (this.#stream === undefined) {
      const encoding = this.#encoding
      this.#stream = encoding === undefined ? this.#open() : this.#open().pipeThrough(new DecompressionStream(encoding))
    }
    return this.#stream
  }

  text(): Promise<string> {
    return this.take(Number.POSITIVE_INFINITY).then((bytes) => (bytes === undefined ? "" : decode(bytes)))
  }

  take(limit: number): Promise<Uint8Array | undefined> {
    return this.#encoding === undefined ? this.#collect(limit) : drain(this.body, limit)
  }

  onData(chunk: Uint8Array): void {
    if (this.#sink !== undefined) return this.#sink.data(chunk)
    this.#chunks.push(chunk)
    this.#size += chunk.byteLength
    if (this.#size > waitingBytes) this.#controller.pause()
  }

  onEnd(): void {
    this.#state = "ended"
    this.#sink?.end()
  }

  onError(error: Error): void {
    this.#state = error
    this.#sink?.fail(error)
  }

  get #encoding(): "gzip" | "deflate" | undefined {
    const encoding = this.headers.get("content-encoding")
    return encoding === "gzip" || encoding === "deflate" ? encoding : undefined
  }

  #collect(limit: number): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      const chunks = this.#chunks
      let size = this.#size
      const tooMuch = () => {
        this.#sink = deaf
        resolve(undefined)
        this.#controller.abort(new Error("the body is larger than was agreed"))
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
                stream.enqueue(plain(chunk))
                if ((stream.desiredSize ?? 0) <= 0) this.#controller.pause()
              },
              end: () => stream.close(),
              fail: (error) => stream.error(error)
            },
            () => {
              for (const chunk of this.#chunks) stream.enqueue(plain(chunk))
            }
          )
        },
        pull: () => this.#controller.resume(),
        cancel: () => {
          this.#sink = deaf
          this.#controller.abort(new Error("nobody reads the body"))
        }
      },
      { highWaterMark: waitingBytes, size: (chunk) => chunk.byteLength }
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

// The same bytes, for streams that must know that nobody else writes to them.
const plain = (chunk: Uint8Array): Uint8Array<ArrayBuffer> =>
  chunk.buffer instanceof ArrayBuffer
    ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : new Uint8Array(chunk)

const deaf: Sink = { data: () => {}, end: () => {}, fail: () => {} }

const waitingBytes = 64 * 1024
