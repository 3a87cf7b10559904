/**
 * What a user's first program may look like: one provider of each service, against the simulator.
 */
import { BrowserAct } from "@errand/browseract"
import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { Effect, Stream } from "effect"

const program = Effect.gen(function* () {
  const simulator = yield* Simulator.Simulator
  const options = { apiKey: simulator.apiKey }
  const browserUse = BrowserUse.make({ ...options, baseUrl: simulator.browserUse.baseUrl })
  const browserAct = BrowserAct.make({ ...options, baseUrl: simulator.browserAct.baseUrl })

  const task = yield* Task.start(browserUse, { task: "Find the price of a Pixel 9" })
  const steps = yield* Stream.runCollect(Task.steps(task))
  const outcome = yield* Task.await(task)
  if (outcome._tag !== "Succeeded" || steps.length === 0) return yield* Effect.die(outcome)

  const { items } = yield* browserUse.client.tasks.list({ query: { pageSize: 10 } })
  if (items.length !== 1) return yield* Effect.die(items)

  const { items: workflows } = yield* browserAct.client.workflows.list({})
  return workflows
})

await Effect.runPromise(program.pipe(Effect.provide(Simulator.layer({ speed: 50 })), Effect.scoped))
