import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as zlib from "node:zlib"
import { createTask, getTask } from "../support/operations.ts"
import { over } from "../support/over.ts"
import { transports } from "../support/server.ts"

const text = JSON.stringify({ id: "1", status: "finished", padding: "ü".repeat(200_000) })
const { brotliCompressSync: br, deflateRawSync, deflateSync, gzipSync: gzip } = zlib
const zstd = (zlib as { readonly zstdCompressSync?: (bytes: Uint8Array) => Buffer }).zstdCompressSync

const packings: ReadonlyArray<readonly [string, (bytes: Buffer) => Buffer]> = [
  ["gzip", gzip],
  ["x-gzip", gzip],
  ["GZIP", gzip],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", br],
  ["gzip, br", (bytes) => br(gzip(bytes))],
  ["deflate,gzip", (bytes) => gzip(deflateSync(bytes))],
  ...(zstd === undefined ? [] : [["zstd", zstd] as const])
]

// Every transport is held to the same, so that a program may change from one to another.
describe.each(transports)("over %s", (_, transport) => {
  const { failing, withServer } = over(transport)

  it.live.each(packings)("an answer that is packed as %s is unpacked", ([encoding, pack]) => {
    const parcel = pack(Buffer.from(text))
    return withServer(
      (_, response) => {
        response.writeHead(202, { "content-type": "application/json", "content-encoding": encoding }).end(parcel)
      },
      (http, server) =>
        Effect.gen(function* () {
          const task = yield* http.call(createTask, { body: { task: "x" } })
          assert.strictEqual(task.status, "finished")
          assert.lengthOf(server.seen, 1)
        })
    )
  })

  it.live.each(packings)("an error that is packed as %s is read", ([encoding, pack]) =>
    Effect.gen(function* () {
      const parcel = pack(Buffer.from('{"detail":"no"}'))
      const error = yield* failing((response) =>
        response.writeHead(404, { "content-type": "application/json", "content-encoding": encoding }).end(parcel)
      )
      assert.deepStrictEqual(error.reason, { _tag: "Declared", error: { status: 404, body: { detail: "no" } } })
    })
  )

  it.live.each(packings)("a file that is packed as %s is unpacked", ([encoding, pack]) => {
    const parcel = pack(Buffer.from(text))
    return withServer(
      (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(parcel),
      (http, server) =>
        Effect.gen(function* () {
          const chunks = yield* Stream.runCollect(http.download(server.baseUrl))
          assert.strictEqual(Buffer.concat(chunks).toString(), text)
        })
    )
  })

  it.live.each(packings)("what breaks off in an answer that is packed as %s is no answer", ([encoding, pack]) => {
    const parcel = pack(Buffer.from(text))
    return Effect.gen(function* () {
      const error = yield* failing((response) =>
        response
          .writeHead(200, { "content-type": "application/json", "content-encoding": encoding })
          .end(parcel.subarray(0, parcel.length - 20))
      )
      assert.include(["Transport", "InvalidBody"], error.reason._tag)
    })
  })

  it.live("an empty body is empty, however it says it is packed", () =>
    withServer(
      (_, response) => response.writeHead(200, { "content-encoding": "deflate" }).end(),
      (http) => Effect.flip(http.call(getTask, { path: { task_id: "1" } }))
    ).pipe(Effect.map((error) => assert.include(["Transport", "InvalidBody"], error.reason._tag)))
  )
})
