import { assert, describe, it } from "@effect/vitest"
import type { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown } from "@errand/core/TaskError"
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

/** As much metadata as a task may have. */
const full = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, "v"]))

/** A service that starts tasks and loses every answer, and whose list is as given. */
const losing = (listed: (asked: Asked, nth: number) => Answer, answer: () => Answer = () => new TypeError("reset")) => {
  let lists = 0
  return provider((asked) => (asked.method === "POST" ? answer() : listed(asked, ++lists)))
}
const lists = (asked: ReadonlyArray<Asked>) => asked.filter(({ method }) => method === "GET")

/** A start with a key that no earlier start had. */
const starting = (browserUse: BrowserUse.BrowserUseProvider, input: BrowserUse.Input = { task: "x" }) =>
  Task.start(browserUse, input, { key: "n-1", lookBack: 0 })
/** The task of that start, as the list shows it. */
const keyed = (id: string) => mine(id, { errand_key: "n-1" })

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
      const { asked, provider: browserUse } = losing((one) => page([...strangers(3), keyed("t1")], one), answer)
      const { ref } = yield* starting(browserUse)
      assert.deepInclude(ref, { id: "t1", scope: { sessionId: "s-t1" }, startedAt: "1970-01-01T00:00:07.000Z" })
      assert.deepStrictEqual(
        asked.map(({ method, url }) => method + url.search),
        ["POST", "GET?pageSize=100&pageNumber=1&after=1970-01-01T00%3A55%3A00.000Z"]
      )
      assert.deepStrictEqual(asked[0]?.body, { task: "x", metadata: { errand_key: "n-1" } })
    })
  )

  it.effect("adopts after a deadline, too, and looks only in the session that it named", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing(
        (one) => page([keyed("t1")], one),
        () => "never"
      )
      const fiber = yield* Effect.forkChild(starting(browserUse, { task: "x", sessionId: "s-7" }))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).ref.id, "t1")
      assert.strictEqual(asked[1]?.url.searchParams.get("sessionId"), "s-7")
    })
  )

  it.effect("waits for a list that lags, with growing pauses", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one, nth) => page(nth < 5 ? strangers(2) : [keyed("t1")], one))
      const fiber = yield* Effect.forkChild(starting(browserUse))
      yield* TestClock.adjust("7 seconds")
      assert.lengthOf(lists(asked), 4)
      yield* TestClock.adjust("500 millis")
      assert.strictEqual((yield* Fiber.join(fiber)).ref.id, "t1")
      assert.lengthOf(starts(asked), 1)
    })
  )

  it.effect("is sent once more when it does not show up within the lag, and is unknown after that", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one) => page(strangers(2), one))
      const fiber = yield* Effect.forkChild(Effect.flip(starting(browserUse)))
      for (const part of ["30 seconds", "29 seconds"] as const) yield* TestClock.adjust(part)
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
      assert.deepStrictEqual([starts(asked).length, lists(asked).length], [2, 14])
    })
  )

  it.effect("is unknown ten seconds after the lag at the latest, although the list never answers", () =>
    Effect.gen(function* () {
      const { provider: browserUse } = losing(() => "never")
      const fiber = yield* Effect.forkChild(Effect.flip(starting(browserUse)))
      yield* TestClock.adjust("40 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "StartUnknown")
    })
  )

  it.effect("survives a list that fails for a while", () =>
    Effect.gen(function* () {
      const failures: ReadonlyArray<Answer> = [html(503), new TypeError("reset"), html(200), json({ items: null })]
      const { asked, provider: browserUse } = losing((one, nth) => failures[nth - 1] ?? page([keyed("t1")], one))
      const fiber = yield* Effect.forkChild(once(starting(browserUse)))
      yield* TestClock.adjust("15 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).ref.id, "t1")
      assert.deepStrictEqual([starts(asked).length, lists(asked).length], [1, 5])
    })
  )

  it.effect.each([401, 403, 404])("is unknown at once when the list is refused with %d", (status) =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing(() => json({}, status))
      assert.strictEqual((yield* Effect.flip(starting(browserUse)))._tag, "StartUnknown")
      assert.lengthOf(asked, 2)
    })
  )

  it.effect("is unknown at once, without a look, when the caller's metadata left no room for a name", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing((one) => page([keyed("t1")], one))
      const error = yield* Effect.flip(Task.start(browserUse, { task: "x", metadata: full }))
      assert.strictEqual(error._tag, "StartUnknown")
      assert.lengthOf(asked, 1)
      assert.deepStrictEqual(asked[0]?.body, { task: "x", metadata: full })
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
