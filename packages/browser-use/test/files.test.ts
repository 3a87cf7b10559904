import { document } from "@errand/browser-use-types/v2/document"
import type { Client } from "@errand/browser-use"
import { assert, describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import type { Answers } from "./support/FakeService.ts"
import { fake, html, json, key } from "./support/FakeService.ts"

type Upload = Client.Upload

const bytes = (text: string) => new TextEncoder().encode(text)
const path = { task_id: "t1", file_id: "f1" }
const address = {
  url: "https://store.test/bucket",
  method: "POST",
  fields: { key: "k1", policy: "policy-canary" },
  fileName: "in-1.txt",
  expiresIn: 120
}
const read = <E>(stream: Stream.Stream<Uint8Array, E>) =>
  Effect.map(Stream.mkUint8Array(stream), (all) => new TextDecoder().decode(all))

/** The API gives addresses, the store does as told. */
const withStore = (store: Answers, api: Answers = () => json(address)) =>
  fake((asked, nth) => (asked.url.host === "fake.test" ? api(asked, nth) : store(asked, nth)))

describe("files.download", () => {
  const api: Answers = (_, nth) =>
    json({ id: "f1", fileName: "out.txt", downloadUrl: `https://store.test/${nth}?signature=canary` })

  it.effect("streams the content, without showing the key to the store", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(() => new Response("content"), api)
      assert.strictEqual(yield* read(client.files.download({ path })), "content")
      assert.deepStrictEqual(
        asked.map(({ url }) => url.pathname),
        ["/api/v2/files/tasks/t1/output-files/f1", "/1"]
      )
      assert.notInclude(JSON.stringify([...(asked[1]?.headers ?? [])]), key)
    })
  )

  it.effect("asks for a fresh address when the old one is refused", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(
        ({ url }) =>
          url.pathname === "/1"
            ? new Response("<Error>Request has expired</Error>", { status: 403 })
            : new Response("content"),
        api
      )
      assert.strictEqual(yield* read(client.files.download({ path })), "content")
      assert.deepStrictEqual(
        asked.map(({ url }) => url.pathname.slice(-3)),
        ["/f1", "/1", "/f1", "/3"]
      )
    })
  )

  it.effect("asks for a fresh address for each reading", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(() => new Response("content"), api)
      const stream = client.files.download({ path })
      yield* read(stream)
      yield* read(stream)
      assert.lengthOf(asked, 4)
    })
  )

  it.effect("gives up when the fresh address is refused, too", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(() => new Response(null, { status: 403 }), api)
      const error = yield* Effect.flip(read(client.files.download({ path })))
      assert.strictEqual(error.reason._tag, "Forbidden")
      assert.strictEqual(error.operation, "getTaskOutputFile")
      assert.lengthOf(asked, 4)
      expect(JSON.stringify(error) + error.message).not.toContain("canary")
    })
  )

  /** Sends half of "content", then breaks off. */
  const half = (headers: Record<string, string> = {}) => {
    let sent = false
    const pull = (controller: ReadableStreamDefaultController) => {
      if (sent) return controller.error(new Error("reset"))
      sent = true
      controller.enqueue(bytes("cont"))
    }
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers })
  }

  it.effect("does not begin again in the middle of a file that has no tag", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(() => half(), api)
      const error = yield* Effect.flip(read(client.files.download({ path })))
      assert.strictEqual(error.reason._tag, "Unavailable")
      assert.lengthOf(asked, 2)
    })
  )

  it.effect("goes on in the middle of a file that has one, at a fresh address", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(({ headers, url }) => {
        if (url.pathname === "/1") return half({ etag: '"v1"', "content-length": "7" })
        assert.deepStrictEqual([headers.get("range"), headers.get("if-range")], ["bytes=4-", '"v1"'])
        return url.pathname === "/3"
          ? new Response(null, { status: 403 })
          : new Response("ent", { status: 206, headers: { "content-range": "bytes 4-6/7" } })
      }, api)
      const fiber = yield* Effect.forkChild(read(client.files.download({ path })))
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* Fiber.join(fiber), "content")
      assert.deepStrictEqual(
        asked.map(({ url }) => url.pathname.slice(-3)),
        ["/f1", "/1", "/f1", "/3", "/f1", "/5"]
      )
    })
  )

  it.effect("fails when a file is shorter than announced", () =>
    Effect.gen(function* () {
      const { client } = withStore(() => new Response("cont", { headers: { "content-length": "7" } }), api)
      assert.strictEqual((yield* Effect.flip(read(client.files.download({ path })))).reason._tag, "Unavailable")
    })
  )

  it.effect("fails when the API does not know the file, and asks no store", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(() => json({ detail: "Output file not found" }, 404))
      assert.strictEqual((yield* Effect.flip(read(client.files.download({ path })))).reason._tag, "NotFound")
      assert.lengthOf(asked, 1)
    })
  )

  it.effect.each([[{}], [{ downloadUrl: null }], [{ downloadUrl: "" }], [{ downloadUrl: "nonsense" }], [null]])(
    "fails on the answer %j",
    ([body]) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read(fake(() => json(body)).client.files.download({ path })))
        assert.include(["BadResponse", "InvalidRequest"], error.reason._tag)
      })
  )

  it.effect("reads logs and outputs of skills the same way", () =>
    Effect.gen(function* () {
      const { client } = withStore(() => new Response("log"), api)
      assert.strictEqual(yield* read(client.tasks.downloadLogs({ path: { task_id: "t1" } })), "log")
      assert.strictEqual(
        yield* read(client.skills.downloadOutput({ path: { skill_id: "s", execution_id: "e" } })),
        "log"
      )
    })
  )
})

