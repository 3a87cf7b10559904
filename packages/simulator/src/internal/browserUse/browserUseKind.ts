/** What Browser Use Cloud v2 is to the parts of the simulator that all services share. */
import type { Json } from "../../TaskScript.ts"
import type { ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
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
    const status = word({ ...look(task, change.at), phase: change.phase })
    const body: Json = {
      type: "agent.task.status_update",
      timestamp: new Date(world.now()).toISOString(),
      payload: { task_id: task.id, session_id: task.sessionId ?? "", status, metadata: task.start.metadata }
    }
    return {
      body: JSON.stringify(body),
      headers: {
        "X-Browser-Use-Timestamp": String(timestamp),
        "X-Browser-Use-Signature": Signature.sign(world.scenario.browserUse?.webhook?.secret ?? "", timestamp, body)
      },
      word: status
    }
  },
  // None is documented.
  maxRetries: 0
}
