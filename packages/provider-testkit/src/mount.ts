import { Effect } from "effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"

/**
 * Mounts a fetch-style handler in Node's http on 127.0.0.1, and gives the address. The scope closes
 * the server.
 */
export const mount = (handle: (request: Request) => Promise<Response>) => {
  const server = createServer((incoming, outgoing) => {
    const headers = new Headers()
    const { host, ...rest } = incoming.headersDistinct
    for (const [name, values] of Object.entries(rest)) for (const value of values ?? []) headers.append(name, value)
    const { method = "GET", url = "/" } = incoming
    const body = method === "GET" || method === "HEAD" ? null : Readable.toWeb(incoming)
    const init = { method, headers, body: body as ReadableStream | null, duplex: "half" } as const
    void handle(new Request(new URL(url, `http://${host?.[0]}`), init)).then((answer) => {
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end()
    })
  })
  return Effect.acquireRelease(
    Effect.callback<string>((resume) => {
      server.listen(0, "127.0.0.1", () =>
        resume(Effect.succeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/here`))
      )
    }),
    () =>
      Effect.callback<void>((resume) => {
        server.close(() => resume(Effect.void))
        server.closeAllConnections()
      })
  )
}
