import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Logger, Redacted, Stream, Tracer } from "effect"
import { inspect } from "node:util"
import type * as Http from "../src/Http.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { scripted } from "./support/memory.ts"
import { createTask, getTask } from "./support/operations.ts"

const canary = "bu_canary-7f3a9c"
const one = { path: { task_id: "1" } }

/** Everything that a program could print of something. */
const prints = (value: unknown): string => {
  const seen = [
    String(value),
    JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)),
    inspect(value, { depth: 20, showHidden: true })
  ]
  if (value instanceof Error) seen.push(value.message, value.stack ?? "", prints(value.cause))
  if (typeof value === "object" && value !== null && "reason" in value) seen.push(prints(value.reason))
  if (typeof value === "object" && value !== null && "cause" in value && !(value instanceof Error))
    seen.push(prints(value.cause))
  return seen.join("\n")
}

const withKey = (script: () => Response | Promise<Response>, options: Partial<Http.Options> = {}) =>
  scripted([script], {
    headers: { Authorization: Redacted.make(`Bearer ${canary}`), "X-Key": Redacted.make(canary) },
    ...options
  })

const echo = `you sent Bearer ${canary} and ${canary}`

describe("a key", () => {
  it.live("is sent", () =>
    Effect.gen(function* () {
      const { http, sent } = withKey(() => Response.json({ id: "1" }))
      yield* http.call(getTask, one)
      assert.strictEqual(sent[0]?.headers.get("authorization"), `Bearer ${canary}`)
      assert.strictEqual(sent[0]?.headers.get("x-key"), canary)
    })
  )

  it.live.each<readonly [string, () => Response | Promise<Response>]>([
    ["an undeclared answer that echoes it", () => new Response(echo, { status: 500 })],
    ["an undeclared JSON answer that echoes it", () => Response.json({ echo }, { status: 500 })],
    ["a declared answer that echoes it", () => Response.json({ detail: echo }, { status: 404 })],
    ["an invalid body that echoes it", () => new Response(echo)],
    ["an error in disguise that echoes it", () => Response.json({ code: 1, echo })],
    ["a request id that echoes it", () => new Response("", { status: 500, headers: { "x-request-id": canary } })],
    [
      "a redirect that carries it",
      () => new Response("", { status: 302, headers: { location: `https://elsewhere.test/${canary}` } })
    ],
    [
      "a failure that holds the request",
      () =>
        Promise.reject(
          Object.assign(new TypeError(`fetch of ${canary} failed`), {
            options: { headers: { authorization: canary } },
            cause: Object.assign(new Error(`socket of ${canary}`), {
              code: "ECONNRESET",
              request: { headers: [canary] }
            })
          })
        )
    ],
    ["a failure that is a string", () => Promise.reject(`no ${canary}`)],
    ["several failures", () => Promise.reject(new AggregateError([new Error(canary), new Error(canary)], canary))]
  ])("does not appear after %s", ([, script]) =>
    Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const logs: Array<string> = []
      const logger = Logger.make((entry) => void logs.push(prints(entry.message), Cause.pretty(entry.cause)))
      const { http } = withKey(script, {
        disguised: (body) => typeof body === "object" && body !== null && "code" in body
      })
      const call = http.call(getTask, one, { retry: RetryPolicy.none })
      const exit = yield* Effect.exit(
        call.pipe(
          Effect.tapCause((cause) => Effect.logError("failed", cause)),
          Effect.withTracer(tracer),
          Effect.provide(Logger.layer([logger]))
        )
      )
      const error = yield* Effect.flip(call)
      assert.strictEqual(spans.length, 1)
      assert.isNotEmpty(logs)
      const all = [
        prints(error),
        prints(exit),
        ...spans.map((span) => prints([...span.attributes, span.status])),
        ...logs,
        prints(http)
      ]
      assert.notInclude(all.join("\n"), canary)
    })
  )

  it.live("what is left of a cause still says what happened", () =>
    Effect.gen(function* () {
      const { http } = withKey(() =>
        Promise.reject(
          new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) })
        )
      )
      const error = yield* Effect.flip(http.call(getTask, one, { retry: RetryPolicy.none }))
      const printed = inspect(error.reason, { depth: 10 })
      assert.include(printed, "fetch failed")
      assert.include(printed, "ECONNRESET")
    })
  )

  it.live("does not go along to presigned addresses, and these appear in no error", () =>
    Effect.gen(function* () {
      const { http, sent } = withKey(
        () => new Response("<Error><Signature>sig-canary-1234</Signature></Error>", { status: 403 })
      )
      const url = "https://files.test/bucket/file-canary?X-Amz-Signature=sig-canary-1234"
      const form = new FormData()
      form.append("policy", "policy-canary-12345")
      const down = yield* Effect.flip(Stream.runDrain(http.download(url)))
      const up = yield* Effect.flip(http.upload(url, form))
      assert.strictEqual(sent.length, 2)
      for (const request of sent) {
        assert.isNull(request.headers.get("authorization"))
        assert.isNull(request.headers.get("x-key"))
      }
      assert.notInclude(prints(down) + prints(up), "canary")
      assert.deepStrictEqual(
        [down.path, up.path, down.status, up.status],
        ["https://files.test", "https://files.test", 403, 403]
      )
    })
  )
})

