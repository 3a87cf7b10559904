import { afterEach, assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { vi } from "vitest"
import * as Http from "../src/Http.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { createTask, getTask, operation } from "./support/operations.ts"
import { over } from "./support/over.ts"
import { json, serveRaw, transports } from "./support/server.ts"

const start = { body: { task: "ü" } }
const retry = RetryPolicy.none

afterEach(() => void vi.unstubAllGlobals())

describe.each(transports)("over %s", (_, transport) => {
  const { connect, withServer } = over(transport)

  it.live("a start whose kept-alive connection breaks is sent once", () =>
    Effect.gen(function* () {
      const starts: Array<string> = []
      const body = '{"id":"1","status":"x"}'
      const raw = yield* serveRaw((socket, request) => {
        if (request.startsWith("GET")) {
          return void socket.write(
            `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
          )
        }
        starts.push(request)
        socket.end()
      })
      const http = yield* connect(raw.baseUrl)
      yield* http.call(getTask, { path: { task_id: "1" } })
      const error = yield* Effect.flip(http.call(createTask, start, { retry }))
      assert.deepStrictEqual([error.executed, starts.length], ["maybe", 1])
    }).pipe(Effect.scoped)
  )

  it.live.each(["Deno", "Bun"])("what is sent so that %s cannot repeat it is the same request", (runtime) => {
    const put = operation({
      method: "PUT",
      idempotent: false,
      safe: false,
      request: { required: true, media: ["text/csv"] }
    })
    return withServer(
      (_, response) => json(response, 202, { id: "1", status: "x" }),
      (http, server) =>
        Effect.gen(function* () {
          vi.stubGlobal(runtime, {})
          yield* http.call(createTask, start)
          yield* http.call(put, { body: "a;ü" })
          yield* http.upload(server.baseUrl, "text")
          yield* http.upload(server.baseUrl, new Uint8Array([1, 2]))
          const seen = server.seen.map(({ body, headers }) => [body.toString(), headers["content-type"]?.toLowerCase()])
          assert.deepStrictEqual(seen, [
            ['{"task":"ü"}', "application/json"],
            ["a;ü", "text/csv"],
            ["text", "text/plain;charset=utf-8"],
            ["\u0001\u0002", undefined]
          ])
        })
    )
  })
})

describe("on a runtime that repeats by itself what it can read a second time", () => {
  const sentBy = Effect.fnUntraced(function* (runtime: string) {
    const bodies: Array<unknown> = []
    vi.stubGlobal(runtime, {})
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
      bodies.push(init.body)
      return Promise.resolve(Response.json({ id: "1", status: "x" }))
    })
    const http = Http.make({ baseUrl: "https://service.test" })
    const write = (method: "POST" | "PUT" | "DELETE", idempotent: boolean) =>
      operation({ method, idempotent, safe: false, request: { required: false, media: ["application/json"] } })
    yield* http.call(write("POST", false), { body: { a: 1 } })
    yield* http.call(write("POST", false), {})
    yield* http.call(write("PUT", false), { body: { a: 1 } })
    yield* http.call(write("PUT", true), { body: { a: 1 } })
    yield* http.upload("https://files.test", "x")
    yield* http.call(write("DELETE", false), {})
    return bodies.map((body) => (body instanceof Blob ? "blob" : body instanceof ReadableStream ? "stream" : body))
  })

  it.effect("Deno: a request that may be executed once only has a blob as its body", () =>
    Effect.map(sentBy("Deno"), (kinds) =>
      assert.deepStrictEqual(kinds, ["blob", "blob", "blob", '{"a":1}', "blob", "blob"])
    )
  )

  it.effect.each(["Deno", "Bun", "Other"])(
    "%s: a refused connection may have been the second one of an idempotent request",
    (runtime) =>
      Effect.gen(function* () {
        vi.stubGlobal(runtime, {})
        vi.stubGlobal("fetch", () => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" })))
        const http = Http.make({ baseUrl: "https://service.test" })
        const rows = [
          operation({ method: "POST", idempotent: false, safe: false }),
          operation({ method: "PUT", idempotent: true, safe: false }),
          operation()
        ]
        const executed = yield* Effect.forEach(rows, (row) =>
          Effect.map(Effect.flip(http.call(row, {}, { retry })), (error) => error.executed)
        )
        assert.deepStrictEqual(executed, ["no", runtime === "Other" ? "no" : "maybe", "no"])
      })
  )

  it.effect("Bun: one whose method is idempotent by HTTP has a stream", () =>
    Effect.map(sentBy("Bun"), (kinds) =>
      assert.deepStrictEqual(kinds, ['{"a":1}', undefined, "stream", '{"a":1}', "x", "stream"])
    )
  )

  it.effect("workerd: one without a body whose method is idempotent by HTTP has an empty stream", () =>
    Effect.suspend(() => {
      vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" })
      return Effect.map(sentBy("Other"), (kinds) =>
        assert.deepStrictEqual(kinds, ['{"a":1}', undefined, '{"a":1}', '{"a":1}', "x", "stream"])
      )
    })
  )
})
