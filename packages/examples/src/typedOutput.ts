/**
 * Ask for data and get data: the schema goes to the provider where it takes one, and decodes what
 * comes back always.
 */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"
import { Price } from "./priceSchema.ts"

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  const { product, usd } = yield* Task.run(browserUse, { task: "Find the price of a Pixel 9" }, { output: Price })
  return `${product}: ${usd} USD`
}).pipe(
  // The task was paid for: an output that does not fit is in the error, as it came.
  Effect.catchTag("OutputMismatch", ({ issues, output }) =>
    Effect.succeed(`no price in ${output}: ${issues[0]?.message}`)
  )
)