describe("what a call confided", () => {
  const start = { body: { task: "log in" } }
  const told = (http: Http.Http) =>
    Effect.map(Effect.flip(http.call(getTask, { path: { task_id: "1" } }, { retry: RetryPolicy.none })), (error) =>
      [error.message, JSON.stringify(error), inspect(error, { depth: 20 })].join("\n")
    )

  it.live("is in no error of a later call, however the service repeats it", () =>
    Effect.gen(function* () {
      const { http } = scripted([
        () => Response.json({ id: "1", status: "x" }, { status: 202 }),
        () => Response.json({ detail: ['{"password":"hunter2-hunter2"}', "pin"] }, { status: 422 }),
        () => new Response("no hunter2-hunter2 here", { status: 500 })
      ])
      yield* http.call(createTask, start, { secrets: ["hunter2-hunter2", "pin"] })
      const refused = yield* told(http)
      assert.notInclude(refused + (yield* told(http)), "hunter2")
      assert.include(refused, "pin", "a word as short as this one is ordinary in another call")
    })
  )

  it.live("is remembered of the last thousand texts", () =>
    Effect.gen(function* () {
      let echo = ""
      const { http } = scripted([
        () => Response.json({ detail: echo, id: "1", status: "x" }, { status: echo === "" ? 202 : 422 })
      ])
      for (const batch of ["old", "new"]) {
        const secrets = Array.from({ length: 1000 }, (_, index) => `${batch}-secret-${index}-`)
        yield* http.call(createTask, start, { secrets })
      }
      echo = "old-secret-7-, new-secret-7-"
      const shown = yield* told(http)
      assert.include(shown, "old-secret-7-")
      assert.notInclude(shown, "new-secret-7-")
    })
  )
})

describe("a token in the path of a base URL", () => {
  it.live("is in no error", () =>
    Effect.gen(function* () {
      const token = "b7f3a9c2d4e6f8a0b1c2"
      const baseUrl = `https://service.test/${token}/v2`
      const echo = () => Response.json({ detail: [`no route ${baseUrl}/tasks/1`] }, { status: 404 })
      const { http } = scripted([echo, () => Promise.reject(new Error(`request to ${baseUrl}/tasks/1 failed`))], {
        baseUrl
      })
      for (const _ of [1, 2]) {
        const error = yield* Effect.flip(http.call(getTask, { path: { task_id: "1" } }, { retry: RetryPolicy.none }))
        assert.notInclude(inspect(error, { depth: 20 }) + error.message + JSON.stringify(error), token)
        assert.include(error.message, "getTask")
      }
    })
  )
})
