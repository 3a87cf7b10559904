import type * as Api from "@errand/browser-use-types/v2"
import { RetryPolicy } from "@errand/http/RetryPolicy"
import * as Retry from "@errand/http/RetryPolicy"
import { BrowserUse } from "@errand/browser-use"
import type { Provider } from "@errand/core"
import { Status } from "@errand/core"
import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import { BigDecimal, ConfigProvider, DateTime, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import type { Answer, Answers } from "./support/FakeService.ts"
import { fake, html, json, key } from "./support/FakeService.ts"
import { vi } from "vitest"

// Real sockets and many runs, on machines that are busy.
vi.setConfig({ testTimeout: 60_000 })

const provider = (answers: Answers) => {
  const { asked, fetch } = fake(answers)
  return { asked, provider: BrowserUse.make({ apiKey: key, fetch }) }
}
const once = Effect.provideService(RetryPolicy, Retry.none)

const view: Api.TaskView = {
  id: "t1",
  sessionId: "s1",
  llm: "browser-use-2.0",
  task: "x",
  status: "started",
  createdAt: "2026-01-02T03:04:05.678901",
  startedAt: "2026-01-02T03:04:06Z",
  finishedAt: "2026-01-02T05:04:07+02:00",
  steps: [{ number: 1, memory: "m", evaluationPreviousGoal: "ok", nextGoal: "look", url: "https://a.test", actions: ["{\"click\":1}"], screenshotUrl: "https://s.test/1.png" }],
  output: null,
  outputFiles: [{ id: "f1", fileName: "a.txt" }],
  metadata: {},
  isSuccess: null,
  judgeVerdict: null,
  cost: "0.0123"
}
const snapshotOf = (body: unknown) => once(provider(() => json(body)).provider.snapshot("t1"))

describe("the status table", () => {
  it.effect.each<readonly [Api.TaskStatus, Status.Status["state"]]>([
    ["created", "working"], ["started", "working"], ["finished", "completed"], ["failed", "failed"], ["stopped", "cancelled"]
  ])("reads %s as %s", ([word, state]) => Effect.gen(function*() {
    const { status } = yield* provider(() => json({ id: "t1", status: word })).provider.status("t1")
    assert.deepStrictEqual([status.state, status.native], [state, word])
  }))

  it.effect.each(["paused", "idle", "constructor", "__proto__", "toString", "FINISHED", " finished"])(
    "reads %j as work that it does not recognise",
    (word) => Effect.gen(function*() {
      const { status } = yield* provider(() => json({ id: "t1", status: word })).provider.status("t1")
      assert.deepStrictEqual(status, Status.unrecognised(word))
    })
  )

  it("does not compile without a status that the spec has", () => {
    type Older = Exclude<Api.TaskStatus, "failed">
    const older: { readonly [Word in Older]: Status.Meaning } = {
      created: { state: "working", phase: "queued" },
      started: { state: "working", phase: "running" },
      finished: { state: "completed" },
      stopped: { state: "cancelled", by: "unknown" }
    }
    // @ts-expect-error Property 'failed' is missing: the four words of an older spec are not enough
    Status.fromTable<Api.TaskStatus>(older)
    // @ts-expect-error and a word that the spec does not have is one too many
    Status.fromTable<Api.TaskStatus>({ ...BrowserUse.meanings, paused: { state: "working", phase: "running" } } satisfies typeof BrowserUse.meanings)
    expectTypeOf<keyof typeof BrowserUse.meanings>().toEqualTypeOf<Api.TaskStatus>()
  })
})

describe("snapshot", () => {
  it.effect("says in core's words what the task view holds", () => Effect.gen(function*() {
    const { cost, createdAt, finishedAt, raw, startedAt, ...rest } = yield* snapshotOf(view)
    assert.deepStrictEqual(rest, {
      status: { state: "working", phase: "running", native: "started" },
      steps: [{
        key: "1", number: 1, goal: "look", evaluation: "ok", url: "https://a.test", actions: ["{\"click\":1}"], screenshot: "https://s.test/1.png", raw: view.steps[0]
      }],
      output: null,
      verdict: { claimed: null, judged: null },
      files: [{ id: "f1", name: "a.txt", state: "ready" }]
    })
    assert.deepStrictEqual(raw, view)
    assert.strictEqual(BigDecimal.format(cost.usd ?? BigDecimal.fromBigInt(0n)), "0.0123")
    assert.isFalse(cost.final)
    assert.deepStrictEqual([createdAt, startedAt, finishedAt].map((at) => at && DateTime.formatIso(at)),
      ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:06.000Z", "2026-01-02T03:04:07.000Z"])
  }))

  it.effect.each<readonly [unknown, string | undefined]>([
    ["0.10", "0.1"], ["12345678901234567890.000000001", "12345678901234567890.000000001"], [".5", "0.5"], ["0", "0"], [0.25, "0.25"],
    [null, undefined], ["", undefined], ["free", undefined], ["1e99999999", undefined], ["1,5", undefined], ["NaN", undefined], [".", undefined], [{}, undefined], [true, undefined]
  ])("reads the cost %j as %j", ([cost, usd]) => Effect.gen(function*() {
    const seen = yield* snapshotOf({ ...view, status: "finished", cost })
    assert.strictEqual(seen.cost.usd === undefined ? undefined : BigDecimal.format(seen.cost.usd), usd)
    assert.isTrue(seen.cost.final)
  }))

  it.effect("reads the view of 2025, which had other names and no lists", () => Effect.gen(function*() {
    const old = { id: "t1", sessionId: "s1", session: { id: "s1", status: "active", liveUrl: "https://live.test" }, isScheduled: false, status: "finished", doneOutput: "x", startedAt: "2025-07-01T00:00:00" }
    const seen = yield* snapshotOf(old)
    assert.deepStrictEqual([seen.status.state, seen.steps, seen.files, seen.output], ["completed", [], [], null])
  }))

  it.effect("keeps an output that is no text as JSON", () => Effect.gen(function*() {
    assert.strictEqual((yield* snapshotOf({ ...view, output: { price: 1 } })).output, "{\"price\":1}")
  }))

  it.effect.each([[null], [[]], ["x"], [{}], [{ status: 5 }], [{ status: "" }], [{ status: null }]])("cannot read %j", ([body]) => Effect.gen(function*() {
    for (const look of [snapshotOf(body), once(provider(() => json(body)).provider.status("t1"))]) {
      const error = yield* Effect.flip<Provider.Look, unknown, never>(look)
      expect(error).toMatchObject({ _tag: "ProviderError", provider: "browser-use/v2", reason: { _tag: "BadResponse" } })
    }
  }))

  it.effect("never dies, whatever a server puts into a view", () => Effect.promise(() => {
    const mutated = fc.tuple(fc.constantFrom(...Object.keys(view)), fc.jsonValue()).map(([name, value]) => ({ ...view, [name]: value }))
    const steps = fc.array(fc.tuple(fc.constantFrom("number", "actions", "nextGoal", "url", "screenshotUrl", "evaluationPreviousGoal"), fc.jsonValue()), { maxLength: 4 })
      .map((changes) => ({ ...view, steps: [{ ...view.steps[0], ...Object.fromEntries(changes) }], outputFiles: changes }))
    const removed = fc.subarray(Object.keys(view)).map((names) => Object.fromEntries(Object.entries(view).filter(([name]) => !names.includes(name))))
    const strange = fc.oneof(fc.constantFrom("__proto__", "constructor", "valueOf"), fc.string({ unit: "binary" })).map((word) => JSON.parse(JSON.stringify({ ...view, status: word, cost: word, createdAt: word })) as unknown)
    return fc.assert(fc.asyncProperty(fc.oneof(mutated, steps, removed, strange, fc.jsonValue()), async (body) => {
      for (const operation of ["snapshot", "status", "cancel"] as const) {
        const exit = await Effect.runPromiseExit(once<unknown, unknown, never>(provider(() => json(body)).provider[operation]("t1")))
        if (exit._tag === "Failure") assert.deepStrictEqual(exit.cause.reasons.map(({ _tag }) => _tag), ["Fail"])
      }
      const listed = await Effect.runPromiseExit(once(provider(() => json({ items: [body] })).provider.list({ page: 1, limit: 10 })))
      assert.strictEqual(listed._tag, "Success")
      const page = await Effect.runPromiseExit(once(provider(() => json(body)).provider.list({ page: 1, limit: 10 })))
      if (page._tag === "Failure") assert.deepStrictEqual(page.cause.reasons.map(({ _tag }) => _tag), ["Fail"])
    }), { numRuns: 300 })
  }))
})

describe("start", () => {
  const created = () => json({ id: "t1", sessionId: "s1" }, 202)

  it.effect("gives the id and the session", () => Effect.gen(function*() {
    assert.deepStrictEqual(yield* provider(created).provider.start({ task: "x" }, {}), { id: "t1", scope: { sessionId: "s1" } })
    assert.deepStrictEqual(yield* provider(() => json({ id: "t1" }, 202)).provider.start({ task: "x" }, {}), { id: "t1" })
  }))

  const outputSchema = { type: "object", properties: { a: { type: "string" } } } as const
  it.effect("sends what it was given, the wanted output and the caller's key", () => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(created)
    yield* browserUse.start({ task: "x", llm: "o3", metadata: { mine: "1" } }, { outputSchema, key: "order-7" })
    assert.deepStrictEqual(asked[0]?.body, {
      task: "x", llm: "o3", structuredOutput: JSON.stringify(outputSchema), metadata: { mine: "1", errand_key: "order-7" }
    })
  }))

  it.effect("leaves alone what the caller said", () => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(created)
    const full = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, "v"]))
    yield* browserUse.start({ task: "x", structuredOutput: "{}", metadata: full }, { outputSchema, key: "order-7" })
    yield* browserUse.start({ task: "x", structuredOutput: null, metadata: { errand_key: "own" } }, { outputSchema, key: "order-7" })
    assert.deepStrictEqual(asked.map(({ body }) => body), [
      { task: "x", structuredOutput: "{}", metadata: full },
      { task: "x", structuredOutput: JSON.stringify(outputSchema), metadata: { errand_key: "own" } }
    ])
  }))

  it.effect.each<readonly [string, () => Answer]>([
    ["the connection broke", () => new TypeError("reset")],
    ["the service failed", () => json({ detail: "Oops" }, 500)],
    ["a gateway failed", () => html(502)],
    ["the answer cannot be read", () => html(200)],
    ["the answer has no id", () => json({}, 202)],
    ["the answer is no object", () => json(null, 202)],
    ["the id is no text", () => json({ id: 17 }, 202)]
  ])("does not know when %s, and sends nothing twice", ([, answer]) => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(answer)
    yield* TestClock.adjust("1 hour")
    const error = yield* Effect.flip(browserUse.start({ task: "x", secrets: { a: "b" } }, { key: "order-7" }))
    assert(error._tag === "StartUnknown")
    assert.deepStrictEqual([error.request, error.key, DateTime.toEpochMillis(error.since)], [{ task: "x" }, "order-7", 3_600_000])
    assert.lengthOf(asked, 1)
  }))

  it.effect("does not know when no answer comes in time", () => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(() => "never")
    const fiber = yield* Effect.forkChild(Effect.flip(browserUse.start({ task: "x" }, {})))
    yield* TestClock.adjust("31 seconds")
    assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
    assert.lengthOf(asked, 1)
  }))

  it.effect.each<readonly [number, unknown, string]>([
    [400, { detail: "Session already has a running task." }, "Conflict"],
    [400, { detail: "Browser session is stopped." }, "Conflict"],
    [400, { detail: "?" }, "BadRequest"],
    [401, {}, "Unauthorized"],
    [402, { detail: "Insufficient credits" }, "OutOfCredit"],
    [403, {}, "Forbidden"],
    [404, { detail: "Session not found" }, "NotFound"],
    [409, {}, "Conflict"],
    [422, { loc: ["body", "task"], msg: "too long", type: "t" }, "BadRequest"],
    [429, { detail: "Too many" }, "ConcurrencyLimited"]
  ])("knows that nothing was started after %d %j: %s", ([status, body, tag]) => Effect.gen(function*() {
    const error = yield* Effect.flip(once(provider(() => json(body, status, { "retry-after": "3", "x-request-id": "r1" })).provider.start({ task: "x" }, {})))
    assert(error._tag === "ProviderError")
    assert.deepStrictEqual([error.operation, error.reason._tag, error.traceId], ["start", tag, "r1"])
    if (status === 429) expect(error.reason).toHaveProperty("retryAfter")
    if (status === 422) expect(error.reason).toMatchObject({ issues: [{ path: "body.task", message: "too long" }] })
  }))

  it.effect("knows that nothing was started when the input cannot be written", () => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(created)
    // @ts-expect-error no JSON has a bigint
    const error = yield* Effect.flip(browserUse.start({ task: "x", maxSteps: 1n }, {}))
    assert(error._tag === "ProviderError")
    assert.strictEqual(error.reason._tag, "BadRequest")
    assert.lengthOf(asked, 0)
  }))
})

