import { BrowserAct, Client } from "@errand/browseract/v3"
import * as Api from "@errand/browseract-types/v3"
import { document } from "@errand/browseract-types/v3/document"
import { ends, untouched } from "@errand/provider-testkit/ends"
import { type Answer, bends, clientSuite, once, providerSuite, taskSuite } from "@errand/provider-testkit/hostile"
import { answering, success } from "@errand/provider-testkit/mutants"
import { describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { callback, calls } from "./support/calls.ts"

/** Where its turn is among the providers, as the suites ask. */
const turn = 3

const options = (answer: Answer) => ({
  apiKey: "ba_x",
  baseUrl: "https://fake.test",
  fetch: (request: Request) => Promise.resolve(answer(request))
})
const client = (answer: Answer) => Client.make(options(answer))

clientSuite({
  turn,
  document,
  operations: Api,
  calls,
  tag: "BrowserActError",
  client,
  everyMutant: 3,
  everyStatus: 5,
  leastMutants: 500,
  wholes: { names: ["getRun", "createRun", "cancelRun", "listRegions"], statuses: [200, 400, 500] }
})

describe("the client, whatever the service answers,", () => {
  it.live("ends its lists", () =>
    Effect.gen(function* () {
      for (const [what, text] of bends(success(document, Api.listRuns).body ?? null, turn)) {
        const { runs } = client(() => answering(200, text))
        yield* once(ends(what, Stream.runDrain(Stream.take(runs.stream(), 50)), ["BrowserActError"]))
      }
      untouched()
    })
  )
})

const input: BrowserAct.Input = { bot_id: "text", input: { a: "b" }, callback_url: callback }

const under = {
  turn,
  provider: (answer: Answer) => BrowserAct.make(options(answer)),
  input,
  view: { ...(success(document, Api.getRun).body as object), task_id: "1", status: "finished" },
  id: "1",
  files: [
    { id: "text", name: "f", state: "ready" },
    { id: "output/json", name: "f", state: "ready" }
  ],
  started: 200,
  isList: ({ url }: Request) => /\/runs(\?|$)/.test(url),
  listOf: (text: string) => `{"items":[${text}],"total_count":1,"page":1,"limit":10}`
} as const

providerSuite(under)
taskSuite(under)
