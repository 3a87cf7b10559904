import { assert, describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Stream } from "effect"
import fc from "fast-check"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { BrowserActError, Client } from "@errand/browseract"
import { type Answer, envelope, type Seen, service } from "./support/service.ts"

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const stringify = (value: object): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item))

const get = (respond: (request: Seen) => Answer) =>
  Client.make(service(respond).options)
    .tasks.get({ query: { task_id: "1" } })
    .pipe(once, Effect.flip)

const run = (respond: (request: Seen) => Answer) =>
  Client.make(service(respond).options)
    .tasks.run({ body: { workflow_id: "1" } })
    .pipe(once, Effect.flip)

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
      Effect.gen(function* () {
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
      })
    )
  }

  it.effect("that nobody knows is judged by the HTTP status, and by a status that it spells itself", () =>
    Effect.gen(function* () {
      const of = (code: number, status: number) =>
        Effect.map(
          run(() => envelope(code, status)),
          (error) => [error.reason._tag, error.executed]
        )
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
    })
  )

  it.effect("counts as text, too; words and fractions are no codes", () =>
    Effect.gen(function* () {
      const of = (code: unknown) =>
        Effect.map(
          run(() => Response.json({ code, msg: "m" }, { status: 400 })),
          (error) => [error.reason._tag, error.code]
        )
      expect(yield* of("10118")).toEqual(["TooManyTasks", 10118])
      for (const none of ["ten", "", 1.5, null, {}]) expect(yield* of(none)).toEqual(["InvalidInput", undefined])
    })
  )

  it.effect("that is known is an answer: it is not asked for again, whatever the status", () =>
    Effect.gen(function* () {
      const { options, requests } = service(() => envelope(10112, 500))
      const error = yield* Effect.flip(Client.make(options).tasks.get({ query: { task_id: "1" } }))
      expect(error.reason._tag).toBe("NotFound")
      expect(requests).toHaveLength(1)
    })
  )

  it.effect("0 is no success where something must be and is not", () =>
    Effect.gen(function* () {
      const error = yield* run(() => ({ code: 0, msg: "success", data: null, traceId: "t-0" }))
      expect(error).toMatchObject({
        reason: { _tag: "BadResponse" },
        code: 0,
        status: 200,
        traceId: "t-0",
        executed: "maybe"
      })
    })
  )
})

describe("without an envelope", () => {
  it.effect(
    "undeclared statuses of a gateway, are judged by the status where it may pass or nothing else is there, and else not believed",
    () =>
      Effect.gen(function* () {
        const html = { headers: { "content-type": "text/html" } }
        const of = (status: number) =>
          Effect.forEach(["<html><h1>Sorry</h1></html>", "sorry", null, "{}", "[1]", "null"], (body) =>
            Effect.map(
              get(() => new Response(body, { status, ...html })),
              (error) => {
                expect(error.code).toBeUndefined()
                expect(error.status).toBe(status)
                return error.reason._tag
              }
            )
          )
        const tags = {
          401: "Unauthorized",
          402: "InsufficientCredits",
          403: "Forbidden",
          404: "NotFound",
          409: "Conflict",
          418: "InvalidInput"
        }
        for (const [status, tag] of Object.entries({ 408: "Unavailable", 429: "RateLimited", 502: "Unavailable" })) {
          expect(yield* of(Number(status))).toEqual(Array(6).fill(tag))
        }
        const foreign = "BadResponse"
        for (const [status, tag] of Object.entries(tags)) {
          expect(yield* of(Number(status))).toEqual([foreign, foreign, tag, foreign, foreign, foreign])
        }
      })
  )

  it.effect("Retry-After is kept", () =>
    Effect.gen(function* () {
      const error = yield* get(() => new Response("slow down", { status: 429, headers: { "retry-after": "7" } }))
      assert.strictEqual(error.reason._tag, "RateLimited")
      expect(Duration.toSeconds(error.retryAfter ?? 0)).toBe(7)
      const limited = yield* run(() => envelope(10118, 400, { "retry-after": "9" }))
      expect(Duration.toSeconds(limited.retryAfter ?? 0)).toBe(9)
    })
  )

  it.effect(
    "a 200 that cannot be read is a bad response; a request that cannot be written is invalid; a broken line is unavailable",
    () =>
      Effect.gen(function* () {
        for (const body of ["<html>", '{"id":', ""]) {
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
      })
  )
})

describe("whatever comes back", () => {
  it.effect("every operation ends in an answer or in this error, never in a defect", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(anyAnswer, fc.nat(11), async (answer, which) => {
          const { regions, tasks, templates, workflows } = Client.make(service(answer).options)
          const calls: ReadonlyArray<Effect.Effect<unknown, BrowserActError>> = [
            tasks.run({ body: { workflow_id: "1" } }),
            tasks.runTemplate({ body: { workflow_template_id: "1" } }),
            tasks.status({ query: { task_id: "1" } }),
            tasks.get({ query: { task_id: "1" } }),
            tasks.stop({ query: { task_id: "1" } }),
            tasks.resume({ query: { task_id: "1" } }),
            workflows.get({ query: { workflow_id: "1" } }),
            templates.get({ query: { workflow_template_id: "1" } }),
            regions.list(),
            Stream.runCollect(Stream.take(tasks.stream(), 100)),
            Stream.runCollect(Stream.take(workflows.stream(), 100)),
            Stream.runCollect(Stream.take(templates.stream(), 100))
          ]
          const result = await Effect.runPromise(Effect.result(once(calls[which] ?? Effect.void)))
          if (result._tag === "Failure") {
            expect(result.failure).toBeInstanceOf(BrowserActError)
            expect(result.failure.message).toContain(result.failure.reason._tag)
          }
        }),
        { numRuns: 150 }
      )
    )
  )
})

/** Any status with any body: JSON, an envelope, a page of a list, or text. */
const anyAnswer = fc
  .record({
    status: fc.constantFrom(200, 201, 202, 206, 301, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503),
    type: fc.constantFrom("application/json", "text/html", "text/plain", "", "application/octet-stream"),
    body: fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record(
          { code: fc.anything(), msg: fc.anything(), data: fc.jsonValue(), traceId: fc.anything() },
          { requiredKeys: [] }
        )
        .map(stringify),
      fc
        .record({
          items: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
          total_count: fc.jsonValue(),
          total_pages: fc.jsonValue()
        })
        .map(stringify)
    )
  })
  .map(
    ({ body, status, type }) =>
      () =>
        new Response(body, { status, headers: type === "" ? {} : { "content-type": type } })
  )
