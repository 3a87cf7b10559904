import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Tracer } from "effect"
import fc from "fast-check"
import { inspect } from "node:util"
import type { HttpError } from "../src/HttpError.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { scripted } from "./support/memory.ts"
import { createTask } from "./support/operations.ts"

const secret = 'secret "päss" & \\word/'
const pin = "48151623"
const retry = RetryPolicy.none
const spellings = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  encodeURIComponent(secret),
  encodeURIComponent(JSON.stringify(secret).slice(1, -1)),
  new URLSearchParams({ "": secret }).toString().slice(1)
]
const echo = spellings.join(" | ")

/**
 * The error of a call that confided, as everybody sees it, and what the span of its request holds.
 */
const told = Effect.fnUntraced(function* (answer: () => Response | Promise<Response>) {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  const { http } = scripted([answer])
  const call = http.call(createTask, { body: { task: secret } }, { retry, secrets: [secret, pin] })
  const error = yield* Effect.flip(Effect.withTracer(call, tracer))
  const exits = spans.flatMap(({ status }) =>
    status._tag === "Ended" && Exit.isFailure(status.exit) ? [status.exit] : []
  )
  assert.lengthOf(exits, 1)
  return {
    error,
    shown: [
      error.message,
      error.stack,
      JSON.stringify(error),
      inspect([error, exits], { depth: 30, showHidden: true })
    ].join("\n")
  }
})

const clean = (shown: string) => {
  for (const word of [...spellings, pin, "päss", "p%C3%A4ss"]) assert.notInclude(shown, word)
}

describe("what a call confides", () => {
  it.live.each<readonly [string, () => Response | Promise<Response>]>([
    [
      "a declared refusal",
      () => Response.json({ detail: echo, [secret]: [secret], pin: Number(pin), deep: { a: [echo] } }, { status: 429 })
    ],
    ["an undeclared refusal", () => Response.json([echo, Number(pin)], { status: 500 })],
    ["a text", () => new Response(`${echo} ${pin}`, { status: 502 })],
    [
      "JSON that breaks off",
      () =>
        new Response(`{"a":${JSON.stringify(`${secret} ${JSON.stringify(secret)}`)},"b":${pin}`, {
          headers: { "content-type": "application/json" }
        })
    ],
    ["a page", () => new Response(`<p>${echo}`, { headers: { "content-type": "text/html" } })],
    [
      "a media type",
      () => new Response("x", { headers: { "content-type": `text/html; a=${encodeURIComponent(secret)}` } })
    ],
    ["a request id", () => new Response("", { status: 500, headers: { "x-request-id": encodeURIComponent(secret) } })],
    ["a redirect", () => new Response("", { status: 302, headers: { location: `https://${pin}.test/` } })],
    [
      "a broken connection",
      () => Promise.reject(Object.assign(new TypeError(echo), { name: secret, code: secret, cause: new Error(echo) }))
    ]
  ])("is in no error and in no span after %s that repeats it", ([, answer]) =>
    Effect.map(told(answer), ({ shown }) => clean(shown))
  )

  it.live("leaves the rest of the answer readable", () =>
    Effect.gen(function* () {
      const body = JSON.parse('{"detail":"no","__proto__":{"a":1},"n":[1,null,true]}')
      const { error }: { error: HttpError } = yield* told(() =>
        Response.json({ body, pin: Number(pin), twice: `${pin}${pin}` }, { status: 429 })
      )
      assert.deepStrictEqual(error.reason, {
        _tag: "Declared",
        error: { status: 429, body: { body, pin: "<redacted>", twice: "<redacted><redacted>" } }
      })
    })
  )

  it.live("is not in a text that is cut off", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 1900, max: 2100 }), (length) =>
          Effect.runPromise(
            Effect.map(
              told(() => new Response("x".repeat(length) + pin, { status: 418 })),
              ({ shown }) => assert.notMatch(shown, /x4/)
            )
          )
        ),
        { seed: 3, numRuns: 60 }
      )
    )
  )
})

describe("a presigned address", () => {
  it.live.each([
    "https://files.test/a.txt?signature=signed-1&expires=7",
    "https:\\/\\/files.test\\/a.txt?signature=signed-1&expires=7",
    "https://files.test/a.txt?expires=7\\u0026signature=signed-1",
    "HTTP://files.test/a.txt#signed-1"
  ])("loses its query in a result that breaks off: %s", (address) =>
    Effect.gen(function* () {
      const { error } = yield* told(
        () => new Response(`{"file":"${address}","other":"kept"`, { headers: { "content-type": "application/json" } })
      )
      assert(error.reason._tag === "InvalidBody")
      assert.notInclude(error.reason.text, "signed")
      assert.include(error.reason.text, '?<redacted>","other":"kept"')
    })
  )
})
