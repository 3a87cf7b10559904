import { requestListener } from "@errand/core/node"
import { Effect } from "effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/**
 * Mounts a fetch-style handler in Node's http on 127.0.0.1, and gives the address. The scope closes
 * the server.
 */
export const mount = (handle: (request: Request) => Promise<Response>) => {
  const server = createServer(requestListener(handle))
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
