/** A program that runs one paid task at an address, as a README shows it. */
import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { runMain } from "@errand/core/node"
import { Effect } from "effect"

const [, , baseUrl = "", apiKey = ""] = process.argv

const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  yield* Task.run(
    browserUse,
    { task: "Find the price of a Pixel 9" },
    { onStart: () => Effect.sync(() => void process.stdout.write("started\n")) }
  )
})

runMain(program.pipe(Effect.provide(BrowserUse.layer({ baseUrl, apiKey }))))
