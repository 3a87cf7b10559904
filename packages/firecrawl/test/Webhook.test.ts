import { createHmac } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { everything } from "@errand/provider-testkit/emitted"
import { Effect, Redacted } from "effect"
import * as fc from "fast-check"
import { Webhook } from "@errand/firecrawl"
import { jobId } from "./support/calls.ts"

const secret = "canary_0123456789abcdef"
const options: Webhook.Options = { secret: Redacted.make(secret) }
const sign = (body: string | Uint8Array, by = secret) => `sha256=${createHmac("sha256", by).update(body).digest("hex")}`
const delivery = (body: string, signature: string | null = sign(body)): Webhook.Delivery => ({
  headers: new Headers(signature === null ? {} : { "x-firecrawl-signature": signature }),
  body
})
const completed = JSON.stringify({
  success: true,
  type: "agent.completed",
  id: jobId,
  webhookId: "d4e5f6a7-0003-0000-0000-000000000000",
  data: [{ creditsUsed: 15, data: { company: "Ünïcode & Söhne" } }],
  metadata: { order: "7" }
})

const refused = (one: Webhook.Delivery, how = options) =>
  Effect.map(Effect.flip(Webhook.verify(one, how)), ({ reason }) => reason)

describe("a webhook", () => {
  it.effect("is genuine when its body, byte for byte, is signed with the secret", () =>
    Effect.gen(function* () {
      const event = yield* Webhook.verify(delivery(completed), options)
      assert.deepStrictEqual(event, {
        type: "agent.completed",
        taskId: jobId,
        webhookId: "d4e5f6a7-0003-0000-0000-000000000000",
        metadata: { order: "7" },
        raw: JSON.parse(completed)
      })
      const bytes = { ...delivery(completed), body: new TextEncoder().encode(completed) }
      assert.deepStrictEqual(yield* Webhook.verify(bytes, options), event)
      assert.strictEqual((yield* refused({ ...delivery(completed), body: ` ${completed}` }))._tag, "BadSignature")
    })
  )

  it.effect("may be signed with either of two secrets while they are changed", () =>
    Effect.gen(function* () {
      const [next, old] = ["the next one", "the old one"] as const
      const both: Webhook.Options = { secret: [Redacted.make(next), Redacted.make(old)] }
      for (const by of [next, old]) {
        assert.strictEqual((yield* Webhook.verify(delivery(completed, sign(completed, by)), both)).taskId, jobId)
      }
      assert.strictEqual((yield* refused(delivery(completed), both))._tag, "BadSignature")
      assert.throws(() => Webhook.receive({ secret: [Redacted.make(next), Redacted.make("")] }), /must not be empty/)
    })
  )

  it("is refused with any other signature", () =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ minLength: 1 }), fc.nat(), (body, other, place) =>
        Effect.gen(function* () {
          const right = sign(body)
          const at = 7 + (place % 64)
          const flipped = `${right.slice(0, at)}${right[at] === "0" ? "1" : "0"}${right.slice(at + 1)}`
          for (const wrong of [flipped, other, right.slice(7), right.slice(0, -1), `${right}0`, sign(`${body}x`)]) {
            assert.strictEqual((yield* refused(delivery(body, encodeURI(wrong))))._tag, "BadSignature")
          }
        }).pipe(Effect.runPromise)
      ),
      { numRuns: 50 }
    ))

  it.effect("is refused without a signature, and when it tells nothing", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* refused(delivery(completed, null)))._tag, "MissingHeader")
      for (const body of ["", "{", "[]", "null", "7", "{}", `{"type":""}`, `{"type":{}}`]) {
        assert.strictEqual((yield* refused(delivery(body)))._tag, "BadBody", body)
      }
      const small = yield* refused(delivery(completed), { ...options, maxBodyBytes: 10 })
      assert.deepInclude(small, { _tag: "BodyTooLarge", limit: 10 })
    })
  )

  it.effect("leaves out what is not as it should be", () =>
    Effect.gen(function* () {
      const odd = { type: "agent.seen", id: "a b", webhookId: 7, metadata: null }
      assert.deepStrictEqual(yield* Webhook.verify(delivery(JSON.stringify(odd)), options), {
        type: "agent.seen",
        metadata: {},
        raw: odd
      })
    })
  )

  it.effect("can be sent again by whoever overheard it: no time is signed, so that is for the waits to bound", () =>
    Effect.gen(function* () {
      const first = yield* Webhook.verify(delivery(completed), options)
      assert.deepStrictEqual(yield* Webhook.verify(delivery(completed), options), first)
    })
  )

  it.effect("needs a secret, and shows it nowhere", () =>
    Effect.gen(function* () {
      assert.throws(() => Webhook.receive({ secret: Redacted.make("") }), /must not be empty/)
      const half = { secret: [Redacted.make(secret), Redacted.make("")] } as const
      assert.throws(() => Webhook.receive(half), /must not be empty/)
      const error = yield* Effect.flip(Webhook.verify(delivery(completed, sign(completed, "another")), options))
      assert.notInclude(everything([error, options]), secret)
      assert.notInclude(JSON.stringify([error, options]), secret)
    })
  )
})
