import { SkyvernError } from "@errand/skyvern"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { provider } from "./support/service.ts"
import { input } from "./support/simulated.ts"

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

describe("a call that is refused", () => {
  it.effect.each([
    [400, "Invalid", "BadRequest"],
    [401, "Unauthorized", "Unauthorized"],
    [402, "PaymentRequired", "OutOfCredit"],
    [403, "Forbidden", "Forbidden"],
    [404, "NotFound", "NotFound"],
    [409, "Conflict", "Conflict"],
    [422, "Invalid", "BadRequest"],
    [429, "RateLimited", "RateLimited"],
    [500, "Unavailable", "Unavailable"]
  ] as const)("with %d says why, in the service's words and in core's", ([status, reason, of]) =>
    Effect.gen(function* () {
      const skyvern = provider(() =>
        Response.json({ detail: "because" }, { status, headers: { "x-request-id": "r-1" } })
      )
      const error = yield* Effect.flip(once(skyvern.client.runs.get({ path: { run_id: "tsk_1" } })))
      assert.instanceOf(error, SkyvernError)
      assert.strictEqual(error.message, `Skyvern: getRun: ${reason}: because`)
      const failed = yield* Effect.flip(once(skyvern.status("tsk_1")))
      assert.deepStrictEqual([failed.reason._tag, failed.reason.message, failed.traceId], [of, "because", "r-1"])
      const caught = skyvern.client.runs.get({ path: { run_id: "tsk_1" } }).pipe(
        Effect.catchReason("SkyvernError", "NotFound", () => Effect.succeed("there is none")),
        once,
        Effect.exit
      )
      assert.strictEqual((yield* caught)._tag, status === 404 ? "Success" : "Failure")
    })
  )

  it.effect("as a start names the fields that are wrong", () =>
    Effect.gen(function* () {
      const detail = [{ loc: ["body", "prompt"], msg: "Field required", type: "missing" }]
      const skyvern = provider(() => Response.json({ detail }, { status: 422 }))
      const error = yield* Effect.flip(skyvern.start(input, { nonce: "n" }))
      assert(error._tag === "ProviderError" && error.reason._tag === "BadRequest")
      assert.deepInclude(error.reason.issues?.[0], { path: "body.prompt", message: "Field required" })
    })
  )
})
