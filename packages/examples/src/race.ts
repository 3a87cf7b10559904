/**
 * Ask two services, take the first answer. The loser is cancelled on its service before the race is
 * over.
 */
import { BrowserUse } from "@errand/browser-use"
import { BrowserAct } from "@errand/browseract"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  const browserAct = yield* BrowserAct.BrowserAct
  return yield* Effect.race(
    Task.run(browserUse, { task: "Find the price of a Pixel 9" }),
    Task.run(browserAct, { workflow_id: "wf_prices", input_parameters: [{ name: "product", value: "Pixel 9" }] })
  )
})
