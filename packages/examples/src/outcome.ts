/**
 * How did it end? A task that failed is a value here, with the verdict, the partial output and what
 * it cost.
 */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  const task = yield* Task.start(browserUse, { task: "Book a table for two", judge: true })
  const outcome = yield* Task.await(task)
  const cost = outcome.cost.usd === undefined ? "unknown" : `${BigDecimal.format(outcome.cost.usd)} USD`
  switch (outcome._tag) {
    case "Succeeded":
      return `done for ${cost}: ${outcome.output}`
    case "Failed":
      return `failed (${outcome.reason}) for ${cost}; it said: ${outcome.partial}`
    case "Cancelled":
      return `cancelled by ${outcome.by} after ${cost}`
  }
})
