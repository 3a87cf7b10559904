import { BrowserUse, Client } from "@errand/browser-use"
import * as Api from "@errand/browser-use-types/v2"
import { document } from "@errand/browser-use-types/v2/document"
import { Cadence, Task } from "@errand/core"
import * as Retry from "@errand/http/RetryPolicy"
import type { TransportAnswer } from "@errand/http/Transport"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Schema, Stream } from "effect"
import { vi } from "vitest"
import { calls } from "./support/calls.ts"
import type { Name } from "./support/calls.ts"
import { driven, ends, untouched } from "./support/ends.ts"
import { answering, mutants, success, wholes } from "./support/mutants.ts"

// Many answers, on machines that are busy.
vi.setConfig({ testTimeout: 60_000 })

const once = Effect.provideService(Retry.RetryPolicy, Retry.none)
const names = Object.keys(calls) as ReadonlyArray<Name>
const operations = { ...Api }
const client = (answer: (request: Request) => TransportAnswer) =>
  Client.make({ apiKey: "bu_x", baseUrl: "https://fake.test", fetch: (request) => Promise.resolve(answer(request)) })
const failed = ["BrowserUseError"]

describe("the client, whatever the service answers,", () => {
  it.live("ends in a value or a BrowserUseError when one place of a good answer is bent", () =>
    Effect.gen(function* () {
      let count = 0
      for (const name of names) {
        const { body, status } = success(document, operations[name])
        for (const [index, [what, text]] of mutants(body ?? null).entries()) {
          // The client hands answers over as they are; a ninth of them, each place by other poisons, is enough here.
          if ((index + count) % 9 !== 0) continue
          yield* once(ends(`${name}: ${what}`, calls[name](client(() => answering(status, text))), failed))
          count++
        }
      }
      assert.isAbove(count, 1000)
      untouched()
    })
  )

  it.live("ends in a value or a BrowserUseError for any status", () =>
    Effect.gen(function* () {
      for (let status = 100; status <= 599; status++) {
        for (const [index, name] of names.entries()) {
          if ((status + index) % 16 !== 0) continue
          const [what, body] = wholes[(status + index) % 15] ?? ["nothing", () => ""]
          const type = [undefined, "application/json", "text/html", "text/plain"][(status + index) % 4]
          const answer = client(() => answering(status, body(), type))
          yield* once(ends(`${name}: ${status} with ${what}`, calls[name](answer), failed))
        }
      }
      untouched()
    })
  )

  it.live.each(wholes)("ends in a value or a BrowserUseError for %s", ([what, body]) =>
    Effect.gen(function* () {
      const bytes = body()
      for (const name of ["getTask", "createTask", "deleteSession"] as const) {
        for (const status of [200, 422, 500]) {
          yield* once(
            ends(`${name}: ${status} with ${what}`, calls[name](client(() => answering(status, bytes))), failed)
          )
        }
      }
      untouched()
    })
  )

  it.live("ends its lists, its downloads and its uploads", () =>
    Effect.gen(function* () {
      const bent = [
        ...mutants(success(document, Api.listTasks).body ?? null),
        ...mutants(success(document, Api.listBrowserDownloads).body ?? null),
        ...mutants(success(document, Api.getTaskOutputFile).body ?? null),
        ...mutants(success(document, Api.createSessionUploadUrl).body ?? null)
      ]
      for (const [index, [what, text]] of bent.entries()) {
        const { browsers, files, tasks } = client(() => answering(200, text))
        const members = [
          Stream.runDrain(Stream.take(tasks.stream(), 50)),
          Stream.runDrain(Stream.take(browsers.streamDownloads({ path: { session_id: "s" } }), 50)),
          Stream.runDrain(files.download({ path: { task_id: "t", file_id: "f" } })),
          files.upload({ sessionId: "s", name: "a", contentType: "text/plain", data: new Uint8Array(1) })
        ]
        yield* once(ends(what, members[index % 4] ?? Effect.void, failed))
      }
      untouched()
    })
  )

  it.live("ends a list of empty pages that always promises another", () =>
    Effect.gen(function* () {
      let pages = 0
      const { browsers } = client(() => answering(200, `{"files":[],"hasMore":true,"nextCursor":"c${pages++}"}`))
      const error = yield* Effect.flip(Stream.runDrain(browsers.streamDownloads({ path: { session_id: "s" } })))
      assert.strictEqual(error.reason._tag, "BadResponse")
      assert.strictEqual(pages, 10_000)
    })
  )

  it.live("sends no form whose fields are no texts", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const { files } = client((request) => {
        asked.push(new URL(request.url).host)
        return answering(201, '{"url":"https://store.test/","fields":{"key":{"toString":1}},"fileName":"a"}')
      })
      const error = yield* Effect.flip(
        files.upload({ sessionId: "s", name: "a", contentType: "text/plain", data: new Uint8Array(1) })
      )
      assert.strictEqual(error.reason._tag, "BadResponse")
      assert.deepStrictEqual(asked, ["fake.test"])
    })
  )
})

