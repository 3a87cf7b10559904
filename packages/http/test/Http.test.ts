import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Reason from "../src/Reason.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { createTask, getTask, operation, stopTask } from "./support/operations.ts"
import { over } from "./support/over.ts"
import { json, serve, transports } from "./support/server.ts"

const task = { id: "1", status: "started" }
const one = { path: { task_id: "1" } }

describe.each(transports)("over %s", (_, transport) => {
  const { connect, failing, withServer } = over(transport)

  it.live("a call sends the path, the query, the headers and the body, and gives the value", () =>
    withServer(
      (_, response) => json(response, 202, task),
      (http, server) =>
        Effect.gen(function* () {
          assert.deepStrictEqual(yield* http.call(createTask, { body: { task: "find ü" } }), task)
          const [seen] = server.seen
          assert.strictEqual(seen?.method, "POST")
          assert.strictEqual(seen?.url, "/tasks")
          assert.strictEqual(seen?.headers["x-one"], "1")
          assert.strictEqual(seen?.headers["content-type"], "application/json")
          assert.strictEqual(seen?.body.toString(), '{"task":"find ü"}')
        }),
      { headers: { "x-one": "1" } }
    )
  )

  it.live("the base URL may end in a slash and have a path", () =>
    Effect.gen(function* () {
      const server = yield* serve((_, response) => json(response, 200, task))
      const http = yield* connect(`${server.baseUrl}/api/v2/`)
      yield* http.call(getTask, { path: { task_id: "a b/c?d#e%" } })
      assert.strictEqual(server.seen[0]?.url, "/api/v2/tasks/a%20b%2Fc%3Fd%23e%25")
    }).pipe(Effect.scoped)
  )

  it.live("a GET has no content type and no body", () =>
    withServer(
      (_, response) => json(response, 200, task),
      (http, server) =>
        Effect.gen(function* () {
          yield* http.call(getTask, one)
          assert.strictEqual(server.seen[0]?.headers["content-type"], undefined)
          assert.strictEqual(server.seen[0]?.body.length, 0)
        })
    )
  )

  it.live("a declared error keeps its status and its body", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => json(response, 404, { detail: "gone" }, { "x-request-id": "r-1" }))
      assert.deepStrictEqual(error.reason, { _tag: "Declared", error: { status: 404, body: { detail: "gone" } } })
      assert.strictEqual(error.status, 404)
      assert.strictEqual(error.requestId, "r-1")
      assert.strictEqual(error.executed, "no")
      assert.strictEqual(error.attempts, 1)
      assert.strictEqual(error.path, "/tasks/{task_id}")
    })
  )

  it.live.each([
    ["null", null],
    ["false", false],
    ['""', ""],
    ["0", 0]
  ] as const)("an error body %s is a body", ([text, value]) =>
    Effect.gen(function* () {
      const error = yield* failing((response) => {
        response.writeHead(404, { "content-type": "application/json" })
        response.end(text)
      })
      assert.deepStrictEqual(error.reason, { _tag: "Declared", error: { status: 404, body: value } })
    })
  )

  it.live("a declared status with an empty body is a refusal without a body", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => response.writeHead(404, { "content-length": "0" }).end())
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 404, body: undefined })
      assert.strictEqual(error.executed, "no")
    })
  )

  it.live("a gateway's HTML under a declared status is a refusal with its text", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) =>
        response.writeHead(404, { "content-type": "text/html" }).end("<h1>no</h1>")
      )
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 404, body: undefined, text: "<h1>no</h1>" })
    })
  )

  it.live("an undeclared status keeps JSON as JSON, and may have been executed when it is a 5xx", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => json(response, 503, { code: 1 }))
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 503, body: { code: 1 } })
      assert.strictEqual(error.executed, "maybe")
      assert.isTrue(error.transient)
    })
  )

  it.live("a long text is clipped to 2000 characters", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => response.writeHead(502).end("x".repeat(100_000)))
      assert.strictEqual(error.reason._tag === "Undeclared" ? error.reason.text?.length : 0, 2001)
    })
  )

  it.live.each(["<html></html>", '{"id":', "", "undefined"])("a 200 that says %j is an invalid body", (text) =>
    Effect.gen(function* () {
      const error = yield* failing((response) =>
        response.writeHead(200, { "content-type": "application/json" }).end(text)
      )
      assert.deepStrictEqual(error.reason, { _tag: "InvalidBody", status: 200, contentType: "application/json", text })
      assert.strictEqual(error.status, 200)
      assert.strictEqual(error.executed, "maybe")
    })
  )

  it.live("a 200 of HTML is an invalid body even where HTML happens to be JSON", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) =>
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("1")
      )
      assert.strictEqual(error.reason._tag, "InvalidBody")
    })
  )

  it.live("a 204 where content is promised is an invalid body", () =>
    Effect.gen(function* () {
      const error = yield* failing((response) => response.writeHead(204).end())
      assert.strictEqual(error.reason._tag, "InvalidBody")
    })
  )

  it.live.each([204, 205, 206])("a %i is no bytes and no text, unless it is declared", (status) =>
    withServer(
      (_, response) => response.writeHead(status).end(status === 206 ? "half" : undefined),
      (http) =>
        Effect.gen(function* () {
          for (const media of ["image/png", "text/plain"]) {
            const error = yield* Effect.flip(http.call(operation({ ok: { "200": [media] } }), {}))
            assert.deepStrictEqual([error.reason._tag, error.status], ["InvalidBody", status])
            yield* http.call(operation({ ok: { "200": [media], "2XX": [media] } }), {})
          }
        })
    )
  )

  it.live.each([200, 204, 205])("an operation without content succeeds on an empty %i", (status) =>
    withServer(
      (_, response) => response.writeHead(status).end(),
      (http) => Effect.map(http.call(stopTask, { query: { task_id: "1" } }), (value) => assert.isUndefined(value))
    )
  )

  it.live.each<Record<string, string>>([
    { "content-type": "application/json" },
    { "content-type": "application/json", "content-length": "12" },
    { "content-type": "application/json", "content-encoding": "gzip" },
    { "content-type": "image/png" },
    {}
  ])("HEAD has no content, whatever is declared of it and its headers say: %j", (headers) =>
    withServer(
      (request, response) => response.writeHead(request.url === "/missing" ? 404 : 200, headers).end(),
      (http) =>
        Effect.gen(function* () {
          const media = ["application/json", "image/png"]
          const head = operation({ method: "HEAD", ok: { "200": media }, errors: { "404": media } })
          assert.isUndefined(yield* http.call(head, {}))
          const error = yield* Effect.flip(http.call({ ...head, path: "/missing" }, {}))
          assert.deepStrictEqual(error.reason, { _tag: "Declared", error: { status: 404, body: undefined } })
        })
    )
  )

  it.live("a refusal says why, also where the spec declares its status without a body", () =>
    withServer(
      (_, response) => json(response, 400, { detail: "no such engine" }),
      (http) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(http.call(operation({ errors: { "400": [] } }), {}))
          assert.deepStrictEqual(error.reason, {
            _tag: "Declared",
            error: { status: 400, body: undefined },
            undeclaredBody: { detail: "no such engine" }
          })
          assert.strictEqual(Reason.of(error).message, "no such engine")
        })
    )
  )

  it.live("an error in disguise is a refusal with its 2xx status", () =>
    withServer(
      (_, response) => json(response, 200, { code: 10112, msg: "no task" }),
      (http) =>
        Effect.gen(function* () {
          for (const row of [stopTask, operation({ parameters: stopTask.parameters })]) {
            const error = yield* Effect.flip(http.call(row, { query: { task_id: "1" } }))
            assert.deepStrictEqual(error.reason, {
              _tag: "Undeclared",
              status: 200,
              body: { code: 10112, msg: "no task" }
            })
            assert.isFalse(error.transient)
          }
        }),
      { disguised: (body) => typeof body === "object" && body !== null && "code" in body && body.code !== 0 }
    )
  )

  it.live("binary and text answers come as the operation declares them", () =>
    withServer(
      (request, response) => {
        const type =
          request.url === "/text" ? "text/plain" : request.url === "/either" ? "application/json" : "image/png"
        response.writeHead(200, { "content-type": type })
        response.end(type === "application/json" ? '{"a":1}' : Buffer.from([104, 105, 255]))
      },
      (http) =>
        Effect.gen(function* () {
          const png = yield* http.call(operation({ ok: { "200": ["image/png"] } }), {})
          assert.deepStrictEqual(png instanceof Uint8Array ? [...png] : png, [104, 105, 255])
          const text = yield* http.call(operation({ path: "/text", ok: { "2XX": ["text/plain"] } }), {})
          assert.strictEqual(text, "hi\ufffd")
          const either = operation({
            path: "/either",
            ok: { default: ["application/octet-stream", "application/json"] }
          })
          assert.deepStrictEqual(yield* http.call(either, {}), { a: 1 })
        })
    )
  )

  it.live("ids that no double can hold arrive digit by digit", () =>
    withServer(
      (_, response) =>
        response.writeHead(200, { "content-type": "application/json" }).end('{"id":16429034742537847,"n":12}'),
      (http) =>
        Effect.gen(function* () {
          assert.deepStrictEqual(yield* http.call(operation(), {}), { id: "16429034742537847", n: 12 })
        })
    )
  )

  it.live("a stream goes out as it is, once", () =>
    withServer(
      (_, response) => response.writeHead(503).end(),
      (http, server) =>
        Effect.gen(function* () {
          const upload = operation({
            method: "PUT",
            safe: false,
            request: { required: true, media: ["application/octet-stream"] }
          })
          const body = new Blob([new Uint8Array([1, 2, 3])]).stream()
          const retry = RetryPolicy.make({ base: 0 })
          const error = yield* Effect.flip(http.call(upload, { body }, { retry }))
          assert.strictEqual(error.attempts, 1)
          assert.deepStrictEqual([...(server.seen[0]?.body ?? [])], [1, 2, 3])
          assert.strictEqual(server.seen[0]?.headers["content-type"], "application/octet-stream")
        })
    )
  )

  it.live("a form with a file is multipart, with the boundary that its body has", () =>
    withServer(
      (_, response) => json(response, 200, {}),
      (http, server) =>
        Effect.gen(function* () {
          const upload = operation({
            method: "POST",
            safe: false,
            request: { required: true, media: ["multipart/form-data"] }
          })
          yield* http.call(upload, { body: { name: "a", file: new Blob(["data"], { type: "text/plain" }) } })
          const [seen] = server.seen
          const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(seen?.headers["content-type"] ?? "")?.[1] ?? "?"
          assert.include(seen?.body.toString(), boundary)
          assert.include(seen?.body.toString(), 'name="file"')
          assert.isDefined(seen?.headers["content-length"])
        })
    )
  )
})
