import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import { ConfigProvider, Effect, Fiber, Layer, Redacted } from "effect"
import type { Stream } from "effect"
import { TestClock } from "effect/testing"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Api from "@errand/browseract-types/v2"
import { BrowserActClient, Client } from "@errand/browseract"
import { canary, service } from "./support/service.ts"
import { path, client } from "./support/pages.ts"

describe("operations", () => {
  it.effect("every operation of the table is reachable exactly once", () =>
    Effect.gen(function* () {
      const { regions, requests, tasks, templates, workflows } = client(() => ({ id: "1" }))
      const inputs = [
        {},
        { query: { task_id: "1" } },
        { query: { workflow_id: "1" } },
        { query: { workflow_template_id: "1" } },
        {
          body: { workflow_id: "1" }
        }
      ]
      const groups: ReadonlyArray<object> = [tasks, workflows, templates, regions]
      for (const group of groups) {
        for (const [name, call] of Object.entries(group)) {
          // A list's stream is the list's operation again.
          if (name === "stream") continue
          const asked = requests.length
          for (const input of inputs) {
            // Only input that fits the operation leaves the client.
            yield* Effect.ignore(call(input) as Effect.Effect<unknown, unknown>)
            if (requests.length > asked) break
          }
          assert.strictEqual(requests.length, asked + 1, name)
        }
      }
      const rows = Object.values(Api).filter((value): value is Api.Operation<never> => "method" in value)
      expect(rows.length).toBe(12)
      expect(requests.map(({ method, url }) => `${method} ${url.pathname}`).sort()).toEqual(
        rows.map(({ method, path }) => `${method} ${path}`).sort()
      )
    })
  )

  it.effect("sends the key as a bearer token, parameters in the query, and input as JSON", () =>
    Effect.gen(function* () {
      const { requests, tasks } = client(() => ({ id: "1" }))
      const input_parameters = [{ name: "product", value: "Pixel 9" }]
      yield* tasks.run({ body: { workflow_id: "7", input_parameters } })
      yield* tasks.stop({ query: { task_id: "16429034742537847", biz_code: 101 } })
      expect(requests.map(path)).toEqual([
        "POST /v2/workflow/run-task",
        "PUT /v2/workflow/stop-task?task_id=16429034742537847&biz_code=101"
      ])
      expect(requests[0]?.body).toEqual({ workflow_id: "7", input_parameters })
      expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
        `Bearer ${canary}`,
        `Bearer ${canary}`
      ])
    })
  )

  it("input, success and declared errors are the spec's", () => {
    const { tasks } = Client.make({ apiKey: "" })
    // @ts-expect-error an id is a string: as a number its last digits change
    void tasks.status({ query: { task_id: 17 } })
    // @ts-expect-error a task needs its workflow
    void tasks.run({ body: {} })
    // @ts-expect-error no such filter
    void tasks.list({ query: { owner: "me" } })
    expectTypeOf(tasks.get).returns.toExtend<Effect.Effect<Api.WorkflowTaskResponse, unknown>>()
    expectTypeOf(tasks.stop).returns.toExtend<Effect.Effect<void, unknown>>()
    expectTypeOf<Effect.Error<ReturnType<typeof tasks.run>>["http"]["reason"]>().toExtend<{ readonly _tag: string }>()
    expectTypeOf(tasks.stream).returns.toExtend<Stream.Stream<Api.WorkflowTaskSimpleResponse, unknown>>()
  })
})

