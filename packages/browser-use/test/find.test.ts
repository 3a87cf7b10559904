import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { vi } from "vitest"
import type { Answer, Asked } from "./support/FakeService.ts"
import { html, json } from "./support/FakeService.ts"
import { once, provider, starts } from "./support/provider.ts"

vi.setConfig({ testTimeout: 60_000 })

const mine = (id: string, metadata: unknown = { errand_nonce: "n-1" }) => ({
  id,
  sessionId: `s-${id}`,
  createdAt: "1970-01-01T00:00:07",
  metadata
})
const found = (id: string) => ({
  id,
  scope: { sessionId: `s-${id}` },
  startedAt: DateTime.makeUnsafe(7000)
})
const strangers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => mine(`x${from + i}`, { errand_nonce: `other-${from + i}`, errand_key: "k" }))

const number = ({ url }: Asked, name: string) => Number(url.searchParams.get(name))
const page = (all: ReadonlyArray<unknown>, asked: Asked) => {
  const [pageNumber, pageSize] = [number(asked, "pageNumber"), number(asked, "pageSize")]
  return json({
    items: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    totalItems: all.length,
    pageNumber,
    pageSize
  })
}

/** A service that starts tasks and loses every answer, and whose list is as given. */
const losing = (listed: (asked: Asked, nth: number) => Answer, answer: () => Answer = () => new TypeError("reset")) => {
  let lists = 0
  return provider((asked) => (asked.method === "POST" ? answer() : listed(asked, ++lists)))
}
const lists = (asked: ReadonlyArray<Asked>) => asked.filter(({ method }) => method === "GET")

