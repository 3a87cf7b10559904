import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { Webhook } from "@errand/browseract/v3"

const token = Redacted.make("canary_0123456789abcdef")
const url = Webhook.url("https://example.test/hooks", token)

describe("a callback of v3", () => {
  it.effect("names its run by `task_id`, in digits for ever", () =>
    Effect.gen(function* () {
      const body = '{"task_id":12345678901234567,"status":"paused","live_url_info":{"live_url":"https://live.test/1"}}'
      const event = yield* Webhook.verify({ url, body }, { token })
      assert.deepInclude(event, { taskId: "12345678901234567", status: "paused" })
      assert.notInclude(JSON.stringify(event), "live.test")
    })
  )

  it.effect("is refused in the name of v3", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Webhook.verify({ url: "https://example.test/hooks", body: "{}" }, { token }))
      assert.deepStrictEqual([error.provider, error.reason._tag], ["browseract/v3", "BadToken"])
    })
  )
})
