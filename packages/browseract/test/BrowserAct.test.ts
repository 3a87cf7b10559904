import { describe, expect, expectTypeOf, it } from "@effect/vitest"
import { ConfigProvider, DateTime, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type * as Api from "@errand/browseract-types/v2"
import { BrowserAct, BrowserActError } from "@errand/browseract"
import { Task } from "@errand/core"
import type { HasFiles, Listable, Provider, Resumable } from "@errand/core/Provider"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { type Answer, assertTag, canary, envelope, paths, provider } from "./support/service.ts"

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const workflow = { workflow_id: "1", input_parameters: [{ name: "product", value: "Pixel 9" }] }

describe("provider", () => {
  it("is a provider of workflows that can be resumed and leave files, and cannot be paused", () => {
    const { endpoint, kind, name } = BrowserAct.make({ apiKey: canary })
    expect([name, kind]).toEqual(["browseract/v2", "workflow"])
    expect(endpoint).toMatch(/^api\.browseract\.com#[0-9a-f]{8}$/)
    type Input = Api.RunWorkflowTaskRequest | Api.RunWorkflowTemplateTaskRequest
    expectTypeOf<BrowserAct.BrowserActProvider>().toExtend<
      Provider<Input, Api.WorkflowTaskResponse> & Resumable & Listable & HasFiles
    >()
    expectTypeOf<BrowserAct.BrowserActProvider>().not.toHaveProperty("pause")
    // @ts-expect-error a prompt is no input of a workflow
    void BrowserAct.make({ apiKey: canary }).start({ task: "Find the price" }, {})
  })

  it("the endpoint tells accounts and places apart, and shows neither key nor credentials", () => {
    const endpoint = (options: Partial<BrowserAct.Options>) => BrowserAct.make({ apiKey: canary, ...options }).endpoint
    expect(endpoint({})).toBe(endpoint({ baseUrl: "https://api.browseract.com/" }))
    expect(endpoint({ apiKey: "another" })).not.toBe(endpoint({}))
    expect(endpoint({ baseUrl: "https://user:secret@proxy.test" })).toMatch(/^proxy\.test#/)
    expect(endpoint({ account: "mine", apiKey: "new" })).toBe(endpoint({ account: "mine", apiKey: "old" }))
    expect(endpoint({})).not.toContain(canary.slice(-8))
  })

  it.effect("takes what is undefined for what is not given: a workflow beside no template is a workflow", () =>
    Effect.gen(function* () {
      const { requests, start } = provider(() => ({ id: "1" }))
      const given: Partial<Api.RunWorkflowTemplateTaskRequest> = {}
      const input = { ...workflow, callback_url: undefined, workflow_template_id: given.workflow_template_id }
      expect((yield* start(input, {})).id).toBe("1")
      expect(paths(requests)).toEqual(["POST run-task"])
      expect(requests[0]?.body).toEqual(workflow)
    })
  )

  it.effect("comes from the environment, or says which variable is missing", () =>
    Effect.gen(function* () {
      const env = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }))
      const there = { BROWSERACT_API_KEY: canary, BROWSERACT_BASE_URL: "http://127.0.0.1:1/" }
      const found = yield* BrowserAct.BrowserAct.pipe(
        Effect.provide(BrowserAct.layerConfig()),
        Effect.provide(env(there))
      )
      expect(found.client.baseUrl).toBe("http://127.0.0.1:1")
      const error = yield* BrowserAct.BrowserAct.pipe(
        Effect.provide(BrowserAct.layerConfig()),
        Effect.provide(env({})),
        Effect.flip
      )
      expect(error._tag).toBe("ConfigError")
      expect(error.message).toContain("BROWSERACT_API_KEY")
    })
  )
})