describe("files.upload", () => {
  const stored: Answers = () => new Response(null, { status: 204 })
  const file = { sessionId: "s1", name: "in.txt", contentType: "text/plain", data: bytes("hello") } as const

  it.effect("announces the file, then posts a form that ends with it", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(stored)
      assert.deepStrictEqual(yield* client.files.upload(file), { fileName: "in-1.txt" })
      const [announced, posted] = asked
      assert.strictEqual(announced?.url.pathname, "/api/v2/files/sessions/s1/presigned-url")
      assert.deepStrictEqual(announced?.body, { fileName: "in.txt", contentType: "text/plain", sizeBytes: 5 })
      assert.strictEqual(posted?.url.href, address.url)
      assert(posted?.body instanceof FormData)
      assert.deepStrictEqual([...posted.body.keys()], ["key", "policy", "file"])
      const part = posted.body.get("file")
      assert(part instanceof File)
      assert.deepStrictEqual(
        [part.name, part.type, yield* Effect.promise(() => part.text())],
        ["in.txt", "text/plain", "hello"]
      )
      assert.isFalse(posted.headers.has("x-browser-use-api-key"))
    })
  )

  it.effect("sends to a browser, too", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(stored)
      yield* client.files.upload({
        browserId: "b1",
        name: "in.txt",
        contentType: "text/plain",
        data: new Blob(["hello"])
      })
      assert.strictEqual(asked[0]?.url.pathname, "/api/v2/files/browsers/b1/presigned-url")
    })
  )

  it.effect("sends a stream, whose own errors stay its own", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(stored)
      yield* client.files.upload({ ...file, data: Stream.make(bytes("hel"), bytes("lo")) })
      assert.deepStrictEqual(asked[0]?.body, { fileName: "in.txt", contentType: "text/plain", sizeBytes: 5 })
      const error = yield* Effect.flip(client.files.upload({ ...file, data: Stream.fail("mine" as const) }))
      assert.strictEqual(error, "mine")
      assert.lengthOf(asked, 2)
    })
  )

  const large = new Uint8Array(10_485_761)
  it.effect.each<readonly [string, Partial<Upload>, string]>([
    ["without a name", { name: "" }, "name"],
    ["with a name of 256 characters", { name: "x".repeat(256) }, "name"],
    ["without content", { data: new Uint8Array(0) }, "data"],
    ["with an empty stream", { data: Stream.empty }, "data"],
    ["of 10 MiB and a byte", { data: large }, "data"],
    ["in a blob of 10 MiB and a byte", { data: new Blob([large]) }, "data"],
    ["in a stream without an end", { data: Stream.forever(Stream.make(new Uint8Array(1_000_000))) }, "data"],
    ["of a type of its own", { contentType: "toString" as "text/plain" }, "contentType"]
  ])("sends not a byte of a file %s", ([, part, where]) =>
    Effect.gen(function* () {
      const { asked, client } = withStore(stored)
      const upload = { ...file, ...part } as Upload
      const error = yield* Effect.flip(client.files.upload<never, never>(upload))
      assert(error.reason._tag === "InvalidRequest")
      assert.strictEqual(error.reason.where, where)
      assert.strictEqual(error.http.executed, "no")
      assert.lengthOf(asked, 0)
    })
  )

  it.effect("sends a file of exactly 10 MiB under a name of 255 characters", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(stored)
      yield* client.files.upload({ ...file, name: "é".repeat(254) + "😀", data: large.subarray(1) })
      assert.lengthOf(asked, 2)
    })
  )

  it.effect("asks for a fresh address, once, when the store refuses the old one", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore((_, nth) => new Response(null, { status: nth === 2 ? 403 : 204 }))
      yield* client.files.upload(file)
      assert.lengthOf(asked, 4)
      const refusing = withStore(() => new Response("<Error/>", { status: 403 }))
      const error = yield* Effect.flip(refusing.client.files.upload(file))
      assert.strictEqual(error.reason._tag, "Forbidden")
      assert.lengthOf(refusing.asked, 4)
      expect(JSON.stringify(error) + error.message).not.toContain("canary")
    })
  )

  it.effect("tells what the store answered otherwise, and does not send again", () =>
    Effect.gen(function* () {
      const { asked, client } = withStore(() => html(503))
      const error = yield* Effect.flip(client.files.upload(file))
      assert.strictEqual(error.reason._tag, "Unavailable")
      assert.lengthOf(asked, 2)
    })
  )

  it.effect.each([[{}], [{ ...address, url: 1 }], [{ ...address, fields: null }], [[]]])(
    "fails on the address %j",
    ([body]) =>
      Effect.gen(function* () {
        const { asked, client } = withStore(stored, () => json(body))
        assert.strictEqual((yield* Effect.flip(client.files.upload(file))).reason._tag, "BadResponse")
        assert.lengthOf(asked, 1)
      })
  )

  it("holds the limits of the spec", () => {
    expect(document.components.schemas["UploadFileRequest"]).toMatchObject({
      properties: { fileName: { minLength: 1, maxLength: 255 }, sizeBytes: { minimum: 1, maximum: 10_485_760 } }
    })
  })
})
