import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Stream } from "effect"
import { rounds } from "@errand/testkit/rounds"
import fc from "fast-check"
import * as Http from "../src/Http.ts"
import type { HttpError } from "../src/HttpError.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import type { TransportAnswer } from "../src/Transport.ts"
import { answering, bodies, large, types } from "./support/hostile.ts"
import { createTask, getTask, operation, stopTask } from "./support/operations.ts"

/**
 * Of all cases every so many-th: a number that shares no factor with how many calls, bodies and
 * types there are.
 */
const stride = rounds({ few: 5, many: 1 })
const retry = RetryPolicy.none
const text = operation({ id: "getText", ok: { "200": ["text/plain"] }, errors: { default: ["text/plain"] } })
const bytes = operation({ id: "getBytes", ok: { "2XX": ["application/octet-stream"] }, errors: { "4XX": [] } })

const calls: Record<string, (http: Http.Http) => Effect.Effect<unknown, HttpError>> = {
  getTask: (http) => http.call(getTask, { path: { task_id: "1" } }, { retry, secrets: ["hunter2"] }),
  createTask: (http) => http.call(createTask, { body: { task: "x" } }, { retry }),
  stopTask: (http) => http.call(stopTask, { query: { task_id: "1" } }, { retry }),
  getText: (http) => http.call(text, undefined, { retry }),
  getBytes: (http) => http.call(bytes, undefined, { retry }),
  download: (http) => Stream.runDrain(http.download("https://files.test/x", { retry })),
  upload: (http) => http.upload("https://files.test/x", "data")
}

const client = (answer: () => TransportAnswer, options: Partial<Http.Options> = {}) =>
  Http.make({
    baseUrl: "https://service.test",
    fetch: () => Promise.resolve(answer()),
    disguised: (body) => typeof body === "object" && body !== null && "code" in body && body.code !== 0,
    ...options
  })

/** Runs a call; whatever was answered, it ends in a value or in an error that anybody can print. */
const ends = Effect.fnUntraced(function* (what: string, call: Effect.Effect<unknown, HttpError>, status?: number) {
  const exit = yield* Effect.exit(call)
  if (Exit.isSuccess(exit)) {
    if (status !== undefined) assert(status >= 200 && status < 300, `${what} is no success`)
    return
  }
  const [failure] = exit.cause.reasons
  assert(failure?._tag === "Fail", `${what}: ${String(exit.cause).slice(0, 300)}`)
  const { error } = failure
  assert.strictEqual(error._tag, "HttpError", what)
  assert.isBelow(error.message.length, 1000, what)
  const { reason } = error
  if ("text" in reason) assert.isAtMost(reason.text?.length ?? 0, 2001, what)
  assert.isString(JSON.stringify(error), what)
})

const untouched = () => {
  const plain: Record<string, unknown> = {}
  assert.isUndefined(plain["polluted"])
  assert.deepStrictEqual(Object.keys(Object.prototype), [])
  assert.isFunction(plain["toString"])
}

describe("whatever a server answers", () => {
  it.live("with whichever status, a call ends in its value or in an HttpError", () =>
    Effect.gen(function* () {
      let count = 0
      for (let status = 100; status <= 599; status += stride) {
        for (const [which, call] of Object.entries(calls)) {
          const [name, body] = bodies[count++ % bodies.length] ?? ["no body", null]
          const http = client(() => answering(status, body, { "content-type": "application/json" }))
          yield* ends(`${which}: ${status} with ${name}`, call(http), status)
        }
      }
      assert.strictEqual(count, 3500 / stride)
      untouched()
    })
  )

  it.live("under whichever media type, a call ends in its value or in an HttpError", () =>
    Effect.gen(function* () {
      const statuses = [200, 202, 204, 299, 400, 404, 429, 500]
      let count = 0
      for (const [name, body] of bodies) {
        for (const type of types) {
          for (const [which, call] of Object.entries(calls)) {
            if (count++ % stride !== 0) continue
            const status = statuses[((count - 1) * 3) % statuses.length] ?? 200
            const http = client(() => answering(status, body, type === undefined ? {} : { "content-type": type }))
            yield* ends(`${which}: ${status} with ${name} as ${type?.slice(0, 40)}`, call(http), status)
          }
        }
      }
      assert.strictEqual(count, bodies.length * types.length * 7)
      untouched()
    })
  )

  it.live.each(large)("large, as %s, a call ends in its value or in an HttpError", ([name, body]) =>
    Effect.gen(function* () {
      const whole = new TextEncoder().encode(body())
      for (const status of [200, 404]) {
        const http = client(() => answering(status, whole, { "content-type": "application/json" }))
        for (const which of ["getTask", "stopTask"]) {
          yield* ends(`${which}: ${status} with ${name}`, calls[which]?.(http) ?? Effect.void, status)
        }
      }
      untouched()
    })
  )

  it.live("in random bytes and headers, a call ends in its value or in an HttpError", () =>
    Effect.promise(() =>
      fc
        .assert(
          fc.asyncProperty(
            fc.integer({ min: 100, max: 599 }),
            fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.json(), fc.string({ unit: "binary" })),
            fc.constantFrom(...types),
            fc.constantFrom(...Object.keys(calls)),
            fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
            (status, body, type, which, field) => {
              const headers = {
                ...(type === undefined ? {} : { "content-type": type }),
                "retry-after": field,
                location: field,
                "x-request-id": field,
                "content-encoding": field
              }
              const http = client(() => answering(status, body, headers))
              return Effect.runPromise(ends(which, calls[which]?.(http) ?? Effect.void, status))
            }
          ),
          { seed: 7, numRuns: rounds({ few: 200, many: 1000 }) }
        )
        .then(untouched)
    )
  )
})

