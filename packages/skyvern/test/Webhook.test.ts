import { Webhook } from "@errand/skyvern"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { createHmac } from "node:crypto"
import { completed } from "./support/views.ts"

const key = "sk_0123456789abcdef"
const options = { secret: Redacted.make(key) }
const sign = (body: string | Uint8Array, by = key) => createHmac("sha256", by).update(body).digest("hex")
const headers = (signature: string) => new Headers({ "x-skyvern-signature": signature })
const body = JSON.stringify(completed)

describe("a webhook", () => {
  it.effect("is genuine when its bytes are signed with the API key, and tells its run", () =>
    Effect.gen(function* () {
      for (const given of [body, new TextEncoder().encode(body)]) {
        const event = yield* Webhook.verify({ headers: headers(sign(body)), body: given }, options)
        assert.deepStrictEqual(event, { runId: "tsk_1", status: "completed", raw: completed })
      }
      yield* Webhook.verify({ headers: headers(sign(body).toUpperCase()), body }, options)
    })
  )

  it.effect("is genuine by the new key and by the old one, while the key is changed", () =>
    Effect.gen(function* () {
      const both = { secret: [Redacted.make("sk_new"), Redacted.make(key)] as const }
      for (const by of ["sk_new", key]) yield* Webhook.verify({ headers: headers(sign(body, by)), body }, both)
      const error = yield* Effect.flip(Webhook.verify({ headers: headers(sign(body, "sk_other")), body }, both))
      assert.strictEqual(error.reason._tag, "BadSignature")
      assert.throws(() => Webhook.receive({ secret: [both.secret[0], Redacted.make("")] }), /must not be empty/)
    })
  )

  it.effect("may name its run as older ones do", () =>
    Effect.gen(function* () {
      for (const name of ["run_id", "task_id", "workflow_run_id"]) {
        const body = JSON.stringify({ [name]: "x_1" })
        const event = yield* Webhook.verify({ headers: headers(sign(body)), body }, options)
        assert.strictEqual(event.runId, "x_1")
      }
    })
  )

  it.effect("does not repeat what its run was given in confidence", () =>
    Effect.gen(function* () {
      const body = JSON.stringify({ run_id: "tsk_1", run_request: { webhook_url: "https://h.test/token" } })
      const { raw } = yield* Webhook.verify({ headers: headers(sign(body)), body }, options)
      assert.deepStrictEqual(raw, { run_id: "tsk_1", run_request: { webhook_url: "<redacted>" } })
    })
  )

  it.effect("is refused when it is not signed so, or is no run", () =>
    Effect.gen(function* () {
      const refused = (delivery: Webhook.Delivery, more: object = {}) =>
        Effect.map(Effect.flip(Webhook.verify(delivery, { ...options, ...more })), ({ message, reason }) => {
          assert.notInclude(message, key)
          return reason._tag
        })
      assert.strictEqual(yield* refused({ headers: new Headers(), body }), "MissingHeader")
      for (const bad of ["", "x", sign(body).slice(1), `sha256=${sign(body)}`, sign(body, "another"), sign(`${body} `)])
        assert.strictEqual(yield* refused({ headers: headers(bad), body }), "BadSignature")
      for (const bad of ["", "{", "[]", "null", '"tsk_1"', "{}", '{"run_id":7}', '\ufeff{"run_id":'])
        assert.strictEqual(yield* refused({ headers: headers(sign(bad)), body: bad }), "BadBody")
      const utf8 = Uint8Array.of(0x22, 0xff, 0x22)
      assert.strictEqual(yield* refused({ headers: headers(sign(utf8)), body: utf8 }), "BadBody")
      assert.strictEqual(yield* refused({ headers: headers(sign(body)), body }, { maxBodyBytes: 10 }), "BodyTooLarge")
    })
  )

  it("needs a secret to be told from a genuine one: without it no receiver is made", async () => {
    const empty = { secret: Redacted.make("") }
    assert.throws(() => Webhook.receive(empty), /must not be empty/)
    const exit = await Effect.runPromiseExit(Webhook.verify({ headers: headers(sign(body)), body }, empty))
    assert.include(String(exit), "must not be empty")
    // @ts-expect-error a secret is redacted from the first line on
    void (() => Webhook.receive({ secret: "plain" }))
  })
})
