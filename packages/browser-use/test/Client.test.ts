import * as Api from "@errand/browser-use-types/v2"
import { BrowserUse, BrowserUseClient, Client } from "@errand/browser-use"
import type { BrowserUseError } from "@errand/browser-use"
import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import type { Given } from "@errand/http"
import { ConfigProvider, Effect, Fiber, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { fake, json, key } from "./support/FakeService.ts"

const operations = Object.values<unknown>(Api).filter(
  (row): row is Api.Operation => typeof row === "object" && row !== null && "id" in row && "method" in row
)

/** What is not one operation but a use of one. */
const derived = new Set([
  "tasks.stream",
  "tasks.downloadLogs",
  "sessions.stream",
  "files.upload",
  "files.download",
  "profiles.stream",
  "browsers.stream",
  "browsers.streamDownloads",
  "skills.stream",
  "skills.streamExecutions",
  "skills.downloadOutput",
  "marketplace.stream"
])

const env = (values: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env: values }))

describe("BrowserUseClient", () => {
  it.effect("reaches every operation of the table exactly once", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(() => json({}))
      const input = { path: new Proxy({}, { get: () => "an-id", has: () => true }) }
      const called: Array<string> = []
      for (const [resource, methods] of Object.entries(client)) {
        if (typeof methods === "string") continue
        for (const [name, method] of Object.entries<(input: unknown) => Effect.Effect<unknown, unknown>>(methods)) {
          if (derived.delete(`${resource}.${name}`)) continue
          const before = asked.length
          yield* Effect.exit(method({ ...input, body: {} }))
          // An operation that takes no body refuses one before it sends anything.
          if (asked.length === before) yield* Effect.exit(method(input))
          called.push(`${resource}.${name}`)
        }
      }
      const reached = asked.map(
        ({ method, url }) => `${method} ${url.pathname.replace("/api/v2", "").replaceAll("an-id", "{}")}`
      )
      const table = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`)
      assert.strictEqual(operations.length, 44)
      assert.strictEqual(called.length, 44)
      assert.deepStrictEqual(reached.toSorted(), table.toSorted())
      assert.deepStrictEqual([...derived], [])
    })
  )

  it.effect("sends the key in Browser Use's own header, and no other credential", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(() => json({ items: [], totalItems: 0, pageNumber: 1, pageSize: 10 }))
      yield* client.tasks.list({ query: { filterBy: "started", pageSize: 5 } })
      assert.strictEqual(asked[0]?.headers.get("X-Browser-Use-API-Key"), key)
      assert.isNull(asked[0]?.headers.get("authorization") ?? null)
      assert.strictEqual(asked[0]?.url.search, "?pageSize=5&filterBy=started")
    })
  )

  it.effect("gives nothing where the spec promises no content", () =>
    Effect.gen(function* () {
      const { client } = fake(() => json(undefined, 204))
      assert.isUndefined(yield* client.sessions.purge({ path: { session_id: "s" } }))
    })
  )

  it.effect("gives up on a request after the timeout, which can be replaced", () =>
    Effect.gen(function* () {
      const { fetch } = fake(() => "never")
      const client = Client.make({ apiKey: key, fetch, timeout: "5 seconds" })
      const fiber = yield* Effect.forkChild(Effect.flip(client.tasks.create({ body: { task: "x" } })))
      yield* TestClock.adjust("5 seconds")
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error.reason._tag, "Unavailable")
      assert.strictEqual(error.http.executed, "maybe")
    })
  )

  it.effect("takes what is undefined for what is not given, and sends nothing of it", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(() => json({ id: "t", sessionId: "s", items: [], totalItems: 0 }, 202))
      yield* client.tasks.create({
        body: { task: "x", startUrl: undefined, sessionSettings: { profileId: undefined } }
      })
      yield* client.tasks.list({ query: { sessionId: undefined, pageSize: 7 } })
      yield* Stream.runDrain(client.tasks.stream({ sessionId: undefined, pageNumber: undefined }))
      assert.deepStrictEqual(asked[0]?.body, { task: "x", sessionSettings: {} })
      assert.deepStrictEqual(
        asked.slice(1).map(({ url }) => url.search),
        ["?pageSize=7", "?pageSize=100&pageNumber=1"]
      )
      const input: BrowserUse.Input = { task: "x", metadata: undefined, secrets: undefined }
      const fetch = () => Promise.resolve(json({ id: "t", sessionId: "s" }, 202))
      assert.strictEqual((yield* BrowserUse.make({ apiKey: "k", account: undefined, fetch }).start(input, {})).id, "t")
    })
  )

  it("has the inputs, answers and errors of the operation", () => {
    const { client } = fake(() => json({}))
    expectTypeOf(client.tasks.create).parameters.toEqualTypeOf<[input: Given<Api.CreateTaskInput>]>()
    expectTypeOf(client.tasks.create).returns.toEqualTypeOf<
      Effect.Effect<Api.TaskCreatedResponse, BrowserUseError<Api.CreateTaskError>>
    >()
    expectTypeOf(client.tasks.list).parameters.toEqualTypeOf<[input?: Given<Api.ListTasksInput> | undefined]>()
    expectTypeOf(client.billing.account).returns.toEqualTypeOf<
      Effect.Effect<Api.AccountView, BrowserUseError<Api.GetAccountBillingError>>
    >()
    expectTypeOf(client.tasks.stream).returns.toEqualTypeOf<
      Stream.Stream<Api.TaskItemView, BrowserUseError<Api.ListTasksError>>
    >()
    // @ts-expect-error a task needs a task
    void client.tasks.create({ body: {} })
    // @ts-expect-error a status that Browser Use does not have
    void client.tasks.list({ query: { filterBy: "paused" } })
    // @ts-expect-error the id is required
    void client.tasks.get()
    // @ts-expect-error a file goes to a session or to a browser
    void client.files.upload({ name: "a", contentType: "text/plain", data: new Uint8Array(1) })
    // @ts-expect-error not a type that is taken
    void client.files.upload({ sessionId: "s", name: "a", contentType: "video/mp4", data: new Uint8Array(1) })
  })
})

describe("BrowserUseClient.layerConfig", () => {
  const baseUrl = BrowserUseClient.useSync((client) => client.baseUrl)

  it.effect("reads key and base URL from Config", () =>
    Effect.gen(function* () {
      const { asked, fetch } = fake(() => json({}))
      yield* Effect.gen(function* () {
        const client = yield* BrowserUseClient
        assert.strictEqual(client.baseUrl, "http://elsewhere")
        yield* client.billing.account()
      }).pipe(
        Effect.provide(Client.layerConfig({ fetch })),
        Effect.provide(env({ BROWSER_USE_API_KEY: key, BROWSER_USE_BASE_URL: "http://elsewhere/" }))
      )
      assert.strictEqual(asked[0]?.headers.get("x-browser-use-api-key"), key)
    })
  )

  it.effect("talks to Browser Use Cloud unless told otherwise", () =>
    Effect.gen(function* () {
      for (const values of [{}, { BROWSER_USE_BASE_URL: "" }]) {
        const url = yield* baseUrl.pipe(
          Effect.provide(Client.layerConfig()),
          Effect.provide(env({ BROWSER_USE_API_KEY: key, ...values }))
        )
        assert.strictEqual(url, "https://api.browser-use.com/api/v2")
      }
    })
  )

  it.effect("names the variable when the key is missing or empty", () =>
    Effect.gen(function* () {
      for (const values of [{}, { BROWSER_USE_API_KEY: "" }, { BROWSER_USE_API_KEY: "  " }]) {
        const error = yield* baseUrl.pipe(
          Effect.provide(Client.layerConfig()),
          Effect.provide(env(values)),
          Effect.flip
        )
        assert.strictEqual(error._tag, "ConfigError")
        expect(error.message).toContain("BROWSER_USE_API_KEY")
      }
    })
  )

  it.effect("does not look up what it was given", () =>
    Effect.gen(function* () {
      const layer = Client.layerConfig({ apiKey: Redacted.make(key), baseUrl: "http://given" })
      assert.strictEqual(
        yield* baseUrl.pipe(Effect.provide(layer), Effect.provide(env({ BROWSER_USE_BASE_URL: "http://env" }))),
        "http://given"
      )
    })
  )
})
