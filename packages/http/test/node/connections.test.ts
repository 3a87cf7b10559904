import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Scope } from "effect"
import * as Http from "../../src/Http.ts"
import * as NodeTransport from "../../src/node/index.ts"
import * as RetryPolicy from "../../src/RetryPolicy.ts"
import { getTask } from "../support/operations.ts"
import { deserted, json, serve, signalled } from "../support/server.ts"

const one = { path: { task_id: "1" } }
const retry = RetryPolicy.none

describe("connections", () => {
  it.live("are kept and used again, one request at a time", () =>
    Effect.gen(function* () {
      const ports = new Set<number | undefined>()
      const server = yield* serve((_, response) => {
        ports.add(response.socket?.remotePort)
        json(response, 200, { id: "1" })
      })
      const http = Http.make({ baseUrl: server.baseUrl, fetch: yield* NodeTransport.scoped({ connections: 2 }) })
      yield* Effect.forEach(Array.from({ length: 20 }), () => http.call(getTask, one), { concurrency: 10 })
      assert.strictEqual(ports.size, 2)
    }).pipe(Effect.scoped)
  )

  it.live("close with their scope, and requests under way fail", () =>
    Effect.gen(function* () {
      const arrived = signalled()
      const server = yield* serve(() => arrived.resolve())
      const scope = yield* Scope.make()
      const fetch = yield* NodeTransport.scoped().pipe(Scope.provide(scope))
      const http = Http.make({ baseUrl: server.baseUrl, fetch })
      const fiber = yield* Effect.forkChild(Effect.flip(http.call(getTask, one, { retry })))
      yield* Effect.promise(() => arrived.promise)
      yield* Scope.close(scope, Exit.void)
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : "", "sent")
      yield* Effect.promise(() => server.abandoned)
      const late = yield* Effect.flip(http.call(getTask, one, { retry }))
      assert.strictEqual(late.reason._tag === "Transport" ? late.reason.phase : "", "connect")
      assert.strictEqual(late.executed, "no")
    }).pipe(Effect.scoped)
  )

  it.live("a request that is interrupted while it waits for one is never sent", () =>
    Effect.gen(function* () {
      const arrived = signalled()
      const go = signalled()
      const server = yield* serve((_, response) => {
        arrived.resolve()
        void go.promise.then(() => json(response, 200, { id: "1" }))
      })
      const http = Http.make({ baseUrl: server.baseUrl, fetch: yield* NodeTransport.scoped({ connections: 1 }) })
      const first = yield* Effect.forkChild(http.call(getTask, one))
      yield* Effect.promise(() => arrived.promise)
      const second = yield* Effect.forkChild(http.call(getTask, one))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(second)
      go.resolve()
      yield* Fiber.join(first)
      yield* http.call(getTask, one)
      assert.strictEqual(server.seen.length, 2)
    }).pipe(Effect.scoped)
  )

  it.live("nothing is sent where nobody listens, whatever the reason", () =>
    Effect.gen(function* () {
      const http = Http.make({ baseUrl: yield* deserted, fetch: yield* NodeTransport.scoped() })
      const error = yield* Effect.flip(http.call(getTask, one, { retry }))
      assert.strictEqual(error.executed, "no")
      const cause = error.reason._tag === "Transport" ? error.reason.cause : undefined
      assert.include(String(cause instanceof Error ? cause.cause : ""), "ECONNREFUSED")
    }).pipe(Effect.scoped)
  )

  it.live("an aborted request that has not begun is not sent", () =>
    Effect.gen(function* () {
      const server = yield* serve((_, response) => json(response, 200, {}))
      const transport = yield* NodeTransport.scoped()
      const request = new transport.Request(server.baseUrl, { signal: AbortSignal.abort() })
      const failed = yield* Effect.promise(() =>
        transport.fetch(request).then(
          () => false,
          () => true
        )
      )
      assert.isTrue(failed)
      assert.strictEqual(server.seen.length, 0)
    }).pipe(Effect.scoped)
  )
})
