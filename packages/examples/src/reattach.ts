/**
 * Store the ref, restart, attach: the task went on in the meantime. A ref is one line of JSON
 * without secrets.
 */
import { BrowserUse } from "@errand/browser-use"
import * as Task from "@errand/core/Task"
import { TaskRef } from "@errand/core/TaskRef"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Stored = Schema.fromJsonString(TaskRef)

/** Before the restart. */
export const before = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  const task = yield* Task.start(browserUse, { task: "Compare ten phones" })
  return yield* Schema.encodeEffect(Stored)(task.ref)
})

/** After it, in another process. */
export const after = Effect.fnUntraced(function* (line: string) {
  const browserUse = yield* BrowserUse.BrowserUse
  const ref = yield* Schema.decodeEffect(Stored)(line)
  return yield* Task.join(Task.attach(browserUse, ref))
})

export const program = Effect.flatMap(before, after)
