import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Option } from "effect"
import { counts, simulated } from "./support/simulated.ts"

describe("leaving a start", () => {
  it.effect("that waits because the service is full ends at once, and no request follows", () =>
    simulated(
      {
        faults: [
          {
            match: { provider: "browser-use", operation: "createTask" },
            kind: "status",
            status: 429,
            retryAfter: 8,
            times: "always"
          }
        ]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const began = yield* Clock.currentTimeMillis
        const left = yield* Effect.timeoutOption(Task.run(browserUse, { task: "wait" }), "1 second")
        assert.isTrue(Option.isNone(left))
        assert.isAtMost((yield* Clock.currentTimeMillis) - began, 2000)
        yield* Effect.sleep("1 minute")
        assert.strictEqual((yield* counts).create, 1)
      })
    )
  )
})
