import { assert, describe, it } from "@effect/vitest"
import { Task } from "@errand/core"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { Answer } from "./support/FakeService.ts"
import { html, json } from "./support/FakeService.ts"
import { once, provider, starts } from "./support/provider.ts"
import { strangers, page, full, losing, lists, starting, keyed } from "./support/listed.ts"

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

  it.effect("adopts after a deadline, too, and looks for a key in every session", () =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = losing(
        (one) => page([keyed("t1")], one),
        () => "never"
      )
      const fiber = yield* Effect.forkChild(starting(browserUse, { task: "x", sessionId: "s-7" }))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).ref.id, "t1")
      assert.isNull(asked[1]?.url.searchParams.get("sessionId"))
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
