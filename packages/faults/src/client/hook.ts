/** Where the service sends its webhooks: a server of this machine. */
import { requestListener } from "@errand/core/node"
import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

type Handler = (request: Request) => Promise<Response>

export interface Hook {
  readonly url: string
  /** What the service signs with. */
  readonly secret: string
  /** Gives every webhook from now on to this handler. Before, they are answered with 503. */
  readonly serve: (handler: Handler) => Effect.Effect<void>
}

/** The scope closes it. */
export const open = Effect.gen(function* () {
  let handler: Handler = () => Promise.resolve(new Response(null, { status: 503 }))
  const server = createServer(requestListener((request) => handler(request)))
  const url = yield* Effect.acquireRelease(
    Effect.callback<string>((resume) => {
      server.listen(0, "127.0.0.1", () =>
        resume(Effect.succeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`))
      )
    }),
    () =>
      Effect.callback<void>((resume) => {
        server.close(() => resume(Effect.void))
        server.closeAllConnections()
      })
  )
  const hook: Hook = {
    url,
    secret: "whsec_of_the_matrix",
    serve: (given) =>
      Effect.sync(() => {
        handler = given
      })
  }
  return hook
})
