/**
 * Lets a function from `Request` to `Response`, such as a webhook's, answer the requests of Node's
 * http. What is no request is refused, and nothing that a stranger sends ends the process.
 */
import * as Option from "effect/Option"

/** What is used of Node's `IncomingMessage`: this package needs no types of Node. */
export interface Incoming extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: { readonly [name: string]: string | ReadonlyArray<string> | undefined }
}

/** What is used of Node's `ServerResponse`. */
export interface Outgoing {
  writeHead(status: number, headers: { readonly [name: string]: string }): { end(): unknown }
}

/**
 * A listener for `http.createServer`. It answers 400 to what cannot be a `Request`, and 500 where
 * `handle` rejects. Answers are sent without a body.
 */
export const requestListener =
  (handle: (request: Request) => Promise<Response>) =>
  (incoming: Incoming, outgoing: Outgoing): void => {
    const end = (status: number, headers: Iterable<readonly [string, string]> = []): void => {
      outgoing.writeHead(status, Object.fromEntries(headers)).end()
    }
    const request = Option.getOrUndefined(toRequest(incoming))
    if (request === undefined) return end(400)
    handle(request).then(
      (answer) => end(answer.status, answer.headers),
      () => end(500)
    )
  }

const toRequest = Option.liftThrowable((incoming: Incoming): Request => {
  const { method = "GET", url = "" } = incoming
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headers))
    for (const value of [values ?? []].flat()) headers.append(name, value)
  // A path that begins with two slashes would name a host.
  const address = url.startsWith("/") ? `http://localhost${url}` : url
  const body = method === "POST" ? toStream(incoming) : null
  return new Request(address, { method, headers, body, duplex: "half" } as RequestInit)
})

const toStream = (incoming: Incoming): ReadableStream<Uint8Array> => {
  const parts = incoming[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: (controller) =>
      parts.next().then(({ done, value }) => (done === true ? controller.close() : controller.enqueue(value))),
    cancel: () => parts.return?.().then(() => undefined)
  })
}
