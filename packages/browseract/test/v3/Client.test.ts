import * as Api from "@errand/browseract-types/v3"
import { document } from "@errand/browseract-types/v3/document"
import { BrowserActError, Client } from "@errand/browseract/v3"
import { BrowserActError as BrowserActErrorV2 } from "@errand/browseract"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Stub from "@errand/simulator/Stub"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Stream } from "effect"
import { service } from "../support/service.ts"

const key = "ba_canary_5d41402abc4b2a76b9719d911017c592"

/** A client of a service that is nothing but the specification, or answers as the test says. */
const on = (respond?: Stub.Respond) => {
  const stub = Stub.make(document, Api, respond)
  return { stub, client: Client.make({ apiKey: key, baseUrl: stub.baseUrl, fetch: stub.fetch }) }
}

const methods = ({ bots, regions, runs, templates }: Client.Client): { readonly [operation: string]: unknown } => ({
  createRun: runs.create,
  createTemplateRun: runs.createOfTemplate,
  getRunStatus: runs.status,
  getRun: runs.get,
  listRuns: runs.list,
  resumeRun: runs.resume,
  cancelRun: runs.cancel,
  listBots: bots.list,
  getBot: bots.get,
  listTemplates: templates.list,
  getTemplate: templates.get,
  listRegions: regions.list
})

/** The cast: the stub makes inputs that the specification allows. */
const call = (method: unknown, input: unknown) =>
  (method as (input: unknown) => Effect.Effect<unknown, BrowserActError>)(input).pipe(
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
  )

describe("the client of v3", () => {
  it.effect("has a method for every operation, and each sends what the specification allows, with the key", () =>
    Effect.gen(function* () {
      const { client, stub } = on()
      const all = methods(client)
      assert.sameMembers(Object.keys(all), [...stub.operations])
      for (const operation of stub.operations) {
        yield* call(all[operation], stub.input(operation))
        const seen = stub.requests.at(-1)
        assert.strictEqual(seen?.operation, operation)
        assert.strictEqual(seen?.headers.get("authorization"), `Bearer ${key}`)
      }
      assert.lengthOf(stub.requests, stub.operations.length)
    })
  )

  it.effect("fails with the classes of v2, and shows the key nowhere, whatever the service repeats", () =>
    Effect.gen(function* () {
      const { client, stub } = on(() => Response.json({ code: 401, msg: `no ${key}` }, { status: 200 }))
      for (const operation of stub.operations) {
        const error = yield* Effect.flip(call(methods(client)[operation], stub.input(operation)))
        assert.instanceOf(error, BrowserActErrorV2)
        assert.deepStrictEqual([error.operation, error.reason._tag], [operation, "Unauthorized"])
        assert.notInclude(`${error.message}${JSON.stringify(error)}`, key)
      }
      assert.strictEqual(BrowserActError, BrowserActErrorV2)
    })
  )

  it.effect("reads its lists page by page, as large as each may be, and gives no item twice", () =>
    Effect.gen(function* () {
      const ids: Readonly<Record<string, string>> = {
        "/v3/bots/runs": "task_id",
        "/v3/bots": "bot_id",
        "/v3/bots/templates": "template_id"
      }
      const { options, requests } = service(({ url }) => {
        const page = Number(url.searchParams.get("page"))
        const found = page === 1 ? ["1", "2"] : page === 2 ? ["2", "3"] : []
        const items = found.map((one) => ({ [ids[url.pathname] ?? ""]: one }))
        return { items, page, limit: 2, total_count: 3, total_pages: 2 }
      })
      const { bots, runs, templates } = Client.make(options)
      assert.lengthOf(yield* Stream.runCollect(runs.stream({ limit: 2 })), 3)
      assert.lengthOf(yield* Stream.runCollect(bots.stream({ limit: 2 })), 3)
      assert.lengthOf(yield* Stream.runCollect(templates.stream({ limit: 2 })), 3)
      const before = requests.length
      yield* Stream.runDrain(Stream.take(runs.stream(), 1))
      yield* Stream.runDrain(Stream.take(templates.stream(), 1))
      assert.deepStrictEqual(
        requests.slice(before).map(({ url }) => url.searchParams.get("limit")),
        ["100", "500"]
      )
    })
  )

  it.effect("comes from the environment, or says which variable is missing", () =>
    Effect.gen(function* () {
      const made = (env: Record<string, string>) =>
        Client.BrowserActClient.pipe(
          Effect.provide(Client.layerConfig()),
          Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
        )
      assert.strictEqual((yield* made({ BROWSERACT_API_KEY: key })).baseUrl, Client.defaultBaseUrl)
      assert.include((yield* Effect.flip(made({}))).message, "BROWSERACT_API_KEY")
    })
  )
})