describe("answers", () => {
  it.effect("stop and resume succeed on an empty 200, on code 0, and on any other success", () =>
    Effect.gen(function* () {
      for (const answer of [new Response(null), new Response(""), { code: 0, msg: "success", data: null }, {}]) {
        const { tasks } = client(() => (answer instanceof Response ? answer.clone() : answer))
        expect(yield* tasks.stop({ query: { task_id: "1" } })).toBeUndefined()
        expect(yield* tasks.resume({ query: { task_id: "1" } })).toBeUndefined()
      }
    })
  )

  it.effect("an answer wrapped in an envelope with code 0 is unwrapped", () =>
    Effect.gen(function* () {
      const { tasks } = client(() => ({ code: 0, msg: "success", data: { id: "1", profile_id: "p" }, traceId: "t" }))
      expect(yield* tasks.run({ body: { workflow_id: "1" } })).toEqual({ id: "1", profile_id: "p" })
    })
  )

  it.effect("an answer of the spec is never taken for an envelope, whatever else it holds", () =>
    Effect.gen(function* () {
      for (const answer of [
        { id: "1", code: 7 },
        { status: "running", code: 500 },
        { items: [{ code: 7 }], code: "x" }
      ]) {
        const { tasks } = client(() => structuredClone(answer))
        expect(yield* tasks.status({ query: { task_id: "1" } })).toEqual(answer)
      }
      const { regions } = client(() => [{ code: "US", name: "United States" }])
      expect(yield* regions.list()).toEqual([{ code: "US", name: "United States" }])
    })
  )

  it.effect("a profile goes by one name, whichever the service uses", () =>
    Effect.gen(function* () {
      const { tasks } = client(() => ({ id: "1", profileId: "p" }))
      expect(yield* tasks.run({ body: { workflow_id: "1" } })).toMatchObject({ id: "1", profile_id: "p" })
    })
  )

  it.effect("ids stay exact and are strings, also when the service sends numbers", () =>
    Effect.gen(function* () {
      const text = `{"id":16429034742537847,"workflow_id":42,"status":"running","steps":[{"id":99999999999999999}],"credit":5}`
      const { tasks } = client(() => new Response(text, { headers: { "content-type": "application/json" } }))
      const task = yield* tasks.get({ query: { task_id: "16429034742537847" } })
      expect(task).toMatchObject({
        id: "16429034742537847",
        workflow_id: "42",
        steps: [{ id: "99999999999999999" }],
        credit: 5
      })
    })
  )
})

describe("make", () => {
  it.effect("the key can be a string or redacted; base URL and timeout can be replaced", () =>
    Effect.gen(function* () {
      const { options, requests } = service(() => ({ status: "running" }))
      for (const apiKey of [canary, Redacted.make(canary)]) {
        const { tasks } = Client.make({ ...options, apiKey, baseUrl: "https://elsewhere.test/api/" })
        yield* tasks.status({ query: { task_id: "1" } })
      }
      expect(requests.map(({ url }) => url.href)).toEqual(
        Array(2).fill("https://elsewhere.test/api/v2/workflow/get-task-status?task_id=1")
      )
      expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(Array(2).fill(`Bearer ${canary}`))
    })
  )

  it.effect("an attempt that takes longer than the timeout ends", () =>
    Effect.gen(function* () {
      const { regions } = Client.make({ apiKey: "k", fetch: () => new Promise(() => {}), timeout: "5 seconds" })
      const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
      const fiber = yield* Effect.forkChild(regions.list().pipe(once, Effect.flip))
      yield* TestClock.adjust("5 seconds")
      const error = yield* Fiber.join(fiber)
      expect(error).toMatchObject({ reason: { _tag: "Unavailable" }, executed: "maybe" })
    })
  )
})

describe("layerConfig", () => {
  const env = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }))
  const ask = Effect.flatMap(BrowserActClient, ({ tasks }) => tasks.status({ query: { task_id: "1" } }))

  it.effect("reads the key and, if there is one, the base URL from the environment", () =>
    Effect.gen(function* () {
      const { options, requests } = service(() => ({ status: "running" }))
      const layer = Client.layerConfig({ fetch: options.fetch! })
      yield* ask.pipe(Effect.provide(layer), Effect.provide(env({ BROWSERACT_API_KEY: canary })))
      const there = { BROWSERACT_API_KEY: canary, BROWSERACT_BASE_URL: "https://proxy.test" }
      yield* ask.pipe(Effect.provide(Layer.fresh(layer)), Effect.provide(env(there)))
      expect(requests.map(({ url }) => url.origin)).toEqual(["https://api.browseract.com", "https://proxy.test"])
      expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(Array(2).fill(`Bearer ${canary}`))
    })
  )

  it.effect("without a key it fails with an error that names the variable", () =>
    Effect.gen(function* () {
      for (const none of [{}, { BROWSERACT_API_KEY: "" }]) {
        const error = yield* ask.pipe(
          Effect.provide(Layer.fresh(Client.layerConfig())),
          Effect.provide(env(none)),
          Effect.flip
        )
        assert.strictEqual(error._tag, "ConfigError")
        expect(error.message).toContain("BROWSERACT_API_KEY")
      }
    })
  )
})
