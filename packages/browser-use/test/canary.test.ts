import { BrowserUse } from "@errand/browser-use"
import { Cadence, Task, TaskRef } from "@errand/core"
import type { FaultKind } from "@errand/simulator/Fault"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Stream } from "effect"
import { vi } from "vitest"
import { emitted } from "./support/emitted.ts"

// Real sockets, on machines that are busy.
vi.setConfig({ testTimeout: 60_000 })

const key = "bu_canary_5d41402abc4b2a76"
/** Written one way here, and another way in JSON, in addresses and in forms. */
const secret = 'canary "päss" & \\word/'
const password = "proxy-canary-4e5f"
const user = "session-canary-9a8b"
const forms = [
  key,
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  new URLSearchParams([["", secret]]).toString().slice(1),
  "päss",
  "p%C3%A4ss",
  password,
  user
]
/** Stands for all that a request carried, written out by the service that got it. */
const echo = "ECHO"

/** A service that repeats what it was sent, in words, as JSON and as an address would write it. */
const echoing = async (request: Request, answer: Response, sent: string) => {
  const text = await answer.text()
  if (!text.includes(echo)) return new Response(answer.status === 204 ? null : text, answer)
  const headers = [...request.headers].join("\n")
  const words = `${request.url}\n${headers}\n${sent}\n${sent.startsWith("{") ? Object.values(JSON.parse(sent).secrets ?? {}).join() : ""}`
  const whole = {
    detail: [
      {
        loc: ["body", words],
        msg: words,
        type: headers,
        input: { [words]: sent.startsWith("{") ? JSON.parse(sent) : 0 }
      }
    ],
    page: encodeURIComponent(words),
    form: new URLSearchParams([["sent", words]]).toString()
  }
  const body =
    text === JSON.stringify(echo)
      ? JSON.stringify(whole)
      : text.replace(echo, () => `${words} ${encodeURIComponent(words)}`)
  return new Response(body, {
    status: answer.status,
    headers: { ...Object.fromEntries(answer.headers), "x-request-id": key }
  })
}

const faults: ReadonlyArray<FaultKind> = [
  ...[400, 401, 402, 403, 404, 409, 418, 422, 429, 500, 503].map(
    (status) => ({ kind: "status", status, body: echo }) as const
  ),
  { kind: "status", status: 503, body: `you sent ${echo}`, executed: true },
  { kind: "reset" },
  { kind: "reset", executed: true },
  { kind: "hang" },
  { kind: "hang", in: "body" },
  { kind: "cut" },
  { kind: "truncated" },
  { kind: "html" },
  { kind: "html", status: 502, executed: true },
  { kind: "garbage", body: `you sent ${echo}` },
  { kind: "garbage", body: `{"id":${echo}`, executed: true },
  { kind: "slow", delay: "5 seconds" },
  { kind: "late", delay: "5 seconds" }
]

/** Uses everything that takes or gives a secret, from the start to the end, and tells each exit. */
const life = (provider: BrowserUse.BrowserUseProvider, tell: Parameters<Parameters<typeof emitted>[0]>[0]) =>
  Effect.gen(function* () {
    const input = { task: "x", secrets: { "shop.test": secret } }
    const wait = { within: "20 seconds", outageFor: "15 seconds" } as const
    const started = yield* tell(Task.start(provider, input, { key: "order-1", queueWithin: "10 seconds" }))
    const task = Exit.isSuccess(started)
      ? started.value
      : Task.attach(provider, {
          v: 1,
          provider: provider.name,
          kind: "task",
          id: "0a1b2c3d-0000-4000-8000-000000000000"
        })
    yield* Effect.logInfo(TaskRef.encode(task.ref))
    yield* tell(Stream.runDrain(Task.steps(task, wait)))
    const outcome = yield* tell(Task.await(task, wait))
    const files = Exit.isSuccess(outcome) ? outcome.value.files : [{ id: "f", name: "f", state: "ready" } as const]
    for (const file of files) yield* tell(Stream.runDrain(Task.file(task, file)))
    yield* tell(Task.cancel(task))
    yield* tell(provider.list({ page: 1, limit: 10 }))
    yield* tell(Task.run(provider, input, { ...wait, queueWithin: "10 seconds", cancelWithin: "5 seconds" }))
    yield* tell(Effect.timeout(Task.run(provider, input, { cancelWithin: "5 seconds" }), "2 seconds"))
    const { browsers, files: store, sessions } = provider.client
    const customProxy = { host: "proxy.test", port: 8080, username: user, password }
    yield* tell(browsers.create({ body: { customProxy } }))
    const session = yield* tell(sessions.create({ body: { customProxy } }))
    const sessionId = Exit.isSuccess(session) ? session.value.id : "0a1b2c3d-0000-4000-8000-000000000000"
    yield* tell(store.upload({ sessionId, name: "a.txt", contentType: "text/plain", data: new Uint8Array(3) }))
  })

/** Where a word is, for the reader of a failure; empty when it is nowhere. */
const around = (text: string, word: string) => {
  const at = text.indexOf(word)
  return at === -1 ? "" : text.slice(Math.max(0, at - 300), at + 100)
}

describe("a key, a secret, a proxy's password or a signature", () => {
  it.effect.each(faults.map((fault) => [JSON.stringify(fault).slice(0, 60), fault] as const))(
    "is in nothing that is emitted when every second request meets %s",
    ([, fault]) =>
      Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        let keys = 0
        const signatures = new Set<string>()
        const bodies: Array<string> = []
        const provider = BrowserUse.make({
          apiKey: key,
          baseUrl: simulator.browserUse.baseUrl,
          timeout: "3 seconds",
          fetch: async (request) => {
            if (request.headers.get("x-browser-use-api-key") === key) keys++
            for (const value of new URL(request.url).searchParams.values())
              if (/^[\w-]{20,}$/.test(value)) signatures.add(value)
            const sent = request.headers.get("content-type") === "application/json" ? await request.clone().text() : ""
            bodies.push(sent)
            const answer = await simulator.fetch(request)
            return fault.kind === "status" || fault.kind === "garbage" ? echoing(request, answer, sent) : answer
          }
        })
        const { exit, spans, text } = yield* simulator.drive(
          Effect.provideService(
            emitted((tell) => life(provider, tell)),
            Cadence.Cadence,
            Cadence.every("1 second")
          )
        )
        assert(Exit.isSuccess(exit), text.slice(-2000))
        assert.isAbove(keys, 8)
        assert.isAbove(spans, 8)
        // The secrets were sent: what is looked for was there to be lost.
        assert.include(bodies.join("\n"), JSON.stringify(secret))
        assert.include(text, "it failed")
        for (const word of [...forms, ...signatures]) assert.strictEqual(around(text, word), "")
      }).pipe(
        Effect.provide(
          Simulator.layer({
            tasks: [
              { running: "4 seconds", output: "done", files: [{ name: "a.txt", content: "a" }], times: "always" }
            ],
            faults: [{ ...fault, probability: 0.5, times: "always", match: { provider: "browser-use" } }]
          })
        )
      )
  )
})
