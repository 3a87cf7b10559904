import { BrowserAct, Client } from "@errand/browseract"
import * as Api from "@errand/browseract-types/v2"
import { document } from "@errand/browseract-types/v2/document"
import { Cadence, Task } from "@errand/core"
import * as Retry from "@errand/http/RetryPolicy"
import type { TransportAnswer } from "@errand/http/Transport"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Schema, Stream } from "effect"
import { vi } from "vitest"
import { driven, ends, untouched } from "./support/ends.ts"
import { answering, mutants, success, wholes } from "./support/mutants.ts"

// Many answers, on machines that are busy.
vi.setConfig({ testTimeout: 60_000 })

type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]
type Failing = Effect.Effect<unknown, { readonly _tag: string }>

const token = "https://hooks.test/in?errand_token=0123456789abcdef0123"
const query = { query: { task_id: "1" } }
/** Total over the table: an operation that the spec gains has to be called here. */
const calls: { readonly [K in Name]: (client: Client.Client) => Failing } = {
  runTask: ({ tasks }) => tasks.run({ body: { workflow_id: "1", callback_url: token } }),
  runTemplateTask: ({ tasks }) => tasks.runTemplate({ body: { workflow_template_id: "1" } }),
  getTaskStatus: ({ tasks }) => tasks.status(query),
  getTask: ({ tasks }) => tasks.get(query),
  listTasks: ({ tasks }) => tasks.list(),
  resumeTask: ({ tasks }) => tasks.resume(query),
  stopTask: ({ tasks }) => tasks.stop(query),
  listWorkflows: ({ workflows }) => workflows.list(),
  getWorkflow: ({ workflows }) => workflows.get({ query: { workflow_id: "1" } }),
  listTemplates: ({ templates }) => templates.list(),
  getTemplate: ({ templates }) => templates.get({ query: { workflow_template_id: "1" } }),
  listRegions: ({ regions }) => regions.list()
}
const names = Object.keys(calls) as ReadonlyArray<Name>
const operations = { ...Api }
const once = Effect.provideService(Retry.RetryPolicy, Retry.none)
const options = (answer: (request: Request) => TransportAnswer) => ({
  apiKey: "ba_x",
  baseUrl: "https://fake.test",
  fetch: (request: Request) => Promise.resolve(answer(request))
})
const client = (answer: (request: Request) => TransportAnswer) => Client.make(options(answer))
const failed = ["BrowserActError"]

