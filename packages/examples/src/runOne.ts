/** Run one task: start it, wait for it, own it. */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  return yield* Task.run(browserUse, { task: "Name the capital of France" })
})
