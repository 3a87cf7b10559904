/**
 * Watch the agent work. Every step arrives once and in order, up to the ones that come together
 * with the end.
 */
import { BrowserAct } from "@errand/browseract"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export const program = Effect.gen(function* () {
  const browserAct = yield* BrowserAct.BrowserAct
  const task = yield* Task.start(browserAct, {
    workflow_id: "wf_prices",
    input_parameters: [{ name: "product", value: "Pixel 9" }]
  })
  const said: Array<string> = []
  yield* Stream.runForEach(Task.steps(task), (step) =>
    Effect.sync(() => {
      said.push(`${step.number}.${step.revision} ${step.goal}: ${step.status}`)
    })
  )
  return { said, output: yield* Task.join(task) }
})
