/** What Skyvern v1 is to the parts of the simulator that all services share. */
import { createHmac } from "node:crypto"
import { stringify } from "../service.ts"
import type { ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
import { view, word } from "./skyvernRuns.ts"
import { make } from "./skyvernService.ts"

/** The key of an account whose scenario names none. */
const anyKey = "bu_simulated"

export const kind: ServiceKind = {
  prefix: "/skyvern",
  make,
  taskParameter: "run_id",
  startOperation: "runTask",
  word,
  // A run shows no cost.
  currency: undefined,
  // The whole run, with the HMAC of its bytes under the API key. The time is not signed.
  message: (world, task, change) => {
    const body = stringify(view(world, task))
    return {
      body,
      headers: {
        "x-skyvern-timestamp": String(Math.floor(world.now() / 1000)),
        "x-skyvern-signature": createHmac("sha256", world.scenario.apiKey ?? anyKey)
          .update(body)
          .digest("hex")
      },
      word: word({ ...look(task, change.at), phase: change.phase }, task, world)
    }
  },
  // It is sent once.
  maxRetries: 0
}