describe("cancel", () => {
  const states = (before: unknown, after: unknown): Answers => ({ method }) => json(method === "GET" ? before : after)

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
  ])("of a task that was %j and then %j is %s", ([before, after, answer, requests]) => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(states(before, after))
    assert.strictEqual(yield* browserUse.cancel("t1"), answer)
    assert.lengthOf(asked, requests)
    if (requests === 2) assert.deepStrictEqual([asked[1]?.method, asked[1]?.body], ["PATCH", { action: "stop" }])
  }))

  it.effect("stops although the look fails, and fails as the stop does", () => Effect.gen(function*() {
    const failing = provider(({ method }) => method === "GET" ? json({}, 500) : json(view))
    assert.strictEqual(yield* once(failing.provider.cancel("t1")), "requested")
    const error = yield* Effect.flip(once(provider(() => json({ detail: "Task not found" }, 404)).provider.cancel("t1")))
    assert.deepStrictEqual([error.operation, error.reason._tag], ["cancel", "NotFound"])
  }))

  it.effect("does not wait long for the look", () => Effect.gen(function*() {
    const { provider: browserUse } = provider(({ method }) => method === "GET" ? "never" : json(view))
    const fiber = yield* Effect.forkChild(browserUse.cancel("t1"))
    yield* TestClock.adjust("3 seconds")
    assert.strictEqual(yield* Fiber.join(fiber), "requested")
  }))
})

