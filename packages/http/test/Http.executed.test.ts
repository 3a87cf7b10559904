import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { createServer as createTlsServer } from "node:tls"
import * as Http from "../src/Http.ts"
import * as NodeTransport from "../src/node/index.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { certificate } from "./support/certificate.ts"
import { createTask } from "./support/operations.ts"
import { over } from "./support/over.ts"
import { deserted, listening, serve, serveRaw, signalled, transports } from "./support/server.ts"

const start = { body: { task: "x" } }
const retry = RetryPolicy.none

describe.each(transports)("over %s, certainly not executed is a start", (_, transport) => {
  const { connect, failing } = over(transport)
  const startAt = (baseUrl: string) =>
    Effect.flatMap(connect(baseUrl), (http) => Effect.flip(http.call(createTask, start, { retry })))

  const notSent = Effect.fnUntraced(function* (baseUrl: string) {
    const error = yield* startAt(baseUrl)
    assert(error.reason._tag === "Transport")
    assert.deepStrictEqual([error.executed, error.reason.phase], ["no", "connect"])
  })

  it.live("where nothing listens", () => Effect.flatMap(deserted, notSent))

  it.live("at a port that fetch refuses, and no time mends it", () =>
    Effect.gen(function* () {
      // The Node transport has no such list.
      if (transport === transports[2]?.[1]) return
      const error = yield* startAt("http://127.0.0.1:6666")
      assert.deepStrictEqual([error.reason._tag, error.executed, error.transient], ["InvalidRequest", "no", false])
      assert.strictEqual(error.attempts, 0)
    })
  )

  it.live("at a service with an unknown certificate", () =>
    Effect.gen(function* () {
      const server = createTlsServer(certificate, (socket) => socket.on("error", () => {}))
      server.on("tlsClientError", () => {})
      yield* notSent(`https://${yield* listening(server)}`)
    }).pipe(Effect.scoped)
  )

  it.live("at a service that ends the connection in the TLS handshake", () =>
    Effect.gen(function* () {
      const raw = yield* serveRaw((socket) => socket.end())
      yield* notSent(raw.baseUrl.replace("http:", "https:"))
    }).pipe(Effect.scoped)
  )

  it.live("at a service that does not speak TLS", () =>
    Effect.gen(function* () {
      const server = yield* serve((_, response) => response.end())
      yield* notSent(server.baseUrl.replace("http:", "https:"))
    }).pipe(Effect.scoped)
  )

  it.live.each([300, 301, 302, 303, 307, 308])("but not one that is redirected by a %i", (status) =>
    Effect.gen(function* () {
      const error = yield* failing((response) => response.writeHead(status, { location: "/" }).end())
      assert.deepStrictEqual([error.reason._tag, error.executed], ["Redirected", "maybe"])
    })
  )
})

describe("a deadline before there is a connection", () => {
  const timeoutOver = Effect.fnUntraced(function* (fetch: Http.Options["fetch"]) {
    const greeted = signalled()
    const raw = yield* serveRaw(() => greeted.resolve())
    const http = Http.make({ baseUrl: raw.baseUrl.replace("http:", "https:"), fetch })
    const fiber = yield* Effect.forkChild(Effect.flip(http.call(createTask, start, { retry })))
    yield* Effect.promise(() => greeted.promise)
    yield* TestClock.adjust("30 seconds")
    const error = yield* Fiber.join(fiber)
    assert(error.reason._tag === "Timeout")
    return [error.executed, error.reason.phase]
  })

  it.effect("is known by the Node transport", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* timeoutOver(yield* NodeTransport.scoped()), ["no", "connect"])
    }).pipe(Effect.scoped)
  )

  it.effect("is not known by a plain fetch", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* timeoutOver(undefined), ["maybe", "headers"])
    }).pipe(Effect.scoped)
  )
})

describe("a fetch of the caller's", () => {
  const callWith = (fetch: Http.Options["fetch"]) =>
    Http.make({ baseUrl: "https://service.test", fetch }).call(createTask, start, { retry })

  it.effect("that throws has sent nothing", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        callWith(() => {
          throw new TypeError("Illegal invocation")
        })
      )
      assert.deepStrictEqual([error.executed, error.reason._tag], ["no", "Transport"])
    })
  )

  it.effect("that rejects may have sent it", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(callWith(() => Promise.reject(new TypeError("Illegal invocation"))))
      assert.strictEqual(error.executed, "maybe")
    })
  )

  it.effect("is called as a plain function", () =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      yield* callWith(function (this: unknown) {
        seen.push(this)
        return Promise.resolve(Response.json({ id: "1", status: "started" }, { status: 202 }))
      })
      assert.deepStrictEqual(seen, [undefined])
    })
  )
})
