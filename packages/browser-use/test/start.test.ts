import { assert, describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { Answer } from "./support/FakeService.ts"
import { html, json } from "./support/FakeService.ts"
import { once, provider, starts } from "./support/provider.ts"

describe("start", () => {
  const created = () => json({ id: "t1", sessionId: "s1" }, 202)

  it.effect("gives the id and the session", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* provider(created).provider.start({ task: "x" }, {}), {
        id: "t1",
        scope: { sessionId: "s1" }
      })
      assert.deepStrictEqual(yield* provider(() => json({ id: "t1" }, 202)).provider.start({ task: "x" }, {}), {
        id: "t1"
      })
    })
  )

  const outputSchema = { type: "object", properties: { a: { type: "string" } } } as const
  it.effect("sends what it was given, the wanted output and the caller's key", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(created)
      yield* browserUse.start({ task: "x", llm: "o3", metadata: { mine: "1" } }, { outputSchema, key: "order-7" })
      assert.deepStrictEqual(asked[0]?.body, {
        task: "x",
        llm: "o3",
        structuredOutput: JSON.stringify(outputSchema),
        metadata: { mine: "1", errand_key: "order-7" }
      })
    })
  )

  it.effect("leaves alone what the caller said", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(created)
      const full = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, "v"]))
      yield* browserUse.start({ task: "x", structuredOutput: "{}", metadata: full }, { outputSchema, nonce: "n-1" })
      yield* browserUse.start(
        { task: "x", structuredOutput: null, metadata: { errand_nonce: "own" } },
        { outputSchema, nonce: "n-1" }
      )
      assert.deepStrictEqual(
        asked.map(({ body }) => body),
        [
          { task: "x", structuredOutput: "{}", metadata: full },
          { task: "x", structuredOutput: JSON.stringify(outputSchema), metadata: { errand_nonce: "own" } }
        ]
      )
    })
  )

  it.effect.each<readonly [string, () => Answer]>([
    ["the connection broke", () => new TypeError("reset")],
    ["the service failed", () => json({ detail: "Oops" }, 500)],
    ["a gateway failed", () => html(502)],
    ["the answer cannot be read", () => html(200)],
    ["the answer has no id", () => json({}, 202)],
    ["the answer is no object", () => json(null, 202)],
    ["the id is no text", () => json({ id: 17 }, 202)]
  ])("does not know when %s and no list shows the task, and sends nothing twice", ([, answer]) =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider((one) =>
        one.method === "POST" ? answer() : json({ items: [] })
      )
      yield* TestClock.adjust("1 hour")
      const fiber = yield* Effect.forkChild(
        Effect.flip(browserUse.start({ task: "x", secrets: { a: "b" } }, { key: "order-7" }))
      )
      yield* TestClock.adjust("1 minute")
      const error = yield* Fiber.join(fiber)
      assert(error._tag === "StartUnknown")
      assert.deepStrictEqual(
        [error.request, error.key, DateTime.toEpochMillis(error.since)],
        [{ task: "x" }, "order-7", 3_600_000]
      )
      assert.lengthOf(starts(asked), 1)
    })
  )

  it.effect("does not know when no answer comes in time", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(() => "never")
      const fiber = yield* Effect.forkChild(Effect.flip(browserUse.start({ task: "x" }, {})))
      yield* TestClock.adjust("31 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      assert.lengthOf(asked, 1)
    })
  )

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
  ])("knows that nothing was started after %d %j: %s", ([status, body, tag]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        once(
          provider(() => json(body, status, { "retry-after": "3", "x-request-id": "r1" })).provider.start(
            { task: "x" },
            {}
          )
        )
      )
      assert(error._tag === "ProviderError")
      assert.deepStrictEqual([error.operation, error.reason._tag, error.traceId], ["start", tag, "r1"])
      if (status === 429) expect(error.reason).toHaveProperty("retryAfter")
      if (status === 422) expect(error.reason).toMatchObject({ issues: [{ path: "body.task", message: "too long" }] })
    })
  )

  it.effect("knows that nothing was started when the input cannot be written", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(created)
      // @ts-expect-error no JSON has a bigint
      const error = yield* Effect.flip(browserUse.start({ task: "x", maxSteps: 1n }, {}))
      assert(error._tag === "ProviderError")
      assert.strictEqual(error.reason._tag, "BadRequest")
      assert.lengthOf(asked, 0)
    })
  )
})
