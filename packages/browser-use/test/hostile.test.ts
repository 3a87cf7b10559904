import { BrowserUse, Client } from "@errand/browser-use"
import * as Api from "@errand/browser-use-types/v2"
import { document } from "@errand/browser-use-types/v2/document"
import { ends, untouched } from "@errand/provider-testkit/ends"
import { type Answer, bends, clientSuite, once, providerSuite, taskSuite } from "@errand/provider-testkit/hostile"
import { answering, success } from "@errand/provider-testkit/mutants"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { calls } from "./support/calls.ts"

/** Where its turn is among the providers, as the suites ask. */
const turn = 0

const options = (answer: Answer) => ({
  apiKey: "bu_x",
  baseUrl: "https://fake.test",
  fetch: (request: Request) => Promise.resolve(answer(request))
})
const client = (answer: Answer) => Client.make(options(answer))

clientSuite({
  turn,
  document,
  operations: Api,
  calls,
  tag: "BrowserUseError",
  client,
  everyMutant: 9,
  everyStatus: 16,
  leastMutants: 1000,
  wholes: { names: ["getTask", "createTask", "deleteSession"], statuses: [200, 422, 500] }
})

describe("the client, whatever the service answers,", () => {
  it.live("ends its lists, its downloads and its uploads", () =>
    Effect.gen(function* () {
      const bent = [
        ...bends(success(document, Api.listTasks).body ?? null, turn),
        ...bends(success(document, Api.listBrowserDownloads).body ?? null, turn),
        ...bends(success(document, Api.getTaskOutputFile).body ?? null, turn),
        ...bends(success(document, Api.createSessionUploadUrl).body ?? null, turn)
      ]
      for (const [index, [what, text]] of bent.entries()) {
        const { browsers, files, tasks } = client(() => answering(200, text))
        const members = [
          Stream.runDrain(Stream.take(tasks.stream(), 50)),
          Stream.runDrain(Stream.take(browsers.streamDownloads({ path: { session_id: "s" } }), 50)),
          Stream.runDrain(files.download({ path: { task_id: "t", file_id: "f" } })),
          files.upload({ sessionId: "s", name: "a", contentType: "text/plain", data: new Uint8Array(1) })
        ]
        yield* once(ends(what, members[index % 4] ?? Effect.void, ["BrowserUseError"]))
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

const under = {
  turn,
  provider: (answer: Answer) => BrowserUse.make(options(answer)),
  input: { task: "x", secrets: { a: "hunter2" } },
  view: { ...(success(document, Api.getTask).body as object), id: "t", status: "finished" },
  id: "t",
  files: [{ id: "f", name: "f", state: "ready" }],
  started: 202,
  isList: ({ method, url }: Request) => method === "GET" && new URL(url).pathname === "/tasks",
  listOf: (text: string) => `{"items":[${text}],"totalItems":1,"pageNumber":1,"pageSize":10}`
} as const

providerSuite(under)
taskSuite(under)
