import { everything } from "@errand/provider-testkit/emitted"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Logger, Redacted, References, Tracer } from "effect"
import * as fc from "fast-check"
import { Webhook } from "@errand/browseract"
import { Inbox } from "@errand/core"

const secret = "canary_0123456789abcdef"
const token = Redacted.make(secret)
const options: Webhook.Options = { token }
const url = Webhook.url("https://example.test/hooks?tenant=7", token)
const body = JSON.stringify({ id: "12345678901234567", status: "finished", steps: [] })

const refused = (delivery: Webhook.Delivery, how = options) =>
  Effect.map(Effect.flip(Webhook.verify(delivery, how)), ({ reason }) => reason)

describe("a callback", () => {
  it.effect("is genuine when its address carries the token", () =>
    Effect.gen(function* () {
      assert.strictEqual(url, `https://example.test/hooks?tenant=7&errand_token=${secret}`)
      const event = yield* Webhook.verify({ url, body }, options)
      assert.deepStrictEqual(event, { taskId: "12345678901234567", status: "finished", raw: JSON.parse(body) })
      const { pathname, search } = new URL(url)
      assert.deepStrictEqual(yield* Webhook.verify({ url: pathname + search, body }, options), event)
      assert.deepStrictEqual(
        yield* Webhook.verify({ url: `${url}#x`, body: new TextEncoder().encode(body) }, options),
        event
      )
    })
  )

  it("carries any token there and back, and no other is taken for it", () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 16, unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        fc.nat(),
        (secret, other, place) =>
          Effect.gen(function* () {
            const token = Redacted.make(secret)
            yield* Webhook.verify({ url: Webhook.url("https://example.test", token), body }, { token })
            const at = place % secret.length
            for (const wrong of [
              other,
              secret.slice(1),
              `${secret}0`,
              `${secret.slice(0, at)}\u0000${secret.slice(at + 1)}`
            ]) {
              if (wrong === secret) continue
              const forged = `https://example.test/?${new URLSearchParams({ errand_token: wrong }).toString()}`
              assert.strictEqual((yield* refused({ url: forged, body }, { token }))._tag, "BadToken")
            }
          }).pipe(Effect.runPromise)
      ),
      { numRuns: 200 }
    ))

  it.effect("is refused without the token, before its body is looked at", () =>
    Effect.gen(function* () {
      const bad = [
        "https://example.test",
        "https://example.test?errand_token",
        "/?token=x",
        `/#?errand_token=${secret}`,
        "",
        "%"
      ]
      for (const url of [...bad, `/?errand_token=x&errand_token=${secret}`]) {
        assert.strictEqual((yield* refused({ url, body: "{" }))._tag, "BadToken", url)
      }
    })
  )

  it.effect("names its task, however the service writes it", () =>
    Effect.gen(function* () {
      const task = (body: string) => Effect.map(Webhook.verify({ url, body }, options), ({ taskId }) => taskId)
      // A double would name 12345678901234568.
      assert.strictEqual(yield* task(`{"status":"failed","id" : 12345678901234567 }`), "12345678901234567")
      assert.strictEqual(yield* task(`{"id":12}`), "12")
      assert.strictEqual(yield* task(`{"task_id":12345678901234567,"id":null}`), "12345678901234567")
      assert.strictEqual(yield* task(`{"code":0,"data":{"id":12345678901234567}}`), "12345678901234567")
      const strange = yield* Webhook.verify({ url, body: `{"id":"1","status":["odd"]}` }, options)
      assert.isFalse("status" in strange)
    })
  )

  it.effect("is unreadable when it names none, and nothing throws", () =>
    Effect.gen(function* () {
      const bodies = [
        "",
        "{",
        "[]",
        "null",
        "7",
        `{"id":""}`,
        `{"id":{}}`,
        `{"code":10112,"msg":"no"}`,
        `{"id":1234567890123456.5.1}`
      ]
      for (const body of [...bodies, "[".repeat(100_000), Uint8Array.of(0x7b, 0xff)]) {
        assert.strictEqual((yield* refused({ url, body }))._tag, "BadBody", String(body).slice(0, 30))
      }
      const small = yield* refused({ url, body }, { token, maxBodyBytes: 10 })
      assert.deepInclude(small, { _tag: "BodyTooLarge", limit: 10 })
    })
  )

  it.effect("carries either of two tokens while they are changed; a new address has the first", () =>
    Effect.gen(function* () {
      const [next, old] = [Redacted.make("the next token-0123456789"), Redacted.make("the old token-0123456789")]
      const both: Webhook.Options = { token: [next, old] }
      for (const one of [next, old]) {
        const address = Webhook.url("https://example.test/hooks", one)
        assert.strictEqual((yield* Webhook.verify({ url: address, body }, both)).taskId.length > 0, true)
      }
      assert.strictEqual((yield* refused({ url, body }, both))._tag, "BadToken")
      assert.strictEqual(Webhook.url("https://example.test", [next, old]), Webhook.url("https://example.test", next))
      assert.throws(() => Webhook.receive({ token: [next, Redacted.make("short")] }), /16 characters/)
    })
  )

  it("needs a token that nobody can guess", () => {
    const short = Redacted.make("fifteen letters")
    assert.throws(() => Webhook.url("https://example.test", short), /16 characters/)
    assert.throws(() => Webhook.receive({ token: short }), /16 characters/)
    assert.throws(() => Webhook.receive({ ...options, maxBodyBytes: NaN }), /the option maxBodyBytes is NaN/)
    // @ts-expect-error a token is redacted from the first line on
    void (() => Webhook.receive({ token: "plain" }))
  })

  it.effect("lets the token out nowhere", () =>
    Effect.gen(function* () {
      const told: Array<unknown> = []
      const logger = Logger.make(({ cause, message }) => void told.push(message, String(cause)))
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          told.push(span)
          return span
        }
      })
      yield* Effect.gen(function* () {
        for (const address of [url, url.replace("canary", "forged"), "https://example.test/"]) {
          for (const sent of [body, "{", "x".repeat(100)]) {
            const how = { ...options, maxBodyBytes: 90 }
            const answer = yield* Webhook.receive(how)(new Request(address, { method: "POST", body: sent }))
            told.push(answer.status, [...answer.headers], yield* Effect.promise(() => answer.text()))
            const exit = yield* Effect.exit(Webhook.verify({ url: address, body: sent }, how))
            if (exit._tag === "Failure") told.push(exit.cause, String(exit.cause), JSON.stringify(exit))
          }
        }
      }).pipe(
        Effect.provide(Logger.layer([logger])),
        Effect.provideService(References.MinimumLogLevel, "Trace"),
        Effect.withTracer(tracer),
        Effect.provide(Inbox.layer)
      )
      const text = everything(told)
      assert.include(text, "BadToken")
      assert.include(text, "BodyTooLarge")
      assert.include(text, "Webhook.receive")
      assert.notInclude(text, secret)
      assert.notInclude(everything(options) + JSON.stringify(options), secret)
    })
  )
})
