/**
 * Fifty tasks, ten at a time. If one fails or the program is interrupted, those that still run are
 * cancelled on the service.
 */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"

const products = Array.from({ length: 50 }, (_, n) => `product ${n + 1}`)

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  return yield* Effect.forEach(products, (product) => Task.run(browserUse, { task: `Find the price of ${product}` }), {
    concurrency: 10
  })
})
