/** What BrowserAct v3 is to the parts of the simulator that all services share. */
import { stringify } from "../service.ts"
import type { ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
import { word } from "../browserAct/accountTasks.ts"
import { view } from "./botRuns.ts"
import { catalogueOf, make } from "./browserActV3Service.ts"

export const kind: ServiceKind = {
  // Where v2 is, too: their paths tell them apart.
  prefix: "/browseract",
  make,
  taskParameter: "task_id",
  startOperation: "createRun",
  startInput: ({ bot_id, ...body }) => ({ path: { bot_id }, query: {}, body }),
  word,
  currency: "credits",
  // The whole run, unsigned.
  message: (world, task, change) => ({
    body: stringify(view(world, catalogueOf(world), task)),
    headers: {},
    word: word({ ...look(task, change.at), phase: change.phase })
  }),
  maxRetries: 3
}
