import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import { json } from "../support/FakeService.ts"
import { mine, found, strangers, page, full, losing } from "../support/listed.ts"

describe("what was written down", () => {
  const since = DateTime.makeUnsafe(3_600_000)
  const recalled = (metadata: Record<string, string>, all: ReadonlyArray<unknown>, key?: string) => {
    const { recall } = losing((one) => page(all, one)).provider
    assert(recall !== undefined)
    const by = key === undefined ? { nonce: "n-1" } : { nonce: key, key }
    return recall.find(recall.keep({ task: "x", metadata }), { ...by, since, except: [] })
  }

  it.effect("is nothing, because the task carries its name", () =>
    Effect.gen(function* () {
      const { recall } = losing(() => json({})).provider
      assert.isUndefined(recall?.keep({ task: "x", secrets: { password: "canary" }, metadata: { mine: "1" } }))
      assert.deepStrictEqual(yield* recalled({}, strangers(3)), Option.none())
      assert.deepStrictEqual(yield* recalled({}, [...strangers(3), mine("t1")]), Option.some(found("t1")))
      const keyed = mine("t2", { errand_key: "k-1" })
      assert.deepStrictEqual(yield* recalled({}, [mine("t1"), keyed], "k-1"), Option.some(found("t2")))
    })
  )

  it.effect("is that there was no room for the name, and then not being found proves nothing", () =>
    Effect.gen(function* () {
      for (const metadata of [full, { errand_nonce: "own" }]) {
        const error = yield* Effect.flip(recalled(metadata, strangers(3)))
        assert(error._tag === "StartUnknown")
        assert.deepStrictEqual([error.request, error.since], [{ untagged: true }, since])
        assert.deepStrictEqual(yield* recalled(metadata, [mine("t1")]), Option.some(found("t1")))
      }
    })
  )
})
