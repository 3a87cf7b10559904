/** What Browser Use Cloud v4 is to the parts of the simulator that all services share. */
import type { Json } from "../../TaskScript.ts"
import type { ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
import * as Signature from "../webhooks/signature.ts"
import { make } from "./browserUseV4Service.ts"
import { word } from "./runs.ts"

export const kind: ServiceKind = {
  prefix: "/browser-use/api/v4",
  make,
  taskParameter: "run_id",
  startOperation: "createRun",
  word,
  currency: "usd",
  // The account's webhooks know sessions, and no runs.
  message: (world, task, change) => {
    const timestamp = Math.floor(world.now() / 1000)
    const status = word({ ...look(task, change.at), phase: change.phase })
    const body: Json = {
      type: "session.status.update",
      timestamp: new Date(world.now()).toISOString(),
      payload: { session_id: task.sessionId ?? "", status }
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
