import { assert, describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { assertTag, json, provider, type Seen } from "../support/service.ts"
import { now, created, input, task, losing } from "../support/listed.ts"

describe("find", () => {
  const since = DateTime.makeUnsafe(now)
  const find = (items: ReadonlyArray<unknown>) => losing(() => items).find(input, { key: "order-7", since })

  it.effect("gives none, the one, or does not decide", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* find([task("x", { workflow_id: "1" })]), Option.none())
      assert.deepStrictEqual(
        yield* find([task("mine", { created_at: created(5) })]),
        Option.some({ id: "mine", startedAt: DateTime.makeUnsafe(now + 5000) })
      )
      const doubtful = { ...task("c"), created_at: null }
      const error = yield* Effect.flip(find([task("a"), doubtful, task("b"), task("d", { workflow_id: "1" }), 7]))
      assertTag(error, "StartUnknown")
      expect(error).toMatchObject({ provider: "browseract/v2", request: input, since, key: "order-7" })
      expect(error.cause).toEqual({ same: ["a", "b"], unclear: ["c", "?"] })
      for (const one of [doubtful, null]) assertTag(yield* Effect.flip(find([one])), "StartUnknown")
    })
  )

  it.effect.each([{}, { items: null, total_count: 0 }, { items: {} }, [], null])(
    "does not take %j for an empty list",
    (page) =>
      Effect.gen(function* () {
        const { find } = losing(() => json(page))
        const error = yield* Effect.flip(find(input, { since }))
        assertTag(error, "ProviderError")
        expect(error).toMatchObject({ operation: "find", transient: true, reason: { _tag: "BadResponse" } })
      })
  )

  it.effect("does not say that there is none where a list ends before its own total", () =>
    Effect.gen(function* () {
      const short = (items: ReadonlyArray<object>) => (request: Seen) =>
        json({ items: request.url.searchParams.get("page") === "1" ? items : [], total_count: 149 })
      const others = Array.from({ length: 99 }, (_, n) => task(`x${n}`, { workflow_id: "1" }))
      const { find } = provider(short(others))
      const error = yield* Effect.flip(
        Effect.provideService(find(input, { since }), RetryPolicy.RetryPolicy, RetryPolicy.none)
      )
      assertTag(error, "ProviderError")
      expect(error).toMatchObject({ transient: true, reason: { _tag: "BadResponse" } })
    })
  )

  it.live("asks again for a page that cannot be read, as it does after a 5xx", () =>
    Effect.gen(function* () {
      const failures = [new Response("<h1>Busy</h1>"), new Response('{"items": [')]
      const { find, requests } = provider(() => failures.shift() ?? json({ items: [], total_count: 0 }))
      const quick = RetryPolicy.make({ base: 0, cap: 0 })
      const look = Effect.provideService(find(input, { since }), RetryPolicy.RetryPolicy, quick)
      assert.deepStrictEqual(yield* look, Option.none())
      assert.lengthOf(requests, 3)
    })
  )

  it.effect("tells why the list could not be read", () =>
    Effect.gen(function* () {
      const { find } = losing(() => Response.json({ code: 99002, msg: "no" }, { status: 403 }))
      const error = yield* Effect.flip(find(input, { since }))
      expect(error).toMatchObject({ operation: "find", reason: { _tag: "Forbidden" } })
    })
  )
})
