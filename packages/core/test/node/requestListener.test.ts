import { requestListener } from "@errand/core/node"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createServer } from "node:http"
import { connect } from "node:net"
import type { AddressInfo } from "node:net"

/** A server whose handler reads the body, and the first line of what it answers to these bytes. */
const send = (handle: (request: Request) => Promise<Response>, bytes: string | Uint8Array) =>
  Effect.acquireUseRelease(
    Effect.promise(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer(requestListener(handle))
          server.listen(0, "127.0.0.1", () => resolve(server))
        })
    ),
    (server) =>
      Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            const socket = connect((server.address() as AddressInfo).port, "127.0.0.1")
            socket.on("data", (chunk) => resolve(String(chunk).split("\r\n")[0] ?? ""))
            socket.on("close", () => resolve("closed"))
            socket.write(bytes)
          })
      ),
    (server) =>
      Effect.promise(
        () =>
          new Promise<void>((resolve) => {
            server.close(() => resolve())
            server.closeAllConnections()
          })
      )
  )

const echo = (request: Request): Promise<Response> =>
  request.text().then((body) => {
    const { pathname, search } = new URL(request.url)
    const echoed = `${request.method} ${pathname}${search} ${request.headers.get("x-a")} ${body}`
    return new Response(null, { status: echoed === "POST /hooks?a=b 1 {}" ? 204 : 405 })
  })

const head = (line: string, ...fields: ReadonlyArray<string>) =>
  `${[`${line} HTTP/1.1`, "host: x", "connection: close", ...fields].join("\r\n")}\r\n\r\n`

describe("a listener for Node's http", () => {
  it.live("hands method, address, headers and body on, and the answer back", () =>
    Effect.gen(function* () {
      const post = `${head("POST /hooks?a=b", "x-a: 1", "content-length: 2")}{}`
      assert.strictEqual(yield* send(echo, post), "HTTP/1.1 204 No Content")
    })
  )

  it.live.each<readonly [string, string | Uint8Array, number]>([
    ["two slashes", head("GET //"), 405],
    ["a host that is none", head("GET http://["), 400],
    ["a password in the address", head("GET http://anna:secret@x/"), 400],
    ["a method that no Request has", head("TRACE /"), 400],
    ["no path", head("OPTIONS *"), 400],
    ["letters beyond ASCII", Buffer.from(head("GET /", "x-a: \u00e9\u00ff"), "latin1"), 405],
    ["a body in chunks", `${head("POST /", "transfer-encoding: chunked")}5\r\nhello\r\n0\r\n\r\n`, 405]
  ])("answers to %s", ([, bytes, status]) =>
    Effect.gen(function* () {
      assert.match(yield* send(echo, bytes), new RegExp(`^HTTP/1\\.1 ${status} `))
    })
  )

  it.live("answers 500 where the handler rejects, and survives a body that breaks off", () =>
    Effect.gen(function* () {
      const broken = () => Promise.reject(new Error("a bug"))
      assert.match(yield* send(broken, head("GET /")), /^HTTP\/1\.1 500 /)
      const seen: Array<string> = []
      const reading = (request: Request) =>
        request.text().then(
          () => new Response(),
          () => {
            seen.push("broke off")
            return new Response(null, { status: 400 })
          }
        )
      const cut = createServer(requestListener(reading))
      yield* Effect.promise(
        () =>
          new Promise<void>((resolve) => {
            cut.listen(0, "127.0.0.1", () => {
              const socket = connect((cut.address() as AddressInfo).port, "127.0.0.1")
              socket.write(`${head("POST /", "content-length: 2000")}{`, () => socket.destroy())
            })
            cut.on("connection", (socket) => socket.on("close", () => resolve()))
          })
      )
      yield* Effect.promise(() => new Promise<void>((resolve) => cut.close(() => resolve())))
      assert.isAtMost(seen.length, 1)
    })
  )
})
