/** What a webhook says. */
import type { Json } from "../TaskScript.ts"
import * as BrowserAct from "./browseract/Tasks.ts"
import * as BrowserUse from "./browser-use/Tasks.ts"
import { stringify } from "./Service.ts"
import * as Signature from "./Signature.ts"
import { look } from "./Tasks.ts"
import type { Task } from "./Tasks.ts"
import type { Change } from "./Timeline.ts"
import type { World } from "./World.ts"

/** The provider's word for the status that a change leads to. */
export const wordOf = (world: World, task: Task, change: Change): string => {
  const then = { ...look(task, change.at), phase: change.phase }
  return task.provider === "browser-use" ? BrowserUse.word(then) : BrowserAct.word(then)
}

/** Body and extra headers. Browser Use sends a short signed notice, BrowserAct the whole task, unsigned. */
export const payload = (
  world: World,
  task: Task,
  change: Change
): { readonly body: string; readonly headers: { readonly [name: string]: string } } => {
  if (task.provider === "browseract") return { body: stringify(BrowserAct.view(world, task)), headers: {} }
  const timestamp = Math.floor(world.now() / 1000)
  const body: Json = {
    type: "agent.task.status_update",
    timestamp: new Date(world.now()).toISOString(),
    payload: {
      task_id: task.id,
      session_id: task.sessionId ?? "",
      status: wordOf(world, task, change),
      metadata: task.start.metadata
    }
  }
  return {
    body: JSON.stringify(body),
    headers: {
      "X-Browser-Use-Timestamp": String(timestamp),
      "X-Browser-Use-Signature": Signature.sign(world.scenario.browserUse?.webhook?.secret ?? "", timestamp, body)
    }
  }
}
