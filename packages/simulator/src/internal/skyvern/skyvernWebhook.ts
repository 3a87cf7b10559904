/**
 * How Skyvern reports the end of a run: the whole run, with the HMAC of its bytes under the API
 * key. The time of sending stands in a header of its own, which is not signed.
 */
import { createHmac } from "node:crypto"
import { stringify } from "../service.ts"
import type { Task } from "../tasks/task.ts"
import type { World } from "../world.ts"
import * as SkyvernRuns from "./skyvernRuns.ts"

/** The key of an account whose scenario names none. */
const anyKey = "bu_simulated"

/** Body and extra headers. */
export const payload = (world: World, task: Task) => {
  const body = stringify(SkyvernRuns.view(world, task))
  return {
    body,
    headers: {
      "x-skyvern-timestamp": String(Math.floor(world.now() / 1000)),
      "x-skyvern-signature": createHmac("sha256", world.scenario.apiKey ?? anyKey)
        .update(body)
        .digest("hex")
    }
  }
}