describe("memory", () => {
  /** A body that never ends, and how much of it was read. */
  const endless = (headers: Record<string, string> = {}) => {
    const seen = { chunks: 0, cancelled: 0 }
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          seen.chunks++
          controller.enqueue(new Uint8Array(1024).fill(0x20))
        },
        cancel: () => {
          seen.cancelled++
        }
      },
      { highWaterMark: 0 }
    )
    return { seen, response: new Response(body, { headers: { "content-type": "application/json", ...headers } }) }
  }

  it.live.each<Record<string, string>>([
    {},
    { "content-length": "nonsense" },
    { "content-length": "" },
    { "content-length": "-1" },
    { "content-length": "0x10" },
    { "content-length": "10", "content-encoding": "gzip" }
  ])("of a body without end no more is read than was agreed, with %j", (headers) =>
    Effect.gen(function* () {
      const { response, seen } = endless(headers)
      const http = client(() => response, { maxBodyBytes: 10 * 1024 })
      const error = yield* Effect.flip(http.call(getTask, { path: { task_id: "1" } }, { retry }))
      assert.deepStrictEqual(error.reason, { _tag: "BodyTooLarge", limit: 10 * 1024 })
      assert.deepStrictEqual(seen, { chunks: 11, cancelled: 1 })
    })
  )

  it.live("of a body that says it is too long nothing is read", () =>
    Effect.gen(function* () {
      const { response, seen } = endless({ "content-length": "9".repeat(400) })
      const http = client(() => response, { maxBodyBytes: 10 * 1024 })
      const error = yield* Effect.flip(http.call(getTask, { path: { task_id: "1" } }, { retry }))
      assert.strictEqual(error.reason._tag, "BodyTooLarge")
      assert.deepStrictEqual(seen, { chunks: 0, cancelled: 1 })
    })
  )

  it.live("of a download no more is read than was agreed", () =>
    Effect.gen(function* () {
      const { response, seen } = endless()
      const http = client(() => response)
      const error = yield* Effect.flip(
        Stream.runDrain(http.download("https://files.test/x", { maxBytes: 3000, retry }))
      )
      assert.strictEqual(error.reason._tag, "BodyTooLarge")
      assert.isAtMost(seen.chunks, 4)
      assert.strictEqual(seen.cancelled, 1)
    })
  )
})

describe("where no content was promised", () => {
  const stop = (status: number, body: string | null, type?: string) =>
    client(() => answering(status, body, type === undefined ? {} : { "content-type": type })).call(
      stopTask,
      { query: { task_id: "1" } },
      { retry }
    )

  it.live.each<readonly [number, string | null, string?]>([
    [200, null],
    [200, ""],
    [200, "\r\n", "text/html"],
    [204, null],
    [200, "OK", "text/plain"],
    [200, "stopped"],
    [200, '{"code":0,"msg":"success","data":null}', "application/json"],
    [200, "{}", "application/json"],
    [200, '{"code":0}'],
    [201, "<PostResponse/>", "application/xml"]
  ])("%s with %j of type %s is a success", ([status, body, type]) =>
    Effect.map(stop(status, body, type), (value) => assert.isUndefined(value))
  )

  it.live.each<readonly [number, string, string?]>([
    [200, "<html>", "text/html"],
    [202, "<!DOCTYPE html><p>Please log in", "text/html; charset=utf-8"],
    [200, "please wait", "application/xhtml+xml"],
    [200, " \n<!doctype HTML>"],
    [200, "<HTML lang=en>"],
    [200, "1", "text/html"],
    [200, '{"code":10121,"msg":"ov', "application/json"],
    [200, `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "application/json"]
  ])("%s with a page or half a document is none: it came from somebody else", ([status, body, type]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(stop(status, body, type))
      assert(error.reason._tag === "InvalidBody")
      assert.deepStrictEqual([error.reason.status, error.executed, error.transient], [status, "maybe", false])
    })
  )

  it.live("a refusal in disguise is still one", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(stop(200, '{"code":10121,"msg":"over"}', "application/json"))
      assert.deepStrictEqual(error.reason, { _tag: "Undeclared", status: 200, body: { code: 10121, msg: "over" } })
    })
  )

  it.live("an upload that a portal answers has not arrived", () =>
    Effect.gen(function* () {
      const portal = client(() => answering(200, "<html>Accept the terms</html>", { "content-type": "text/html" }))
      const error = yield* Effect.flip(portal.upload("https://files.test/x", "data"))
      assert.strictEqual(error.reason._tag, "InvalidBody")
    })
  )
})
