/**
 * Sends requests that may be executed once only to a server that breaks their kept-alive
 * connections: the `fetch` of some runtimes repeats these by itself.
 */
import * as Http from "@errand/http/Http"
import type { Operation } from "@errand/http/Operation"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Effect from "effect/Effect"
import type { Count } from "./countingServer.ts"

interface Write {
  readonly input: { readonly body?: unknown }
  readonly success: unknown
  readonly error: never
}

interface Look {
  readonly input: object
  readonly success: Count
  readonly error: never
}

const write = (method: Operation["method"], path: string): Operation<Write> => ({
  id: `${method} ${path}`,
  method,
  path,
  parameters: [],
  request: { required: false, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: {},
  safe: false,
  idempotent: false
})

const look = (path: string): Operation<Look> => ({
  id: `look ${path}`,
  method: "GET",
  path,
  parameters: [],
  ok: { "200": ["application/json"] },
  errors: {},
  safe: true,
  idempotent: true
})

/** More than a socket takes at once, so that the connection breaks in the middle of it. */
const large = { text: "x".repeat(2_000_000) }
const small = { text: "x" }

const writes = [
  { method: "POST", path: "/post/whole", body: small },
  { method: "POST", path: "/post/middle", body: large },
  { method: "POST", path: "/post/empty/whole", body: undefined },
  { method: "PUT", path: "/put/whole", body: small },
  { method: "DELETE", path: "/delete/whole", body: small },
  { method: "DELETE", path: "/delete/empty/whole", body: undefined }
] as const

/** The writes that came more or less often than once, and whether connections were kept alive. */
export interface Sent {
  readonly notOnce: ReadonlyArray<string>
  readonly reused: number
}

/** Sends each write once. */
export const run = (baseUrl: string): Promise<Sent> => {
  const http = Http.make({ baseUrl })
  return Effect.runPromise(
    Effect.gen(function* () {
      const notOnce: Array<string> = []
      let reused = 0
      for (const { body, method, path } of writes) {
        // So that there is a connection that is kept alive.
        yield* http.call(look(path), {})
        const input = body === undefined ? {} : { body }
        yield* Effect.exit(http.call(write(method, path), input, { retry: RetryPolicy.none }))
        const { isReused, times } = yield* http.call(look(path), {})
        if (times !== 1) notOnce.push(`${method} ${path} came ${times} times`)
        if (isReused) reused++
      }
      return { notOnce, reused }
    })
  )
}
