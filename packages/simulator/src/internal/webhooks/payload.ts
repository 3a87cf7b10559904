/** The content of a webhook. */
import type { Json } from "../../TaskScript.ts"
import * as BrowserActTasks from "../browserAct/browserActTasks.ts"
import * as BrowserUseTasks from "../browserUse/browserUseTasks.ts"
import * as SkyvernRuns from "../skyvern/skyvernRuns.ts"
import * as SkyvernWebhook from "../skyvern/skyvernWebhook.ts"
import { stringify } from "../service.ts"
import * as Signature from "./signature.ts"
import { look } from "../tasks/task.ts"
import type { Task } from "../tasks/task.ts"
import type { Change } from "../tasks/timeline.ts"
import type { World } from "../world.ts"

/** The provider's word for the status that a change leads to. */
export const wordOf = (world: World, task: Task, change: Change): string => {
  const then = { ...look(task, change.at), phase: change.phase }
  if (task.provider === "skyvern") return SkyvernRuns.word(world, task, then)
  return task.provider === "browser-use" ? BrowserUseTasks.word(then) : BrowserActTasks.word(then)
}

/**
 * Body and extra headers. Browser Use sends a short signed notice, BrowserAct the whole task,
 * unsigned, Skyvern the whole run, signed.
 */
export const payload = (
  world: World,
  task: Task,
  change: Change
): { readonly body: string; readonly headers: { readonly [name: string]: string } } => {
  if (task.provider === "browseract") return { body: stringify(BrowserActTasks.view(world, task)), headers: {} }
  if (task.provider === "skyvern") return SkyvernWebhook.payload(world, task)
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
