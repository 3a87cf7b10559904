import { everything } from "@errand/provider-testkit/emitted"
import { Webhook } from "@errand/browser-use"
import { Inbox } from "@errand/core"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Logger, Redacted, References, Tracer } from "effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { createHmac } from "node:crypto"
import { raw, secret, signed, timestamp } from "./support/signed.ts"

const options: Webhook.Options = { secret: Redacted.make(secret) }
const [first = assert.fail("no fixtures")] = signed
const sign = (form: string | Uint8Array, at = timestamp, key = secret) =>
  createHmac("sha256", key).update(`${at}.`).update(form).digest("hex")

const headers = (signature: string, at = timestamp) =>
  new Headers({ "X-Browser-Use-Timestamp": at, "X-Browser-Use-Signature": signature })

/** Some seconds after the fixtures were signed. */
const at = (seconds: number) => TestClock.setTime(1000 * (Number(timestamp) + seconds))

const refused = (delivery: Webhook.Delivery, how: Webhook.Options = options) =>
  Effect.map(Effect.flip(Webhook.verify(delivery, how)), ({ reason }) => reason)

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
    const exit = await Effect.runPromiseExit(Webhook.verify({ headers: headers(first.signature), body: "{}" }, empty))
    assert.include(String(exit), "must not be empty")
    // @ts-expect-error a secret is redacted from the first line on
    void (() => Webhook.receive({ secret: "plain" }))
  })
})

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

const parsed = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

/**
 * A JSON document that knows the digits of its numbers, the order of its members, and the space
 * between its tokens.
 */
type Node =
  | { readonly kind: "scalar"; readonly lexeme: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Node> }
  | { readonly kind: "object"; readonly members: ReadonlyArray<readonly [string, Node]> }

const scalar = fc
  .oneof(
    fc.constantFrom("true", "false", "null", "-0.0", "1.0", "1e+22", "1E5", "12345678901234567890"),
    fc.bigInt().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value))
  )
  .map((lexeme): Node => ({ kind: "scalar", lexeme }))
const words = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("a", '"', "\\", "\n", "\u007f", "é", "\u2028", "\uffff", "😀", "/", "}", ",", ":")
  })
)
const names = fc.oneof(fc.constantFrom("a", "A", "10", "9", "__proto__", "", "\uffff", "😀"), words)
const { document } = fc.letrec<{ document: Node }>((tie) => ({
  document: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    words.map((value): Node => ({ kind: "text", value })),
    fc.array(tie("document"), { maxLength: 5 }).map((items): Node => ({ kind: "list", items })),
    fc.array(fc.tuple(names, tie("document")), { maxLength: 6 }).map((members): Node => ({ kind: "object", members }))
  )
}))

/** As some sender would print it: unsorted, with its doubles and its spaces. */
const sent = (node: Node): string => {
  switch (node.kind) {
    case "scalar":
      return node.lexeme
    case "text":
      return JSON.stringify(node.value)
    case "list":
      return `[ ${node.items.map(sent).join("\t,")}]`
    case "object":
      return `{${node.members.map(([name, value]) => `${JSON.stringify(name)} :\n${sent(value)}`).join(", ")} }`
  }
}

/**
 * As Python signs it. Written anew and slowly, by code points: nothing here is shared with what is
 * tested.
 */
const python = (node: Node): string => {
  switch (node.kind) {
    case "scalar":
      return node.lexeme
    case "text":
      return pythonText(node.value)
    case "list":
      return "[" + node.items.map(python).join(",") + "]"
    case "object": {
      const last = new Map(node.members)
      const sorted = [...last].sort(([a], [b]) => (hex(a) < hex(b) ? -1 : 1))
      return "{" + sorted.map(([name, value]) => pythonText(name) + ":" + python(value)).join(",") + "}"
    }
  }
}
const hex = (text: string) => [...text].map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(6, "0")).join("")
const short: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t"
}
const pythonText = (text: string) =>
  `"${text
    .split("")
    .map((unit) => {
      const code = unit.charCodeAt(0)
      return short[unit] ?? (code >= 0x20 && code <= 0x7e ? unit : "\\u" + code.toString(16).padStart(4, "0"))
    })
    .join("")}"`
