import { afterEach, assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createServer } from "node:http"
import { connect } from "node:net"
import { vi } from "vitest"
import * as Http from "../../src/Http.ts"
import * as NodeTransport from "../../src/node/index.ts"
import * as RetryPolicy from "../../src/RetryPolicy.ts"
import { createTask, getTask } from "../support/operations.ts"
import { json, listening, serve } from "../support/server.ts"

const one = { path: { task_id: "1" } }
const retry = RetryPolicy.none

/** A proxy that opens tunnels, or refuses to. */
const proxying = Effect.fnUntraced(function* (status: number) {
  const targets: Array<string | undefined> = []
  const server = createServer().on("connect", (request, socket) => {
    targets.push(request.url)
    socket.on("error", () => {})
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)
    const [host, port] = (request.url ?? "").split(":")
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Fine\r\n\r\n")
      socket.pipe(target)
      target.pipe(socket)
    })
    target.on("error", () => socket.destroy())
  })
  return { address: `http://${yield* listening(server)}`, targets }
})

const service = serve((_, response) => json(response, 200, { id: "1", status: "x" }))

afterEach(() => void vi.unstubAllEnvs())

describe("a proxy", () => {
  it.live("is used where it is named", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* service
      const { address, targets } = yield* proxying(200)
      const http = Http.make({ baseUrl, fetch: yield* NodeTransport.scoped({ proxy: address }) })
      yield* http.call(getTask, one)
      assert.deepStrictEqual(targets, [new URL(baseUrl).host])
    }).pipe(Effect.scoped)
  )

  it.live("of the environment is used where it is asked for, and not for NO_PROXY", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* service
      const { address, targets } = yield* proxying(200)
      for (const name of ["http_proxy", "HTTP_PROXY"]) vi.stubEnv(name, address)
      for (const name of ["no_proxy", "NO_PROXY"]) vi.stubEnv(name, "")
      const direct = Http.make({ baseUrl, fetch: yield* NodeTransport.scoped() })
      yield* direct.call(getTask, one)
      assert.lengthOf(targets, 0)
      const proxied = Http.make({ baseUrl, fetch: yield* NodeTransport.scoped({ proxy: "environment" }) })
      yield* proxied.call(getTask, one)
      assert.lengthOf(targets, 1)
      for (const name of ["no_proxy", "NO_PROXY"]) vi.stubEnv(name, "127.0.0.1")
      const excepted = Http.make({ baseUrl, fetch: yield* NodeTransport.scoped({ proxy: "environment" }) })
      yield* excepted.call(getTask, one)
      assert.lengthOf(targets, 1)
    }).pipe(Effect.scoped)
  )

  it.live("that refuses has let nothing pass", () =>
    Effect.gen(function* () {
      const { baseUrl, seen } = yield* service
      const { address } = yield* proxying(403)
      const http = Http.make({ baseUrl, fetch: yield* NodeTransport.scoped({ proxy: address }) })
      const error = yield* Effect.flip(http.call(createTask, { body: { task: "x" } }, { retry }))
      assert.deepStrictEqual([error.executed, seen.length], ["no", 0])
      assert.match(error.message, /could not connect to .*: Proxy response \(403\).*; check the proxy$/)
    }).pipe(Effect.scoped)
  )
})
