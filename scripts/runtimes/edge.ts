/** The program for runtimes without Node's modules: global fetch, and base URLs from outside. */
import * as BrowserAct from "@errand/browseract/BrowserAct"
import * as BrowserUse from "@errand/browser-use/BrowserUse"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"

export interface Services {
  readonly browserUse: string
  readonly browserAct: string
}

/** Runs a task on each service; gives what came out of them. */
export const run = (services: Services): Promise<unknown> =>
  Effect.runPromise(
    Effect.all(
      {
        browserUse: Task.run(BrowserUse.make({ apiKey: "key", baseUrl: services.browserUse }), {
          task: "Find a price"
        }),
        browserAct: Task.run(BrowserAct.make({ apiKey: "key", baseUrl: services.browserAct }), { workflow_id: "1" })
      },
      { concurrency: 2 }
    )
  )
