import { assert, describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { Client } from "@errand/browseract"
import { type Answer, canary, envelope, type Seen, service } from "./service.ts"

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const get = (respond: (request: Seen) => Answer) =>
  Client.make(service(respond).options).tasks.get({ query: { task_id: "1" } }).pipe(once, Effect.flip)

const run = (respond: (request: Seen) => Answer) =>
  Client.make(service(respond).options).tasks.run({ body: { workflow_id: "1" } }).pipe(once, Effect.flip)

const meanings: Record<number, string> = {
  401: "Unauthorized",
  10013: "InvalidInput",
  10020: "NotReady",
  10021: "NotReady",
  10111: "InvalidInput",
  10112: "NotFound",
  10118: "TooManyTasks",
  10121: "AlreadyOver",
  10127: "NotPaused",
  10142: "InvalidInput",
  10143: "InvalidInput",
  10176: "InvalidInput",
  10879: "NotPaused",
  99001: "InvalidInput",
  99002: "Forbidden"
}

describe("a code in the envelope", () => {
  for (const status of [200, 400, 401, 500]) {
    it.effect(`says what is wrong when it comes with HTTP ${status}`, () =>
      Effect.gen(function*() {
        for (const [code, tag] of Object.entries(meanings)) {
          const error = yield* get(() => envelope(Number(code), status))
          expect(error).toMatchObject({
            _tag: "BrowserActError",
            operation: "getTask",
            reason: { _tag: tag, message: `message ${code}` },
            code: Number(code),
            status,
            traceId: `trace-${code}`,
            executed: "no"
          })
          expect(error.message).toBe(`getTask: ${tag} (code ${code}): message ${code}`)
        }
      }))
  }

  it.effect("that nobody knows is judged by the HTTP status, and by a status that it spells itself", () =>
    Effect.gen(function*() {
      const of = (code: number, status: number) => Effect.map(run(() => envelope(code, status)), (error) => [error.reason._tag, error.executed])
      expect(yield* of(54321, 400)).toEqual(["InvalidInput", "no"])
      expect(yield* of(54321, 403)).toEqual(["Forbidden", "no"])
      expect(yield* of(54321, 500)).toEqual(["Unavailable", "maybe"])
      // A success that says it is none: nobody can tell what happened to a start.
      expect(yield* of(54321, 200)).toEqual(["BadResponse", "maybe"])
      expect(yield* of(-1, 200)).toEqual(["BadResponse", "maybe"])
      expect(yield* of(429, 200)).toEqual(["RateLimited", "no"])
      expect(yield* of(503, 200)).toEqual(["Unavailable", "maybe"])
      // The status of the answer goes before that of the code.
      expect(yield* of(404, 500)).toEqual(["Unavailable", "maybe"])
    }))

  it.effect("that is known is an answer: it is not asked for again, whatever the status", () =>
    Effect.gen(function*() {
      const { options, requests } = service(() => envelope(10112, 500))
      const error = yield* Effect.flip(Client.make(options).tasks.get({ query: { task_id: "1" } }))
      expect(error.reason._tag).toBe("NotFound")
      expect(requests).toHaveLength(1)
    }))

  it.effect("0 is no success where something must be and is not", () =>
    Effect.gen(function*() {
      const error = yield* run(() => ({ code: 0, msg: "success", data: null, traceId: "t-0" }))
      expect(error).toMatchObject({ reason: { _tag: "BadResponse" }, code: 0, status: 200, traceId: "t-0", executed: "maybe" })
    }))
})

describe("without an envelope", () => {
  it.effect("undeclared statuses of a gateway, in HTML, text or nothing, are judged by the status", () =>
    Effect.gen(function*() {
      const html = { headers: { "content-type": "text/html" } }
      const of = (status: number) =>
        Effect.forEach(["<html><h1>Sorry</h1></html>", "sorry", null, "{}", "[1]", "null"], (body) =>
          Effect.map(get(() => new Response(body, { status, ...html })), (error) => {
            expect(error.code).toBeUndefined()
            expect(error.status).toBe(status)
            return error.reason._tag
          }))
      const tags = { 401: "Unauthorized", 402: "InsufficientCredits", 403: "Forbidden", 404: "NotFound", 409: "Conflict", 418: "InvalidInput" }
      for (const [status, tag] of Object.entries({ ...tags, 408: "Unavailable", 429: "RateLimited", 502: "Unavailable" })) {
        expect(yield* of(Number(status))).toEqual(Array(6).fill(tag))
      }
    }))

  it.effect("Retry-After is kept", () =>
    Effect.gen(function*() {
      const error = yield* get(() => new Response("slow down", { status: 429, headers: { "retry-after": "7" } }))
      assert.strictEqual(error.reason._tag, "RateLimited")
      expect(Duration.toSeconds(error.retryAfter ?? 0)).toBe(7)
      const limited = yield* run(() => envelope(10118, 400, { "retry-after": "9" }))
      expect(Duration.toSeconds(limited.retryAfter ?? 0)).toBe(9)
    }))

  it.effect("a 200 that cannot be read is a bad response; a request that cannot be written is invalid; a broken line is unavailable", () =>
    Effect.gen(function*() {
      for (const body of ["<html>", "{\"id\":", ""]) {
        const error = yield* run(() => new Response(body, { headers: { "content-type": "application/json" } }))
        expect(error).toMatchObject({ reason: { _tag: "BadResponse" }, executed: "maybe" })
      }
      const { tasks } = Client.make(service(() => ({})).options)
      const unwritable = yield* Effect.flip(tasks.run(JSON.parse("{}")))
      expect(unwritable).toMatchObject({ reason: { _tag: "InvalidInput" }, executed: "no" })
      const broken = yield* run(() => {
        throw new TypeError("socket hang up")
      })
      expect(broken).toMatchObject({ reason: { _tag: "Unavailable" }, executed: "maybe" })
    }))
})

describe("the key", () => {
  // Everything that a logger, a tracer or a curious reader could print.
  const everything = (value: unknown, seen = new Set<unknown>()): string => {
    if (typeof value !== "object" || value === null) return String(value)
    if (seen.has(value)) return ""
    seen.add(value)
    const names = [...Object.getOwnPropertyNames(value), "message", "stack"]
    return [String(value), ...names.map((name) => everything((value as Record<string, unknown>)[name], seen))].join("\n")
  }

  it.effect("appears in no error, also when the service repeats it", () =>
    Effect.gen(function*() {
      const echo = (status: number) => () =>
        Response.json({ code: 401, msg: `bad token ${canary}`, data: { seen: canary }, traceId: canary }, { status })
      const answers: ReadonlyArray<(request: Seen) => Answer> = [
        echo(200),
        echo(400),
        echo(401),
        echo(500),
        () => new Response(`<p>${canary}</p>`, { status: 502 }),
        () => new Response(`<p>${canary}</p>`, { status: 200 }),
        ({ headers }) => new Response(headers.get("authorization"), { status: 403 }),
        () => {
          throw new TypeError(`cannot send Bearer ${canary}`)
        }
      ]
      for (const answer of answers) {
        const error = yield* get(answer)
        const told = everything(error)
        expect(told).toContain("BrowserActError")
        expect(told).not.toContain(canary)
        expect(JSON.stringify(error)).not.toContain(canary)
      }
    }))

  it("does not show in the client itself", () => {
    const client = Client.make({ apiKey: canary })
    expect(everything(client)).not.toContain(canary)
    expect(JSON.stringify(client)).not.toContain(canary)
  })
})
