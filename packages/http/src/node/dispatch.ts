/** One request through undici's dispatcher. */
import { NotSent } from "../Transport.ts"
import type { PlainRequest } from "../internal/plainRequest.ts"
import { NodeAnswer } from "./nodeAnswer.ts"
import type { Controller, DispatchOptions, Dispatcher, Handler, IncomingHeaders } from "./undici.ts"

/** Sends a request; resolves when the headers of the answer are there. */
export const dispatch = (dispatcher: Dispatcher, request: PlainRequest): Promise<NodeAnswer> => {
  const { body } = request.init
  request.isSent = false
  // Encoded first, so that its length is known: storage services refuse a form in chunks.
  return body instanceof FormData
    ? encodeForm(body).then((form) => startExchange(dispatcher, request, form))
    : startExchange(dispatcher, request, { body })
}

interface Form {
  readonly body: Exclude<BodyInit, FormData> | null | undefined
  readonly type?: string
}

const encodeForm = (form: FormData): Promise<Form> => {
  const encoded = new Response(form)
  const type = encoded.headers.get("content-type") ?? ""
  return encoded.arrayBuffer().then((bytes) => ({ body: bytes, type }))
}

const startExchange = (dispatcher: Dispatcher, request: PlainRequest, form: Form): Promise<NodeAnswer> =>
  new Promise((resolve, reject) => {
    const exchange = new Exchange(resolve, reject, request)
    const url = new URL(request.url)
    const headers: Array<string> = []
    if (form.type !== undefined) headers.push("content-type", form.type)
    for (const [name, value] of request.headers) headers.push(name, value)
    if (!request.headers.has("accept")) headers.push("accept", "*/*")
    if (!request.headers.has("user-agent")) headers.push("user-agent", "errand")
    if (exchange.aborted) return
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers,
        body: toWire(form.body),
        // No limits of undici: the deadline of an attempt covers more than these would.
        headersTimeout: 0,
        bodyTimeout: 0
      },
      exchange
    )
  })

const toWire = (body: Exclude<BodyInit, FormData> | null | undefined): DispatchOptions["body"] => {
  if (body === null || body === undefined) return null
  if (body instanceof URLSearchParams) return body.toString()
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  return ArrayBuffer.isView(body) ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength) : body
}

class Exchange implements Handler {
  readonly #resolve: (answer: NodeAnswer) => void
  readonly #reject: (cause: unknown) => void
  readonly #request: PlainRequest
  readonly #signal: AbortSignal | undefined
  #controller: Controller | undefined
  #answer: NodeAnswer | undefined

  constructor(resolve: (answer: NodeAnswer) => void, reject: (cause: unknown) => void, request: PlainRequest) {
    this.#resolve = resolve
    this.#reject = reject
    this.#request = request
    const signal = request.init.signal ?? undefined
    this.#signal = signal
    if (signal === undefined) return
    if (signal.aborted) this.#abort()
    else signal.addEventListener("abort", this.#abort)
  }

  get aborted(): boolean {
    return this.#signal?.aborted === true
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller
    // The caller gave up while the request waited for a connection.
    if (this.aborted) return controller.abort(new Error("aborted"))
    this.#request.isSent = true
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHeaders): void {
    if (status < 200) return
    this.#answer = new NodeAnswer(controller, this.#request.method, status, headers)
    this.#resolve(this.#answer)
  }

  onResponseData(_: Controller, chunk: Uint8Array): void {
    this.#answer?.onData(chunk)
  }

  onResponseEnd(): void {
    this.#done()
    this.#answer?.onEnd()
  }

  onResponseError(_: Controller, error: Error): void {
    this.#done()
    if (this.#answer !== undefined) this.#answer.onError(error)
    else if (this.#controller !== undefined) this.#reject(error)
    else this.#reject(new NotSent(error.message, { cause: error }))
  }

  #done(): void {
    this.#signal?.removeEventListener("abort", this.#abort)
  }

  readonly #abort = (): void => {
    const error = new Error("aborted")
    this.#controller?.abort(error)
    this.#reject(error)
  }
}
