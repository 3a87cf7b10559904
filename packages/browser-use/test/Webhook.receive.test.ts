import { everything } from "@errand/provider-testkit/emitted"
import { Webhook } from "@errand/browser-use"
import { Inbox } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Logger, References, Tracer } from "effect"
import { secret, timestamp } from "./support/signed.ts"
import { options, sign, headers, at, first } from "./support/received.ts"

describe("a receiver", () => {
  const request = (body: string, signature = sign(body)) =>
    new Request("http://127.0.0.1/hook", { method: "POST", body, headers: headers(signature) })

  it.effect("notifies of the task of a genuine webhook, and for no other", () =>
    Effect.gen(function* () {
      yield* at(0)
      const inbox = yield* Inbox.Inbox
      const bell = yield* inbox.listen({ provider: "browser-use/v2", id: "t-1" })
      const handle = yield* Webhook.handler(options)
      const status = (request: Request) =>
        Effect.map(
          Effect.promise(() => handle(request)),
          (answer) => answer.status
        )
      const rung = yield* Effect.forkChild(bell.arrived)
      assert.strictEqual(yield* status(request(first.body, "0".repeat(64))), 401)
      assert.strictEqual(yield* status(request(first.body.replace("t-1", "t-2"))), 204)
      assert.strictEqual(yield* status(request(`{"type":"test"}`)), 204)
      assert.strictEqual(yield* status(request("[]")), 400)
      assert.strictEqual(yield* status(request(`"${"x".repeat(300_000)}"`)), 413)
      assert.strictEqual(
        yield* status(new Request("http://127.0.0.1/hook", { headers: headers(first.signature) })),
        405
      )
      assert.isUndefined(rung.pollUnsafe())
      assert.strictEqual(yield* status(request(first.body, first.signature)), 204)
      yield* Fiber.join(rung)
    }).pipe(Effect.scoped, Effect.provide(Inbox.layer))
  )

  it.effect("does not read the body of a request whose headers prove nothing", () =>
    Effect.gen(function* () {
      yield* at(301)
      let pulled = 0
      const body = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 })
      const init = { method: "POST", body, headers: headers(first.signature), duplex: "half" } as const
      const stale = new Request("http://127.0.0.1/hook", init)
      assert.strictEqual((yield* Webhook.receive(options)(stale)).status, 401)
      assert.strictEqual(pulled, 0)
    }).pipe(Effect.provide(Inbox.layer))
  )

  it.effect("lets neither secret nor signature out, in no answer, error, log or span", () =>
    Effect.gen(function* () {
      yield* at(0)
      const told: Array<unknown> = []
      const logger = Logger.make(({ cause, message }) => void told.push(message, String(cause)))
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          told.push(span)
          return span
        }
      })
      const secrets = [secret, first.signature, sign(first.canonical, timestamp, "other")]
      const bodies = [first.body, "[]", "{", `"${"x".repeat(300_000)}"`]
      const signatures = [first.signature, sign(first.canonical, timestamp, "other"), "short", secret]
      yield* Effect.gen(function* () {
        for (const body of bodies) {
          for (const signature of signatures) {
            const answer = yield* Webhook.receive(options)(request(body, signature))
            told.push(answer.status, [...answer.headers], yield* Effect.promise(() => answer.text()))
            const exit = yield* Effect.exit(Webhook.verify({ headers: headers(signature), body }, options))
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
      assert.include(text, "BadSignature")
      assert.include(text, "Webhook.receive")
      for (const one of secrets) assert.notInclude(text, one)
      assert.notInclude(everything(options) + JSON.stringify(options), secret)
    })
  )
})