describe("start", () => {
  it.effect("runs workflows and templates, told apart by their id; the output's schema stays here", () =>
    Effect.gen(function* () {
      const { requests, start } = provider((_, count) => ({ id: `1642903474253784${count}` }))
      const template = { workflow_template_id: "t", proxyRegion: "DE" }
      expect(yield* start(workflow, { outputSchema: { type: "object" }, key: "k" })).toEqual({
        id: "16429034742537841"
      })
      expect(yield* start(template, {})).toEqual({ id: "16429034742537842" })
      expect(paths(requests)).toEqual(["POST run-task", "POST run-task-by-template"])
      expect(requests.map(({ body }) => body)).toEqual([workflow, template])
    })
  )

  const lost: Record<string, () => Answer> = {
    "a 500 that says nothing": () => new Response(null, { status: 500 }),
    "a 502 of a gateway": () => new Response("<html>", { status: 502 }),
    "a 500 with a code that nobody knows": () => envelope(54321, 500),
    "a 200 with a code that nobody knows": () => envelope(54321),
    "a 200 in HTML": () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "a 200 cut in the middle": () => new Response('{"id":"164', { headers: { "content-type": "application/json" } }),
    "an answer without an id": () => ({ profile_id: "p" }),
    "an envelope with code 0 and nothing in it": () => ({ code: 0, msg: "success", data: null }),
    "a connection that breaks": () => {
      throw new TypeError("terminated", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) })
    }
  }
  for (const [what, answer] of Object.entries(lost)) {
    it.effect(`is not repeated after ${what}: a task may be running`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 2, 1))
        const { requests, start } = provider(({ method }) => (method === "POST" ? answer() : { items: [] }))
        const callbacks = {
          callback_url: "https://me.test/?token=s3cret",
          status_change_callback_url: "https://me.test/s3cret"
        }
        const lostStart = Effect.flip(start({ ...workflow, ...callbacks }, { key: "order-7" }))
        const fiber = yield* Effect.forkChild(lostStart)
        yield* TestClock.adjust("1 minute")
        const error = yield* Fiber.join(fiber)
        assertTag(error, "StartUnknown")
        expect(error).toMatchObject({ provider: "browseract/v2", request: workflow, key: "order-7" })
        expect(JSON.stringify(error.request)).not.toContain("s3cret")
        expect(DateTime.toEpochMillis(error.since)).toBe(Date.UTC(2026, 2, 1))
        expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1)
      })
    )
  }

  it.effect("that hangs is given up at its deadline, and not repeated", () =>
    Effect.gen(function* () {
      let sent = 0
      const hang = ({ method }: Request) => {
        if (method === "POST") sent++
        return new Promise<never>(() => {})
      }
      const { start } = BrowserAct.make({ apiKey: canary, fetch: hang, timeout: "20 seconds" })
      const fiber = yield* Effect.forkChild(Effect.flip(start(workflow, {})))
      yield* TestClock.adjust("10 minutes")
      expect((yield* Fiber.join(fiber))._tag).toBe("StartUnknown")
      expect(sent).toBe(1)
    })
  )

  it.effect("that was refused is no riddle: the reason says what to do", () =>
    Effect.gen(function* () {
      const refusals: ReadonlyArray<readonly [Answer, string]> = [
        [envelope(10118), "ConcurrencyLimited"],
        [envelope(10118, 500), "ConcurrencyLimited"],
        [envelope(10118, 400), "ConcurrencyLimited"],
        [new Response("slow down", { status: 429 }), "RateLimited"],
        [envelope(401), "Unauthorized"],
        [new Response(null, { status: 402 }), "OutOfCredit"],
        [envelope(99002, 403), "Forbidden"],
        [envelope(10112, 400), "NotFound"],
        [envelope(10142, 400), "BadRequest"],
        [envelope(10020, 400), "Conflict"]
      ]
      for (const [answer, tag] of refusals) {
        const { requests, start } = provider(() => answer)
        const error = yield* start(workflow, {}).pipe(once, Effect.flip)
        assertTag(error, "ProviderError")
        expect([error.operation, error.reason._tag]).toEqual(["start", tag])
        expect(error.cause).toBeInstanceOf(BrowserActError)
        expect(requests).toHaveLength(1)
      }
    })
  )

  it.effect("that came too early waits in the queue for as long as the service asked", () =>
    Effect.gen(function* () {
      const { requests, ...browserAct } = provider((_, count) =>
        count === 1 ? new Response(null, { status: 429, headers: { "retry-after": "30" } }) : { id: "7" }
      )
      const fiber = yield* Effect.forkChild(Task.start(browserAct, workflow))
      yield* TestClock.adjust("29 seconds")
      expect(requests).toHaveLength(1)
      yield* TestClock.adjust("5 seconds")
      expect((yield* Fiber.join(fiber)).ref.id).toBe("7")
      expect(requests).toHaveLength(2)
    })
  )

  it.effect("keeps the code, the trace id and the wait of a refusal", () =>
    Effect.gen(function* () {
      const { start } = provider(() => envelope(10118, 400, { "retry-after": "9" }))
      const error = yield* Effect.flip(start(workflow, {}))
      assertTag(error, "ProviderError")
      assertTag(error.reason, "ConcurrencyLimited")
      expect(error.traceId).toBe("trace-10118")
      expect(error.message).toContain("10118")
      expect(Duration.toSeconds(error.reason.retryAfter ?? 0)).toBe(9)
    })
  )
})