const good = success(document, Api.getTask).body ?? null
const over = JSON.stringify({ ...(good as object), id: "t", status: "finished" })
const views = mutants(JSON.parse(over))

const provider = (answer: (request: Request) => TransportAnswer) =>
  BrowserUse.make({
    apiKey: "bu_x",
    baseUrl: "https://fake.test",
    fetch: (request) => Promise.resolve(answer(request))
  })

describe("the provider, whatever the service answers,", () => {
  const since = DateTime.makeUnsafe(0)
  const file = { id: "f", name: "f", state: "ready" } as const
  const uses: ReadonlyArray<(p: BrowserUse.BrowserUseProvider) => Effect.Effect<unknown, { readonly _tag: string }>> = [
    (p) => p.status("t"),
    (p) => p.snapshot("t"),
    (p) => p.cancel("t"),
    (p) => p.list({ page: 1, limit: 10, since }),
    (p) => p.start({ task: "x", secrets: { a: "hunter2" } }, { key: "k", nonce: "n", since }),
    (p) => p.find?.({ task: "x" }, { key: "k", nonce: "n", since }) ?? Effect.void,
    (p) => Stream.runDrain(p.file("t", file))
  ]
  const tags = ["ProviderError", "StartUnknown"]

  it.effect("ends in a value or a named error when one place of a task is bent", () =>
    Effect.gen(function* () {
      let count = 0
      for (const [what, text] of views) {
        const listed = `{"items":[${text}],"totalItems":1,"pageNumber":1,"pageSize":10}`
        const bent = provider((request) => {
          const { pathname } = new URL(request.url)
          return answering(200, pathname === "/tasks" && request.method === "GET" ? listed : text)
        })
        const index = count++ % uses.length
        yield* driven(once(ends(`${index}: ${what}`, uses[index]?.(bent) ?? Effect.void, tags)))
      }
      untouched()
    })
  )

  it.effect.each(wholes)("ends in a value or a named error for %s", ([what, body]) =>
    Effect.gen(function* () {
      const bytes = body()
      for (const status of [200, 404, 500]) {
        for (const [index, use] of uses.entries()) {
          const bent = provider(() => answering(status, bytes))
          yield* driven(once(ends(`${index}: ${status} with ${what}`, use(bent), tags)))
        }
      }
      untouched()
    })
  )
})

describe("a task, whatever the service answers,", () => {
  const output = Schema.Struct({ price: Schema.Finite })
  const tags = [
    "ProviderError",
    "StartUnknown",
    "TaskFailed",
    "TaskCancelled",
    "OutputMismatch",
    "TaskStalled",
    "WaitTimeout"
  ]
  const limits = { within: "20 seconds", unrecognisedFor: "15 seconds" } as const
  const ref = { v: 1, provider: "browser-use/v2", kind: "task", id: "t" } as const
  const attach = (p: BrowserUse.BrowserUseProvider) => Task.attach(p, ref, { output, ...limits })
  type Use = (p: BrowserUse.BrowserUseProvider) => Effect.Effect<unknown, { readonly _tag: string }>
  const waits: ReadonlyArray<Use> = [
    (p) => Task.await(attach(p)),
    (p) => Task.join(attach(p)),
    (p) => Stream.runDrain(Task.steps(attach(p), limits)),
    (p) => Stream.runDrain(Task.watch(attach(p), limits)),
    (p) => Task.run(p, { task: "x" }, { output, ...limits, cancelWithin: "2 seconds" })
  ]
  const everyFive = Effect.provideService(Cadence.Cadence, Cadence.every("5 seconds"))

  it.effect("ends in an outcome or a named error when one place of it is bent, asking a bounded number of times", () =>
    Effect.gen(function* () {
      for (const [index, [what, text]] of views.entries()) {
        let asked = 0
        const bent = provider((request) => {
          asked++
          return answering(request.method === "POST" ? 202 : 200, text)
        })
        const wait = waits[index % waits.length] ?? waits[0]
        yield* driven(once(everyFive(ends(`${index}: ${what}`, wait?.(bent) ?? Effect.void, tags))))
        assert.isBelow(asked, 30, what)
      }
      untouched()
    })
  )

  it.effect.each(wholes)(
    "ends in an outcome or a named error for %s, asking a bounded number of times",
    ([what, body]) =>
      Effect.gen(function* () {
        const bytes = body()
        for (const [index, wait] of waits.entries()) {
          let asked = 0
          const bent = provider(() => {
            asked++
            return answering(200, bytes)
          })
          yield* driven(once(everyFive(ends(`${index}: ${what}`, wait(bent), tags))))
          assert.isBelow(asked, 60, what)
        }
        untouched()
      })
  )
})
