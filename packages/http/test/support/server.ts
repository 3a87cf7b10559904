import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import type { IncomingMessage, ServerResponse } from "node:http"
import { createServer as createTcpServer } from "node:net"
import type { AddressInfo, Server as NetServer, Socket } from "node:net"
import * as NodeTransport from "../../src/node/index.ts"
import type { Options } from "../../src/Http.ts"

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage["headers"]
  readonly body: Buffer
}

export interface Server {
  readonly baseUrl: string
  readonly seen: ReadonlyArray<Seen>
  /** Resolves when a client has gone away in the middle of an exchange. */
  readonly abandoned: Promise<void>
}

/**
 * An HTTP server on the loopback whose answers the test writes by hand; it sees the complete
 * request first.
 */
export const serve = (handle: (request: Seen, response: ServerResponse) => void) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const seen: Array<Seen> = []
      const gone = signalled()
      const server = createServer((request, response) => {
        response.on("close", () => {
          if (!response.writableFinished) gone.resolve()
        })
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", () => {
          const one = {
            method: request.method ?? "",
            url: request.url ?? "",
            headers: request.headers,
            body: Buffer.concat(chunks)
          }
          seen.push(one)
          handle(one, response)
        })
      })
      const baseUrl = await listen(server)
      return { server, value: { baseUrl, seen, abandoned: gone.promise } satisfies Server }
    }),
    ({ server }) =>
      Effect.promise(
        () =>
          new Promise<void>((resolve) => {
            server.closeAllConnections()
            server.close(() => resolve())
          })
      )
  ).pipe(Effect.map(({ value }) => value))

/** A TCP server that says whatever the test wants once a request has begun to arrive. */
export const serveRaw = (answer: (socket: Socket, request: string) => void) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const sockets = new Set<Socket>()
      let requests = 0
      const server = createTcpServer((socket) => {
        sockets.add(socket)
        socket.on("error", () => {})
        socket.on("close", () => sockets.delete(socket))
        socket.on("data", (data) => {
          requests++
          answer(socket, data.toString("latin1"))
        })
      })
      const baseUrl = await listen(server)
      return { server, sockets, value: { baseUrl, requests: () => requests } }
    }),
    ({ server, sockets }) =>
      Effect.promise(
        () =>
          new Promise<void>((resolve) => {
            for (const socket of sockets) socket.destroy()
            server.close(() => resolve())
          })
      )
  ).pipe(Effect.map(({ value }) => value))

/** A port on which nobody listens. */
export const deserted = Effect.promise(async () => {
  const server = createTcpServer()
  const baseUrl = await listen(server)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return baseUrl
})

const listen = (server: NetServer): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

/** Host and port of a server that listens as long as the scope is open. */
export const listening = (server: NetServer) =>
  Effect.acquireRelease(
    Effect.map(
      Effect.promise(() => listen(server)),
      (baseUrl) => new URL(baseUrl).host
    ),
    () => Effect.sync(() => void server.close())
  )

/** Every way in which a client sends; what holds for one must hold for all. */
export const transports: ReadonlyArray<readonly [string, Effect.Effect<Pick<Options, "fetch">>]> = [
  ["the global fetch", Effect.succeed({})],
  ["a fetch of the caller's", Effect.succeed({ fetch: (request: Request) => globalThis.fetch(request) })],
  ["the Node transport", Effect.sync(() => ({ fetch: NodeTransport.make() }))]
]

/**
 * Goes on when a client in this process has read what was sent to it: the event loop turns so
 * often, however long the machine takes for a turn.
 */
export const onceRead = (goOn: () => void, turns = 20): void =>
  void (turns === 0 ? goOn() : setImmediate(() => onceRead(goOn, turns - 1)))

/** Answers with JSON. */
export const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

/** A promise that the test resolves. */
export const signalled = () => {
  let resolve = (): void => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve: () => resolve() }
}
