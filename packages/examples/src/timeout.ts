/**
 * At most five minutes: a task that is not done by then is cancelled on the service, so that it
 * costs no more.
 */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  return yield* Task.run(browserUse, { task: "Read the whole web" })
}).pipe(Effect.timeoutOrElse({ duration: "5 minutes", orElse: () => Effect.succeed("too slow, cancelled") }))
