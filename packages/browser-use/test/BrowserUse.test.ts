import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import type { TaskError } from "@errand/core"
import { assert, describe, expect, it } from "@effect/vitest"
import { ConfigProvider, DateTime, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import type { Answers } from "./support/FakeService.ts"
import { json, key } from "./support/FakeService.ts"
import { once, provider } from "./support/provider.ts"

describe("cancel", () => {
  const cancel = (browserUse: BrowserUse.BrowserUseProvider) =>
    Task.cancel(Task.attach(browserUse, { v: 1, provider: browserUse.name, kind: browserUse.kind, id: "t1" }))
  const states =
    (before: unknown, after: unknown): Answers =>
    ({ method }) =>
      json(method === "GET" ? before : after)

  it.effect.each<readonly [unknown, unknown, string, number]>([
    [{ status: "started" }, { status: "stopped" }, "requested", 2],
    [{ status: "started" }, { status: "started" }, "requested", 2],
    [{ status: "started" }, { status: "finished" }, "already-over", 2],
    [{ status: "started" }, { status: "failed" }, "already-over", 2],
    [{ status: "started" }, {}, "requested", 2],
    [{ status: "strange" }, { status: "stopped" }, "requested", 2],
    [{}, { status: "stopped" }, "requested", 2],
    [{ status: "stopped" }, {}, "already-over", 1],
    [{ status: "finished" }, {}, "already-over", 1],
    [{ status: "failed" }, {}, "already-over", 1]
  ])("of a task that was %j and then %j is %s", ([before, after, answer, requests]) =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(states(before, after))
      assert.strictEqual(yield* cancel(browserUse), answer)
      assert.lengthOf(asked, requests)
      if (requests === 2) assert.deepStrictEqual([asked[1]?.method, asked[1]?.body], ["PATCH", { action: "stop" }])
    })
  )

  it.effect("stops although the look fails, and fails as the stop does", () =>
    Effect.gen(function* () {
      const failing = provider(({ method }) => (method === "GET" ? json({}, 500) : json({ status: "stopped" })))
      assert.strictEqual(yield* once(cancel(failing.provider)), "requested")
      const error = yield* Effect.flip(once(cancel(provider(() => json({ detail: "Task not found" }, 404)).provider)))
      assert.deepStrictEqual([error.operation, error.reason._tag], ["cancel", "NotFound"])
    })
  )

  it.effect("is given up at once when the service asks for a longer pause than leaving may take, and says so", () =>
    Effect.gen(function* () {
      const { provider: browserUse } = provider(({ method, url }) =>
        method === "PATCH"
          ? new Response("{}", { status: 429, headers: { "retry-after": "60" } })
          : json(url.pathname.endsWith("/status") ? { status: "started" } : { id: "t1", sessionId: "s" })
      )
      const told: Array<TaskError.CancelFailed> = []
      const onCancelFailed = (failure: TaskError.CancelFailed) => Effect.sync(() => void told.push(failure))
      const task = Task.attach(browserUse, { v: 1, provider: browserUse.name, kind: browserUse.kind, id: "t1" })
      const options = { within: 0, onGiveUp: "cancel", onCancelFailed } as const
      const error = yield* Effect.flip(Task.await(task, options))
      assert.isTrue(error._tag === "WaitTimeout" && error.fate === "cancel_failed", String(error))
      assert.strictEqual(told[0]?.error?.retryAfterMillis, 60_000)
    })
  )

  it.effect("does not wait long for the look", () =>
    Effect.gen(function* () {
      const { provider: browserUse } = provider(({ method }) =>
        method === "GET" ? "never" : json({ status: "stopped" })
      )
      const fiber = yield* Effect.forkChild(cancel(browserUse))
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "requested")
    })
  )
})

describe("the provider", () => {
  it.effect("lists tasks from a time on", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(() =>
        json({ items: [{ id: "t1", status: "created", cost: "1" }, { id: 5 }, null, { id: "t2" }] })
      )
      const listed = yield* browserUse.list({ page: 2, limit: 50, since: DateTime.makeUnsafe("2026-01-02T03:04:05Z") })
      assert.deepStrictEqual(
        listed.map(({ id, status }) => [id, status.native]),
        [["t1", "created"]]
      )
      assert.deepStrictEqual(Object.fromEntries(asked[0]?.url.searchParams ?? []), {
        pageNumber: "2",
        pageSize: "50",
        after: "2026-01-02T03:04:05.000Z"
      })
    })
  )

  it.effect("maps the failures of files and lists", () =>
    Effect.gen(function* () {
      const { provider: browserUse } = provider(() => json({ detail: "no" }, 403))
      const file = yield* Effect.flip(Stream.runDrain(browserUse.file("t1", { id: "f", name: "f", state: "ready" })))
      const list = yield* Effect.flip(browserUse.list({ page: 1, limit: 1 }))
      assert.deepStrictEqual(
        [file, list].map(({ operation, reason }) => [operation, reason._tag]),
        [
          ["file", "Forbidden"],
          ["list", "Forbidden"]
        ]
      )
    })
  )

  it("has one endpoint for one account at one place, the same in every process", () => {
    const endpoint = (apiKey: string, baseUrl?: string, account?: string) =>
      BrowserUse.make({ apiKey, ...(baseUrl !== undefined && { baseUrl }), ...(account !== undefined && { account }) })
        .endpoint
    assert.strictEqual(endpoint("bu_a"), endpoint("bu_a"))
    assert.strictEqual(endpoint("bu_a"), "api.browser-use.com/api/v2#fda6140f")
    assert.notStrictEqual(endpoint("bu_a"), endpoint("bu_b"))
    assert.notStrictEqual(endpoint("bu_a"), endpoint("bu_a", "http://127.0.0.1:1"))
    assert.strictEqual(endpoint("bu_a", undefined, "acme"), endpoint("bu_b", undefined, "acme"))
    assert.notInclude(endpoint("bu_a", "https://user:pass@host/x"), "pass")
  })

  it.effect("comes from Config, or says which variable is missing", () =>
    Effect.gen(function* () {
      const env = (values: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env: values }))
      const endpoint = BrowserUse.BrowserUse.useSync((browserUse) => browserUse.endpoint)
      const found = yield* endpoint.pipe(
        Effect.provide(BrowserUse.layerConfig({ account: "acme" })),
        Effect.provide(env({ BROWSER_USE_API_KEY: key, BROWSER_USE_BASE_URL: "http://x" }))
      )
      assert.strictEqual(
        found,
        yield* endpoint.pipe(
          Effect.provide(BrowserUse.layer({ apiKey: "other", baseUrl: "http://x", account: "acme" }))
        )
      )
      const error = yield* Effect.flip(endpoint.pipe(Effect.provide(BrowserUse.layerConfig()), Effect.provide(env({}))))
      expect(error.message).toContain("BROWSER_USE_API_KEY")
    })
  )
})

describe("a key that a gateway refuses with plain text", () => {
  const refusal = () => new Response("invalid key", { status: 401, headers: { "content-type": "text/plain" } })

  it.effect("fails a start, and the first look of a process, with one request", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(refusal)
      const ref = { v: 1, provider: browserUse.name, kind: browserUse.kind, id: "t1" } as const
      for (const call of [Task.start(browserUse, { task: "x" }), Task.await(Task.attach(browserUse, ref))]) {
        const error = yield* Effect.flip<unknown, { readonly _tag: string; readonly message: string }, never>(call)
        assert.deepInclude(error, { _tag: "ProviderError" })
        assert.include(error.message, "401")
      }
      assert.lengthOf(asked, 2)
    })
  )
})
