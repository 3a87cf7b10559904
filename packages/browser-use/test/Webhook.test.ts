import { Webhook } from "@errand/browser-use"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { raw, signed, timestamp } from "./support/signed.ts"
import { options, sign, headers, at, refused, first } from "./support/received.ts"
import { document, parsed, type Node, sent, python } from "./support/pythonJson.ts"

describe("a genuine webhook", () => {
  for (const { body, name, signature } of signed) {
    it.effect(`is known by its signature over ${name}`, () =>
      Effect.gen(function* () {
        yield* at(3)
        const event = yield* Webhook.verify({ headers: headers(signature), body }, options)
        assert.deepInclude(event, { type: "agent.task.status_update", taskId: "t-1", sessionId: "s-1" })
        assert.strictEqual(event.timestamp, "2026-03-15T10:00:00")
        yield* Webhook.verify({ headers: headers(signature), body: new TextEncoder().encode(body) }, options)
        // One byte more or less, and it is not.
        const changed = body.replace("t-1", "t-2")
        assert.strictEqual((yield* refused({ headers: headers(signature), body: changed }))._tag, "BadSignature")
      })
    )
  }

  it.effect("is known by a signature over the bytes that were sent, too", () =>
    Effect.gen(function* () {
      yield* at(0)
      const event = yield* Webhook.verify({ headers: headers(raw), body: first.body }, options)
      assert.strictEqual(event.taskId, "t-1")
      const spaced = `${first.body} `
      assert.strictEqual((yield* refused({ headers: headers(raw), body: spaced }))._tag, "BadSignature")
      assert.strictEqual(
        (yield* Webhook.verify({ headers: headers(first.signature), body: spaced }, options)).taskId,
        "t-1"
      )
    })
  )

  it.effect("is known by either of two secrets while they are changed, and by no other", () =>
    Effect.gen(function* () {
      yield* at(0)
      const both: Webhook.Options = { secret: [Redacted.make("whsec_new"), Redacted.make("whsec_old")] }
      const delivery = (key: string) => ({
        headers: headers(sign(first.canonical, timestamp, key)),
        body: first.body
      })
      for (const key of ["whsec_new", "whsec_old"]) {
        assert.strictEqual((yield* Webhook.verify(delivery(key), both)).taskId, "t-1")
      }
      assert.strictEqual((yield* refused(delivery("whsec_older"), both))._tag, "BadSignature")
      assert.strictEqual((yield* refused(delivery("whsec_newwhsec_old"), both))._tag, "BadSignature")
    })
  )

  it.effect("tells what it has, whatever is missing, new, or written in another case", () =>
    Effect.gen(function* () {
      yield* at(0)
      const tell = (body: string) => Webhook.verify({ headers: headers(sign(body)), body }, options)
      const bare = { type: "", metadata: {} }
      assert.deepInclude(yield* tell(`{}`), bare)
      assert.deepInclude(yield* tell(`{"type":"test","payload":{}}`), { ...bare, type: "test" })
      assert.deepInclude(yield* tell(`{"type":7,"payload":[],"timestamp":1}`), bare)
      const later = yield* tell(`{"type":"agent.task.born","payload":{"taskId":"t","sessionId":"s","status":"idle"}}`)
      assert.deepInclude(later, { type: "agent.task.born", taskId: "t", sessionId: "s", status: "idle" })
      const rich = yield* tell(`{"payload":{"task_id":"t","metadata":{"__proto__":"x","a":1}}}`)
      assert.deepStrictEqual(Object.entries(rich.metadata), [
        ["__proto__", "x"],
        ["a", 1]
      ])
      assert.isFalse("taskId" in (yield* tell(`{"payload":{"task_id":12}}`)))
      expectTypeOf(later.status).toEqualTypeOf<string | undefined>()
      expectTypeOf(later.sentAt.epochMilliseconds).toEqualTypeOf<number>()
      assert.strictEqual(later.sentAt.epochMilliseconds, 1000 * Number(timestamp))
    })
  )

  it("is any JSON that Python signs, however it is sent; and not with one byte flipped", () =>
    fc.assert(
      fc.asyncProperty(document, fc.nat(), fc.integer({ min: 1, max: 255 }), (payload, place, flip) =>
        Effect.gen(function* () {
          yield* at(0)
          const message: Node = { kind: "object", members: [["payload", payload]] }
          const body = new TextEncoder().encode(sent(message))
          const signature = sign(python(message))
          yield* Webhook.verify({ headers: headers(signature), body }, options)
          const flipped = Uint8Array.from(body)
          flipped[place % body.length] = (body[place % body.length] ?? 0) ^ flip
          const other = yield* Effect.exit(Webhook.verify({ headers: headers(signature), body: flipped }, options))
          // Another space, or another case in an escape, is the same document.
          if (other._tag === "Success") assert.deepStrictEqual(parsed(flipped), parsed(body))
          const digit = place % 64
          const wrong = `${signature.slice(0, digit)}${signature[digit] === "0" ? "1" : "0"}${signature.slice(digit + 1)}`
          assert.strictEqual((yield* refused({ headers: headers(wrong), body }))._tag, "BadSignature")
        }).pipe(Effect.provide(TestClock.layer()), Effect.scoped, Effect.runPromise)
      ),
      { numRuns: 300 }
    ))
})