describe("the client, whatever the service answers,", () => {
  it.live("ends in a value or a BrowserActError when one place of a good answer is bent", () =>
    Effect.gen(function* () {
      let count = 0
      for (const name of names) {
        const { body, status } = success(document, operations[name])
        for (const [index, [what, text]] of mutants(body ?? null).entries()) {
          // A third of them: each place by other poisons.
          if ((index + count) % 3 !== 0) continue
          yield* once(ends(`${name}: ${what}`, calls[name](client(() => answering(status, text))), failed))
          count++
        }
      }
      assert.isAbove(count, 500)
      untouched()
    })
  )

  it.live("ends in a value or a BrowserActError when one place of its envelope is bent", () =>
    Effect.gen(function* () {
      const whole = { code: 10118, msg: "no", data: { id: 1 }, ts: 1, time: "t", traceId: "x" }
      for (const [index, [what, text]] of mutants(whole).entries()) {
        for (const status of [200, 400, 503]) {
          const name = names[(index + status) % names.length] ?? "getTask"
          yield* once(ends(`${name}: ${status}, ${what}`, calls[name](client(() => answering(status, text))), failed))
        }
      }
      untouched()
    })
  )

  it.live("ends in a value or a BrowserActError for any status", () =>
    Effect.gen(function* () {
      for (let status = 100; status <= 599; status++) {
        for (const [index, name] of names.entries()) {
          if ((status + index) % 5 !== 0) continue
          const [what, body] = wholes[(status + index) % 15] ?? ["nothing", () => ""]
          const type = [undefined, "application/json", "text/html", "text/plain"][(status + index) % 4]
          const answer = client(() => answering(status, body(), type))
          yield* once(ends(`${name}: ${status} with ${what}`, calls[name](answer), failed))
        }
      }
      untouched()
    })
  )

  it.live.each(wholes)("ends in a value or a BrowserActError for %s", ([what, body]) =>
    Effect.gen(function* () {
      const bytes = body()
      for (const name of ["getTask", "runTask", "stopTask", "listRegions"] as const) {
        for (const status of [200, 400, 500]) {
          yield* once(
            ends(`${name}: ${status} with ${what}`, calls[name](client(() => answering(status, bytes))), failed)
          )
        }
      }
      untouched()
    })
  )

  it.live("ends its lists", () =>
    Effect.gen(function* () {
      for (const [what, text] of mutants(success(document, Api.listTasks).body ?? null)) {
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
      const error = yield* Effect.flip(client(() => answering(200, text)).tasks.status(query))
      assert.strictEqual(error.reason._tag, "TooManyTasks")
      assert.deepStrictEqual([error.reason.message.length, error.traceId?.length], [500, 200])
    })
  )
})

const good = success(document, Api.getTask).body ?? null
const over = JSON.stringify({ ...(good as object), id: "1", status: "finished" })
const views = mutants(JSON.parse(over))
const provider = (answer: (request: Request) => TransportAnswer) => BrowserAct.make(options(answer))

describe("the provider, whatever the service answers,", () => {
  const since = DateTime.makeUnsafe(0)
  const file = (id: string) => ({ id, name: "f", state: "ready" }) as const
  const input = { workflow_id: "text", input_parameters: [{ name: "a", value: "b" }], callback_url: token }
  const uses: ReadonlyArray<(p: BrowserAct.BrowserActProvider) => Failing> = [
    (p) => p.status("1"),
    (p) => p.snapshot("1"),
    (p) => p.cancel("1"),
    (p) => p.resume("1"),
    (p) => p.list({ page: 1, limit: 10, since }),
    (p) => p.start(input, { key: "k", nonce: "n", since }),
    (p) => p.find(input, { key: "k", nonce: "n", since }),
    (p) => Stream.runDrain(p.file("1", file("text"))),
    (p) => Stream.runDrain(p.file("1", file("output/0")))
  ]
  const tags = ["ProviderError", "StartUnknown"]

  it.effect("ends in a value or a named error when one place of a task is bent", () =>
    Effect.gen(function* () {
      let count = 0
      for (const [what, text] of views) {
        const listed = `{"items":[${text}],"total_count":1,"page":1,"limit":10}`
        const bent = provider(({ url }) => answering(200, url.includes("list-tasks") ? listed : text))
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
          yield* driven(
            once(ends(`${index}: ${status} with ${what}`, use(provider(() => answering(status, bytes))), tags))
          )
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
  const ref = { v: 1, provider: "browseract/v2", kind: "workflow", id: "1" } as const
  const attach = (p: BrowserAct.BrowserActProvider) => Task.attach(p, ref, { output, ...limits })
  const waits: ReadonlyArray<(p: BrowserAct.BrowserActProvider) => Failing> = [
    (p) => Task.await(attach(p)),
    (p) => Task.join(attach(p)),
    (p) => Stream.runDrain(Task.steps(attach(p), limits)),
    (p) => Stream.runDrain(Task.watch(attach(p), limits)),
    (p) => Task.run(p, { workflow_id: "1" }, { output, ...limits, cancelWithin: "2 seconds" })
  ]
  const everyFive = Effect.provideService(Cadence.Cadence, Cadence.every("5 seconds"))

  it.effect("ends in an outcome or a named error when one place of it is bent, asking a bounded number of times", () =>
    Effect.gen(function* () {
      for (const [index, [what, text]] of views.entries()) {
        let asked = 0
        const bent = provider(() => {
          asked++
          return answering(200, text)
        })
        yield* driven(
          once(everyFive(ends(`${index}: ${what}`, waits[index % waits.length]?.(bent) ?? Effect.void, tags)))
        )
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
