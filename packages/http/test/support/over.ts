import { Effect } from "effect"
import type { Scope } from "effect"
import type { ServerResponse } from "node:http"
import * as Http from "../../src/Http.ts"
import type { HttpError } from "../../src/HttpError.ts"
import * as RetryPolicy from "../../src/RetryPolicy.ts"
import { getTask } from "./operations.ts"
import { serve } from "./server.ts"
import type { Seen, Server } from "./server.ts"

/**
 * Clients over one transport, and servers to point them at; without retries unless a call says so.
 */
export const over = (transport: Effect.Effect<Pick<Http.Options, "fetch">>) => {
  const connect = (baseUrl: string, options: Partial<Http.Options> = {}) =>
    Effect.map(transport, (fetch) => Http.make({ baseUrl, ...fetch, ...options }))

  const withServer = <A, E>(
    handle: (request: Seen, response: ServerResponse) => void,
    use: (http: Http.Http, server: Server) => Effect.Effect<A, E, Scope.Scope>,
    options: Partial<Http.Options> = {}
  ) =>
    Effect.gen(function* () {
      const server = yield* serve(handle)
      return yield* use(yield* connect(server.baseUrl, options), server)
    }).pipe(Effect.scoped, Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none))

  /** How a call fails that gets this answer. */
  const failing = (
    answer: (response: ServerResponse) => void,
    options?: Partial<Http.Options>
  ): Effect.Effect<HttpError<unknown>, unknown> =>
    withServer(
      (_, response) => answer(response),
      (http) => Effect.flip(http.call(getTask, { path: { task_id: "1" } })),
      options
    )

  return { connect, withServer, failing }
}
