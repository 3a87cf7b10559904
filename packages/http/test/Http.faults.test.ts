import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { gzipSync } from "node:zlib"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { createTask, getTask } from "./support/operations.ts"
import { over } from "./support/over.ts"
import { deserted, json, onceRead, serve, serveRaw, signalled, transports } from "./support/server.ts"

const task = { id: "1", status: "started" }
const one = { path: { task_id: "1" } }

describe.each(transports)("over %s", (_, transport) => {
  const { connect, failing, withServer } = over(transport)

  it.live("a body that breaks off is a broken connection, with the phase and the status", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "1000" })
        response.write('{"id":', () => response.destroy())
      })
      assert.strictEqual(error.reason._tag, "Transport")
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : "", "body")
      assert.strictEqual(error.status, 200)
      assert.strictEqual(error.executed, "maybe")
    })
  )

  it.live("a refusal whose body breaks off is still that refusal", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => {
        response.writeHead(404, { "content-type": "application/json", "content-length": "1000" })
        response.write('{"de', () => response.destroy())
      })
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 404, body: undefined })
      assert.strictEqual(error.executed, "no")
    })
  )

  it.live("a connection that is reset before an answer may have carried the request", () =>
    Effect.gen(function* () {
      const raw = yield* serveRaw((socket) => socket.resetAndDestroy())
      const http = yield* connect(raw.baseUrl)
      const error = yield* Effect.flip(http.call(createTask, { body: { task: "x" } }))
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : "", "sent")
      assert.strictEqual(error.executed, "maybe")
      assert.strictEqual(raw.requests(), 1, "a request that changes something is not repeated when its answer is lost")
    }).pipe(Effect.scoped)
  )

  it.live("an answer that is not HTTP may have been executed", () =>
    Effect.gen(function* () {
      const raw = yield* serveRaw((socket) => socket.end("SSH-2.0-OpenSSH\r\n"))
      const http = yield* connect(raw.baseUrl)
      const error = yield* Effect.flip(http.call(createTask, { body: { task: "x" } }))
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : "", "sent")
      assert.strictEqual(error.executed, "maybe")
    }).pipe(Effect.scoped)
  )

  it.live("a refused connection executed nothing, so even a start is repeated", () =>
    Effect.gen(function* () {
      const http = yield* connect(yield* deserted)
      const retry = RetryPolicy.make({ attempts: 3, base: 0 })
      const error = yield* Effect.flip(http.call(createTask, { body: { task: "x" } }, { retry }))
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : "", "connect")
      assert.strictEqual(error.executed, "no")
      assert.strictEqual(error.attempts, 3)
    })
  )

  it.live("a redirect is not followed, and its address is cut down to the origin", () =>
    Effect.gen(function* () {
      const other = yield* serve((_, response) => json(response, 200, task))
      const error = yield* failing(
        (response) => response.writeHead(307, { location: `${other.baseUrl}/steal?token=1` }).end(),
        { headers: { "x-key": "secret" } }
      )
      assert.deepStrictEqual(error.reason, { _tag: "Redirected", status: 307, location: other.baseUrl })
      assert.strictEqual(error.executed, "maybe")
      assert.strictEqual(other.seen.length, 0)
    }).pipe(Effect.scoped)
  )

  it.live.each([true, false])("a body that is too large is not read to its end (length told: %s)", (told) =>
    withServer(
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json", ...(told ? { "content-length": 1 << 26 } : {}) })
        const more = (): void =>
          void (response.write(Buffer.alloc(65_536, 32)) ? setImmediate(more) : response.once("drain", more))
        more()
      },
      (http, server) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(http.call(getTask, one))
          assert.deepStrictEqual(error.reason, { _tag: "BodyTooLarge", limit: 100_000 })
          yield* Effect.promise(() => server.abandoned)
        }),
      { maxBodyBytes: 100_000 }
    )
  )

  it.live("a refusal that is too large is still that refusal", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => response.writeHead(404).end("x".repeat(5000)), { maxBodyBytes: 1000 })
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 404, body: undefined })
    })
  )

  it.live("packed answers are unpacked, and bounded by what is in them", () =>
    withServer(
      (_, response) => {
        const parcel = gzipSync(JSON.stringify({ ...task, padding: "x".repeat(500_000) }))
        response.writeHead(200, {
          "content-type": "application/json",
          "content-encoding": "gzip",
          "content-length": parcel.length
        })
        response.end(parcel)
      },
      (http) =>
        Effect.gen(function* () {
          assert.strictEqual((yield* http.call(getTask, one)).id, "1")
        })
    ).pipe(
      Effect.andThen(
        failing(
          (response) => {
            const parcel = gzipSync("x".repeat(500_000))
            response.writeHead(200, { "content-encoding": "gzip", "content-length": parcel.length }).end(parcel)
          },
          { maxBodyBytes: 10_000 }
        )
      ),
      Effect.map((error) => assert.strictEqual(error.reason._tag, "BodyTooLarge"))
    )
  )

  it.effect("no answer within the deadline: a timeout in the phase of the headers, and the socket closes", () => {
    const arrived = signalled()
    return withServer(
      () => arrived.resolve(),
      (http, server) =>
        Effect.gen(function* () {
          const fiber = yield* Effect.forkChild(Effect.flip(http.call(getTask, one)))
          yield* Effect.promise(() => arrived.promise)
          yield* TestClock.adjust("1 minute")
          const error = yield* Fiber.join(fiber)
          assert.strictEqual(error.reason._tag === "Timeout" ? error.reason.phase : "", "headers")
          assert.strictEqual(error.executed, "maybe")
          yield* Effect.promise(() => server.abandoned)
        }),
      { timeout: "1 minute" }
    )
  })

  it.effect("the deadline covers the body, too", () => {
    const begun = signalled()
    return withServer(
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" })
        response.write("{", () => onceRead(begun.resolve))
      },
      (http, server) =>
        Effect.gen(function* () {
          const fiber = yield* Effect.forkChild(Effect.flip(http.call(getTask, one, { timeout: "1 minute" })))
          yield* Effect.promise(() => begun.promise)
          yield* TestClock.adjust("1 minute")
          const error = yield* Fiber.join(fiber)
          assert.strictEqual(error.reason._tag === "Timeout" ? error.reason.phase : "", "body")
          assert.strictEqual(error.status, 200)
          yield* Effect.promise(() => server.abandoned)
        })
    )
  })

  it.live.each(["headers", "body"])("interruption closes the socket while it waits for the %s", (phase) =>
    Effect.gen(function* () {
      const arrived = signalled()
      const server = yield* serve((_, response) => {
        if (phase === "body") response.write("{", () => onceRead(arrived.resolve))
        else arrived.resolve()
      })
      const http = yield* connect(server.baseUrl)
      const fiber = yield* Effect.forkChild(http.call(getTask, one))
      yield* Effect.promise(() => arrived.promise)
      yield* Fiber.interrupt(fiber)
      yield* Effect.promise(() => server.abandoned)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(fiber)))
    }).pipe(Effect.scoped)
  )
})
