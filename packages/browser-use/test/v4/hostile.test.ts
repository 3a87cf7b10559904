import { BrowserUse, Client } from "@errand/browser-use/v4"
import * as Api from "@errand/browser-use-types/v4"
import { document } from "@errand/browser-use-types/v4/document"
import { ends, untouched } from "@errand/provider-testkit/ends"
import { type Answer, bends, clientSuite, once, providerSuite, taskSuite } from "@errand/provider-testkit/hostile"
import { answering, success } from "@errand/provider-testkit/mutants"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { calls } from "./support/calls.ts"

/** Where its turn is among the providers, as the suites ask. */
const turn = 1

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
  everyMutant: 5,
  everyStatus: 8,
  leastMutants: 300,
  wholes: { names: ["getRun", "createRun", "purgeSession"], statuses: [200, 422, 500] }
})

describe("the client, whatever the service answers,", () => {
  it.live("ends its lists, its downloads and its uploads", () =>
    Effect.gen(function* () {
      const bent = [
        ...bends(success(document, Api.listRuns).body ?? null, turn),
        ...bends(success(document, Api.listWorkspaceFiles).body ?? null, turn),
        ...bends(success(document, Api.createWorkspaceUploadUrls).body ?? null, turn)
      ]
      for (const [index, [what, text]] of bent.entries()) {
        const { runs, workspaces } = client(() => answering(200, text))
        const members = [
          Stream.runDrain(Stream.take(runs.stream(), 50)),
          Stream.runDrain(Stream.take(workspaces.streamFiles({ path: { workspace_id: "w" } }), 50)),
          Stream.runDrain(workspaces.download({ workspaceId: "w", path: "a" })),
          workspaces.upload({ workspaceId: "w", name: "a", data: new Uint8Array(1) })
        ]
        yield* once(ends(what, members[index % 4] ?? Effect.void, ["BrowserUseError"]))
      }
      untouched()
    })
  )

  it.live("ends a list of empty pages that always promises another", () =>
    Effect.gen(function* () {
      let pages = 0
      const { runs } = client(() => answering(200, `{"runs":[],"hasMore":true,"nextCursor":"c${pages++}"}`))
      const error = yield* Effect.flip(Stream.runDrain(runs.stream()))
      assert.strictEqual(error.reason._tag, "BadResponse")
      assert.strictEqual(pages, 10_000)
    })
  )
})

const under = {
  turn,
  provider: (answer: Answer) => BrowserUse.make(options(answer)),
  input: {
    task: "x",
    secretBindings: [{ alias: "a", allowedDomains: ["shop.test"], source: { type: "inline", value: "hunter2" } }]
  },
  view: { ...(success(document, Api.getRun).body as object), id: "r", status: "completed", workspaceId: "w" },
  id: "r",
  files: [{ id: "w/f", name: "f", state: "ready" }],
  started: 200,
  isList: ({ method, url }: Request) => method === "GET" && new URL(url).pathname === "/runs",
  listOf: (text: string) => `{"runs":[${text}],"nextCursor":null,"hasMore":false}`,
  prepared: { workspaceId: "w" }
} as const

providerSuite(under)
taskSuite(under)
