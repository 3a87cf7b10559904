import { everything } from "@errand/provider-testkit/emitted"
import * as Retry from "@errand/http/RetryPolicy"
import { BrowserUse } from "@errand/browser-use"
import { assert, describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Logger, Tracer } from "effect"
import { TestClock } from "effect/testing"
import type { Answer } from "./support/FakeService.ts"
import { fake, json, key } from "./support/FakeService.ts"

const secret = "hunter2-canary"
/** Contains the other: replacing that one first would leave the rest of this one. */
const longer = `${secret}-and-its-tail`
const password = "proxy-canary"

/** What exporters show of a span: of its exit, the failure as text. */
const exported = (span: Tracer.Span): string => {
  const { status } = span
  const failure = status._tag === "Ended" && Exit.isFailure(status.exit) ? Cause.pretty(status.exit.cause) : ""
  return [
    span.name,
    ...[...span.attributes].map((pair) => everything(pair)),
    ...span.links.map((link) => everything(link.attributes)),
    failure
  ].join("\n")
}

const faults: ReadonlyArray<readonly [string, (words: string) => Answer]> = [
  [
    "a 422 that repeats the request",
    (words) =>
      json(
        { detail: [{ loc: ["body", words], msg: `bad: ${words}`, type: "t", input: { deep: [{ [words]: words }] } }] },
        422
      )
  ],
  ["a 400 that repeats it in words", (words) => json({ detail: `refused ${words}` }, 400)],
  ["a text that repeats it", (words) => new Response(words, { status: 502 })],
  [
    "a page that repeats it",
    (words) => new Response(`<p>${words}</p>`, { status: 200, headers: { "content-type": "text/html" } })
  ],
  ["an undeclared JSON that repeats it", (words) => json({ you: { sent: [words] } }, 418)],
  ["a 202 without what it promised", (words) => json({ detail: words }, 202)],
  ["a connection that breaks with the key", () => new TypeError("failed", { cause: new Error(`header ${key}`) })],
  [
    "a redirect that carries the key",
    () => new Response(null, { status: 307, headers: { location: `https://x.test/?k=${key}` } })
  ]
]

type Call = (service: ReturnType<typeof fake>) => Effect.Effect<unknown, unknown>
const calls: ReadonlyArray<readonly [string, string, Call]> = [
  [
    "a start through the client",
    `${secret} ${longer}`,
    ({ client }) => client.tasks.create({ body: { task: "x", secrets: { login: secret, other: longer } } })
  ],
  [
    "a start through the provider",
    secret,
    ({ fetch }) =>
      BrowserUse.make({ apiKey: key, fetch }).start({ task: "x", secrets: { login: secret } }, { key: "mine" })
  ],
  [
    "a browser with a proxy",
    password,
    ({ client }) => client.browsers.create({ body: { customProxy: { host: "h", port: 1, username: "u", password } } })
  ],
  [
    "a session with a proxy",
    password,
    ({ client }) => client.sessions.create({ body: { customProxy: { host: "h", port: 1, password } } })
  ]
]

describe("a secret", () => {
  it.effect.each(
    faults.flatMap(([fault, answer]) => calls.map(([what, words, call]) => [fault, what, answer, words, call] as const))
  )("is in no error, log or span when %s answers %s", ([, , answer, words, call]) =>
    Effect.gen(function* () {
      const logged: Array<string> = []
      const spans: Array<Tracer.Span> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const service = fake(() => answer(`${key} ${words}`))
      const fiber = yield* call(service).pipe(
        Effect.tapError((error) => Effect.logError("failed", error)),
        Effect.withSpan("outer"),
        Effect.exit,
        Effect.provideService(Retry.RetryPolicy, Retry.none),
        Effect.provide(
          Logger.layer([
            Logger.make((entry) => {
              logged.push(everything(entry.message), Cause.pretty(entry.cause))
            })
          ])
        ),
        Effect.withTracer(tracer),
        Effect.forkChild
      )
      yield* TestClock.adjust("2 minutes")
      const exit = yield* Fiber.join(fiber)
      for (const word of words.split(" ")) expect(JSON.stringify(service.asked[0]?.body)).toContain(word)
      assert.isAbove(spans.length, 1)
      if (Exit.isSuccess(exit)) return
      assert.isAbove(logged.length, 0)
      const error = Cause.squash(exit.cause)
      const shown = [
        everything(exit),
        String(error),
        JSON.stringify(error),
        Cause.pretty(exit.cause),
        ...logged,
        ...spans.map(exported)
      ]
      expect(shown.join("\n")).not.toContain(key)
      for (const word of [...words.split(" "), "-and-its-tail"]) expect(shown.join("\n")).not.toContain(word)
    })
  )

  it.effect("of a start is in no error of a later request about its task, whatever the service repeats", () =>
    Effect.gen(function* () {
      const body = { task: "x", secrets: { login: secret } }
      const refusal = () => json({ detail: [{ loc: ["task"], msg: JSON.stringify(body), type: "t" }] }, 422)
      const { client } = fake(({ method }, nth) =>
        method === "POST" && nth === 1 ? json({ id: "t-1" }, 202) : refusal()
      )
      yield* client.tasks.create({ body })
      const path = { task_id: "t-1" }
      const later: ReadonlyArray<Effect.Effect<unknown, unknown>> = [
        client.tasks.status({ path }),
        client.tasks.get({ path }),
        client.tasks.update({ path, body: { action: "stop" } }),
        client.files.output({ path: { ...path, file_id: "f" } })
      ]
      for (const request of later) {
        const error = yield* Effect.flip(request)
        expect(everything(error)).toContain("<redacted>")
        expect(everything(error) + JSON.stringify(error)).not.toContain(secret)
      }
    })
  )

  it("is not to be read from a client or a provider", () => {
    const provider = BrowserUse.make({ apiKey: key })
    expect(everything(provider)).not.toContain(key)
    expect(provider.endpoint).toMatch(/^api\.browser-use\.com\/api\/v2#[0-9a-f]{8}$/)
  })
})
