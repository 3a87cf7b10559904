import { assert, describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import { assertTag, json } from "../support/service.ts"
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

  it.effect("tells why the list could not be read", () =>
    Effect.gen(function* () {
      const { find } = losing(() => Response.json({ code: 99002, msg: "no" }, { status: 403 }))
      const error = yield* Effect.flip(find(input, { since }))
      expect(error).toMatchObject({ operation: "find", reason: { _tag: "Forbidden" } })
    })
  )
})
