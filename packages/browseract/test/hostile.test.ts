import { BrowserAct, Client } from "@errand/browseract"
import * as Api from "@errand/browseract-types/v2"
import { document } from "@errand/browseract-types/v2/document"
import { ends, untouched } from "@errand/provider-testkit/ends"
import { type Answer, bends, clientSuite, once, providerSuite, taskSuite } from "@errand/provider-testkit/hostile"
import { answering, success } from "@errand/provider-testkit/mutants"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { callback, calls, type Name } from "./support/calls.ts"

/** Where its turn is among the providers, as the suites ask. */
const turn = 2

const options = (answer: Answer) => ({
  apiKey: "ba_x",
  baseUrl: "https://fake.test",
  fetch: (request: Request) => Promise.resolve(answer(request))
})
const client = (answer: Answer) => Client.make(options(answer))
const names = Object.keys(calls) as ReadonlyArray<Name>
const failed = ["BrowserActError"]

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
  wholes: { names: ["getTask", "runTask", "stopTask", "listRegions"], statuses: [200, 400, 500] }
})

describe("the client, whatever the service answers,", () => {
  it.live("ends in a value or a BrowserActError when one place of its envelope is bent", () =>
    Effect.gen(function* () {
      const whole = { code: 10118, msg: "no", data: { id: 1 }, ts: 1, time: "t", traceId: "x" }
      for (const [index, [what, text]] of bends(whole, turn).entries()) {
        for (const status of [200, 400, 503]) {
          const name = names[(index + status) % names.length] ?? "getTask"
          yield* once(ends(`${name}: ${status}, ${what}`, calls[name](client(() => answering(status, text))), failed))
        }
      }
      untouched()
    })
  )

  it.live("ends its lists", () =>
    Effect.gen(function* () {
      for (const [what, text] of bends(success(document, Api.listTasks).body ?? null, turn)) {
        const { tasks } = client(() => answering(200, text))
        yield* once(ends(what, Stream.runDrain(Stream.take(tasks.stream(), 50)), failed))
      }
      untouched()
    })
  )

  it.live("ends a list that always has another page", () =>
    Effect.gen(function* () {
      let pages = 0
      const { tasks } = client(() => answering(200, `{"items":[{"id":"${pages++}"}],"total_count":1e300}`))
      const error = yield* Effect.flip(Stream.runDrain(tasks.stream({ limit: 1 })))
      assert.strictEqual(error.reason._tag, "BadResponse")
      assert.strictEqual(pages, 10_000)
    })
  )

  it.live("takes no gateway's page for an acknowledgement", () =>
    Effect.gen(function* () {
      for (const name of ["stopTask", "resumeTask"] as const) {
        const page = client(() => answering(200, "<html>Log in</html>", "text/html"))
        const error = yield* Effect.flip(once(calls[name](page)))
        assert.propertyVal(error, "status", 200)
        assert.nestedPropertyVal(error, "reason._tag", "BadResponse")
        assert.propertyVal(error, "executed", "maybe")
        const envelope = client(() => answering(200, '{"code":0,"msg":"success","data":null}'))
        assert.isUndefined(yield* once(calls[name](envelope)))
      }
    })
  )

  it.live("clips what becomes a message", () =>
    Effect.gen(function* () {
      const text = JSON.stringify({ code: 10118, msg: "m".repeat(100_000), traceId: "t".repeat(100_000) })
      const error = yield* Effect.flip(client(() => answering(200, text)).tasks.status({ query: { task_id: "1" } }))
      assert.strictEqual(error.reason._tag, "TooManyTasks")
      assert.deepStrictEqual([error.reason.message.length, error.traceId?.length], [500, 200])
    })
  )
})

const input: BrowserAct.Input = {
  workflow_id: "text",
  input_parameters: [{ name: "a", value: "b" }],
  callback_url: callback
}

const under = {
  turn,
  provider: (answer: Answer) => BrowserAct.make(options(answer)),
  input,
  view: { ...(success(document, Api.getTask).body as object), id: "1", status: "finished" },
  id: "1",
  files: [
    { id: "text", name: "f", state: "ready" },
    { id: "output/0", name: "f", state: "ready" }
  ],
  started: 200,
  isList: ({ url }: Request) => url.includes("list-tasks"),
  listOf: (text: string) => `{"items":[${text}],"total_count":1,"page":1,"limit":10}`
} as const

providerSuite(under)
taskSuite(under)
