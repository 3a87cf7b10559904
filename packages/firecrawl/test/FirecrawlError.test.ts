import { FirecrawlError } from "@errand/firecrawl"
import { HttpError } from "@errand/http"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { fromHttp } from "../src/internal/error.ts"
import { from } from "../src/internal/providerError.ts"

const refused = (status: number, body: unknown) =>
  fromHttp(
    new HttpError({
      operation: "getAgent",
      method: "GET",
      path: "/agent/{jobId}",
      status,
      attempts: 1,
      executed: "no",
      reason: { _tag: "Undeclared", status, body }
    })
  )

describe("an error", () => {
  it("says who refused what, in the service's own words", () => {
    const error = refused(402, { success: false, error: "Insufficient credits" })
    assert.instanceOf(error, FirecrawlError)
    assert.strictEqual(error.message, "Firecrawl: getAgent: PaymentRequired: Insufficient credits")
  })

  it.effect("can be caught by its reason", () =>
    Effect.gen(function* () {
      const call = Effect.fail(refused(404, null))
      const found = Effect.catchReason(call, "FirecrawlError", "NotFound", () => Effect.succeed("nothing"))
      assert.strictEqual(yield* found, "nothing")
    })
  )

  it("is known with HTTP 200, too, with the service's words or without", () => {
    for (const [body, message] of [
      [{ success: false, error: "Agent is off" }, "Agent is off"],
      [{ success: false }, "does not say why"]
    ] as const) {
      const { reason } = refused(200, body)
      assert.strictEqual(reason._tag, "Unsuccessful")
      assert.include(reason.message, message)
    }
    assert.strictEqual(refused(200, { odd: true }).reason._tag, "BadResponse")
  })

  it("means the same to a task: a start that was not done is refused, a look is tried again", () => {
    const unsuccessful = refused(200, { success: false })
    assert.strictEqual(from("start")(unsuccessful).reason._tag, "BadRequest")
    assert.strictEqual(from("status")(unsuccessful).reason._tag, "Unavailable")
    const found = [400, 401, 402, 403, 404, 409, 429, 500].map(
      (status) => from("status")(refused(status, {})).reason._tag
    )
    assert.deepStrictEqual(found, [
      "BadRequest",
      "Unauthorized",
      "OutOfCredit",
      "Forbidden",
      "NotFound",
      "Conflict",
      "RateLimited",
      "Unavailable"
    ])
    assert.include(from("status")(refused(404, {})).message, "24 hours")
  })
})
