/**
 * Show a task to a person while it works. One stream starts it, tells what is new, and ends with
 * its outcome; a person who closes the page leaves the stream, and the task is cancelled there.
 */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** One line for each thing that is new. */
const describe = (event: Task.TaskEvent<string | null>): string => {
  switch (event._tag) {
    case "Status":
      return `is ${event.status.native}`
    case "LiveUrl":
      // Who has the address can act in the browser: give it to the person, and to no log.
      return "can be watched"
    case "Step":
      return `${event.step.number}. ${event.step.goal}`
    case "Outcome":
      return event.outcome._tag === "Succeeded" ? `gives ${event.outcome.output}` : `ended as ${event.outcome._tag}`
  }
}

/** The lines of a page that is open until `isEnough` says so, or until the task is over. */
export const program = (isEnough: (line: string) => boolean) =>
  Effect.gen(function* () {
    const browserUse = yield* BrowserUse.BrowserUse
    const lines = Task.stream(browserUse, { task: "Find the price of a Pixel 9" }, { budget: { steps: 20 } }).pipe(
      Stream.map(describe),
      Stream.takeUntil(isEnough)
    )
    return yield* Stream.runCollect(lines)
  })
