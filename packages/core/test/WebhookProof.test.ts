import { createHmac } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Inbox, WebhookProof } from "@errand/core"
import { dribble, post } from "./support/webhooks.ts"

const provider = "a/v1"

describe("the body of a webhook", () => {
  it.effect("comes byte for byte, in however many parts", () =>
    Effect.gen(function* () {
      const { stream } = dribble(["ab", "", "\u00e9", "c"], true)
      const bytes = yield* WebhookProof.body(provider, post(stream), 5)
      assert.deepStrictEqual([...bytes], [0x61, 0x62, 0xc3, 0xa9, 0x63])
      assert.lengthOf(yield* WebhookProof.body(provider, post(), 5), 0)
    })
  )

  it.effect("is turned down unread when it says that it is too large, and else as soon as it is", () =>
    Effect.gen(function* () {
      const honest = dribble(["ab"], true)
      const headers = { "content-length": "6" }
      const first = yield* Effect.flip(WebhookProof.body(provider, post(honest.stream, { headers }), 5))
      assert.deepInclude(first, { provider, _tag: "WebhookRejected" })
      assert.deepInclude(first.reason, { _tag: "BodyTooLarge", limit: 5 })
      assert.strictEqual(honest.state.pulled, 0)

      const endless = dribble(
        Array.from({ length: 1000 }, () => "abc"),
        true
      )
      const second = yield* Effect.flip(WebhookProof.body(provider, post(endless.stream), 5))
      assert.deepInclude(second.reason, { _tag: "BodyTooLarge" })
      assert.isTrue(endless.state.cancelled)
      assert.isTrue(endless.state.pulled <= 3, `${endless.state.pulled} parts were read`)
    })
  )

  it.effect("is given up when it dribbles, or breaks", () =>
    Effect.gen(function* () {
      const slow = dribble(["ab"], false)
      const fiber = yield* Effect.forkChild(Effect.flip(WebhookProof.body(provider, post(slow.stream), 5)))
      yield* TestClock.adjust("9 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.deepInclude((yield* Fiber.join(fiber)).reason, { _tag: "BadBody" })
      const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) })
      assert.deepInclude((yield* Effect.flip(WebhookProof.body(provider, post(broken), 5))).reason, { _tag: "BadBody" })
    })
  )
})

describe("a webhook whose whole body is signed", () => {
  const secret = "of the account"
  const options = { secret: Redacted.make(secret) }
  const receiver = WebhookProof.makeSigned<string>({
    provider,
    maxBodyBytes: 20,
    header: "x-signature",
    prefix: "v1=",
    read: (body) => (typeof body === "string" ? body : undefined),
    otherwise: "no text",
    taskOf: (event) => event
  })
  const signed = (body: string, by = secret) => ({
    body,
    headers: new Headers({ "x-signature": `v1=${createHmac("sha256", by).update(body).digest("hex")}` })
  })
  const refusal = (delivery: Parameters<typeof receiver.verify>[0]) =>
    Effect.map(Effect.flip(receiver.verify(delivery, options)), ({ reason }) => `${reason._tag}: ${reason.message}`)

  it.effect("tells what its service says it tells, once it is proven", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* receiver.verify(signed('"t-1"'), options), "t-1")
      assert.strictEqual(yield* refusal(signed('"t-1"', "another")), "BadSignature: not ours")
      assert.strictEqual(yield* refusal(signed("7")), "BadBody: no text")
      assert.strictEqual(yield* refusal(signed('\ufeff"t-1"')), "BadBody: no text")
      assert.strictEqual(yield* refusal(signed(JSON.stringify("x".repeat(19)))), "BodyTooLarge: more than 20 bytes")
      assert.strictEqual(yield* refusal({ body: "7", headers: new Headers() }), "MissingHeader: x-signature")
      const bare = new Headers({ "x-signature": "ab" })
      assert.strictEqual(
        yield* refusal({ body: "7", headers: bare }),
        "BadSignature: not v1= and 64 hexadecimal digits"
      )
    })
  )

  it.effect("is not even read where its header claims no signature", () =>
    Effect.gen(function* () {
      const { state, stream } = dribble(['"t-1"'], true)
      const response = yield* receiver.receive(options)(post(stream))
      assert.strictEqual(response.status, 401)
      assert.strictEqual(state.pulled, 0)
      const { body, headers } = signed('"t-1"')
      assert.strictEqual((yield* receiver.receive(options)(post(body, { headers }))).status, 204)
    }).pipe(Effect.provide(Inbox.layer))
  )
})
