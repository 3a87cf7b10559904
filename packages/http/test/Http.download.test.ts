import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import type { ServerResponse } from "node:http"
import * as Http from "../src/Http.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { onceRead, serve, serveRaw, signalled, transports } from "./support/server.ts"
import type { Seen } from "./support/server.ts"

const bytes = (chunks: ReadonlyArray<Uint8Array>) => Buffer.concat(chunks)

describe.each(transports)("over %s", (_, transport) => {
  const connect = Effect.map(transport, (fetch) =>
    Http.make({ baseUrl: "http://unused.test", headers: { "x-key": "secret" }, ...fetch })
  )

  const serving = (handle: (request: Seen, response: ServerResponse) => void) => Effect.all([serve(handle), connect])

  it.live("a download is the bytes of the file, without the client's headers", () =>
    Effect.gen(function* () {
      const file = Buffer.alloc(3_000_000, "0123456789")
      const [server, http] = yield* serving((_, response) => response.end(file))
      const got = yield* Stream.runCollect(http.download(`${server.baseUrl}/file?sig=1#part`))
      assert.isTrue(bytes(got).equals(file))
      assert.isAbove(got.length, 1)
      assert.strictEqual(server.seen[0]?.url, "/file?sig=1")
      assert.isUndefined(server.seen[0]?.headers["x-key"])
    }).pipe(Effect.scoped)
  )

  it.live("an empty file is an empty stream", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.writeHead(200, { "content-length": 0 }).end())
      assert.deepStrictEqual(yield* Stream.runCollect(http.download(server.baseUrl)), [])
    }).pipe(Effect.scoped)
  )

  it.live("it follows redirects", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((request, response) => {
        if (request.url === "/end") return response.end("there")
        response.writeHead(307, { location: request.url === "/" ? "/next" : "end" }).end("moved")
      })
      assert.strictEqual(bytes(yield* Stream.runCollect(http.download(server.baseUrl))).toString(), "there")
      assert.strictEqual(server.seen.length, 3)
    }).pipe(Effect.scoped)
  )

  it.live("but not for ever", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.writeHead(302, { location: "/" }).end())
      const error = yield* Effect.flip(Stream.runDrain(http.download(server.baseUrl)))
      assert.strictEqual(error.reason._tag, "Redirected")
      assert.strictEqual(server.seen.length, 6)
    }).pipe(Effect.scoped)
  )

  it.live("what fails before the first byte is tried again", () =>
    Effect.gen(function* () {
      let count = 0
      const [server, http] = yield* serving((_, response) => {
        if (++count < 3) response.writeHead(503).end()
        else response.end("ok")
      })
      const got = yield* Stream.runCollect(http.download(server.baseUrl, { retry: RetryPolicy.make({ base: 0 }) }))
      assert.strictEqual(bytes(got).toString(), "ok")
      assert.strictEqual(count, 3)
    }).pipe(Effect.scoped)
  )

  it.live("an expired address is a refusal with its text", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.writeHead(403).end("<Code>AccessDenied</Code>"))
      const error = yield* Effect.flip(Stream.runDrain(http.download(server.baseUrl)))
      assert.deepStrictEqual(error.reason, {
        _tag: "Undeclared",
        status: 403,
        body: undefined,
        text: "<Code>AccessDenied</Code>"
      })
    }).pipe(Effect.scoped)
  )

  it.live.each<readonly [number, Record<string, string>]>([
    [201, {}],
    [202, {}],
    [204, {}],
    [206, { "content-range": "bytes 5-9/20", etag: '"v1"' }],
    [206, { "content-range": "bytes 0-4/5" }],
    [206, {}]
  ])("a %i is no file, where no part was asked for %j", ([status, headers]) =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => {
        response.writeHead(status, headers).end(status === 204 ? undefined : "56789")
      })
      const error = yield* Effect.flip(Stream.runCollect(http.download(server.baseUrl)))
      assert.deepStrictEqual([error.reason._tag, error.status], ["InvalidBody", status])
      assert.match(
        error.message,
        status === 206 ? /: answered 206 with a part that was not asked for \(/ : /with no file$/
      )
      assert.strictEqual(server.seen.length, 1)
    }).pipe(Effect.scoped)
  )

  it.live("a file that breaks off is an error, after the bytes that came", () =>
    Effect.gen(function* () {
      const raw = yield* serveRaw((socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart", () => onceRead(() => socket.destroy()))
      })
      const http = yield* connect
      const seen: Array<Uint8Array> = []
      const error = yield* Effect.flip(
        Stream.runForEach(http.download(raw.baseUrl), (chunk) => Effect.sync(() => seen.push(chunk)))
      )
      assert.strictEqual(bytes(seen).toString(), "part")
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : "", "body")
      assert.strictEqual(raw.requests(), 1)
    }).pipe(Effect.scoped)
  )

  /**
   * A store that sends a file in pieces of 1,000 bytes and breaks off after each; `answer` says
   * what a part looks like.
   */
  const breaking = (
    file: Buffer,
    answer: (range: RegExpExecArray | null) => { readonly status: number; readonly headers: Record<string, string> }
  ) =>
    serve((request, response) => {
      const range = /^bytes=(\d+)-$/.exec(String(request.headers["range"] ?? ""))
      const { headers, status } = answer(range)
      const from = status === 206 ? Number(range?.[1]) : 0
      response.writeHead(status, { "content-length": file.length - from, ...headers })
      response.write(file.subarray(from, from + 1000), () => {
        if (from + 1000 >= file.length) response.end()
        else onceRead(() => response.destroy())
      })
    })
  const file = Buffer.from(Array.from({ length: 4500 }, (_, i) => i % 251))
  const part = (range: RegExpExecArray | null, total = file.length) => ({
    "content-range": `bytes ${Number(range?.[1])}-${total - 1}/${total}`
  })
  const quick = { retry: RetryPolicy.make({ base: 0 }) }

  it.live("a download that breaks off goes on where it was, as long as the file is the same", () =>
    Effect.gen(function* () {
      const server = yield* breaking(file, (range) => ({
        status: range === null ? 200 : 206,
        headers: { etag: '"v1"', ...(range === null ? {} : part(range)) }
      }))
      const http = yield* connect
      const got = yield* Stream.runCollect(http.download(server.baseUrl, { ...quick, size: file.length }))
      assert.isTrue(bytes(got).equals(file))
      assert.deepStrictEqual(
        server.seen.map(({ headers }) => [headers["range"], headers["if-range"]]),
        [undefined, 1000, 2000, 3000, 4000].map((n) => (n === undefined ? [n, n] : [`bytes=${n}-`, '"v1"']))
      )
    }).pipe(Effect.scoped)
  )

  it.live.each<readonly [string, number, (range: RegExpExecArray | null) => number, Record<string, string>, boolean]>([
    ["has no tag", 1, () => 200, {}, false],
    ["has a weak tag", 1, () => 200, { etag: 'W/"v1"' }, false],
    ["comes compressed", 1, () => 200, { etag: '"v1"', "content-encoding": "aws-chunked" }, false],
    ["is sent from its beginning", 2, () => 200, { etag: '"v1"' }, false],
    ["is another one by now", 2, (range) => (range === null ? 200 : 206), { etag: '"v1"' }, true],
    ["is sent from elsewhere", 2, (range) => (range === null ? 200 : 206), { etag: '"v1"', "x-off": "1" }, false]
  ])("but a file that %s fails cleanly, after the bytes that came", ([, requests, status, headers, changed]) =>
    Effect.gen(function* () {
      const server = yield* breaking(file, (range) => ({
        status: status(range),
        headers: {
          ...headers,
          ...(range !== null && status(range) === 206
            ? {
                ...("x-off" in headers ? { "content-range": "bytes 999-4499/4500" } : part(range)),
                ...(changed ? { etag: '"v2"' } : {})
              }
            : {})
        }
      }))
      const http = yield* connect
      const seen: Array<Uint8Array> = []
      const error = yield* Effect.flip(
        Stream.runForEach(http.download(server.baseUrl, quick), (chunk) => Effect.sync(() => seen.push(chunk)))
      )
      assert.isTrue(bytes(seen).equals(file.subarray(0, 1000)))
      assert.strictEqual(error.reason._tag === "Transport" ? error.reason.phase : error.reason._tag, "body")
      assert.strictEqual(server.seen.length, requests)
    }).pipe(Effect.scoped)
  )

  it.live("an address that is refused is asked for once more, also in the middle of the file", () =>
    Effect.gen(function* () {
      let asked = 0
      const server = yield* serve((request, response) => {
        const range = /^bytes=(\d+)-$/.exec(String(request.headers["range"] ?? ""))
        if (request.url === "/2") return response.writeHead(403).end()
        const from = Number(range?.[1] ?? 0)
        response.writeHead(range === null ? 200 : 206, {
          etag: '"v1"',
          "content-length": file.length - from,
          ...(range === null ? {} : part(range))
        })
        if (range !== null) return response.end(file.subarray(from))
        response.write(file.subarray(0, 1000), () => onceRead(() => response.destroy()))
      })
      const http = yield* connect
      const address = Effect.sync(() => `${server.baseUrl}/${++asked}`)
      assert.isTrue(bytes(yield* Stream.runCollect(http.download(address, quick))).equals(file))
      assert.deepStrictEqual(
        server.seen.map(({ url }) => url),
        ["/1", "/2", "/3"]
      )
    }).pipe(Effect.scoped)
  )

  it.live("a file of another size than it must have is an error", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => response.end(file))
      const failed = (size: number) =>
        Effect.map(Effect.flip(Stream.runDrain(http.download(server.baseUrl, { size }))), ({ reason }) => reason)
      assert.deepStrictEqual(yield* failed(4499), { _tag: "BodyTooLarge", limit: 4499 })
      assert.deepStrictEqual(yield* failed(4501), {
        _tag: "InvalidBody",
        status: 200,
        problem: "4500 of 4501 bytes",
        text: "ended after 4500 of 4501 bytes"
      })
      assert.strictEqual(server.seen.length, 2)
    }).pipe(Effect.scoped)
  )

  it.effect("a long download is fine, a stalled one is not, and its socket closes", () =>
    Effect.gen(function* () {
      let write = (): void => {}
      const [server, http] = yield* serving((_, response) => {
        write = () => void response.write("x")
        write()
      })
      const seen: Array<Uint8Array> = []
      const pieces = Array.from({ length: 6 }, signalled)
      const fiber = yield* Effect.forkChild(
        Effect.flip(
          Stream.runForEach(http.download(server.baseUrl, { stall: "1 minute" }), (chunk) =>
            Effect.sync(() => {
              seen.push(chunk)
              onceRead(() => pieces[seen.length - 1]?.resolve())
            })
          )
        )
      )
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) write()
        yield* Effect.promise(() => piece.promise)
        yield* TestClock.adjust("50 seconds")
      }
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("10 seconds")
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(bytes(seen).length, 6)
      assert.strictEqual(error.reason._tag === "Timeout" ? error.reason.phase : "", "body")
      yield* Effect.promise(() => server.abandoned)
    }).pipe(Effect.scoped)
  )

  it.live("whoever stops reading lets the connection go", () =>
    Effect.gen(function* () {
      const [server, http] = yield* serving((_, response) => {
        const more = (): void =>
          void (response.write(Buffer.alloc(65_536)) ? setImmediate(more) : response.once("drain", more))
        more()
      })
      yield* http.download(server.baseUrl).pipe(Stream.take(2), Stream.runDrain)
      yield* Effect.promise(() => server.abandoned)
      const error = yield* Effect.flip(Stream.runDrain(http.download(server.baseUrl, { maxBytes: 200_000 })))
      assert.deepStrictEqual(error.reason, { _tag: "BodyTooLarge", limit: 200_000 })
    }).pipe(Effect.scoped)
  )

  it.live.each(["", "/file", "ftp://files.test/x", "file:///etc/passwd", "https://me:pw@files.test/"])(
    "%j is no address",
    (url) =>
      Effect.gen(function* () {
        const http = yield* connect
        const error = yield* Effect.flip(Stream.runDrain(http.download(url)))
        assert.strictEqual(error.reason._tag, "InvalidRequest")
        assert.strictEqual(error.attempts, 0)
      })
  )
})
