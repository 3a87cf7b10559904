/** What Browser Use Cloud v2 is to the parts of the simulator that all services share. */
import type { Json } from "../../TaskScript.ts"
import type { ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
import { isOver } from "../tasks/timeline.ts"
import * as Signature from "../webhooks/signature.ts"
import { make } from "./browserUseService.ts"
import { word } from "./browserUseTasks.ts"

export const kind: ServiceKind = {
  prefix: "/browser-use/api/v2",
  make,
  taskParameter: "task_id",
  startOperation: "createTask",
  word,
  currency: "usd",
  // A short signed notice.
  message: (world, task, change) => {
    const timestamp = Math.floor(world.now() / 1000)
    const { about, secret = "" } = world.scenario.browserUse?.webhook ?? {}
    const status = word({ ...look(task, change.at), phase: change.phase })
    const session_id = task.sessionId ?? ""
    const body: Json = {
      type: about === "session" ? "session.status.update" : "agent.task.status_update",
      timestamp: new Date(world.now()).toISOString(),
      payload:
        about === "session"
          ? // A session that is done with its task is idle.
            { session_id, status: isOver(change.phase) ? "idle" : "running" }
          : { task_id: task.id, session_id, status, metadata: task.start.metadata }
    }
    return {
      body: JSON.stringify(body),
      headers: {
        "X-Browser-Use-Timestamp": String(timestamp),
        "X-Browser-Use-Signature": Signature.sign(secret, timestamp, body)
      },
      word: status
    }
  },
  // None is documented.
  maxRetries: 0
}
