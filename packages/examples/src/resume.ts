/**
 * A workflow that stops for a person: see that it waits, let the person act, resume it. On Browser
 * Use this does not compile.
 */
import { BrowserAct } from "@errand/browseract"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"

/** Stands for the person whom the workflow waits for. */
const letPersonAct = (liveUrl: Redacted.Redacted<string> | undefined) =>
  Effect.logInfo(
    `somebody takes over at ${liveUrl === undefined ? "the dashboard" : new URL(Redacted.value(liveUrl)).host}`
  )

export const program = Effect.gen(function* () {
  const browserAct = yield* BrowserAct.BrowserAct
  const task = yield* Task.start(browserAct, { workflow_id: "wf_checkout" })
  yield* Stream.runForEach(Task.watch(task), ({ liveUrl, status }) =>
    status.state === "input_required"
      ? Effect.andThen(letPersonAct(status.liveUrl ?? liveUrl), Task.resume(task))
      : Effect.void
  )
  return yield* Task.join(task)
})