describe("the provider", () => {
  it.effect("lists tasks from a time on", () => Effect.gen(function*() {
    const { asked, provider: browserUse } = provider(() => json({ items: [{ id: "t1", status: "created", cost: "1" }, { id: 5 }, null, { id: "t2" }] }))
    const listed = yield* browserUse.list({ page: 2, limit: 50, since: DateTime.makeUnsafe("2026-01-02T03:04:05Z") })
    assert.deepStrictEqual(listed.map(({ id, status }) => [id, status.native]), [["t1", "created"]])
    assert.deepStrictEqual(Object.fromEntries(asked[0]?.url.searchParams ?? []), { pageNumber: "2", pageSize: "50", after: "2026-01-02T03:04:05.000Z" })
  }))

  it.effect("maps the failures of files and lists", () => Effect.gen(function*() {
    const { provider: browserUse } = provider(() => json({ detail: "no" }, 403))
    const file = yield* Effect.flip(Stream.runDrain(browserUse.file("t1", { id: "f", name: "f", state: "ready" })))
    const list = yield* Effect.flip(browserUse.list({ page: 1, limit: 1 }))
    assert.deepStrictEqual([file, list].map(({ operation, reason }) => [operation, reason._tag]), [["file", "Forbidden"], ["list", "Forbidden"]])
  }))

  it("has one endpoint for one account at one place, the same in every process", () => {
    const endpoint = (apiKey: string, baseUrl?: string, account?: string) =>
      BrowserUse.make({ apiKey, ...(baseUrl !== undefined && { baseUrl }), ...(account !== undefined && { account }) }).endpoint
    assert.strictEqual(endpoint("bu_a"), endpoint("bu_a"))
    assert.strictEqual(endpoint("bu_a"), "api.browser-use.com/api/v2#fda6140f")
    assert.notStrictEqual(endpoint("bu_a"), endpoint("bu_b"))
    assert.notStrictEqual(endpoint("bu_a"), endpoint("bu_a", "http://127.0.0.1:1"))
    assert.strictEqual(endpoint("bu_a", undefined, "acme"), endpoint("bu_b", undefined, "acme"))
    assert.notInclude(endpoint("bu_a", "https://user:pass@host/x"), "pass")
  })

  it.effect("comes from Config, or says which variable is missing", () => Effect.gen(function*() {
    const env = (values: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env: values }))
    const endpoint = BrowserUse.BrowserUse.useSync((browserUse) => browserUse.endpoint)
    const found = yield* endpoint.pipe(Effect.provide(BrowserUse.layerConfig({ account: "acme" })), Effect.provide(env({ BROWSER_USE_API_KEY: key, BROWSER_USE_BASE_URL: "http://x" })))
    assert.strictEqual(found, yield* endpoint.pipe(Effect.provide(BrowserUse.layer({ apiKey: "other", baseUrl: "http://x", account: "acme" }))))
    const error = yield* Effect.flip(endpoint.pipe(Effect.provide(BrowserUse.layerConfig()), Effect.provide(env({}))))
    expect(error.message).toContain("BROWSER_USE_API_KEY")
  }))
})
