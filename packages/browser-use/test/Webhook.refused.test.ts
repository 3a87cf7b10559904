import { Webhook } from "@errand/browser-use"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Redacted } from "effect"
import { secret, timestamp } from "./support/signed.ts"
import { options, sign, headers, at, refused, first } from "./support/received.ts"

describe("any other webhook", () => {
  it.effect("is refused by what its headers lack, and nothing throws", () =>
    Effect.gen(function* () {
      yield* at(0)
      const { body, signature } = first
      const expect = Effect.fnUntraced(function* (tag: string, headers: Headers) {
        const reason = yield* refused({ headers, body })
        assert.strictEqual(reason._tag, tag, JSON.stringify([...headers]).slice(0, 200))
        assert.notInclude(reason.message, secret)
      })
      yield* expect("MissingHeader", new Headers())
      yield* expect("MissingHeader", new Headers({ "X-Browser-Use-Timestamp": timestamp }))
      yield* expect("MissingHeader", new Headers({ "X-Browser-Use-Signature": signature }))
      const times = [
        "abc",
        "NaN",
        "",
        "-1",
        "1e9",
        `${timestamp}.5`,
        "0x69",
        `${timestamp}, ${timestamp}`,
        "9".repeat(400)
      ]
      for (const bad of times) yield* expect("BadTimestamp", headers(signature, bad))
      const wrong = ["", "x", signature.slice(1), `${signature}0`, `${signature.slice(1)}g`, `sha256=${signature}`]
      for (const bad of [...wrong, "0".repeat(64), "0".repeat(100_000)]) yield* expect("BadSignature", headers(bad))
      // Hexadecimal is hexadecimal.
      yield* Webhook.verify({ headers: headers(signature.toUpperCase()), body }, options)
    })
  )

  it.effect("is too old after five minutes, and refused that long before its time", () =>
    Effect.gen(function* () {
      const delivery = { headers: headers(first.signature), body: first.body }
      yield* at(-301)
      const early = yield* refused(delivery)
      assert.deepInclude(early, { _tag: "TooOld", age: Duration.seconds(-301) })
      for (const seconds of [-300, 0, 300]) {
        yield* at(seconds)
        yield* Webhook.verify(delivery, options)
      }
      yield* at(301)
      const late = yield* refused(delivery)
      assert.deepInclude(late, { _tag: "TooOld", age: Duration.seconds(301), message: "sent 5m 1s ago" })
      yield* Webhook.verify(delivery, { ...options, tolerance: "1 hour" })
      assert.deepInclude(yield* refused(delivery, { ...options, tolerance: 0 }), { _tag: "TooOld" })
    })
  )

  it.effect("is refused when it was signed with another secret, or at another time", () =>
    Effect.gen(function* () {
      yield* at(0)
      const { body, canonical } = first
      const other = sign(canonical, timestamp, "another secret")
      assert.strictEqual((yield* refused({ headers: headers(other), body }))._tag, "BadSignature")
      const replayed = headers(first.signature, String(Number(timestamp) + 1))
      assert.strictEqual((yield* refused({ headers: replayed, body }))._tag, "BadSignature")
    })
  )

  it.effect("is refused as unreadable when it is signed, but is no JSON object of a reasonable size and depth", () =>
    Effect.gen(function* () {
      yield* at(0)
      const bodies = [
        "",
        "{",
        `{"a":1}}`,
        `{"a":01}`,
        `{"a":NaN}`,
        `{'a':1}`,
        "\ufeff{}",
        "[]",
        "null",
        `"text"`,
        "[".repeat(60_000),
        `{"a":${"[".repeat(101)}${"]".repeat(101)}}`,
        `{"a":"\u0001"}`,
        Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d),
        Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)
      ]
      for (const body of bodies) {
        assert.strictEqual(
          (yield* refused({ headers: headers(sign(body)), body }))._tag,
          "BadBody",
          String(body).slice(0, 20)
        )
        assert.strictEqual((yield* refused({ headers: headers("0".repeat(64)), body }))._tag, "BadSignature")
      }
      const deep = `{"a":${"[".repeat(99)}${"]".repeat(99)}}`
      yield* Webhook.verify({ headers: headers(sign(deep)), body: deep }, options)
      const large = { headers: headers(first.signature), body: first.body }
      assert.deepInclude(yield* refused(large, { ...options, maxBodyBytes: 100 }), { _tag: "BodyTooLarge", limit: 100 })
    })
  )

  it("needs a secret to be told from a genuine one: without it no receiver is made", async () => {
    const empty = { secret: Redacted.make("") }
    assert.throws(() => Webhook.receive(empty), /must not be empty/)
    assert.throws(() => Webhook.receive({ ...options, tolerance: NaN }), /the option tolerance is NaN, and must be/)
    assert.throws(() => Webhook.receive({ ...options, maxBodyBytes: -1 }), /the option maxBodyBytes is -1, and must be/)
    const half = { secret: [Redacted.make("whsec_new"), Redacted.make("")] } as const
    assert.throws(() => Webhook.receive(half), /must not be empty/)
    const exit = await Effect.runPromiseExit(Webhook.verify({ headers: headers(first.signature), body: "{}" }, empty))
    assert.include(String(exit), "must not be empty")
    // @ts-expect-error a secret is redacted from the first line on
    void (() => Webhook.receive({ secret: "plain" }))
  })
})
