import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Logger, References, Tracer } from "effect"
import { Inbox, Webhook, WebhookProof } from "@errand/core"
import { address, post } from "./support/webhooks.ts"

const provider = "a/v1"
const rejected = (reason: Webhook.WebhookReason) => new Webhook.WebhookRejected({ provider, reason })
const sender = (read: Webhook.Sender["read"]): Webhook.Sender => ({ provider, read })
describe("the answer to a webhook", () => {
  const answer = (read: Webhook.Sender["read"], request: Request) =>
    Effect.gen(function* () {
      const response = yield* Webhook.receive(sender(read))(request)
      assert.isNull(response.body)
      return response.status
    }).pipe(Effect.provide(Inbox.layer))

  it.effect("is 204 for genuine news, also of no task and of one that nobody waits for", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* answer(() => Effect.undefined, post()), 204)
      assert.strictEqual(yield* answer(() => Effect.succeed("1"), post()), 204)
    })
  )

  it.effect("notifies of the task", () =>
    Effect.gen(function* () {
      const inbox = yield* Inbox.Inbox
      const bell = yield* inbox.listen({ provider, id: "1" })
      const handle = yield* Webhook.handler(sender(() => Effect.succeed("1")))
      assert.strictEqual((yield* Effect.promise(() => handle(post()))).status, 204)
      yield* bell.arrived
    }).pipe(Effect.scoped, Effect.provide(Inbox.layer))
  )

  it.effect("names no reason, only a status", () =>
    Effect.gen(function* () {
      const message = "x"
      const statuses: Record<Webhook.WebhookReason["_tag"], readonly [Webhook.WebhookReason, number]> = {
        MissingHeader: [new Webhook.MissingHeader({ message }), 401],
        BadTimestamp: [new Webhook.BadTimestamp({ message }), 401],
        TooOld: [new Webhook.TooOld({ message, age: Duration.seconds(301) }), 401],
        BadSignature: [new Webhook.BadSignature({ message }), 401],
        BadToken: [new Webhook.BadToken({ message }), 401],
        BadBody: [new Webhook.BadBody({ message }), 400],
        BodyTooLarge: [new Webhook.BodyTooLarge({ message, limit: 1 }), 413],
        WrongMethod: [new Webhook.WrongMethod({ message }), 405]
      }
      for (const [reason, status] of Object.values(statuses)) {
        assert.strictEqual(yield* answer(() => Effect.fail(rejected(reason)), post()), status, reason._tag)
      }
    })
  )

  it.effect("is 405 to anything but a POST, without reading it", () =>
    Effect.gen(function* () {
      const read = () => Effect.die("was read")
      for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
        assert.strictEqual(yield* answer(read, new Request(address, { method })), 405)
      }
    })
  )

  it.effect("is 500 for a bug, such as a body that a parser has taken, and the log has the bug", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const logger = Logger.make(({ cause, message }) => void lines.push(`${String(message)} ${String(cause)}`))
      const request = post("{}")
      yield* Effect.promise(() => request.json())
      const read = (request: Request) => Effect.as(WebhookProof.body(provider, request, 100), undefined)
      const status = yield* answer(read, request).pipe(Effect.provide(Logger.layer([logger])))
      assert.strictEqual(status, 500)
      assert.include(lines.join(), "before any parser")
    })
  )

  it.effect("leaves the reason in the span and, at level Debug, in the log", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const spans: Array<Tracer.Span> = []
      const logger = Logger.make(({ logLevel, message }) => void lines.push(`${logLevel} ${String(message)}`))
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const read = () => Effect.fail(rejected(new Webhook.BadToken({ message: "another token" })))
      const telling = answer(read, post()).pipe(Effect.provide(Logger.layer([logger])), Effect.withTracer(tracer))
      yield* telling
      assert.deepStrictEqual(lines, [])
      yield* Effect.provideService(telling, References.MinimumLogLevel, "Debug")
      assert.deepStrictEqual(lines, ["Debug a/v1: webhook refused: BadToken: another token"])
      const { attributes, kind, name } = spans[0] ?? assert.fail("no span")
      assert.deepStrictEqual([name, kind], ["Webhook.receive", "server"])
      assert.deepStrictEqual(Object.fromEntries(attributes), {
        "errand.provider": provider,
        "errand.webhook.refused": "BadToken"
      })
    })
  )
})
