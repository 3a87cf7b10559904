import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fc from "fast-check"
import { findMessage } from "../src/internal/errorBody.ts"
import * as Reason from "../src/Reason.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { answer, lost, scripted } from "./support/memory.ts"
import { operation } from "./support/operations.ts"

const failing = (respond: () => Response | Promise<Response>) =>
  Effect.flip(scripted([respond]).http.call(operation(), {})).pipe(
    Effect.map(Reason.failure),
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
  )

const statuses: ReadonlyArray<readonly [number, Reason.Reason["_tag"]]> = [
  [400, "Invalid"],
  [401, "Unauthorized"],
  [402, "PaymentRequired"],
  [403, "Forbidden"],
  [404, "NotFound"],
  [405, "Invalid"],
  [408, "Unavailable"],
  [409, "Conflict"],
  [410, "NotFound"],
  [412, "Conflict"],
  [422, "Invalid"],
  [425, "Unavailable"],
  [429, "RateLimited"],
  [500, "Unavailable"],
  [503, "Unavailable"],
  [599, "Unavailable"]
]

describe("why a call failed", () => {
  for (const [status, tag] of statuses) {
    it.effect(`a ${status} is ${tag}, with the service's own words`, () =>
      Effect.gen(function* () {
        const failure = yield* failing(answer(status, { title: "No", detail: "Not today." }, { "x-request-id": "r-1" }))
        assert.strictEqual(failure.reason._tag, tag)
        assert.strictEqual(failure.reason.message, "Not today.")
        assert.deepStrictEqual([failure.operation, failure.status, failure.requestId], ["getThing", status, "r-1"])
      })
    )
  }

  it.effect("a service that was not reached, or wrote what cannot be read, has said nothing", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* failing(lost("ECONNREFUSED"))).reason._tag, "Unavailable")
      const html = () => new Response("<html>", { headers: { "content-type": "text/html" } })
      assert.strictEqual((yield* failing(html)).reason._tag, "BadResponse")
      const moved = () => new Response(null, { status: 302, headers: { location: "https://elsewhere.test/" } })
      assert.strictEqual((yield* failing(moved)).reason._tag, "BadResponse")
    })
  )

  it.effect.each([400, 401, 402, 403, 404, 409, 422])("a %d in a gateway's page is not the service's word", (status) =>
    Effect.gen(function* () {
      const pages = [
        ["<!doctype html><h1>Log in</h1>", "text/html"],
        ["RBAC: access denied", "text/plain"],
        ['{"detail": "No', "application/json"]
      ] as const
      for (const [body, type] of pages) {
        const page = () => new Response(body, { status, headers: { "content-type": type } })
        const { reason, status: told } = yield* failing(page)
        assert.deepStrictEqual([reason._tag, told], ["BadResponse", status])
        assert.include(reason.message, `answered ${status}`)
      }
      // Without a body there is only the status to go by.
      const bare = yield* failing(() => new Response(null, { status }))
      assert.notStrictEqual(bare.reason._tag, "BadResponse")
    })
  )

  it.effect("what may pass stays what it is, in whatever form it comes", () =>
    Effect.gen(function* () {
      const page = (status: number) => () => new Response("<h1>Wait</h1>", { status })
      assert.strictEqual((yield* failing(page(429))).reason._tag, "RateLimited")
      assert.strictEqual((yield* failing(page(408))).reason._tag, "Unavailable")
      assert.strictEqual((yield* failing(page(502))).reason._tag, "Unavailable")
    })
  )

  it.effect("an answer that is longer than the client reads is one that no other try makes shorter", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(200, { text: "x".repeat(100) })], { maxBodyBytes: 50 })
      const { reason } = Reason.failure(yield* Effect.flip(http.call(operation(), {})))
      assert.strictEqual(reason._tag, "TooLarge")
      assert.include(reason.message, "50 bytes")
      assert.include(reason.message, "maxBodyBytes")
    })
  )

  it.effect("a request that could not be written names the place", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200)])
      const error = yield* Effect.flip(
        http.call(operation({ path: "/things/{id}", parameters: [{ name: "id", in: "path", required: true }] }), {
          path: { id: ".." }
        })
      )
      const { reason } = Reason.failure(error)
      assert.strictEqual(reason._tag, "Invalid")
      assert.deepStrictEqual(reason._tag === "Invalid" && reason.issues.map(({ path }) => path), ["path.id"])
      assert.lengthOf(sent, 0)
    })
  )

  it.effect("a refusal says which fields are wrong, in RFC 9457's form and in others'", () =>
    Effect.gen(function* () {
      const bodies = [
        { title: "Bad", errors: [{ pointer: "#/goal", detail: "is empty" }] },
        { detail: [{ loc: ["goal"], msg: "is empty" }] },
        { loc: ["goal"], msg: "is empty" },
        { message: "Bad", issues: [{ path: ["goal"], message: "is empty" }] },
        { errors: [{ field: "goal", message: "is empty" }] }
      ]
      for (const body of bodies) {
        const { reason } = yield* failing(answer(422, body))
        assert.deepStrictEqual(reason._tag === "Invalid" && reason.issues, [{ path: "goal", message: "is empty" }])
      }
      const { reason } = yield* failing(answer(422, { detail: [{ loc: ["goal"], msg: "is empty", type: "min" }] }))
      assert.deepInclude(reason, { issues: [{ path: "goal", message: "is empty", type: "min" }] })
    })
  )
})

describe("the words in an error body", () => {
  it("are found where services put them, and never HTML", () => {
    assert.strictEqual(findMessage({ title: "Out of credit" }), "Out of credit")
    assert.strictEqual(findMessage({ error: { message: "no" } }), "no")
    assert.strictEqual(findMessage({ error: "no" }), "no")
    assert.strictEqual(findMessage({ detail: [{ loc: ["body", "goal"], msg: "is empty" }] }), "body.goal: is empty")
    assert.strictEqual(findMessage({ loc: ["body", "goal"], msg: "is empty" }), "body.goal: is empty")
    assert.strictEqual(findMessage({ detail: { message: "no" } }), "no")
    assert.strictEqual(findMessage("slow down"), "slow down")
    assert.strictEqual(findMessage("<html><h1>502</h1>"), undefined)
    assert.strictEqual(findMessage({}), undefined)
  })

  it("are short, and reading them never throws", () => {
    fc.assert(fc.property(fc.anything(), (body) => (findMessage(body) ?? "").length <= 500))
    assert.strictEqual(findMessage("x".repeat(10_000))?.length, 500)
  })
})
