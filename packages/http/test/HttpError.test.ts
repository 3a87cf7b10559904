import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import type * as Http from "../src/Http.ts"
import { HttpError } from "../src/HttpError.ts"
import type { HttpReason } from "../src/HttpError.ts"
import { answer, scripted } from "./support/memory.ts"
import { getTask, operation, stopTask } from "./support/operations.ts"
import type { GetTask, Task } from "./support/operations.ts"

const facts = { operation: "getTask", method: "GET", path: "/tasks/{task_id}", attempts: 1, executed: "maybe" } as const

describe("types", () => {
  const call = scripted([answer(200)]).http.call(getTask, { path: { task_id: "1" } })

  it("a call has the success and the errors of its operation", () => {
    expectTypeOf(call).toEqualTypeOf<Effect.Effect<Task, HttpError<GetTask["error"]>>>()
    expectTypeOf(scripted([]).http.call(stopTask, { query: { task_id: "1" } })).toExtend<Effect.Effect<void, unknown>>()
  })

  it("a declared error narrows by status to its body", () => {
    const see = (error: HttpError<GetTask["error"]>) => {
      if (error.reason._tag !== "Declared") return
      expectTypeOf(error.reason.error.status).toEqualTypeOf<404 | 422>()
      if (error.reason.error.status === 404) expectTypeOf(error.reason.error.body.detail).toEqualTypeOf<string>()
      // @ts-expect-error the spec declares no 400 for this operation
      if (error.reason.error.status === 400) return
    }
    expectTypeOf(see).toBeFunction()
  })

  it("an input that is not the operation's does not compile", () => {
    const { http } = scripted([])
    const wrong = () => [
      // @ts-expect-error the parameter is called task_id
      http.call(getTask, { path: { id: "1" } }),
      // @ts-expect-error the path is required
      http.call(getTask, {}),
      // @ts-expect-error this operation takes no body
      http.call(getTask, { path: { task_id: "1" }, body: {} })
    ]
    expectTypeOf(wrong).toBeFunction()
  })

  it("the global fetch and functions over Request are taken as they are", () => {
    expectTypeOf<typeof globalThis.fetch>().toExtend<NonNullable<Http.Options["fetch"]>>()
    expectTypeOf<(request: Request) => Promise<Response>>().toExtend<NonNullable<Http.Options["fetch"]>>()
  })

  it("errors of fewer declared cases are errors of more", () => {
    expectTypeOf<HttpError<never>>().toExtend<HttpError<GetTask["error"]>>()
    expectTypeOf<HttpError<GetTask["error"]>>().toExtend<HttpError>()
  })
})

describe("handling", () => {
  it.effect("catchReason names the reasons", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(404, { detail: "gone" })])
      const said = yield* http.call(getTask, { path: { task_id: "1" } }).pipe(
        Effect.map(() => "found"),
        Effect.catchReason("HttpError", "Declared", (reason, error) =>
          Effect.succeed(`${error.status} ${reason.error.status}`)
        )
      )
      assert.strictEqual(said, "404 404")
    })
  )

  it.effect("catchTag takes the error as a whole", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(404, { detail: "gone" })])
      const said = yield* http
        .call(getTask, { path: { task_id: "1" } })
        .pipe(Effect.catchTag("HttpError", (error) => Effect.succeed(error.message)))
      assert.strictEqual(said, "GET /tasks/{task_id} (getTask): answered 404")
    })
  )
})

describe("messages", () => {
  const reasons: ReadonlyArray<readonly [HttpReason<unknown>, string]> = [
    [{ _tag: "Undeclared", status: 503, body: undefined }, "answered 503"],
    [
      { _tag: "Redirected", status: 307, location: "https://elsewhere.test" },
      "a redirect to https://elsewhere.test that is not followed"
    ],
    [{ _tag: "Redirected", status: 0 }, "a redirect that is not followed"],
    [{ _tag: "InvalidBody", status: 200, contentType: "text/html", text: "<html>" }, "cannot be read (text/html)"],
    [{ _tag: "BodyTooLarge", limit: 10 }, "more than 10 bytes"],
    [{ _tag: "Timeout", phase: "headers", limit: Duration.seconds(3) }, "no answer within 3s"],
    [{ _tag: "Timeout", phase: "body", limit: Duration.seconds(3) }, "no complete body within 3s"],
    [{ _tag: "Transport", phase: "connect", cause: undefined }, "could not connect"],
    [{ _tag: "Transport", phase: "sent", cause: undefined }, "broke before an answer came"],
    [{ _tag: "Transport", phase: "body", cause: undefined }, "broke in the middle of the answer"],
    [{ _tag: "InvalidRequest", where: "path.task_id", message: "is empty" }, "not sent: path.task_id: is empty"]
  ]

  it.each(reasons)("%j", (reason, words) => {
    assert.include(new HttpError({ ...facts, reason }).message, words)
  })

  it("a copy of an error with another reason is complete", () => {
    const error = new HttpError({ ...facts, status: 503, reason: { _tag: "Undeclared", status: 503, body: 1 } })
    const copy = new HttpError({ ...error, reason: { _tag: "Undeclared", status: 503, body: 2 } })
    assert.deepStrictEqual({ ...copy, reason: error.reason }, { ...error })
  })
})

describe("requests that cannot be written", () => {
  it.effect("are errors without an attempt, and certainly not executed", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200)])
      const error = yield* Effect.flip(http.call(getTask, { path: { task_id: ".." } }))
      assert.deepStrictEqual(error.reason, {
        _tag: "InvalidRequest",
        where: "path.task_id",
        message: '".." would lead to another path'
      })
      assert.strictEqual(error.executed, "no")
      assert.strictEqual(error.attempts, 0)
      assert.strictEqual(sent.length, 0)
    })
  )

  it.effect("so is a client header that cannot be sent, without its value", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200)], { headers: { "x-key": "secret\n" } })
      const error = yield* Effect.flip(http.call(operation(), {}))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      assert.notInclude(JSON.stringify(error), "secret")
      assert.strictEqual(sent.length, 0)
    })
  )
})
