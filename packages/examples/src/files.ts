/**
 * Fetch what the task left behind, as a stream; an expired address is asked for anew, and the name
 * is made safe.
 */
import { BrowserUse } from "@errand/browser-use"
import * as FileName from "@errand/core/FileName"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export const program = Effect.gen(function* () {
  const browserUse = yield* BrowserUse.BrowserUse
  const task = yield* Task.start(browserUse, { task: "Download the price list" })
  yield* Task.join(task)
  const { files } = yield* Task.poll(task)
  return yield* Effect.forEach(files, (file) =>
    Effect.map(Stream.mkString(Stream.decodeText(Task.file(task, file))), (content) => ({
      name: FileName.safe(file.name),
      content
    }))
  )
})
