import { RetryPolicy } from "@errand/http/RetryPolicy"
import * as Retry from "@errand/http/RetryPolicy"
import type { BrowserUseReason, Client } from "@errand/browser-use"
import { assert, describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import type { BrowserUseError } from "@errand/browser-use"
import type { Answer } from "./support/FakeService.ts"
import { fake, html, json } from "./support/FakeService.ts"

const create = (client: Client.Client) => client.tasks.create({ body: { task: "x" } })
const get = (client: Client.Client) => client.tasks.get({ path: { task_id: "t" } })

const failWith = (answer: () => Answer, call: (client: Client.Client) => Effect.Effect<unknown, BrowserUseError>) =>
  Effect.flip(call(fake(answer).client)).pipe(Effect.provideService(RetryPolicy, Retry.none))

type Tag = BrowserUseReason["_tag"]
type Case = readonly [what: string, answer: () => Answer, call: typeof create | typeof get, tag: Tag, message: string]

const cases: ReadonlyArray<Case> = [
  ["401 with a detail", () => json({ detail: "Invalid API key" }, 401), get, "Unauthorized", "Invalid API key"],
  ["402", () => json({ detail: "Insufficient credits" }, 402), create, "InsufficientCredits", "Insufficient credits"],
  ["403", () => json({ detail: "Not on your plan" }, 403), get, "Forbidden", "Not on your plan"],
  ["404", () => json({ detail: "Task not found" }, 404), get, "NotFound", "Task not found"],
  [
    "400 of a busy session",
    () =>
      json({ detail: "Session already has a running task. Please wait for it to finish or stop it manually." }, 400),
    create,
    "SessionBusy",
    "Session already has a running task. Please wait for it to finish or stop it manually."
  ],
  [
    "400 of a stopped session",
    () => json({ detail: "Browser session is stopped. Please start a new session and try again." }, 400),
    create,
    "SessionStopped",
    "Browser session is stopped. Please start a new session and try again."
  ],
  ["400 in words nobody knows", () => json({ detail: "No." }, 400), create, "Refused", "No."],
  [
    "400 that only sounds like a session",
    () => json({ detail: "stopped while running" }, 400),
    get,
    "Refused",
    "stopped while running"
  ],
  ["409", () => json({ detail: "Conflict" }, 409), get, "Refused", "Conflict"],
  [
    "429 where sessions are opened",
    () => json({ detail: "Too many" }, 429),
    create,
    "TooManyConcurrentSessions",
    "Too many"
  ],
  ["429 anywhere else", () => json({ detail: "Slow down" }, 429), get, "RateLimited", "Slow down"],
  ["500 with a detail", () => json({ detail: "Oops" }, 500), get, "Unavailable", "Oops"],
  [
    "502 in HTML",
    () => html(502),
    get,
    "Unavailable",
    "GET /tasks/{task_id} (getTask): answered 502, which the spec does not declare or in a form it does not"
  ],
  [
    "503 in plain text",
    () => new Response("upstream connect error", { status: 503 }),
    get,
    "Unavailable",
    "upstream connect error"
  ],
  [
    "503 without a body",
    () => new Response(null, { status: 503 }),
    get,
    "Unavailable",
    "GET /tasks/{task_id} (getTask): answered 503, which the spec does not declare or in a form it does not"
  ],
  [
    "404 in HTML, which is not the service's word",
    () => html(404),
    get,
    "BadResponse",
    "GET /tasks/{task_id} (getTask): answered 404, which the spec does not declare or in a form it does not"
  ],
  ["408", () => json({ detail: "Late" }, 408), get, "Unavailable", "Late"],
  [
    "HTML with 200",
    () => html(200),
    get,
    "BadResponse",
    "GET /tasks/{task_id} (getTask): answered 200 with a body that cannot be read (text/html)"
  ],
  [
    "half a JSON with 200",
    () => new Response('{"id":', { headers: { "content-type": "application/json" } }),
    get,
    "BadResponse",
    "GET /tasks/{task_id} (getTask): answered 200 with a body that cannot be read (application/json)"
  ],
  [
    "a redirect",
    () => new Response(null, { status: 302, headers: { location: "https://evil.test/x" } }),
    get,
    "BadResponse",
    "GET /tasks/{task_id} (getTask): answered 302, a redirect to https://evil.test that is not followed"
  ],
  [
    "a broken connection",
    () => new TypeError("fetch failed"),
    get,
    "Unavailable",
    "GET /tasks/{task_id} (getTask): the connection to fake.test broke before an answer came: fetch failed"
  ]
]

describe("BrowserUseError", () => {
  it.effect.each(cases)("reads %s", ([, answer, call, tag, message]) =>
    Effect.gen(function* () {
      const error = yield* failWith(answer, call)
      assert.strictEqual(error._tag, "BrowserUseError")
      assert.strictEqual(error.reason._tag, tag)
      assert.strictEqual(error.reason.message, message)
      expect(error.message).toContain(`${error.operation}: ${tag}: `)
    })
  )

  const issue = { loc: ["body", "maxSteps"], msg: "Input should be less than 10001", type: "less_than_equal" }
  it.effect.each([
    ["a list in detail", { detail: [issue] }],
    ["a bare object, as the spec declares it", issue],
    ["a list without detail", [issue]]
  ])("reads 422 as %s", ([, body]) =>
    Effect.gen(function* () {
      const { http, reason } = yield* failWith(() => json(body, 422), create)
      assert(reason._tag === "Validation")
      assert.deepStrictEqual(reason.issues, [{ path: "body.maxSteps", message: issue.msg, type: issue.type }])
      assert.strictEqual(reason.message, "body.maxSteps: Input should be less than 10001")
      assert(http.reason._tag === "Declared")
      assert.deepStrictEqual(http.reason.error, { status: 422, body })
    })
  )

  it.effect.each([
    [{ detail: {} }],
    [{ detail: [{ loc: { toString: 1 }, msg: "m" }] }],
    [{ detail: [{ loc: [{ toString: 1 }], msg: "m" }] }],
    [null],
    [[[]]],
    [0],
    ["text"]
  ])("survives the 422 body %j", ([body]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* failWith(() => json(body, 422), create)).reason._tag, "Validation")
    })
  )

  it.effect("tells how long to wait, the status and the request's id", () =>
    Effect.gen(function* () {
      const error = yield* failWith(
        () => json({ detail: "Too many" }, 429, { "retry-after": "7", "x-request-id": "req-1" }),
        create
      )
      assert(error.reason._tag === "TooManyConcurrentSessions")
      assert.strictEqual(Duration.toSeconds(error.reason.retryAfter ?? Duration.zero), 7)
      assert.strictEqual(Duration.toSeconds(error.retryAfter ?? Duration.zero), 7)
      assert.deepStrictEqual([error.status, error.requestId, error.operation], [429, "req-1", "createTask"])
    })
  )

  it.effect("can be caught by its reason", () =>
    Effect.gen(function* () {
      const waited = yield* create(fake(() => json({ detail: "Too many" }, 429)).client).pipe(
        Effect.provideService(RetryPolicy, Retry.none),
        Effect.catchReason("BrowserUseError", "TooManyConcurrentSessions", () => Effect.succeed("wait"))
      )
      assert.strictEqual(waited, "wait")
    })
  )

  it.effect("keeps the typed body of a declared error", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        fake(() => json({ detail: "Session not found" }, 404)).client.tasks.create({ body: { task: "x" } })
      )
      const { reason } = error.http
      const detail: string | undefined =
        reason._tag === "Declared" && reason.error.status === 404 ? reason.error.body.detail : undefined
      assert.strictEqual(detail, "Session not found")
    })
  )
})
