import { ends, untouched } from "@errand/provider-testkit/ends"
import { type Answer, bends, clientSuite, once, providerSuite, taskSuite } from "@errand/provider-testkit/hostile"
import { answering, success } from "@errand/provider-testkit/mutants"
import { Client, Skyvern, TaskV2 } from "@errand/skyvern"
import * as Api from "@errand/skyvern-types/v1"
import { document } from "@errand/skyvern-types/v1/document"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { calls } from "./support/calls.ts"

/** Where its turn is among the providers, as the suites ask. */
const turn = 5

const options = (answer: Answer) => ({
  apiKey: "sk_x",
  baseUrl: "https://fake.test",
  fetch: (request: Request) => Promise.resolve(answer(request))
})
const client = (answer: Answer) => Client.make(options(answer))

clientSuite({
  turn,
  document,
  operations: Api,
  calls,
  tag: "SkyvernError",
  client,
  everyMutant: 9,
  everyStatus: 3,
  leastMutants: 500,
  wholes: { names: ["getRun", "runTask", "listRuns", "cancelRun"], statuses: [200, 400, 500] }
})

describe("the client, whatever the service answers,", () => {
  it.live("ends its lists", () =>
    Effect.gen(function* () {
      for (const [what, text] of bends(success(document, Api.listRuns).body ?? null, turn)) {
        const { runs } = client(() => answering(200, text))
        yield* once(ends(what, Stream.runDrain(Stream.take(runs.stream(), 50)), ["SkyvernError"]))
      }
      untouched()
    })
  )

  it.live("ends a list that always has another page", () =>
    Effect.gen(function* () {
      let pages = 0
      const { runs } = client(() => answering(200, `[{"run_id":"${pages++}"}]`))
      const error = yield* Effect.flip(Stream.runDrain(runs.stream({ page_size: 1 })))
      assert.strictEqual(error.reason._tag, "BadResponse")
      assert.strictEqual(pages, 10_000)
    })
  )
})

const under = {
  turn,
  input: { prompt: "x", url: "https://shop.example", totp_url: "https://codes.test/0123456789abcdef" },
  view: { ...(success(document, Api.getRun).body as object), run_id: "tsk_1", status: "completed" },
  id: "tsk_1",
  files: [
    { id: "recording", name: "f", state: "ready" },
    { id: "screenshot/0", name: "f", state: "ready" }
  ],
  started: 200,
  isList: ({ url }: Request) => new URL(url).pathname === "/v1/runs",
  listOf: (text: string) => `[${text}]`
} as const

providerSuite({ ...under, provider: (answer) => Skyvern.make(options(answer)) })
taskSuite({ ...under, provider: (answer) => Skyvern.make(options(answer)) })

const { body: timeline } = success(document, Api.getRunTimeline)
const view = { ...under.view, run_type: "task_v2" }

describe("a timeline, whatever the service answers,", () => {
  it.effect("is steps, or none, and never a defect", () =>
    Effect.gen(function* () {
      for (const [what, text] of bends(timeline ?? null, turn)) {
        const isTimeline = ({ url }: Request) => url.endsWith("/timeline")
        const tasks = TaskV2.make(
          options((request) => answering(200, isTimeline(request) ? text : JSON.stringify(view)))
        )
        yield* once(ends(what, tasks.snapshot("tsk_1"), ["ProviderError"]))
      }
      untouched()
    })
  )
})