describe("a start whose answer is lost", () => {
  it.effect.each<readonly [string, () => Answer]>([
    ["the connection broke", () => new TypeError("reset")],
    ["the service failed", () => json({ detail: "Oops" }, 500)],
    ["a gateway failed", () => html(503)],
    ["the answer is a page", () => html(200)],
    ["the answer broke off", () => new Response('{"id":"t', { status: 202 })],
    ["the answer has no id", () => json({ sessionId: "s" }, 202)]
  ])("adopts the task that carries its nonce when %s", ([, answer]) =>
    Effect.gen(function* () {
      yield* TestClock.adjust("1 hour")
      const { asked, provider: browserUse } = losing((one) => page([...strangers(3), mine("t1")], one), answer)
      const started = yield* browserUse.start({ task: "x" }, { nonce: "n-1" })
      assert.deepStrictEqual(started, found("t1"))
      assert.deepStrictEqual(
        asked.map(({ method, url }) => method + url.search),
        ["POST", "GET?pageSize=100&pageNumber=1&after=1970-01-01T00%3A55%3A00.000Z"]
      )
      assert.deepStrictEqual(asked[0]?.body, { task: "x", metadata: { errand_nonce: "n-1" } })
    })
  )

  it.effect("adopts after a deadline, too, and looks only in the session that it named", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing(
        (one) => page([mine("t1")], one),
        () => "never"
      )
      const fiber = yield* Effect.forkChild(browserUse.start({ task: "x", sessionId: "s-7" }, { nonce: "n-1" }))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).id, "t1")
      assert.strictEqual(asked[1]?.url.searchParams.get("sessionId"), "s-7")
    })
  )

  it.effect("waits for a list that lags, with growing pauses", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one, nth) => page(nth < 5 ? strangers(2) : [mine("t1")], one))
      const fiber = yield* Effect.forkChild(browserUse.start({ task: "x" }, { nonce: "n-1" }))
      yield* TestClock.adjust("14 seconds")
      assert.lengthOf(lists(asked), 4)
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber)).id, "t1")
      assert.lengthOf(starts(asked), 1)
    })
  )

  it.effect("is unknown after a minute of nine looks, and was sent once", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one) => page(strangers(2), one))
      const fiber = yield* Effect.forkChild(Effect.flip(browserUse.start({ task: "x" }, { nonce: "n-1" })))
      yield* TestClock.adjust("59 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      assert.deepStrictEqual([starts(asked).length, lists(asked).length], [1, 9])
    })
  )

  it.effect("is unknown after a minute although the list never answers", () =>
    Effect.gen(function* () {
      const { provider: browserUse } = losing(() => "never")
      const fiber = yield* Effect.forkChild(Effect.flip(browserUse.start({ task: "x" }, { nonce: "n-1" })))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
    })
  )

  it.effect("survives a list that fails for a while", () =>
    Effect.gen(function* () {
      const failures: ReadonlyArray<Answer> = [html(503), new TypeError("reset"), html(200), json({ items: null })]
      const { asked, provider: browserUse } = losing((one, nth) => failures[nth - 1] ?? page([mine("t1")], one))
      const fiber = yield* Effect.forkChild(once(browserUse.start({ task: "x" }, { nonce: "n-1" })))
      yield* TestClock.adjust("15 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).id, "t1")
      assert.deepStrictEqual([starts(asked).length, lists(asked).length], [1, 5])
    })
  )

  it.effect.each([401, 403, 404])("is unknown at once when the list is refused with %d", (status) =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing(() => json({}, status))
      assert.strictEqual((yield* Effect.flip(browserUse.start({ task: "x" }, { nonce: "n-1" })))._tag, "StartUnknown")
      assert.lengthOf(asked, 2)
    })
  )

  it.effect("is unknown at once, without a look, when the caller's metadata left no room for a name", () =>
    Effect.gen(function* () {
      const metadata = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, "v"]))
      const { asked, provider: browserUse } = losing((one) => page([mine("t1")], one))
      const error = yield* Effect.flip(browserUse.start({ task: "x", metadata }, { nonce: "n-1" }))
      assert.strictEqual(error._tag, "StartUnknown")
      assert.lengthOf(asked, 1)
      assert.deepStrictEqual(asked[0]?.body, { task: "x", metadata })
    })
  )

  it.effect("keeps a key and a nonce, and for the last place the key", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(() => json({ id: "t1" }, 202))
      const nine = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, "v"]))
      yield* browserUse.start({ task: "x" }, { key: "a", nonce: "b" })
      yield* browserUse.start({ task: "x" }, { key: "a", nonce: "a" })
      yield* browserUse.start({ task: "x", metadata: nine }, { key: "a", nonce: "b" })
      assert.deepStrictEqual(
        asked.map(({ body }) => body),
        [
          { task: "x", metadata: { errand_key: "a", errand_nonce: "b" } },
          { task: "x", metadata: { errand_key: "a" } },
          { task: "x", metadata: { ...nine, errand_key: "a" } }
        ]
      )
    })
  )
})

describe("find", () => {
  const since = DateTime.makeUnsafe(3_600_000)
  const find = (all: ReadonlyArray<unknown>, by: { readonly key?: string; readonly nonce?: string }) =>
    losing((one) => page(all, one)).provider.find({ task: "x" }, { ...by, since })

  it.effect("finds by nonce or by key, and nothing that merely looks like it", () =>
    Effect.gen(function* () {
      const all = [
        mine("a", null),
        mine("b", "errand_nonce"),
        mine("c", ["n-1"]),
        mine("d", { errand_nonce: ["n-1"], errand_key: 7 }),
        mine("e", { nonce: "n-1", key: "k-1" }),
        mine("f", { errand_nonce: "N-1" }),
        { metadata: { errand_nonce: "n-1", errand_key: "k-1" } },
        "n-1",
        null,
        mine("g", { errand_key: "k-1" }),
        mine("h", { errand_nonce: "n-1" })
      ]
      assert.deepStrictEqual(yield* find(all, { nonce: "n-1" }), Option.some(found("h")))
      assert.deepStrictEqual(yield* find(all, { key: "k-1", nonce: "k-1" }), Option.some(found("g")))
      assert.deepStrictEqual(yield* find(all, { key: "k-2", nonce: "n-1" }), Option.some(found("h")))
      assert.deepStrictEqual(yield* find(all, { key: "toString" }), Option.none())
      assert.deepStrictEqual(yield* find(all, {}), Option.none())
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
