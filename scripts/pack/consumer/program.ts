/**
 * What a user's first program may look like: one provider of each service, against the simulator.
 */
import { BrowserAct } from "@errand/browseract"
import { BrowserAct as BrowserActV3 } from "@errand/browseract/v3"
import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { Firecrawl } from "@errand/firecrawl"
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

  // Another version of a service is an entry of its package.
  const browserActV3 = BrowserActV3.make({ ...options, baseUrl: simulator.browserAct.baseUrl, shareWith: browserAct })
  const firecrawl = Firecrawl.make({ ...options, baseUrl: simulator.firecrawl.baseUrl })
  yield* Task.run(browserActV3, { bot_id: "17", input: { product: "Pixel 9" } })
  yield* Task.run(firecrawl, { prompt: "Find the price of a Pixel 9" })

  const { items: workflows } = yield* browserAct.client.workflows.list({})
  return workflows
})

await Effect.runPromise(program.pipe(Effect.provide(Simulator.layer({ speed: 50 })), Effect.scoped))
