import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { use } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

const text = { fileName: "notes.txt", contentType: "text/plain", sizeBytes: 5 }

interface Form {
  readonly url: string
  readonly fields: Record<string, string>
}

const requestUploadUrl = (simulator: Running, body: object = text) =>
  Effect.gen(function* () {
    const { json } = yield* use(simulator, "POST", "/sessions", { body: {} })
    const answer = yield* use(simulator, "POST", `/files/sessions/${json.id}/presigned-url`, { body })
    return { session: json.id as string, form: answer.json as Form, answer }
  })

const upload = (
  form: Form,
  content: string,
  change: (fields: Record<string, string>) => Record<string, string> = (fields) => fields
) =>
  Effect.promise(async () => {
    const data = new FormData()
    for (const [name, value] of Object.entries(change(form.fields))) data.append(name, value)
    data.append("file", new Blob([content]), "local-name.txt")
    const response = await fetch(form.url, { method: "POST", body: data })
    return [response.status, /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]] as const
  })

describe("uploads", () => {
  it.effect("go by a form with the fields first and the file last, without a key", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { answer, form, session } = yield* requestUploadUrl(simulator)
      assert.deepStrictEqual(
        [answer.json.method, answer.json.expiresIn, answer.json.fileName],
        ["POST", 120, "notes.txt"]
      )
      assert.deepStrictEqual(yield* upload(form, "hello"), [204, undefined])
      const [stored] = yield* simulator.uploads
      assert.deepStrictEqual([stored?.owner, stored?.name, stored?.contentType], [session, "notes.txt", "text/plain"])
      assert.strictEqual(new TextDecoder().decode(stored?.content), "hello")
      assert.strictEqual(yield* simulator.count({ operation: "upload" }), 1)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("are refused when larger than said, of another type, changed, unsigned, or no form", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { form } = yield* requestUploadUrl(simulator)
      assert.deepStrictEqual(yield* upload(form, "hello!"), [400, "EntityTooLarge"])
      assert.deepStrictEqual(yield* upload(form, ""), [400, "EntityTooSmall"])
      assert.deepStrictEqual(yield* upload(form, "hello", (fields) => ({ ...fields, "Content-Type": "text/html" })), [
        403,
        "AccessDenied"
      ])
      assert.deepStrictEqual(yield* upload(form, "hello", (fields) => ({ ...fields, key: "elsewhere" })), [
        403,
        "AccessDenied"
      ])
      assert.deepStrictEqual(yield* upload(form, "hello", () => ({})), [403, "SignatureDoesNotMatch"])
      const raw = yield* Effect.promise(() => fetch(form.url, { method: "POST", body: "hello" }))
      assert.strictEqual(raw.status, 412)
      assert.deepStrictEqual(yield* simulator.uploads, [])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("are refused after 120 seconds", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { form } = yield* requestUploadUrl(simulator)
      yield* TestClock.adjust("121 seconds")
      assert.deepStrictEqual(yield* upload(form, "hello"), [403, "AccessDenied"])
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("too large, empty, or of an unknown type are 422 before there is a URL", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      for (const change of [
        { sizeBytes: 10_485_761 },
        { sizeBytes: 0 },
        { contentType: "video/mp4" },
        { fileName: "" }
      ]) {
        const { answer } = yield* requestUploadUrl(simulator, { ...text, ...change })
        assert.strictEqual(answer.status, 422)
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )
})

describe("downloads", () => {
  it.effect("give a finished task's files and logs, until the URL expires", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({
        files: [
          { name: "../evil.csv", content: "a,b" },
          { name: "big.bin", size: 5000 }
        ],
        logs: "line"
      })
      const { id } = (yield* use(simulator, "POST", "/tasks", { body: { task: "t" } })).json
      assert.deepStrictEqual((yield* use(simulator, "GET", `/tasks/${id}`)).json.outputFiles, [])
      yield* TestClock.adjust("1 minute")
      const [first, second] = (yield* use(simulator, "GET", `/tasks/${id}`)).json.outputFiles
      assert.strictEqual(first.fileName, "../evil.csv")
      const file = (fileId: string) =>
        Effect.map(use(simulator, "GET", `/files/tasks/${id}/output-files/${fileId}`), ({ json }) => json.downloadUrl)
      const got = (url: string) => Effect.promise(() => fetch(url))
      const url = yield* file(first.id)
      const response = yield* got(url)
      assert.strictEqual(response.headers.get("content-type"), "text/csv")
      assert.strictEqual(yield* Effect.promise(() => response.text()), "a,b")
      const big = yield* got(yield* file(second.id))
      assert.strictEqual((yield* Effect.promise(() => big.arrayBuffer())).byteLength, 5000)
      const logs = yield* use(simulator, "GET", `/tasks/${id}/logs`)
      assert.strictEqual(yield* Effect.promise(() => fetch(logs.json.downloadUrl).then((one) => one.text())), "line")
      assert.strictEqual((yield* got(`${url}0`)).status, 403)
      yield* TestClock.adjust("301 seconds")
      assert.strictEqual((yield* got(url)).status, 403)
      assert.strictEqual((yield* got(yield* file(first.id))).status, 200)
      assert.strictEqual(yield* simulator.count({ operation: "download", task: id, status: 200 }), 4)
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
