/** What BrowserAct v2 is to the parts of the simulator that all services share. */
import { stringify } from "../service.ts"
import type { ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
import { make } from "./browserActService.ts"
import { word } from "./accountTasks.ts"
import { view } from "./browserActTasks.ts"

export const kind: ServiceKind = {
  prefix: "/browseract",
  make,
  taskParameter: "task_id",
  startOperation: "runTask",
  word,
  currency: "credits",
  // The whole task, unsigned.
  message: (world, task, change) => ({
    body: stringify(view(world, task)),
    headers: {},
    word: word({ ...look(task, change.at), phase: change.phase })
  }),
  maxRetries: 3
}
