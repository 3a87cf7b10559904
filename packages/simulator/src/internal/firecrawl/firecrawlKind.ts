/** What Firecrawl is to the parts of the simulator that all services share. */
import { createHmac } from "node:crypto"
import type { StartAgentInput } from "@errand/firecrawl-types/v2"
import type { Message, ServiceKind } from "../serviceKind.ts"
import { look } from "../tasks/task.ts"
import type { Task } from "../tasks/task.ts"
import type { Phase } from "../tasks/timeline.ts"
import type { World } from "../world.ts"
import { dataOf, word } from "./firecrawlJobs.ts"
import { make } from "./firecrawlService.ts"

type Event = NonNullable<NonNullable<StartAgentInput["body"]["webhook"]>["events"]>[number]

/** The event that reports that a phase has begun. */
const events: { readonly [P in Phase]?: Event } = {
  running: "started",
  finished: "completed",
  failed: "failed",
  stopped: "cancelled"
}

export const kind: ServiceKind = {
  prefix: "/firecrawl/v2",
  make,
  taskParameter: "jobId",
  startOperation: "startAgent",
  word,
  currency: "credits",
  message: (world, task, change) => {
    const event = events[change.phase]
    if (event === undefined) return undefined
    return messageOf(world, task, event, word({ ...look(task, change.at), phase: change.phase }))
  },
  stepMessage: (world, task, step) => messageOf(world, task, "action", word(look(task, world.now())), step),
  maxRetries: 3
}

/** `word`: what the job's status says then. `step`: which one an action was. */
const messageOf = (world: World, task: Task, event: Event, word: string, step?: number): Message | undefined => {
  const { webhook } = task.start.body as StartAgentInput["body"]
  if (webhook?.events?.includes(event) === false) return undefined
  const body = JSON.stringify({
    success: event === "started" || event === "action" || event === "completed",
    type: `agent.${event}`,
    id: task.id,
    webhookId: world.random.uuid("webhook"),
    data: dataOfEvent(world, task, event, step),
    ...(event === "failed" && { error: task.plan.failure.message }),
    metadata: webhook?.metadata ?? {}
  })
  const secret = world.scenario.firecrawl?.secret
  return {
    body,
    headers: {
      ...webhook?.headers,
      ...(secret !== undefined && {
        "X-Firecrawl-Signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`
      })
    },
    word
  }
}

const dataOfEvent = (world: World, task: Task, event: Event, step = 0): ReadonlyArray<unknown> => {
  const { credits } = world.tasks.look(task)
  if (event === "action") return [{ creditsUsed: credits, action: task.plan.steps[step - 1]?.goal }]
  return event === "started" ? [] : [{ creditsUsed: credits, ...(event === "completed" && { data: dataOf(task) }) }]
}
