import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { ServerResponse } from "node:http"
import * as Http from "../src/Http.ts"
import { json, serve, transports } from "./support/server.ts"
import type { Seen } from "./support/server.ts"

describe.each(transports)("over %s", (_, transport) => {
  const connect = Effect.map(transport, (fetch) =>
    Http.make({ baseUrl: "http://unused.test", headers: { "x-key": "secret" }, ...fetch })
  )

  const serving = (handle: (request: Seen, response: ServerResponse) => void) => Effect.all([serve(handle), connect])

  it.live("an upload is one multipart request with its length, and without the client's headers", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.writeHead(204).end())
      const form = new FormData()
      form.append("key", "a/b")
      form.append("file", new Blob([Buffer.alloc(1_000_000, "z")]), "ü.txt")
      assert.deepStrictEqual(yield* http.upload(server.baseUrl, form), { status: 204 })
      const [seen] = server.seen
      assert.match(seen?.headers["content-type"] ?? "", /^multipart\/form-data; boundary=/)
      assert.strictEqual(Number(seen?.headers["content-length"]), seen?.body.length)
      assert.isAbove(seen?.body.length ?? 0, 1_000_000)
      assert.isUndefined(seen?.headers["x-key"])
    }).pipe(Effect.scoped)
  )

  it.live("an upload may be a PUT of bytes with headers of its own", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.end())
      yield* http.upload(server.baseUrl, new Uint8Array([1, 2]), {
        method: "PUT",
        headers: { "content-type": "image/png" }
      })
      const [seen] = server.seen
      assert.deepStrictEqual(
        [seen?.method, seen?.headers["content-type"], ...(seen?.body ?? [])],
        ["PUT", "image/png", 1, 2]
      )
    }).pipe(Effect.scoped)
  )

  it.live("a refused upload is told, and not repeated", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => json(response, 503, { a: 1 }))
      const error = yield* Effect.flip(http.upload(server.baseUrl, "x"))
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 503, body: { a: 1 } })
      assert.strictEqual(server.seen.length, 1)
    }).pipe(Effect.scoped)
  )

  it.live("an upload with a header that cannot be sent is not sent", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.end())
      const error = yield* Effect.flip(http.upload(server.baseUrl, "x", { headers: { "x-a": "1\r\nx-b: 2" } }))
      assert.strictEqual(error.reason._tag === "InvalidRequest" ? error.reason.where : "", "headers.x-a")
      assert.strictEqual(server.seen.length, 0)
    }).pipe(Effect.scoped)
  )

  it.live.each(["", "/file", "ftp://files.test/x", "file:///etc/passwd", "https://me:pw@files.test/"])(
    "%j is no address",
    (url) =>
      Effect.gen(function* () {
        const http = yield* connect
        const error = yield* Effect.flip(http.upload(url, "x"))
        assert.strictEqual(error.reason._tag, "InvalidRequest")
        assert.strictEqual(error.attempts, 0)
      })
  )
})
