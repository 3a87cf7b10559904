import * as Api from "@errand/firecrawl-types/v2"
import { document } from "@errand/firecrawl-types/v2/document"
import { Client, type FirecrawlError } from "@errand/firecrawl"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Stub from "@errand/simulator/Stub"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect } from "effect"

const jobId = "0a1b2c3d-0000-4000-8000-000000000000"
const key = "key-5d41402abc4b2a76b9719d911017c592"

/**
 * What the service says of a call that was done, for the stub makes up whether it was.
 */
const done: Stub.Respond = () => ({ success: true, id: jobId, status: "processing", model: "spark-2" })

/** A client of a service that is nothing but the specification, or answers as the test says. */
const on = (respond: Stub.Respond = done) => {
  const stub = Stub.make(document, Api, respond)
  return { stub, client: Client.make({ apiKey: key, baseUrl: stub.baseUrl, fetch: stub.fetch }) }
}

const methods = (client: Client.Client): { readonly [operation: string]: unknown } => ({
  startAgent: client.agent.start,
  getAgent: client.agent.get,
  cancelAgent: client.agent.cancel
})

/** The cast: the stub makes inputs that the specification allows. */
const call = (method: unknown, input: unknown) =>
  (method as (input: unknown) => Effect.Effect<unknown, FirecrawlError>)(input).pipe(
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
  )

describe("the client", () => {
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

  it.effect("fails with a reason, and shows the key nowhere, whatever the service repeats", () =>
    Effect.gen(function* () {
      const { client, stub } = on(() => Response.json({ detail: `no ${key}` }, { status: 401 }))
      for (const operation of stub.operations) {
        const error = yield* Effect.flip(call(methods(client)[operation], stub.input(operation)))
        assert.deepStrictEqual([error.operation, error.reason._tag], [operation, "Unauthorized"])
        assert.notInclude(`${error.message}${JSON.stringify(error)}`, key)
      }
    })
  )

  it.effect("comes from the environment, or says which variable is missing", () =>
    Effect.gen(function* () {
      const made = (env: Record<string, string>) =>
        Client.FirecrawlClient.pipe(
          Effect.provide(Client.layerConfig()),
          Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
        )
      assert.strictEqual((yield* made({ FIRECRAWL_API_KEY: key })).baseUrl, Client.defaultBaseUrl)
      const there = { FIRECRAWL_API_KEY: key, FIRECRAWL_BASE_URL: "http://127.0.0.1:1/" }
      assert.strictEqual((yield* made(there)).baseUrl, "http://127.0.0.1:1")
      assert.include((yield* Effect.flip(made({}))).message, "FIRECRAWL_API_KEY")
    })
  )
})
