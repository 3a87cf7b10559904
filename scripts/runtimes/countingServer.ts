/**
 * A server that breaks the connection of each request that writes, and counts how often each came.
 */
import { once } from "node:events"
import { createServer } from "node:http"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What the server knows about the requests to one address. */
export interface Count {
  readonly times: number
  /** Whether one of them came on a connection that had carried a request before. */
  readonly isReused: boolean
}

/** Answers a request, or breaks its connection; each server counts for itself. */
export const makeCounter = () => {
  const counts = new Map<string, Count>()
  const used = new WeakSet<object>()
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method, socket, url = "" } = incoming
    const isReused = used.has(socket)
    used.add(socket)
    if (method === "GET") {
      const count = counts.get(url) ?? { times: 0, isReused: false }
      outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(count))
      return
    }
    const known = counts.get(url)
    counts.set(url, { times: (known?.times ?? 0) + 1, isReused: isReused || known?.isReused === true })
    if (url.includes("whole")) incoming.resume().on("end", () => socket.destroy())
    else incoming.once("data", () => socket.destroy())
  }
}

/** Such a server on 127.0.0.1, while it is used. */
export const withCountingServer = async <A>(use: (baseUrl: string) => Promise<A>): Promise<A> => {
  const server = createServer(makeCounter()).listen(0, "127.0.0.1")
  await once(server, "listening")
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
