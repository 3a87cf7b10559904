import { assert, describe, it } from "@effect/vitest"
import { Task } from "@errand/core"
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown } from "@errand/core/TaskError"
import { DateTime, Effect, Option } from "effect"
import fc from "fast-check"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type { Asked } from "../support/FakeService.ts"
import { html, json } from "../support/FakeService.ts"
import { once } from "../support/provider.ts"
import { mine, found, strangers, page, full, losing } from "../support/listed.ts"

describe("find", () => {
  const since = DateTime.makeUnsafe(3_600_000)
  const find = (all: ReadonlyArray<unknown>, by: { readonly key?: string; readonly nonce?: string }) =>
    losing((one) => page(all, one)).provider.find({ task: "x" }, { ...by, since })

  const strange = [
    mine("a", null),
    mine("b", {}),
    { id: "c", createdAt: "1970-01-01T00:00:07" },
    mine("d", { nonce: "n-1", key: "k-1", errand: ["k-1"] }),
    mine("e", { errand_nonce: "N-1" })
  ]
  const named = [mine("g", { errand_key: "k-1" }), mine("h", { errand_nonce: "n-1" })]
  const unreadable = [
    mine("u", "errand_nonce"),
    mine("v", ["n-1"]),
    mine("w", { errand_nonce: ["n-1"], errand_key: 7 }),
    "n-1",
    null
  ]

  it.effect("finds by nonce or by key, and nothing that merely looks like it", () =>
    Effect.gen(function* () {
      const all = [...strange, ...unreadable, ...named]
      assert.deepStrictEqual(yield* find(all, { nonce: "n-1" }), Option.some(found("h")))
      assert.deepStrictEqual(yield* find(all, { key: "k-1", nonce: "k-1" }), Option.some(found("g")))
      assert.deepStrictEqual(yield* find(all, { key: "k-2", nonce: "n-1" }), Option.some(found("h")))
      assert.deepStrictEqual(yield* find([...strange, ...named], { key: "toString" }), Option.none())
      assert.deepStrictEqual(yield* find([], { key: "k-1" }), Option.none())
      // A start with a key is named by that alone.
      assert.deepStrictEqual(yield* find(all, { nonce: "k-1" }), Option.some(found("g")))
    })
  )

  it.effect("does not say that there is none while a task cannot be read, or with nothing to look by", () =>
    Effect.gen(function* () {
      const ours = { metadata: { errand_nonce: "n-1", errand_key: "k-1" } }
      for (const item of [...unreadable, ours]) {
        for (const by of [{ nonce: "n-1" }, { key: "k-1" }]) {
          const error = yield* Effect.flip(find([...strange, item], by))
          assert.strictEqual(error._tag, "StartUnknown", JSON.stringify(item))
        }
      }
      assert.strictEqual((yield* Effect.flip(find(strange, {})))._tag, "StartUnknown")
    })
  )

  it.effect("looks for a key in every session, for each life of a program may open one of its own", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one) => page(named, one))
      const input = { task: "x", sessionId: "s-another" }
      assert.deepStrictEqual(yield* browserUse.find(input, { key: "k-1", since }), Option.some(found("g")))
      assert.deepStrictEqual(
        asked.map(({ url }) => url.searchParams.get("sessionId")),
        [null]
      )
    })
  )

  it.effect("goes on after a page that lacks a task, as long as the list says that there are more", () =>
    Effect.gen(function* () {
      const all = [...strangers(150), mine("t", { errand_key: "k-1" })]
      const { provider: browserUse } = losing(({ url }) => {
        const pageNumber = Number(url.searchParams.get("pageNumber"))
        const items = all.slice((pageNumber - 1) * 100, pageNumber * 100).filter((_, index) => index !== 3)
        return json({ items, totalItems: 149, pageNumber, pageSize: 100 })
      })
      assert.deepStrictEqual(yield* browserUse.find({ task: "x" }, { key: "k-1", since }), Option.some(found("t")))
    })
  )

  it.effect("does not say that there is none where a list ends before its own total", () =>
    Effect.gen(function* () {
      const short = (one: Asked) => {
        const pageNumber = Number(one.url.searchParams.get("pageNumber"))
        return json({ items: pageNumber === 1 ? strangers(100) : [], totalItems: 149, pageNumber, pageSize: 100 })
      }
      const again = () => json({ items: strangers(100), totalItems: 149, pageNumber: 1, pageSize: 100 })
      for (const listed of [short, again]) {
        const error = yield* Effect.flip(once(losing(listed).provider.find({ task: "x" }, { key: "k-1", since })))
        assert(error._tag === "ProviderError")
        assert.deepStrictEqual([error.reason._tag, error.transient], ["BadResponse", true])
      }
    })
  )

  it.live("asks again for a page that cannot be read, as it does after a 5xx", () =>
    Effect.gen(function* () {
      const failures = [html(200), new Response('{"items": [', { headers: { "content-type": "application/json" } })]
      const { asked, provider: browserUse } = losing((one, nth) => failures[nth - 1] ?? page(named, one))
      const quick = RetryPolicy.make({ base: 0, cap: 0 })
      const look = browserUse.find({ task: "x" }, { key: "k-1", since })
      const started = yield* Effect.provideService(look, RetryPolicy.RetryPolicy, quick)
      assert.deepStrictEqual(started, Option.some(found("g")))
      assert.lengthOf(asked, 3)
    })
  )

  it.effect.each<unknown>([{}, { items: null, totalItems: 0 }, { items: {} }, [], null])(
    "does not take %j for an empty list",
    (body) =>
      Effect.gen(function* () {
        const { provider: browserUse } = losing(() => json(body))
        const error = yield* Effect.flip(once(browserUse.find({ task: "x" }, { nonce: "n-1", since })))
        assert(error._tag === "ProviderError")
        assert.deepStrictEqual([error.operation, error.reason._tag, error.transient], ["find", "BadResponse", true])
      })
  )

  it.effect.each<readonly [string, Record<string, string>]>([
    ["ten pairs", full],
    ["a nonce of the caller's", { errand_nonce: "own" }]
  ])("does not say that there is none where %s left no room for the nonce", ([, metadata]) =>
    Effect.gen(function* () {
      const found = (all: ReadonlyArray<unknown>) =>
        losing((one) => page(all, one)).provider.find({ task: "x", metadata }, { nonce: "n-1", since })
      assert.strictEqual((yield* Effect.flip(found(strange)))._tag, "StartUnknown")
      assert.isTrue(Option.isSome(yield* found(named)))
    })
  )

  it.effect.each<readonly [string, Record<string, string>, RegExp]>([
    ["ten pairs", full, /no room for errand_key.*10 pairs.*leave one out, or start without a key/],
    ["a key of the caller's", { errand_key: "own" }, /holds a errand_key of its own.*leave it out/]
  ])("a key that has no room beside %s is refused before anything is sent", ([, metadata, why]) =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one) => page(named, one))
      const input = { task: "x", metadata }
      const starting = Task.start(browserUse, input, { key: "k-1" })
      for (const attempt of [
        starting,
        browserUse.start(input, { key: "k-1" }),
        browserUse.find(input, { key: "k-1", since })
      ]) {
        const error = yield* Effect.flip<unknown, ProviderError | StartUnknown, never>(attempt)
        assert(error._tag === "ProviderError" && error.reason._tag === "BadRequest")
        assert.match(error.message, why)
        assert.deepStrictEqual(
          error.reason.issues?.map(({ path }) => path),
          ["body.metadata.errand_key"]
        )
      }
      assert.lengthOf(asked, 0)
    })
  )

  it.effect("a key that the caller wrote into the metadata already is as good", () =>
    Effect.gen(function* () {
      const { k0: _, ...nine } = full
      const metadata = { ...nine, errand_key: "k-1" }
      const { provider: browserUse } = losing((one) => page(named, one))
      const { ref } = yield* Task.start(browserUse, { task: "x", metadata }, { key: "k-1", lookBack: 0 })
      assert.strictEqual(ref.id, "g")
    })
  )

  it.effect("tells why the list could not be read", () =>
    Effect.gen(function* () {
      const { provider: browserUse } = losing(() => json({}, 401))
      const error = yield* Effect.flip(browserUse.find({ task: "x" }, { nonce: "n-1", since }))
      assert(error._tag === "ProviderError")
      assert.deepStrictEqual([error.operation, error.reason._tag], ["find", "Unauthorized"])
    })
  )

  it.effect("finds one task among thousands, wherever it stands, while pages shift and repeat", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.nat({ max: 3000 }),
          fc.nat({ max: 3000 }),
          fc.array(fc.nat({ max: 99 }), { maxLength: 31 }),
          (before, after, shifts) =>
            Effect.runPromise(
              Effect.gen(function* () {
                let all = [...strangers(before), mine("t1"), ...strangers(after, before)]
                const { provider: browserUse } = losing((one, nth) => {
                  // Others start tasks between two pages: what was seen is seen again.
                  all = [...strangers(shifts[nth - 1] ?? 0, 10_000 + 100 * nth), ...all]
                  return page(all, one)
                })
                const started = yield* browserUse.find({ task: "x" }, { nonce: "n-1", since })
                assert.deepStrictEqual(started, Option.some(found("t1")))
              })
            )
        ),
        { numRuns: 25 }
      )
    )
  )
})
